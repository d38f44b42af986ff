internal import HTTPTypes
internal import Hummingbird
internal import Platform

/// What a laureate answers to a confidential notice.
struct NoticeRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        routes.action("/seasons/:season/applications/:application/notices/:notice", reply)
    }

    @Sendable func reply(_ form: Form, _ who: Applicant) async throws -> Response {
        let isReply = ["confirm", "decline"].contains(form["reply"])
        let answer = NoticeVerbs.Answer(
            confirms: form["reply"] == "confirm", attends: form.has("attends"), note: form["note"].asLines)
        let act = who.visit.act(laurel)
        let publicID = try who.visit.parameter("notice")
        let verbs = NoticeVerbs(who.season, laurel)
        try await who.changing(laurel.database) { held, tx in
            guard isReply else { throw Problem(.invalid, "problem.malformed") }
            try verbs.reply(answer, to: publicID, of: held.application.id, by: act, tx)
        }
        laurel.due.forget()
        let address = try who.address()
        return .seeOther(address.page, notice: answer.confirms ? "notice-confirmed" : "notice-declined")
    }
}
