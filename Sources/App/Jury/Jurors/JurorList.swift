internal import Platform

/// The jurors of a season as a list: searched, filtered and sorted as its address says.
///
/// A season has a bounded number of jurors, so they are all read and sorted as the reader's dictionary would;
/// assignments are counted for those on the page alone.
struct JurorList: Sendable {
    struct Entry: Sendable, Equatable {
        let juror: Juror
        let load: JurorLoad
    }

    static let pageSize = 50

    let entries: [Entry]
    /// Of the jurors that the filter lets through.
    let total: Int
    /// Behind whom the next page begins.
    let next: String?
    let panels: [Panel]

    static func page(
        _ query: [String: String], of season: ID<Season>, _ reader: Reader, _ tx: Transaction
    ) throws -> JurorList {
        let panels = try Panel.ofSeason(season, tx)
        let jurors = try Juror.ofSeason(season, tx).filter { matches($0, query, panels) }
        let found = sorted(jurors, by: query["sort"] ?? "", reader)
        let start = found.firstIndex { $0.publicID == query["after"] }.map { $0 + 1 } ?? 0
        let shown = Array(found[start...].prefix(pageSize))
        let round = try Round.current(of: season, tx)
        let loads = try JurorLoad.of(shown.map(\.id), in: round, tx)
        return JurorList(
            entries: shown.map { Entry(juror: $0, load: loads[$0.id] ?? .none) }, total: found.count,
            next: start + shown.count < found.count ? shown.last?.publicID : nil, panels: panels)
    }

    private static func matches(_ juror: Juror, _ query: [String: String], _ panels: [Panel]) -> Bool {
        if let state = query["state"], !state.isEmpty, juror.state.rawValue != state { return false }
        if let panel = query["panel"], !panel.isEmpty {
            let id = panels.first { $0.publicID == panel }?.id
            guard let id, juror.panel == id else { return false }
        }
        let words = (query["search"] ?? "").lowercased().split(separator: " ")
        let text = [juror.person.name, juror.person.email, juror.organisation].joined(separator: " ")
        let searched = text.lowercased()
        return words.allSatisfy { searched.contains($0) }
    }

    private static func sorted(_ jurors: [Juror], by order: String, _ reader: Reader) -> [Juror] {
        var sorted = reader.sorted(jurors) { $0.person.shownName }
        if order.hasSuffix("country") { sorted = reader.sorted(sorted) { reader.country($0.country) } }
        return order.hasPrefix("-") ? sorted.reversed() : sorted
    }
}
