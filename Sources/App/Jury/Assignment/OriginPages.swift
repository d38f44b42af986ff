internal import Platform

/// Who can be given nothing because nobody wrote down where they are from, and where to write it down.
enum OriginPages {
    private static let mostNamed = 20

    static func section(_ content: PlanPages.Content, _ reader: Reader) -> HTML? {
        let lost = content.basis.situation.withoutOrigin.compactMap { content.names.jurors[$0] }
        guard !lost.isEmpty else { return nil }
        let address = JuryAddress(content.season)
        let names = reader.sorted(lost) { $0.person.shownName }.prefix(mostNamed).map { juror -> HTML in
            let form = address.juror(juror.publicID)
            return "<li><a href=\"\(form)\"><bdi>\(juror.person.shownName)</bdi></a></li>"
        }
        let others = lost.count - names.count
        let more: HTML? =
            others == 0
            ? nil
            : """
            <li><a href="\(address.jurors)?sort=country">\
            \(reader("jury.origin.more", ["count": .number(others)]))</a></li>
            """
        let count: [String: MessageValue] = ["count": .number(lost.count)]
        let title =
            content.rules.jury.assignment.regions == .ownRegion
            ? reader("jury.origin.region", count) : reader("jury.origin.country", count)
        return Notices.caution(title, "<p>\(reader("jury.origin.what"))</p><ul>\(names)\(more)</ul>")
    }
}
