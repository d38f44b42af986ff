internal import Foundation
internal import Platform

extension Laurel {
    /// Fills an empty database with the three seasons of the demonstration; where there is a season
    /// already, nothing is done. Every date is an offset from now; the texts come from one seed.
    public func loadDemonstration(from folder: String) async throws {
        let isLoaded = try await database.read { try $0.row("SELECT id FROM season LIMIT 1") != nil }
        guard !isLoaded else { return }
        for account in DemonstrationPeople.all {
            for kind in account.kinds { _ = try await grant(kind.rawValue, to: account.email, season: nil) }
        }
        for name in ["first", "second", "third"] {
            _ = try await apply(try document(name, folder), reason: "The demonstration.", isPublic: true)
        }
        let corpus = try Corpus(directory: URL(filePath: folder).appending(path: "corpus"))
        let now = clock()
        let composer = CorpusComposer(corpus: corpus, seed: 2021, today: now.day(in: .gmt))
        let demonstration = composer.demonstration()
        let loader = self
        try await database.write { tx in
            try loader.write(demonstration, DemonstrationStore(loader, composer, loading: now), tx)
        }
    }

    private func document(_ name: String, _ folder: String) throws -> SeasonDocument {
        let text = try String(contentsOfFile: "\(folder)/season-\(name).yaml", encoding: .utf8)
        let check = SeasonCheck(yaml: text)
        guard let document = check.document else {
            throw SettingsError(
                description: "\(folder)/season-\(name).yaml has mistakes; laurel season check names them.")
        }
        return document
    }

    private func write(
        _ demonstration: Demonstration, _ empty: DemonstrationStore, _ tx: Transaction
    ) throws {
        var store = empty
        for account in DemonstrationPeople.all {
            _ = try store.account(account.email, name: account.name, language: "en", tx)
        }
        let plans: [(key: String, composed: DemonstrationSeason, reviews: Double?)] = [
            ("first", demonstration.finished, 1), ("second", demonstration.judging, 0.55),
            ("third", demonstration.open, nil),
        ]
        for plan in plans {
            guard let season = try Season.find(key: plan.key, rules, tx) else { continue }
            for juror in plan.composed.jurors {
                let person = juror.person
                _ = try store.account(person.email, name: person.name, language: person.language, tx)
            }
            store.lend(plan.composed)
            try store.write(plan.composed, in: season, tx)
            guard let reviews = plan.reviews else { continue }
            let jury = DemonstrationJuryStore(
                store: store, composed: plan.composed, season: season, share: reviews)
            _ = try jury.write(store.people, tx)
            guard reviews == 1 else { continue }
            try DemonstrationDecisions(store: store, composed: plan.composed, season: season).write(tx)
            try DemonstrationSessions(store: store, tx).write(tx)
            // The mail of what is long over was read long ago.
            try tx.run("UPDATE mail SET sent_at = created_at")
            try tx.run("UPDATE job SET done_at = run_at")
        }
    }
}
