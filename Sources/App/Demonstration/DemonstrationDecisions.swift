internal import Platform

/// Ends a composed season: counts its round, lets the directorate decide on finalists and laureates, and
/// publishes both, through the verbs of the features.
struct DemonstrationDecisions {
    let store: DemonstrationStore
    let composed: DemonstrationSeason
    let season: Season

    private static let drafter = "directorate@example.org"
    private static let adopter = "directorate2@example.org"
    private static let finalists = 54

    private static let finalistsReasons = """
        The finalists are the 54 applications with the highest means of the expert review in both \
        nominations together. Every one of them was read by at least two experts.
        The directorate changed nothing in the order that the experts’ marks gave. Its members had no \
        marks of their own to add, and none of them takes part in an application of the season.
        """

    private static let laureatesReasons = """
        The directorate read all 54 applications of the final with the experts’ comments, and asked three \
        questions of each. Has something changed for the people concerned, and how is it known? Do those \
        who are helped have a say? Can others do the same with little money?
        The twelve laureates answer all three. They are the applications that the experts marked highest, \
        and after reading them the directorate saw no reason to depart from that order.
        What the twelve have in common is patience. Most of them began with one street, one ward or one \
        village, counted what came of it, and said openly what did not work. The finalists who were not \
        chosen are invited to the forum like the laureates: several of them were very close.
        """

    func write(_ tx: Transaction) throws {
        guard let round = try Round.current(of: season.id, tx) else { return }
        let closed = season.stage(.jury)?.closes ?? store.loading
        let act = store.act(DemonstrationStore.staff, at: closed)
        try RoundVerbs.close(round, by: act, tx)
        try Results.compute(round.id, by: act, store.laurel.rules, tx)
        let ranked: [String] = try best(in: round, tx)
        try decide(
            .finalists, on: ranked, at: moment(.announcementOfFinalists),
            reasons: Self.finalistsReasons, tx)
        let winners = season.rules.prizes.first?.places ?? 0
        try decide(
            .laureates, on: Array(ranked.prefix(winners)), at: moment(.announcementOfLaureates),
            reasons: Self.laureatesReasons, tx)
    }

    /// Public ids, the best mean first.
    private func best(in round: Round, _ tx: Transaction) throws -> [String] {
        let rows = try tx.rows(
            """
            SELECT application.public_id FROM result JOIN application ON application.id = result.application_id
            WHERE result.round_id = \(round.id) AND result.rank IS NOT NULL
            ORDER BY result.mean DESC, application.id LIMIT \(Self.finalists)
            """)
        return try rows.map { try $0.only() }
    }

    private func moment(_ kind: StageKind) -> Instant {
        season.stage(kind)?.opens ?? store.loading
    }

    private func decide(
        _ gate: Gate, on applications: [String], at moment: Instant, reasons: String, _ tx: Transaction
    ) throws {
        let laurel = store.laurel
        let drafting = store.act(Self.drafter, at: moment - .seconds(3 * 86_400))
        let publicID = laurel.randomness.publicID()
        let draft = DecisionDrafting.Draft(
            gate: gate, publicID: publicID, reasons: reasons, applications: applications)
        let begun = try DecisionDrafting.begin(draft, in: season, by: drafting, tx)
        var items: [String: DecisionEdit.Item] = [:]
        for (place, application) in applications.enumerated() {
            let prize = gate == .laureates ? season.rules.prizes.first?.key ?? "" : ""
            items[application] = DecisionEdit.Item(
                prize: prize, reason: try reason(for: application, place: place, gate, tx))
        }
        let edit = DecisionEdit(base: begun.version, reasons: reasons, items: items)
        try DecisionDrafting.save(edit, of: publicID, in: season, by: drafting, tx)
        let saved = try Decision.find(publicID, in: season.id, tx)
        let adopting = store.act(Self.adopter, at: moment - .seconds(86_400))
        try DecisionAdoption.adopt(publicID, version: saved.version, in: season, by: adopting, tx)
        let publishing = Publishing(
            letters: OutcomeLetters(season, laurel), statistics: { try SeasonStatistics.compute($0, $1).json }
        )
        let shown = try PublicationEffect.of(saved, tx).version
        let act = store.act(Self.adopter, at: moment)
        try publishing.publish(publicID, shown: shown, in: season, by: act, tx)
    }

    private func reason(
        for publicID: String, place: Int, _ gate: Gate, _ tx: Transaction
    ) throws -> String {
        guard gate == .laureates else { return "" }
        let id: ID<Application>? = try tx.row(
            "SELECT id FROM application WHERE public_id = \(publicID)")?.only()
        let number = store.applications.first { $0.value == id }?.key
        guard let application = composed.applications.first(where: { $0.number == number }) else { return "" }
        return store.composer.reason(forLaureate: application, place: place)
    }
}
