internal import HTTPTypes
internal import Hummingbird
internal import Platform

/// Decisions at meetings of the directorate.
struct MatterRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        routes.action("/seasons/:season/directorate/meetings/:meeting/decisions", schedule)
        routes.page("/seasons/:season/directorate/meetings/:meeting/decisions/:decision", matter)
        routes.action("/seasons/:season/directorate/meetings/:meeting/decisions/:decision/voice", speak)
        routes.action("/seasons/:season/directorate/meetings/:meeting/decisions/:decision/adoption", adopt)
    }

    @Sendable func schedule(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let (season, act, decisions) = (member.season, member.visit.act(laurel), form.all("decision"))
        let meeting = try member.visit.parameter("meeting")
        try await laurel.database.write { tx in
            try MeetingVerbs.schedule(decisions: decisions, at: meeting, in: season, by: act, tx)
        }
        return .seeOther(AnswerAddress(season).meeting(meeting))
    }

    @Sendable func matter(_ member: DirectorateMember) async throws -> Response {
        try await page(member, problem: nil)
    }

    private func page(_ member: DirectorateMember, problem: Problem?) async throws -> Response {
        let (season, person) = (member.season, member.person.id)
        let meetingID = try member.visit.parameter("meeting")
        let decisionID = try member.visit.parameter("decision")
        let content = try await laurel.database.read { tx -> MatterPages.Content in
            let meeting = try DirectorateMeeting.find(meetingID, in: season.id, tx)
            let decision = try Decision.find(decisionID, in: season.id, tx)
            guard try MeetingMatter.all(of: meeting, tx).contains(where: { $0.publicID == decisionID })
            else { throw Problem.notFound }
            let hidden = try MemberConflicts.pools(for: person, in: decision, of: season, tx)
            let present = try DirectorateMeeting.present(at: meeting.id, tx)
            let voices = try DecisionVoices.of(decision, at: meeting.id, tx)
            return MatterPages.Content(
                season: season, meeting: meeting,
                contents: try DecisionContents.of(decision, tx).without(hidden, in: season), hidden: hidden,
                voices: voices.filter { !hidden.contains($0.key) },
                adopted: try AdoptedVote.of(decision, tx),
                aside: try DecisionVoices.aside(from: decision, tx),
                votingMembers: try VotingMembers.of(season.id, tx), reader: person,
                isThere: present.contains { $0.id == person },
                isAuthor: try decision.wasWritten(by: person, tx), problem: problem)
        }
        return member.visit.answer(MatterPages.page(content, member.visit), problem)
    }

    @Sendable func speak(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let pool = form["pool"]
        guard let voice = DirectorateMeeting.Voice(rawValue: form[MeetingBallot.voiceName(pool)]) else {
            return try await page(member, problem: Problem(.invalid, "answers.vote.missing"))
        }
        let statement = MeetingStatement(
            voice: voice, reason: form[MeetingBallot.reasonName(pool)].asLine,
            version: Int(form["version"]) ?? 0)
        let matter = MeetingVerbs.Matter(decision: try member.visit.parameter("decision"), pool: pool)
        return try await change(member, at: "#pool-" + pool) { meeting, season, act, tx in
            try MeetingVerbs.speak(statement, on: matter, at: meeting, in: season, by: act, tx)
        }
    }

    @Sendable func adopt(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let (decision, version) = (try member.visit.parameter("decision"), Int(form["version"]) ?? 0)
        return try await change(member, at: "") { meeting, season, act, tx in
            try DecisionAdoption.adopt(decision, version: version, at: meeting, in: season, by: act, tx)
        }
    }

    private typealias Change = @Sendable (String, Season, Act, Transaction) throws -> Void

    /// A deed of one press: what stands in its way is said on the page of the matter.
    private func change(
        _ member: DirectorateMember, at place: String, _ body: @escaping Change
    ) async throws -> Response {
        let (season, act) = (member.season, member.visit.act(laurel))
        let meeting = try member.visit.parameter("meeting")
        let decision = try member.visit.parameter("decision")
        do {
            try await laurel.database.write { try body(meeting, season, act, $0) }
        } catch let problem as Problem where problem.returnsToForm {
            return try await page(member, problem: problem)
        }
        return .seeOther(DecisionAddress(season).matter(decision, at: meeting) + place)
    }
}
