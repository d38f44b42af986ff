internal import Hummingbird
internal import Platform

/// The directorate's meetings.
struct MeetingRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        routes.page("/seasons/:season/directorate/meetings", list)
        routes.action("/seasons/:season/directorate/meetings", convene)
        routes.page("/seasons/:season/directorate/meetings/:meeting", meeting)
        routes.action("/seasons/:season/directorate/meetings/:meeting/attendance", attend)
        routes.action("/seasons/:season/directorate/meetings/:meeting/agenda", schedule)
        routes.action("/seasons/:season/directorate/meetings/:meeting/agenda/:answer/voice", speak)
        routes.action("/seasons/:season/directorate/meetings/:meeting/agenda/:answer/adoption", adopt)
        routes.action("/seasons/:season/directorate/meetings/:meeting/minutes", write)
        routes.action("/seasons/:season/directorate/meetings/:meeting/closing", close)
    }

    @Sendable func list(_ member: DirectorateMember) async throws -> Response {
        try await list(member, call: nil, problem: nil)
    }

    private func list(
        _ member: DirectorateMember, call: MeetingVerbs.Call?, problem: Problem?
    ) async throws -> Response {
        let season = member.season
        let meetings = try await laurel.database.read { try DirectorateMeeting.ofSeason(season.id, $0) }
        var content = MeetingPages.ListContent(season: season, meetings: meetings, problem: problem)
        content.call = call ?? .init(heldOn: member.today.description, place: "")
        return member.visit.answer(MeetingPages.list(content, member.visit), problem)
    }

    @Sendable func convene(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let (season, act, call) = (member.season, member.visit.act(laurel), MeetingVerbs.Call(form))
        let publicID = laurel.randomness.publicID()
        do {
            try await laurel.database.write { tx in
                try MeetingVerbs.convene(call, publicID: publicID, in: season, by: act, tx)
            }
            return .seeOther(AnswerAddress(season).meeting(publicID), notice: "saved")
        } catch let problem as Problem where problem.returnsToForm {
            return try await list(member, call: call, problem: problem)
        }
    }

    @Sendable func meeting(_ member: DirectorateMember) async throws -> Response {
        try await page(member, minutes: nil, problem: nil)
    }

    private func page(
        _ member: DirectorateMember, minutes: String?, problem: Problem?
    ) async throws -> Response {
        let (season, today, person) = (member.season, member.today, member.person.id)
        let rules = laurel.rules
        let publicID = try member.visit.parameter("meeting")
        let content = try await laurel.database.read { tx -> MeetingPages.Content in
            let meeting = try DirectorateMeeting.find(publicID, in: season.id, tx)
            return MeetingPages.Content(
                season: season, meeting: meeting, present: try DirectorateMeeting.present(at: meeting.id, tx),
                votingMembers: try VotingMembers.of(season.id, tx),
                agenda: try AgendaItem.all(of: meeting, rules, tx),
                unscheduled: try IdeaAnswer.unscheduled(in: season.id, tx),
                decisions: try MeetingMatter.all(of: meeting, tx),
                unscheduledDecisions: try Decision.unscheduled(in: season, tx), reader: person, today: today,
                minutes: minutes, problem: problem)
        }
        return member.visit.answer(MeetingPages.page(content, member.visit), problem)
    }

    @Sendable func attend(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let isThere = form["there"] == "yes"
        return try await change(member) { publicID, season, act, tx in
            try MeetingVerbs.attend(publicID, isThere: isThere, in: season, by: act, tx)
        }
    }

    @Sendable func schedule(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let answers = form.all("answer")
        return try await change(member) { publicID, season, act, tx in
            try MeetingVerbs.schedule(answers, at: publicID, in: season, by: act, tx)
        }
    }

    @Sendable func speak(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let answer = try member.visit.parameter("answer")
        guard let voice = DirectorateMeeting.Voice(rawValue: form[MeetingBallot.voiceName(answer)]) else {
            return try await page(
                member, minutes: nil, problem: Problem(.invalid, "answers.vote.missing"))
        }
        let statement = MeetingStatement(
            voice: voice, reason: form[MeetingBallot.reasonName(answer)].asLine,
            version: Int(form["version"]) ?? 0)
        return try await change(member, at: answer) { publicID, season, act, tx in
            try MeetingVerbs.speak(statement, on: answer, at: publicID, in: season, by: act, tx)
        }
    }

    @Sendable func adopt(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let (answer, version) = (try member.visit.parameter("answer"), Int(form["version"]) ?? 0)
        let rules = laurel.rules
        return try await change(member, at: answer) { publicID, season, act, tx in
            try AnswerAdoption.adopt(
                answer, version: version, at: publicID, in: season, by: act, rules, tx)
        }
    }

    @Sendable func write(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let (minutes, version) = (form["minutes"].asLines, Int(form["version"]) ?? 0)
        let (season, act) = (member.season, member.visit.act(laurel))
        let publicID = try member.visit.parameter("meeting")
        do {
            try await laurel.database.write { tx in
                try MeetingVerbs.write(minutes, version: version, of: publicID, in: season, by: act, tx)
            }
            return .seeOther(AnswerAddress(season).meeting(publicID), notice: "saved")
        } catch let problem as Problem where problem.returnsToForm {
            return try await page(member, minutes: minutes, problem: problem)
        }
    }

    /// With what stands in the field of the minutes: nobody presses the one and means to lose the other.
    @Sendable func close(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let (minutes, version) = (form["minutes"].asLines, Int(form["version"]) ?? 0)
        return try await change(member) { publicID, season, act, tx in
            try MeetingVerbs.write(minutes, version: version, of: publicID, in: season, by: act, tx)
            try MeetingVerbs.close(publicID, in: season, by: act, tx)
        }
    }

    private typealias Change = @Sendable (String, Season, Act, Transaction) throws -> Void

    /// A deed of one press: what stands in its way is said on the page of the meeting.
    private func change(
        _ member: DirectorateMember, at place: String? = nil, _ body: @escaping Change
    ) async throws -> Response {
        let (season, act) = (member.season, member.visit.act(laurel))
        let publicID = try member.visit.parameter("meeting")
        do {
            try await laurel.database.write { try body(publicID, season, act, $0) }
        } catch let problem as Problem where problem.returnsToForm {
            return try await page(member, minutes: nil, problem: problem)
        }
        return .seeOther(
            AnswerAddress(season).meeting(publicID) + (place.map { "#" + $0 } ?? ""))
    }
}
