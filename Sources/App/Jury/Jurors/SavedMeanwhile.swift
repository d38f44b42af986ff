internal import Platform

/// What somebody else saved of a juror while staff were typing, where it differs from what they typed.
enum SavedMeanwhile {
    static func markup(_ content: JurorPages.FormContent, _ reader: Reader) -> HTML? {
        guard let theirs = content.theirs else { return nil }
        let columns = JurorInput.Column.changeable.filter { theirs[$0] != content.input[$0] }
        let facts = columns.map { column -> (String, HTML) in
            (column.label(reader), "<bdi>\(words(column, of: theirs, content.season, reader))</bdi>")
        }
        return Notices.caution(reader("jury.juror.theirs"), Lists.facts(facts))
    }

    private static func words(
        _ column: JurorInput.Column, of input: JurorInput, _ season: Season, _ reader: Reader
    ) -> String {
        guard !input[column].isEmpty else { return reader("jury.none") }
        let (rules, codes) = (season.rules, input.codes(column))
        let words: [String] =
            switch column {
            case .email, .name, .organisation, .capacity, .panel: [input[column]]
            case .country: [reader.country(input[column])]
            case .languages: codes.map(reader.languageName)
            case .regions: rules.regions.filter { codes.contains($0.key) }.map { reader.pick($0.title) }
            case .themes: rules.themes.filter { codes.contains($0.key) }.map { reader.pick($0.label) }
            case .kind:
                rules.jury.assignment.kinds.filter { codes.contains($0.key) }.map { reader.pick($0.title) }
            }
        return reader.list(words)
    }
}
