internal import Platform

/// The votes on one matter of the agenda: who said what, what the reader says, and whether it is enough.
struct MeetingBallot: Sendable {
    /// Keeps the names of the fields of a page apart: several forms of this kind share one.
    let key: String
    let version: Int
    let voices: [MeetingVoice]
    let votingMembers: VotingMembers
    let reader: ID<Person>
    /// Those who stepped aside from it at another meeting.
    var aside: Set<ID<Person>> = []
    /// What is voted on, where a page has several tables of votes.
    var matter = ""

    var tally: MeetingTally { MeetingTally(voices, votingMembers, aside: aside) }

    static func voiceName(_ key: String) -> String { "voice-\(key)" }
    static func reasonName(_ key: String) -> String { "reason-\(key)" }

    func table(_ reader: Reader) -> HTML? {
        guard !voices.isEmpty else { return nil }
        let rows = voices.map { voice -> [HTML] in
            let stale: HTML? =
                voice.isCurrent ? nil : " <span class=\"soft\">\(reader("answers.voice.stale"))</span>"
            let reason: HTML? = voice.reason.isEmpty ? nil : "<br><bdi>\(voice.reason)</bdi>"
            return ["<bdi>\(voice.name)</bdi>", "\(Self.name(voice.voice, reader))\(stale)\(reason)"]
        }
        let table = DataTable(
            caption: matter.isEmpty
                ? reader("answers.votes") : reader("decisions.votes.on", ["pool": .text(matter)]),
            columns: [.init(reader("answers.member")), .init(reader("answers.vote"))], rows: rows)
        return table.markup(reader)
    }

    private static func name(_ voice: DirectorateMeeting.Voice, _ reader: Reader) -> String {
        switch voice {
        case .for: reader("answers.voice.for")
        case .against: reader("answers.voice.against")
        case .abstained: reader("answers.voice.abstained")
        case .recused: reader("answers.voice.recused")
        }
    }

    /// Where the reader votes or steps aside.
    func form(to action: String, hidden: [(String, String)] = [], _ visit: Visit) -> HTML {
        let reader = visit.reader
        let own = voices.first { $0.person == self.reader && $0.isCurrent }
        let field = Controls.Field(Self.voiceName(key), reader("answers.vote.own"))
        let options = DirectorateMeeting.Voice.allCases.map {
            Controls.Option($0.rawValue, Self.name($0, reader))
        }
        let reason = Controls.Field(Self.reasonName(key), reader("answers.recusal.why"))
        let further = hidden.map { name, value -> HTML in Controls.hidden(name, value) }
        return Controls.form(
            action: action, visit,
            body: """
                \(Controls.hidden("version", String(version)))\(further)
                \(Controls.choices(field, options, chosen: own.map { [$0.voice.rawValue] } ?? [], reader))
                \(Controls.text(reason, value: own?.reason ?? "", reader))
                """,
            actions: Controls.button(reader("answers.vote.give"), style: .secondary))
    }

    /// The count, and what is missing.
    func standing(_ reader: Reader) -> HTML {
        let tally = tally
        let words = reader(
            "answers.tally",
            [
                "for": .number(tally.votesFor), "against": .number(tally.against),
                "abstained": .number(tally.abstained), "recused": .number(tally.recused),
            ])
        let why: HTML? = tally.obstacle.map {
            "<p class=\"soft\">\(reader($0, ["quorum": .number(tally.quorum)]))</p>"
        }
        return "<p>\(words)</p>\(voters(tally, reader))\(why)"
    }

    /// Said where not every member may vote.
    private func voters(_ tally: MeetingTally, _ reader: Reader) -> HTML? {
        guard tally.voters < tally.members else { return nil }
        let values: [String: MessageValue] = [
            "voters": .number(tally.voters), "members": .number(tally.members),
        ]
        return "<p class=\"soft\">\(reader("answers.tally.voters", values))</p>"
    }

    var isEnough: Bool { tally.obstacle == nil }
}
