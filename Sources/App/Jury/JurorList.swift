internal import Platform

/// The jurors of a season as a list: searched, filtered and sorted as its address says.
///
/// A season has a bounded number of jurors, so they are all read and sorted as the reader's dictionary would.
struct JurorList: Sendable {
    struct Entry: Sendable, Equatable {
        let juror: Juror
        let load: JurorLoad
    }

    struct Page: Sendable {
        let jurors: [Entry]
        /// Of the jurors that the filter lets through.
        let total: Int
        /// Behind whom the next page begins.
        let next: String?
    }

    static let pageSize = 50

    let entries: [Entry]
    let panels: [Panel]

    static func read(_ season: ID<Season>, _ tx: Transaction) throws -> JurorList {
        let round = try Round.current(of: season, tx)
        let loads = try JurorLoad.ofRound(round, tx)
        let jurors = try Juror.ofSeason(season, tx)
        return JurorList(
            entries: jurors.map { Entry(juror: $0, load: loads[$0.id] ?? .none) },
            panels: try Panel.ofSeason(season, tx))
    }

    func page(_ query: [String: String], _ reader: Reader) -> Page {
        let found = sorted(entries.filter { matches($0.juror, query) }, by: query["sort"] ?? "", reader)
        let start = found.firstIndex { $0.juror.publicID == query["after"] }.map { $0 + 1 } ?? 0
        let shown = Array(found[start...].prefix(Self.pageSize))
        let hasNext = start + shown.count < found.count
        return Page(jurors: shown, total: found.count, next: hasNext ? shown.last?.juror.publicID : nil)
    }

    private func matches(_ juror: Juror, _ query: [String: String]) -> Bool {
        if let state = query["state"], !state.isEmpty, juror.state.rawValue != state { return false }
        if let panel = query["panel"], !panel.isEmpty {
            guard let id = panels.first(where: { $0.publicID == panel })?.id, juror.panel == id else {
                return false
            }
        }
        let words = (query["search"] ?? "").lowercased().split(separator: " ")
        let text = [juror.person.name, juror.person.email, juror.organisation].joined(separator: " ")
            .lowercased()
        return words.allSatisfy { text.contains($0) }
    }

    private func sorted(_ entries: [Entry], by order: String, _ reader: Reader) -> [Entry] {
        let byName = reader.sorted(entries) { $0.juror.person.shownName }
        let isDown = order.hasPrefix("-")
        let sorted: [Entry] =
            switch isDown ? String(order.dropFirst()) : order {
            case "country": reader.sorted(byName) { reader.country($0.juror.country) }
            case "load": byName.sorted { $0.load.all < $1.load.all }
            case "missing": byName.sorted { $0.load.missing < $1.load.missing }
            default: byName
            }
        return isDown ? sorted.reversed() : sorted
    }
}
