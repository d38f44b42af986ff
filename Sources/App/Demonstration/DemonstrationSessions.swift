internal import Platform

/// Writes the two sessions of the demonstration: one that goes on in the open season while it is tried, and
/// one that was held at the forum of the season that is over.
///
/// The live one is in the open season because that is where a visitor arrives, and because what is proposed
/// there can still stand in a draft of its rules.
struct DemonstrationSessions {
    let store: DemonstrationStore
    let finished: Season
    let open: Season
    /// By key.
    let seasons: [String: Season]

    /// How long the live session has been going on when the demonstration is loaded.
    private static let elapsed: Duration = .seconds(40 * 60)

    init(store: DemonstrationStore, _ tx: Transaction) throws {
        var seasons: [String: Season] = [:]
        for key in ["first", "second", "third"] {
            seasons[key] = try Season.find(key: key, store.laurel.rules, tx)
        }
        guard let finished = seasons["first"], let open = seasons["third"] else { throw Problem.notFound }
        (self.store, self.finished, self.open, self.seasons) = (store, finished, open, seasons)
    }

    func write(_ tx: Transaction) throws {
        let past = DemonstrationSession(
            store: store, script: corpus.past, season: finished, honoured: finished.id, startsAt: forum)
        let written = try past.write(store.composer.stream("past session"), tx)
        try writeProtocol(of: past, written, tx)
        try DemonstrationStudy(store: store, session: past, written: written, seasons: seasons).write(tx)
        let live = DemonstrationSession(
            store: store, script: corpus.live, season: open, honoured: finished.id,
            startsAt: store.loading - Self.elapsed)
        _ = try live.write(store.composer.stream("live session"), tx)
    }

    /// Drafted on the day itself, written out and published within the week.
    private func writeProtocol(
        of past: DemonstrationSession, _ written: DemonstrationSession.Written, _ tx: Transaction
    ) throws {
        guard let script = past.script.protocol else { return }
        let texts = ProtocolTexts(
            introduction: LocalizedText(script.introduction), minority: LocalizedText(script.minority),
            next: LocalizedText(script.next))
        func act(daysLater days: Int64) -> Act {
            store.act(DemonstrationSession.facilitator, at: past.startsAt + .seconds(days * 86_400))
        }
        let session = try DesignSession.find(written.session.publicID, in: finished.id, tx)
        try ProtocolVerbs.draft(session, by: act(daysLater: 1), tx)
        try ProtocolVerbs.save(texts, since: 1, of: session, by: act(daysLater: 3), tx)
        try ProtocolVerbs.publish(2, of: session, by: act(daysLater: 6), tx)
    }

    private var corpus: CorpusSessions { store.composer.corpus.sessions }

    /// The morning after the laureates were announced.
    private var forum: Instant {
        let announced = finished.stage(.announcementOfLaureates)?.opens ?? store.loading
        return announced + .seconds(19 * 3600)
    }
}
