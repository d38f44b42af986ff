internal import Platform

/// An export that somebody may take away, and how much is in it.
struct ExportOffer: Sendable {
    let export: Export
    let round: Round?
    /// Nothing for figures, which are few and would have to be worked out to be counted.
    let rows: Int?

    /// All that a reader may take away, with a fixed number of statements that count and read nothing.
    static func all(for who: ExportReader, _ tx: Transaction) throws -> [ExportOffer] {
        let applications = try ApplicationExport.count(for: who, tx)
        var offers = [Export.applications, .screening].map {
            ExportOffer(export: $0, round: nil, rows: applications)
        }
        guard who.isStaff else { return offers }
        if !who.takesPart {
            let reviews = try ReviewExport.counts(in: who.season.id, tx)
            let results = try ResultExport.counts(in: who.season.id, tx)
            for round in try Round.closed(in: who.season.id, tx) {
                offers.append(ExportOffer(export: .reviews, round: round, rows: reviews[round.id] ?? 0))
                offers.append(ExportOffer(export: .results, round: round, rows: results[round.id] ?? 0))
            }
        }
        return offers + [Export.statistics, .arrivals].map { ExportOffer(export: $0, round: nil, rows: nil) }
    }
}

/// What there is to take away.
struct ExportPages: Sendable {
    let season: Season
    let offers: [ExportOffer]
    let isStaff: Bool
    let mostRows: Int

    func page(_ reader: Reader) -> Page {
        var trail = [season.link(reader)]
        if isStaff { trail.append(season.staffLink(reader)) }
        return Page(
            title: reader("exports.title"), lead: reader("exports.lead"), trail: trail,
            body: """
                <div class="stack-wide"><ul class="entries">\(offers.map { entry($0, reader) })</ul>
                <div class="measure stack soft"><p>\(reader("exports.how"))</p>\
                <p>\(reader("exports.limits", limits))</p></div></div>
                """)
    }

    private var limits: [String: MessageValue] {
        [
            "rows": .number(mostRows), "atOnce": .number(StatisticsBounds.exportsAtOnce),
            "perHour": .number(StatisticsBounds.exports.count),
        ]
    }

    private func entry(_ offer: ExportOffer, _ reader: Reader) -> HTML {
        let title = Self.title(offer.export, reader)
        let round: HTML? = offer.round.map { "<p class=\"soft\"><bdi>\($0.name)</bdi></p>" }
        let rows: HTML? = offer.rows.map { rows -> HTML in
            "<p class=\"soft\">\(reader("exports.rows", ["count": .number(rows)]))</p>"
        }
        return """
            <li><div class="stack"><h2>\(title)</h2>\(round)<p>\(Self.about(offer.export, reader))</p></div>\
            <div class="stack">\(rows)\(links(offer, title, reader))</div></li>
            """
    }

    private func links(_ offer: ExportOffer, _ title: String, _ reader: Reader) -> HTML {
        if let rows = offer.rows, rows > mostRows {
            return Notices.caution(reader("exports.too-many-rows", ["most": .number(mostRows)]))
        }
        if offer.rows == 0 { return "<p class=\"soft\">\(reader("exports.empty"))</p>" }
        let name = [title, offer.round?.name].compactMap(\.self).joined(separator: ", ")
        let links = TableFile.Format.allCases.map { format -> HTML in
            let path = ExportAddress(season).file(offer.export, format, of: offer.round)
            return """
                <a class="button secondary" href="\(path)" download>\(Self.name(format))\
                <span class="hidden"> \(name)</span></a>
                """
        }
        return "<p class=\"actions\">\(links)</p>"
    }

    private static func name(_ format: TableFile.Format) -> String {
        switch format {
        case .csv: "CSV"
        case .xlsx: "XLSX"
        }
    }

    private static func title(_ export: Export, _ reader: Reader) -> String {
        switch export {
        case .applications: reader("exports.applications")
        case .screening: reader("exports.screening")
        case .reviews: reader("exports.reviews")
        case .results: reader("exports.results")
        case .statistics: reader("exports.statistics")
        case .arrivals: reader("exports.arrivals")
        }
    }

    private static func about(_ export: Export, _ reader: Reader) -> String {
        switch export {
        case .applications: reader("exports.applications.about")
        case .screening: reader("exports.screening.about")
        case .reviews: reader("exports.reviews.about")
        case .results: reader("exports.results.about")
        case .statistics: reader("exports.statistics.about")
        case .arrivals: reader("exports.arrivals.about")
        }
    }
}
