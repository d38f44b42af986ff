internal import Foundation
internal import Platform

extension Laurel {
    /// Fills an empty database with the demonstration; where there is a season already, nothing is done.
    public func loadDemonstration(from folder: String) async throws {
        let isLoaded = try await database.read { try $0.row("SELECT id FROM season LIMIT 1") != nil }
        guard !isLoaded else { return }
        for name in ["first", "second", "third"] {
            let text = try String(contentsOfFile: "\(folder)/season-\(name).yaml", encoding: .utf8)
            guard let document = SeasonCheck(yaml: text).document else { throw Problem.notFound }
            _ = try await apply(document, reason: "The demonstration.", isPublic: true)
        }
        for account in DemonstrationPeople.all {
            for kind in account.kinds { _ = try await grant(kind.rawValue, to: account.email, season: nil) }
        }
    }
}
