internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Platform

/// The directorate's pages of ideas and answers.
struct BoardRoutes: Sendable {
    let laurel: Laurel

    /// A reason, its translations and many rule values, in an alphabet of which browsers send nine bytes a
    /// letter.
    static let formBytes = 2_000_000
    /// Exports that one person makes in an hour.
    private static let exports = RateLimiter.Limit("idea exports", 30, per: .seconds(3600))

    func add(to routes: RouteTable) {
        routes.page("/seasons/:season/directorate/ideas", board)
        routes.page("/seasons/:season/directorate/ideas/export", export, kind: .resource)
        routes.action("/seasons/:season/directorate/ideas/triage", triage)
        routes.page("/seasons/:season/directorate/ideas/:idea", idea)
        routes.action("/seasons/:season/directorate/ideas/:idea/triage", triageOne)
        routes.action("/seasons/:season/directorate/ideas/:idea/questions", ask)
        routes.action("/seasons/:season/directorate/ideas/:idea/questions/end", endQuestion)
        routes.action("/seasons/:season/directorate/ideas/:idea/answers", begin)
        routes.page("/seasons/:season/directorate/answers/:answer", answer)
        routes.action("/seasons/:season/directorate/answers/:answer", save, limit: Self.formBytes)
        routes.action("/seasons/:season/directorate/answers/:answer/ideas", gather)
        routes.action("/seasons/:season/directorate/answers/:answer/reopening", reopen)
        routes.page("/seasons/:season/directorate/answers/:answer/publication", publication)
        routes.action("/seasons/:season/directorate/answers/:answer/publication", publish)
    }

    @Sendable func board(_ member: DirectorateMember) async throws -> Response {
        try await board(member, typed: nil, problem: nil)
    }

    private func board(
        _ member: DirectorateMember, typed: BoardPages.Content.Typed?, problem: Problem?
    ) async throws -> Response {
        let (desk, query) = (ReviewDesk(member), member.visit.request.query)
        let (filter, today) = (BoardFilter(query), member.today)
        let known = query.filter { BoardFilter.names.contains($0.key) }
        let list = ListAddress(path: AnswerAddress(desk.season).board, query: known)
        let content = try await laurel.database.read { tx in
            BoardPages.Content(
                season: desk.season, filter: filter, choices: try BoardChoices.read(filter, at: desk, tx),
                page: try ReviewedIdea.page(filter, at: desk, on: today, tx),
                counts: try ReviewedIdea.counts(at: desk, tx), list: list, today: today, typed: typed,
                problem: problem)
        }
        return member.visit.answer(BoardPages.page(content, member.visit), problem)
    }

    /// What the board shows, all of it, recorded before it leaves.
    @Sendable func export(_ member: DirectorateMember) async throws -> Response {
        let (desk, today, act) = (ReviewDesk(member), member.today, member.visit.act(laurel))
        var filter = BoardFilter(member.visit.request.query)
        filter.after = nil
        let wanted = filter
        try laurel.limiter.count(Self.exports, for: member.person.publicID, now: member.now)
        let page = try await laurel.database.read { tx in
            try ReviewedIdea.page(wanted, rows: AnswerBounds.exportRows, at: desk, on: today, tx)
        }
        guard page.next == nil else {
            throw Problem(
                .tooLarge, "exports.too-many-rows", ["most": .number(AnswerBounds.exportRows)])
        }
        try await laurel.database.write { tx in
            try tx.audit(
                "ideas exported", on: "season", desk.season.id.rawValue, by: act,
                ["rows": .integer(Int64(page.ideas.count))])
        }
        let name = DownloadName("\(desk.season.key)-ideas-\(today).csv")
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .contentDisposition: name.contentDisposition,
                .cacheControl: "private, no-store",
            ], body: .init(byteBuffer: ByteBuffer(bytes: IdeaTable.table(page.ideas, member.reader).csv())))
    }

    @Sendable func triage(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let (change, selection) = (
            IdeaTriage.Change(ofMany: form), form.all("idea").compactMap(IdeaTriage.Selection.init)
        )
        do {
            try await triage(change, of: selection, member)
        } catch let problem as Problem where problem.code != .notFound {
            let typed = BoardPages.Content.Typed(change: change, ticked: Set(selection.map(\.publicID)))
            return try await board(member, typed: typed, problem: problem)
        }
        let (board, query) = (AnswerAddress(member.season).board, member.visit.request.query)
        return .seeOther(ListAddress(path: board, query: query).with([:]), notice: "saved")
    }

    @Sendable func triageOne(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let (change, publicID) = (IdeaTriage.Change(ofOne: form), try member.visit.parameter("idea"))
        let selection = form.all("idea").compactMap(IdeaTriage.Selection.init)
        do {
            try await triage(change, of: selection, member)
        } catch let problem as Problem where problem.code != .notFound {
            return try await page(member, typed: .triage(change), problem: problem)
        }
        return .seeOther(AnswerAddress(member.season).idea(publicID), notice: "saved")
    }

    private func triage(
        _ change: IdeaTriage.Change, of selection: [IdeaTriage.Selection], _ member: DirectorateMember
    ) async throws {
        let (desk, act) = (ReviewDesk(member), member.visit.act(laurel))
        _ = try await laurel.database.write { tx in
            try IdeaTriage.apply(change, to: selection, at: desk, by: act, tx)
        }
        laurel.pages.clear()
    }

    @Sendable func idea(_ member: DirectorateMember) async throws -> Response {
        try await page(member)
    }

    private func page(
        _ member: DirectorateMember, typed: StudiedIdeaPages.Content.Typed? = nil, problem: Problem? = nil
    ) async throws -> Response {
        let (desk, today) = (ReviewDesk(member), member.today)
        let publicID = try member.visit.parameter("idea")
        let content = try await laurel.database.read { tx in
            StudiedIdeaPages.Content(
                season: desk.season, idea: try StudiedIdea.read(publicID, in: desk.season.id, at: desk, tx),
                owners: try Colleague.members(of: desk.season.id, tx), today: today, typed: typed,
                problem: problem)
        }
        return member.visit.answer(StudiedIdeaPages.page(content, member.visit), problem)
    }

    @Sendable func ask(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let (desk, act) = (ReviewDesk(member), member.visit.act(laurel))
        let (publicID, fresh) = (try member.visit.parameter("idea"), laurel.randomness.publicID())
        let (question, letters) = (form["question"].asLines, AnswerLetters(desk.season, laurel))
        do {
            try await laurel.database.write { tx in
                try Clarification.ask(
                    question, publicID: fresh, about: publicID, at: desk, letters, by: act, tx)
            }
            return .seeOther(AnswerAddress(desk.season).idea(publicID), notice: "saved")
        } catch let problem as Problem where problem.returnsToForm {
            return try await page(member, typed: .question(question), problem: problem)
        }
    }

    @Sendable func endQuestion(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let (desk, act) = (ReviewDesk(member), member.visit.act(laurel))
        let (publicID, reason) = (try member.visit.parameter("idea"), form["ending"].asLine)
        do {
            try await laurel.database.write { tx in
                try Clarification.end(reason, about: publicID, at: desk, by: act, tx)
            }
            return .seeOther(AnswerAddress(desk.season).idea(publicID), notice: "saved")
        } catch let problem as Problem where problem.returnsToForm {
            return try await page(member, typed: .ending(reason), problem: problem)
        }
    }

    @Sendable func begin(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let (season, act) = (member.season, member.visit.act(laurel))
        let (publicID, fresh) = (try member.visit.parameter("idea"), laurel.randomness.publicID())
        let language = member.reader.language.code
        let answer = try await laurel.database.write { tx in
            try AnswerDrafting.begin(fresh, on: publicID, language: language, in: season, by: act, tx)
        }
        return .seeOther(AnswerAddress(season).answer(answer))
    }

    @Sendable func answer(_ member: DirectorateMember) async throws -> Response {
        try await page(member, edit: nil, problem: nil)
    }

    private func page(
        _ member: DirectorateMember, edit: AnswerEdit?, reopening: String? = nil, problem: Problem?
    ) async throws -> Response {
        let (season, today, rules) = (member.season, member.today, laurel.rules)
        let publicID = try member.visit.parameter("answer")
        let content = try await laurel.database.read { tx -> AnswerPages.Content in
            let answer = try IdeaAnswer.find(publicID, in: season.id, tx)
            return AnswerPages.Content(
                season: season, answer: answer, ideas: try AnsweredIdea.of(answer.id, tx),
                commitments: try Commitment.of([answer.id], tx),
                translations: try AnswerTranslation.of(answer.id, tx),
                themes: try WaitingTheme.of(answer.id, tx),
                owners: try Colleague.actionOwners(of: season.id, tx),
                seasons: try RuleTarget.all(rules, tx), today: today,
                edit: edit, reopening: reopening, problem: problem)
        }
        return member.visit.answer(AnswerPages.page(content, member.visit), problem)
    }

    /// What was typed stays on the page whatever stands in its way; where somebody saved meanwhile, beside
    /// theirs.
    @Sendable func save(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let (edit, rules) = (AnswerEdit(form), laurel.rules)
        let (season, act) = (member.season, member.visit.act(laurel))
        let (publicID, fresh) = (try member.visit.parameter("answer"), laurel.randomness.publicID())
        do {
            try await laurel.database.write { tx in
                try AnswerDrafting.save(edit, of: publicID, fresh: fresh, in: season, by: act, rules, tx)
            }
            let place = edit.added == nil ? "" : "#commitments"
            return .seeOther(
                AnswerAddress(season).answer(publicID) + place, notice: place.isEmpty ? "saved" : nil)
        } catch let problem as Problem where problem.returnsToForm {
            return try await page(member, edit: edit, problem: problem)
        }
    }

    @Sendable func gather(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let (season, act) = (member.season, member.visit.act(laurel))
        let publicID = try member.visit.parameter("answer")
        let (theme, version) = (form["theme"], Int(form["version"]) ?? 0)
        _ = try await laurel.database.write { tx in
            try AnswerDrafting.gather(theme: theme, into: publicID, version: version, in: season, by: act, tx)
        }
        return .seeOther(AnswerAddress(season).answer(publicID), notice: "saved")
    }

    @Sendable func reopen(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let (season, act) = (member.season, member.visit.act(laurel))
        let (publicID, successor) = (try member.visit.parameter("answer"), laurel.randomness.publicID())
        let names = (0..<AnswerBounds.commitments).map { _ in laurel.randomness.publicID() }
        let reason = form["reason"].asLine
        do {
            try await laurel.database.write { tx in
                try AnswerAdoption.reopen(
                    publicID, reason: reason, successor: successor, commitments: names, in: season, by: act,
                    tx)
            }
        } catch let problem as Problem where problem.returnsToForm {
            return try await page(member, edit: nil, reopening: reason, problem: problem)
        }
        laurel.pages.clear()
        return .seeOther(AnswerAddress(season).answer(successor), notice: "saved")
    }

    @Sendable func publication(_ member: DirectorateMember) async throws -> Response {
        let (season, today, rules) = (member.season, member.today, laurel.rules)
        let publicID = try member.visit.parameter("answer")
        let content = try await laurel.database.read { tx -> AnswerPublicationPage.Content? in
            let answer = try IdeaAnswer.find(publicID, in: season.id, tx)
            guard answer.state == .adopted, let outcome = answer.outcome else { return nil }
            let ideas = try AnsweredIdea.of(answer.id, tx)
            return .init(
                season: season, answer: answer, outcome: outcome,
                effect: try AnswerEffect.of(answer.id, ideas, tx),
                commitments: try Commitment.of([answer.id], tx),
                broken: try RuleCommitments.broken(of: answer.id, rules, tx), today: today)
        }
        guard let content else { return .seeOther(AnswerAddress(season).answer(publicID)) }
        return member.visit.answer(AnswerPublicationPage.page(content, member.visit))
    }

    @Sendable func publish(_ form: Form, _ member: DirectorateMember) async throws -> Response {
        let (season, act) = (member.season, member.visit.act(laurel))
        let publicID = try member.visit.parameter("answer")
        let publishing = AnswerPublishing(letters: AnswerLetters(season, laurel), rules: laurel.rules)
        try await laurel.database.write { try publishing.publish(publicID, in: season, by: act, $0) }
        laurel.pages.clear()
        return .seeOther(AnswerAddress(season).answer(publicID), notice: "answer-published")
    }
}

extension Authority {
    /// The day that it is by the season's clocks.
    var today: CalendarDate {
        now.day(in: visit.season?.rules.timeZone ?? .gmt)
    }
}

/// The board as a table to take away.
enum IdeaTable {
    static func table(_ ideas: [ReviewedIdea], _ reader: Reader) -> Table {
        let names = [
            "answers.idea", "answers.idea.title", "answers.language", "answers.session", "answers.group",
            "answers.support", "answers.comments", "answers.state", "answers.owner", "answers.due",
        ]
        let rows = ideas.map { idea -> [Table.Cell] in
            [
                .integer(idea.number), .text(idea.title), .text(idea.language),
                .text(reader.pick(idea.sessionTitle)), .text(reader.pick(idea.group)),
                .integer(idea.supporters), .integer(idea.comments),
                .text(AnswerWords.standing(idea.standing, reader)),
                idea.ownerName.map { .text($0) } ?? .empty, idea.dueOn.map { .date($0) } ?? .empty,
            ]
        }
        return Table(columns: names.map { Table.Column(reader($0)) }, rows: rows)
    }
}
