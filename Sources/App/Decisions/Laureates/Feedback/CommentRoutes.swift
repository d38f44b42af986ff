internal import HTTPTypes
internal import Hummingbird
internal import Platform

/// Where staff look at what jurors wrote for applicants, before it is released.
struct CommentRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        routes.page("/seasons/:season/staff/comments", list)
        routes.action("/seasons/:season/staff/comments", judge)
    }

    @Sendable func list(_ staff: ImpartialStaff) async throws -> Response {
        try await list(staff, typed: nil, problem: nil)
    }

    private func list(
        _ staff: ImpartialStaff, typed: CommentVerbs.Look?, problem: Problem?
    ) async throws -> Response {
        let season = staff.season
        let (comments, count) = try await laurel.database.read { tx in
            (try WaitingComment.all(of: season.id, tx), try WaitingComment.count(in: season.id, tx))
        }
        let content = CommentPages.Content(
            season: season, comments: comments, count: count, typed: typed, problem: problem)
        return staff.visit.answer(CommentPages.page(content, staff.visit), problem)
    }

    @Sendable func judge(_ form: Form, _ staff: ImpartialStaff) async throws -> Response {
        guard let review = Int64(form["review"]), let version = Int(form["version"]),
            let verdict = CommentVerbs.Verdict(rawValue: form["verdict"])
        else { throw Problem(.invalid, "problem.malformed") }
        let look = CommentVerbs.Look(
            review: review, version: version, verdict: verdict, reason: form["reason-\(review)"].asLines)
        let (season, act) = (staff.season, staff.visit.act(laurel))
        let letters = FeedbackLetters(season, laurel)
        do {
            try await laurel.database.write {
                try CommentVerbs.judge(look, in: season, telling: letters, by: act, $0)
            }
        } catch let problem as Problem where problem.returnsToForm {
            return try await list(staff, typed: look, problem: problem)
        }
        return .seeOther(season.comments, notice: "saved")
    }
}

enum CommentPages {
    struct Content: Sendable {
        let season: Season
        let comments: [WaitingComment]
        let count: Int
        var typed: CommentVerbs.Look?
        var problem: Problem?
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        let isReleased = content.season.rules.feedback.contains(.comments)
        let cards = content.comments.map { card($0, content, visit) }
        let body: HTML =
            cards.isEmpty
            ? Notices.empty(reader("comments.none"), reader("comments.none.why"))
            : "<p>\(reader("comments.count", ["count": .number(content.count)]))</p>\(cards)"
        let unreleased: HTML? = isReleased ? nil : Notices.information(reader("comments.not-released"))
        return Page(
            title: reader("comments.title"), lead: reader("comments.lead"),
            trail: ResultPages.trail(content.season, reader),
            body: "<div class=\"stack-wide\">\(unreleased)\(body)</div>")
    }

    private static func card(_ comment: WaitingComment, _ content: Content, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let isTyped = content.typed?.review == comment.review
        let field = Controls.Field(
            "reason-\(comment.review)", reader("comments.hide.why"),
            problem: isTyped ? content.problem : nil)
        let title = comment.title.isEmpty ? reader("results.untitled") : comment.title
        let form = Controls.form(
            action: content.season.comments, visit, problem: isTyped ? content.problem : nil,
            body: """
                \(Controls.hidden("review", String(comment.review)))\
                \(Controls.hidden("version", String(comment.version)))
                \(Controls.text(field, value: isTyped ? content.typed?.reason ?? "" : "", reader))
                """,
            actions: """
                \(Controls.button(reader("comments.release"), name: "verdict", value: "released"))\
                \(Controls.button(reader("comments.hide"), style: .secondary, name: "verdict", value: "hidden"))
                """)
        return """
            <article class="stack"><h2><bdi>\(title)</bdi></h2>\
            <blockquote class="letter" dir="auto">\(comment.comment)</blockquote>\(form)</article>
            """
    }
}

extension Season {
    /// Where staff look at comments before they are released.
    var comments: String { staff + "/comments" }
}
