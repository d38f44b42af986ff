import Platform
import Testing

@testable import App

/// A design session that is over, in which nobody reads names, and what the directorate makes of its ideas.
struct HiddenStudy: Sendable {
    private let room: HiddenRoom
    private let session: DesignSession
    /// Seats of the two of whom one wrote the idea.
    private let authors: [SessionSeat]

    private static let code = "GHJKLM"
    private static let idea = "study-idea"
    private var test: TestLaurel { room.session.test }
    private var season: Season { room.season }
    private var address: SessionAddress { SessionAddress(season, session) }
    private var directorate: String { "/seasons/\(season.key)/directorate" }

    init(_ room: HiddenRoom) async throws {
        self.room = room
        let (test, season) = (room.session.test, room.season)
        var details = SessionScene.details(startingAt: test.clock.now)
        details.namesShown = .nobody
        let creation = SessionSetup.Creation(
            publicID: "forum", joinCode: Self.code, details: details,
            groups: [PlannedGroup(publicID: "forum-group", name: LocalizedText(english: "Forum"))])
        let act = test.act
        session = try await test.laurel.database.write { tx in
            try SessionSetup.create(creation, in: season.id, by: act, tx)
            let session = try DesignSession.find("forum", in: season.id, tx)
            try SessionOpening.announce(session, by: act, tx)
            try SessionOpening.open(session, by: act, tx)
            return try DesignSession.find("forum", in: season.id, tx)
        }
        authors = [
            try await Self.seat(.neighbour, .participant, in: session, test),
            try await Self.seat(.otherGroup, .participant, in: session, test),
        ]
        _ = try await Self.seat(.otherFacilitator, .facilitator, in: session, test)
        try await propose()
        try await study()
    }

    private static func seat(
        _ onlooker: Onlooker, _ part: SessionSeat.Part, in session: DesignSession, _ test: TestLaurel
    ) async throws -> SessionSeat {
        let act = test.act
        return try await test.laurel.database.write { tx in
            let person = try Person.find(email: onlooker.email, tx)
            let arrival = Joining.Arrival(
                publicID: "forum-" + onlooker.rawValue, owner: .account(try #require(person)), code: code,
                group: try SessionGroup.of(session.id, tx).first?.id, name: onlooker.rawValue, country: "KZ",
                language: "en")
            let seat = try Joining.take(arrival, in: session, by: act, tx)
            try Appointing.appoint(
                seat.publicID, part, to: part == .participant ? seat.group : nil, in: session, by: act, tx)
            return seat
        }
    }

    /// The idea, the end of the session and a protocol that is not published.
    private func propose() async throws {
        let (session, author, at) = (session, authors[0], test.clock.now)
        let act = try await test.act(of: .otherFacilitator)
        try await test.laurel.database.write { tx in
            try tx.run(
                """
                INSERT INTO idea (public_id, session_id, number, group_id, origin, language, title, change, proposed_at,
                    request_key)
                VALUES (\(Self.idea), \(session.id), 1, \(author.group), 'person', 'en', 'A prize for the young', '',
                    \(at), \(Self.idea))
                """)
            try tx.run(
                """
                INSERT INTO idea_author (idea_id, session_id, seat_id)
                SELECT id, session_id, \(author.id) FROM idea WHERE public_id = \(Self.idea)
                """)
            try ProtocolVerbs.draft(session, by: act, tx)
            try SessionOpening.close(session, by: act, tx)
        }
    }

    /// An answer on the agenda of a meeting, and a question to the author.
    private func study() async throws {
        let (season, at) = (season, test.clock.now)
        let (author, colleague) = (try await test.act(of: .author), try await test.act(of: .colleague))
        try await test.laurel.database.write { tx in
            _ = try AnswerDrafting.begin(
                "study-answer", on: Self.idea, language: "en", in: season, by: author, tx)
            try tx.run(
                """
                INSERT INTO commitment (public_id, answer_id, kind, what)
                SELECT 'study-action', id, 'action', 'Meet' FROM answer WHERE public_id = 'study-answer'
                """)
            try tx.run(
                """
                INSERT INTO idea_question (public_id, idea_id, question, asked_at, asked_by)
                SELECT 'study-question', id, '', \(at), \(author.person) FROM idea WHERE public_id = \(Self.idea)
                """)
            try tx.run(
                """
                INSERT INTO idea_review (idea_id, version, owner_id, triaged_at, triaged_by)
                SELECT id, 1, \(author.person), \(at), \(author.person) FROM idea WHERE public_id = \(Self.idea)
                """)
            let call = MeetingVerbs.Call(heldOn: "2027-03-01", place: "Moscow")
            try MeetingVerbs.convene(call, publicID: "study-meeting", in: season, by: author, tx)
            try MeetingVerbs.schedule(["study-answer"], at: "study-meeting", in: season, by: author, tx)
            try MeetingVerbs.attend("study-meeting", isThere: true, in: season, by: colleague, tx)
            try tx.run(
                """
                INSERT INTO meeting_voice (meeting_id, answer_id, person_id, version, voice, given_at)
                SELECT meeting_id, answer_id, \(colleague.person), 1, 'for', \(at) FROM meeting_item
                """)
        }
    }

    var facts: [HiddenFact] { sessionFacts + directorateFacts + meetingFacts }

    private var sessionFacts: [HiddenFact] {
        func written(by author: Int) -> SQL {
            """
            UPDATE idea_author SET seat_id = \(authors[author].id)
            WHERE idea_id = (SELECT id FROM idea WHERE public_id = \(Self.idea))
            """
        }
        func introduced(_ text: String) -> HiddenFact.Telling {
            { [session] tx in
                let texts = ProtocolTexts(introduction: LocalizedText(english: text))
                try tx.run(
                    """
                    UPDATE protocol_version SET texts = \(try StoredJSON.encode(texts))
                    WHERE session_id = \(session.id)
                    """)
            }
        }
        return [
            HiddenFact(
                "who wrote an anonymous idea", known: [.otherGroup], seenBy: .neighbour,
                at: address.idea(Self.idea), one: written(by: 0), other: written(by: 1)),
            HiddenFact(
                "a protocol that is not published", known: .anyStaff, seenBy: .otherFacilitator,
                at: address.protocolTexts, one: introduced("We met."), other: introduced("We parted.")),
        ]
    }

    private var directorateFacts: [HiddenFact] {
        func answered(_ change: SQL) -> SQL { "UPDATE answer SET \(change) WHERE public_id = 'study-answer'" }
        func asked(_ question: String) -> SQL {
            "UPDATE idea_question SET question = \(question) WHERE public_id = 'study-question'"
        }
        func owned(by onlooker: Onlooker) -> SQL {
            "UPDATE idea_review SET owner_id = (SELECT id FROM person WHERE email = \(onlooker.email))"
        }
        let (answer, idea) = (directorate + "/answers/study-answer", directorate + "/ideas/" + Self.idea)
        return [
            HiddenFact(
                "what the directorate will answer", known: .directorate, seenBy: .author, at: answer,
                one: answered("reason = 'Too dear.'"), other: answered("reason = 'Too soon.'")),
            HiddenFact(
                "whether the directorate will accept", known: .directorate, seenBy: .author, at: answer,
                one: answered("outcome = 'declined'"), other: answered("outcome = 'already-so'")),
            HiddenFact(
                "what an author is asked", known: .directorate.union([.neighbour, .otherGroup]),
                seenBy: .author, at: idea, one: asked("For whom?"), other: asked("Since when?")),
            HiddenFact(
                "who studies an idea", known: .directorate, seenBy: .author, at: idea,
                one: owned(by: .author), other: owned(by: .colleague)),
        ]
    }

    private var meetingFacts: [HiddenFact] {
        let page = directorate + "/meetings/study-meeting"
        return [
            HiddenFact(
                "how a member voted", known: .directorate, seenBy: .author, at: page,
                one: "UPDATE meeting_voice SET voice = 'for'",
                other: "UPDATE meeting_voice SET voice = 'against'"),
            HiddenFact(
                "the minutes of a meeting", known: .directorate, seenBy: .author, at: page,
                one: "UPDATE directorate_meeting SET minutes = 'Agreed.'",
                other: "UPDATE directorate_meeting SET minutes = 'Adjourned.'"),
        ]
    }
}
