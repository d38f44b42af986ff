internal import Hummingbird
internal import Platform

/// Staff and discussions: who leads them, and what is said.
struct DiscussionStaffRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        let base = JuryStaffRoutes.base
        routes.page(base + "/discussions", list)
        routes.page(base + "/discussions/:application", page)
        routes.action(base + "/jurors/:juror/chair", appoint)
        routes.action(base + "/jurors/:juror/chair/end", end)
    }

    @Sendable func list(_ staff: ImpartialStaff) async throws -> Response {
        let (season, cache, query) = (staff.season, laurel.rules, staff.visit.request.query)
        let content = try await laurel.database.read { tx -> DiscussionStaffPages.Content in
            let jurors = try Juror.ofSeason(season.id, tx)
            let chairs = jurors.filter { $0.isChair && $0.state == .accepted }.map(\.person.shownName)
            guard let round = try Round.current(of: season.id, tx) else {
                return DiscussionStaffPages.Content(
                    season: season, round: nil, naming: season.rules.jury.scoring.discussion,
                    chairs: chairs, list: [], after: nil)
            }
            return DiscussionStaffPages.Content(
                season: season, round: round, naming: try Discussion.naming(of: round, cache, tx),
                chairs: chairs,
                list: try DiscussedInRound.page(of: round, after: query["after"], tx), after: query["after"])
        }
        return staff.visit.answer(DiscussionStaffPages.list(content, staff.visit))
    }

    @Sendable func page(_ staff: ImpartialStaff) async throws -> Response {
        let (season, cache) = (staff.season, laurel.rules)
        let publicID = try staff.visit.parameter("application")
        let (content, title) = try await laurel.database.read { tx in
            let application = try JuryApplication.find(publicID, in: season.id, tx)
            guard let round = try Round.current(of: season.id, tx) else { throw Problem.notFound }
            let reading = try DiscussionReading.of(application.id, in: round, .staff, tx)
            guard !reading.discussions.isEmpty else { throw Problem.notFound }
            let rules = try cache.rules(round.rulesVersion, tx)
            let nomination = try Nomination.ofSeason(season.id, tx).first { $0.id == application.nomination }
            let discussed = DiscussedApplication(
                id: application.id, publicID: publicID, title: application.title,
                nomination: nomination.flatMap { rules.nomination($0.key)?.title } ?? LocalizedText([:]))
            let content = DiscussionPages.Content(
                season: season, round: round, terms: try ReviewTerms.of(round, cache, tx),
                application: discussed, reading: reading)
            return (content, application.title)
        }
        var page = Page.juryStaff(title, season, staff.reader)
        page.trail.append(
            Link(text: staff.reader("jury.discussions"), path: JuryAddress(season).discussions))
        return staff.visit.answer(DiscussionPages.page(content, page, staff.visit))
    }

    // MARK: Chairs

    @Sendable func appoint(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        try await change(staff) { try ChairVerbs.appoint($0, by: $1, $2) }
    }

    @Sendable func end(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        try await change(staff) { try ChairVerbs.end($0, by: $1, $2) }
    }

    private func change(
        _ staff: ImpartialStaff, _ deed: @escaping @Sendable (Juror, Act, Transaction) throws -> Void
    ) async throws -> Response {
        let (season, act) = (staff.season, staff.visit.act(laurel))
        let publicID = try staff.visit.parameter("juror")
        try await laurel.database.write { tx in
            try deed(try Juror.find(publicID, in: season.id, tx), act, tx)
        }
        return .seeOther(JuryAddress(season).juror(publicID), notice: "saved")
    }
}

/// An application that is or was discussed in a round, as staff see it in a list.
struct DiscussedInRound: Sendable, Equatable {
    static let mostOnPage = 50

    let application: String
    let title: String
    let discussion: Discussion
    let remarks: Int

    /// The newest discussions first, one of each application; one more than a page shows, where there is one.
    static func page(of round: Round, after cursor: String?, _ tx: Transaction) throws -> [DiscussedInRound] {
        let start: SQL =
            cursor.map {
                """
                discussion.id < (SELECT max(last.id) FROM discussion AS last
                    JOIN application AS shown ON shown.id = last.application_id
                    WHERE shown.public_id = \($0) AND last.round_id = \(round.id))
                """
            } ?? "1 = 1"
        let rows = try tx.rows(
            """
            SELECT discussion.*, application.public_id AS application, application.title,
                   (SELECT count(*) FROM discussion_remark WHERE discussion_id = discussion.id) AS remarks
            FROM discussion JOIN application ON application.id = discussion.application_id
            WHERE discussion.round_id = \(round.id) AND \(JuryRules.isInJury) AND \(start)
                AND discussion.id = (SELECT max(newest.id) FROM discussion AS newest
                    WHERE newest.application_id = application.id AND newest.round_id = \(round.id))
            ORDER BY discussion.id DESC LIMIT \(mostOnPage + 1)
            """)
        return try rows.map { row in
            DiscussedInRound(
                application: try row["application"], title: try row["title"],
                discussion: try Discussion(row), remarks: try row["remarks"])
        }
    }
}
