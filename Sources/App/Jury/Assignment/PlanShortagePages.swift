internal import Platform

/// What cannot be assigned, in people's terms.
enum PlanShortagePages {
    /// How many titles are named.
    private static let mostTitles = 30

    static func section(_ content: PlanPages.Content, _ reader: Reader) -> HTML? {
        guard !content.plan.shortfalls.isEmpty else { return nil }
        let notices = content.plan.shortages.map { notice($0, content, reader) }
        return "<section class=\"stack\">\(notices)\(table(content, reader))</section>"
    }

    private static func notice(
        _ shortage: PlanShortage, _ content: PlanPages.Content, _ reader: Reader
    ) -> HTML {
        let titles = shortage.applications.prefix(mostTitles).map { id -> HTML in
            "<li>\(AssignmentPages.title(content.names.applications[id], content.season))</li>"
        }
        let rest = shortage.applications.count - titles.count
        let others: HTML? =
            rest > 0 ? "<li>\(reader("jury.shortage.others", ["count": .number(rest)]))</li>" : nil
        return Notices.caution(
            shortage.words(content.basis, reader),
            """
            <p>\(shortage.remedy.words(reader))</p>
            <details class="more"><summary>\(Icon.onward)\(reader("jury.shortage.which"))</summary>
            <ul>\(titles)\(others)</ul></details>
            """)
    }

    private static func table(_ content: PlanPages.Content, _ reader: Reader) -> HTML {
        let columns: [DataTable.Column] = [
            .init(reader("jury.field.application")), .init(reader("jury.field.language")),
            .init(reader("jury.short.missing"), isNumber: true), .init(reader("jury.short.why")),
        ]
        let rows = content.plan.shortfalls.prefix(PlanPages.pageSize).map { shortfall -> [HTML] in
            let application = content.names.applications[shortfall.application]
            return [
                AssignmentPages.title(application, content.season),
                "\(reader.languageName(application?.language.code ?? ""))",
                "\(reader.number(shortfall.missing))", "\(shortfall.words(reader))",
            ]
        }
        let caption = reader("jury.short.caption", ["count": .number(content.plan.missing)])
        return DataTable(caption: caption, columns: columns, rows: Array(rows)).markup(reader)
    }
}

extension PlanShortage {
    /// "14 applications in French and on climate need 12 places and have 9."
    func words(_ basis: PlanBasis, _ reader: Reader) -> String {
        let count: [String: MessageValue] = ["count": .number(applications.count)]
        let applications = reader("jury.shortage.applications", count)
        let qualities = description.words(basis, reader)
        let what: MessageValue =
            qualities.isEmpty
            ? .text(applications)
            : .text(
                reader(
                    "jury.shortage.described",
                    ["applications": .text(applications), "qualities": .text(reader.list(qualities))]))
        return reader(
            "jury.shortage.places",
            ["what": what, "needed": .number(needed), "places": .number(places)])
    }
}

extension PlanShortage.Description {
    fileprivate func words(_ basis: PlanBasis, _ reader: Reader) -> [String] {
        let rules = basis.rules
        let regionNames = regions.map { keys in
            rules.regions.filter { keys.contains($0.key) }.map { reader.pick($0.title) }
        }
        let themeNames = themes.map { keys in
            rules.themes.filter { keys.contains($0.key) }.map { reader.pick($0.label) }
        }
        let nominationNames = nominations.map { ids in
            basis.nominations.filter { ids.contains($0.id) }.compactMap { nomination in
                rules.nomination(nomination.key).map { reader.pick($0.title) }
            }
        }
        let languageNames = languages.map { $0.map { reader.languageName($0.code) } }
        return [
            quality("jury.shortage.language", languageNames, reader),
            quality("jury.shortage.theme", themeNames, reader),
            quality("jury.shortage.region", regionNames, reader),
            quality("jury.shortage.nomination", nominationNames, reader),
        ].compactMap(\.self)
    }

    private func quality(_ key: String, _ names: [String]?, _ reader: Reader) -> String? {
        guard let names, !names.isEmpty else { return nil }
        return reader(key, ["names": .text(reader.list(names))])
    }
}

extension PlanShortage.Remedy {
    /// "Add about 2 jurors who may review them, or raise the load of 3 jurors to 12."
    fileprivate func words(_ reader: Reader) -> String {
        let adding = reader("jury.shortage.add", ["count": .number(jurors)])
        let raised: [String: MessageValue] = ["count": .number(raised)]
        let raising: String? =
            if let load {
                reader(
                    "jury.shortage.load", raised.merging(["load": .number(load)], uniquingKeysWith: { $1 }))
            } else if let raise {
                reader(
                    "jury.shortage.raise", raised.merging(["more": .number(raise)], uniquingKeysWith: { $1 }))
            } else {
                nil
            }
        guard let raising else { return reader("jury.shortage.advice", ["adding": .text(adding)]) }
        return reader(
            "jury.shortage.advice.either", ["adding": .text(adding), "raising": .text(raising)])
    }
}
