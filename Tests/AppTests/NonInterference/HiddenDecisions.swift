import Platform
import Testing

@testable import App

/// What the directorate makes of a season with its jury.
extension HiddenJury {
    func close() async throws {
        let staff = try await jury.staffBrowser()
        let preview = try await staff.get(jury.path + "/round/close")
        #expect(try await staff.confirm(jury.path + "/round/close", preview).status == 303)
    }

    /// A decision on both applications, and for laureates on the first with a prize. Its public id begins
    /// with the season.
    func draft(_ name: String, _ gate: Gate) async throws {
        let (season, publicID) = (season, season.key + "-" + name)
        let act = try await test.act(of: .author)
        let chosen = gate == .finalists ? [subject.publicID, other.publicID] : [subject.publicID]
        let draft = DecisionDrafting.Draft(
            gate: gate, publicID: publicID, reasons: "Weighed all.", applications: chosen)
        try await test.laurel.database.write { tx in
            try DecisionDrafting.begin(draft, in: season, by: act, tx)
            guard gate == .laureates else { return }
            let item = DecisionEdit.Item(prize: season.rules.prizes[0].key, reason: "It helps.")
            let edit = DecisionEdit(base: 1, reasons: "Weighed all.", items: [chosen[0]: item])
            try DecisionDrafting.save(edit, of: publicID, in: season, by: act, tx)
        }
    }

    func adopt(_ name: String) async throws {
        let (season, act, publicID) = (season, try await test.act(of: .colleague), season.key + "-" + name)
        try await test.laurel.database.write { tx in
            let version = try Decision.find(publicID, in: season.id, tx).version
            try DecisionAdoption.adopt(publicID, version: version, in: season, by: act, tx)
        }
    }

    /// On the agenda of a meeting.
    func schedule(_ name: String) async throws {
        let (season, publicID) = (season, season.key + "-" + name)
        let act = try await test.act(of: .author)
        let meeting = season.key + "-meeting"
        try await test.laurel.database.write { tx in
            let call = MeetingVerbs.Call(heldOn: "2027-03-01", place: "Moscow")
            try MeetingVerbs.convene(call, publicID: meeting, in: season, by: act, tx)
            try tx.run(
                """
                INSERT INTO meeting_decision (meeting_id, decision_id, season_id, added_at)
                SELECT directorate_meeting.id, decision.id, \(season.id), \(act.at) FROM directorate_meeting, decision
                WHERE directorate_meeting.public_id = \(meeting) AND decision.public_id = \(publicID)
                """)
        }
    }

    func publish(_ name: String) async throws {
        let (season, act, publicID) = (season, try await test.act(of: .colleague), season.key + "-" + name)
        let publishing = Publishing(
            letters: OutcomeLetters(season, test.laurel),
            statistics: { try SeasonStatistics.compute($0, $1).json })
        try await test.laurel.database.write { tx in
            let effect = try PublicationEffect.of(Decision.find(publicID, in: season.id, tx), tx)
            try publishing.publish(publicID, shown: effect.version, in: season, by: act, tx)
        }
    }
}
