internal import Platform

/// Writing down what a group proposes: one idea at a time, or a table of them.
enum GroupProposing {
    static func propose(
        _ entry: IdeaEntry, publicID: String, by scribe: Scribing, _ act: RoomAct, _ tx: Transaction
    ) throws -> Proposing.Answer {
        let key = try RequestKey(entry.key)
        let author = Proposing.Author.group(origin: .group)
        if let receipt = try Proposing.sent(key, in: scribe.session, by: author, tx) { return receipt }
        try scribe.session.requireOpen()
        try entry.check()
        let draft = Proposing.Proposal(
            publicID: publicID, text: entry.text, language: entry.language, group: scribe.group, key: key)
        return try Proposing.write(draft, by: author, in: scribe.session, act.inside(scribe.session), tx)
    }

    /// How many of a table's ideas were new; those that came before stay as they are. A table comes in while
    /// the session is open, and from those who lead also after it.
    static func bring(
        _ table: Flipcharts, publicIDs: [String], by desk: FlipchartDesk, _ act: RoomAct, _ tx: Transaction
    ) throws -> Int {
        guard table.findings.isEmpty else { throw Problem(.invalid, "scribing.table.refused") }
        if desk.scribe != nil { try desk.session.requireOpen() }
        let author = Proposing.Author.group(origin: .flipchart)
        var new = 0
        for (line, publicID) in zip(table.lines, publicIDs) {
            let key = try table.key(of: line)
            guard try Proposing.sent(key, in: desk.session, by: author, tx) == nil else { continue }
            let draft = Proposing.Proposal(
                publicID: publicID, text: line.text, language: line.language, group: line.group, key: key)
            _ = try Proposing.write(draft, by: author, in: desk.session, act.inside(desk.session), tx)
            new += 1
        }
        return new
    }
}

/// Who brings what stands on flipcharts: a scribe for their group, or one who leads for any.
struct FlipchartDesk: Sendable {
    let here: SessionVisit
    /// Nothing for those who lead.
    let scribe: Scribing?
    let groups: [SessionGroup]
    let language: String
    var session: DesignSession { here.session }
    var address: SessionAddress { SessionAddress(here.season, here.session) }

    init(_ visitor: SeasonVisitor, _ tx: Transaction) throws {
        let here = try SessionVisit(visitor, tx)
        if here.isFacilitator {
            scribe = nil
            self.here = try Facilitating(visitor, tx).here
        } else {
            let scribe = try Scribing(visitor, tx)
            self.here = scribe.here
            self.scribe = scribe
        }
        groups = try SessionGroup.of(here.session.id, tx)
        language = here.seat?.language ?? visitor.reader.language.code
    }

    var ground: Flipcharts.Ground { .init(groups: groups, own: scribe?.group, language: language) }
}
