internal import Platform

/// The addresses of exports.
struct ExportAddress: Sendable {
    let page: String

    init(_ season: Season) {
        page = season.staff + "/exports"
    }

    func file(_ export: Export, _ format: TableFile.Format, of round: Round? = nil) -> String {
        let choice = round.map { "?round=\($0.publicID)" } ?? ""
        return "\(page)/\(export.rawValue).\(format.rawValue)\(choice)"
    }
}
