internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Platform

/// Tells those who act for an application how it ended, or nothing: those who decide stand above, so they
/// hand this down.
typealias OutcomeTeller = @Sendable (HeldApplication, Season, Visit, Transaction) throws -> HTML?

/// One's applications: reading, submitting, withdrawing, acting together.
struct ApplicationRoutes: Sendable {
    let laurel: Laurel
    /// What the page of an application tells of its outcome, once that is public.
    let outcome: OutcomeTeller

    func add(to routes: RouteTable) {
        let one = "/seasons/:season/applications/:application"
        routes.page("/seasons/:season/applications", list)
        routes.page(one, overview)
        routes.page(one + "/files/:file", download, kind: .resource)
        routes.page(one + "/preview", preview)
        routes.action(one + "/submission", submit)
        routes.page(one + "/standing", standing)
        routes.page(one + "/receipts", receipts)
        routes.page(one + "/receipts/:number", receiptFile, kind: .resource)
        routes.page(one + "/withdrawal", withdrawal)
        routes.action(one + "/withdrawal", withdraw)
        routes.action(one + "/restoration", restore)
        routes.action(one + "/moves/:move", answerMove)
        routes.action(one + "/collaborators", invite)
        routes.action(one + "/collaborators/:invitation/cancellation", cancelInvitation)
        routes.action(one + "/departure", leave)
        routes.page("/.well-known/laurel-receipts.json", receiptKeys, kind: .resource)
    }

    @Sendable func list(_ who: Applicant) async throws -> Response {
        let (season, person) = (who.season, who.person.id)
        let all = try await laurel.database.read { try HeldApplication.all(in: season.id, for: person, $0) }
        return who.visit.answer(try ApplicationPages.list(all, in: season, who.visit))
    }

    @Sendable func overview(_ who: Applicant) async throws -> Response {
        try await overviewPage(who)
    }

    private func overviewPage(
        _ who: Applicant, invited: String = "", problem: Problem? = nil
    ) async throws -> Response {
        let (season, now, visit, outcome) = (who.season, who.now, who.visit, outcome)
        let content = try await who.reading(laurel.database) { held, tx in
            ApplicationOverview(
                held: held, season: season, members: try Party.members(held.party.id, tx),
                invitations: try Collaboration.Invitation.open(of: held.party.id, at: now, tx),
                outcome: try outcome(held, season, visit, tx), invited: invited, problem: problem)
        }
        return who.visit.answer(try content.page(who.visit), problem)
    }
}

// MARK: Files

extension ApplicationRoutes {
    /// Nothing of it is public: whoever does not act for the party finds nothing.
    @Sendable func download(_ who: Applicant) async throws -> Response {
        let publicID = try who.visit.parameter("file")
        let found = try await who.reading(laurel.database) { held, tx in
            try ApplicationFile.find(publicID, of: held.application.id, tx)
        }
        guard let file = found else { throw Problem.notFound }
        return try await laurel.download(file)
    }
}

// MARK: Submitting

extension ApplicationRoutes {
    @Sendable func preview(_ who: Applicant) async throws -> Response {
        try await previewPage(who, key: laurel.randomness.publicID())
    }

    private func previewPage(_ who: Applicant, key: String, problem: Problem? = nil) async throws -> Response
    {
        let held = try await who.held(laurel.database)
        let content = SubmissionPages.Preview(held: held, season: who.season, key: key, problem: problem)
        return who.visit.answer(try SubmissionPages.preview(content, who.visit), problem)
    }

    @Sendable func submit(_ form: Form, _ who: Applicant) async throws -> Response {
        let press = Submitting.Press(version: try form.version(), key: try form.key())
        let (season, person, act) = (who.season, who.person, who.visit.act(laurel))
        let post = ReceiptPost(laurel)
        #if ACKNOWLEDGE_BEFORE_COMMIT
            // A fault that no build has unless it asks for it: bin/kill-test --planted-fault has to find it.
            Task {
                try await Task.sleep(for: .milliseconds(250))
                return try await who.changing(laurel.database) { held, tx in
                    try Submitting.submit(press, of: held, in: season, for: person, with: post, by: act, tx)
                }
            }
            return .seeOther(try who.address().receipts, notice: "application-submitted")
        #endif
        do {
            let number = try await who.changing(laurel.database) { held, tx in
                try Submitting.submit(press, of: held, in: season, for: person, with: post, by: act, tx)
            }
            if who.visit.request.wantsJSON { return .json(["submission": .integer(Int64(number))]) }
            return .seeOther(try who.address().receipts, notice: "application-submitted")
        } catch let problem as Problem where problem.returnsToForm && !who.visit.request.wantsJSON {
            return try await previewPage(who, key: laurel.randomness.publicID(), problem: problem)
        }
    }

    @Sendable func standing(_ who: Applicant) async throws -> Response {
        let (season, rules) = (who.season, laurel.rules)
        let content = try await who.reading(laurel.database) { held, tx in
            guard let submission = held.standing else { throw Problem.notFound }
            return try SubmissionPages.Standing(submission, of: held, in: season, rules, tx)
        }
        return who.visit.answer(try SubmissionPages.standing(content, who.visit))
    }

    @Sendable func receipts(_ who: Applicant) async throws -> Response {
        let (held, receipts) = try await who.reading(laurel.database) { held, tx in
            (held, try IssuedReceipt.all(of: held.application.id, tx))
        }
        let page = SubmissionPages.receipts(
            receipts, of: held, in: who.season, key: laurel.keys.receipts.publicKey, who.visit)
        return who.visit.answer(page)
    }

    @Sendable func receiptFile(_ who: Applicant) async throws -> Response {
        let number = Int(try who.visit.parameter("number"))
        let (held, receipts) = try await who.reading(laurel.database) { held, tx in
            (held, try IssuedReceipt.all(of: held.application.id, tx))
        }
        guard let receipt = receipts.first(where: { $0.number == number }) else { throw Problem.notFound }
        let name = DownloadName(receipt.fileName(held))
        return Response(
            status: .ok,
            headers: [.contentType: "application/json", .contentDisposition: name.contentDisposition],
            body: .init(byteBuffer: ByteBuffer(string: receipt.file)))
    }

    /// The keys that receipts of this installation are signed with.
    @Sendable func receiptKeys(_ anybody: PublicAuthority) async throws -> Response {
        .json([
            "keys": [["algorithm": "Ed25519", "key": .string(laurel.keys.receipts.publicKey.description)]]
        ])
    }
}

// MARK: Withdrawing, moving

extension ApplicationRoutes {
    @Sendable func withdrawal(_ who: Applicant) async throws -> Response {
        let held = try await who.held(laurel.database)
        guard held.mayBeWithdrawn else { throw Problem(.conflict, "applications.withdraw.already") }
        return who.visit.answer(try SubmissionPages.withdrawal(held, in: who.season, who.visit))
    }

    @Sendable func withdraw(_ form: Form, _ who: Applicant) async throws -> Response {
        let reason = form["reason"]
        let (season, person, act) = (who.season, who.person, who.visit.act(laurel))
        let letters = ApplicationLetters(laurel)
        do {
            try await who.changing(laurel.database) { held, tx in
                try Withdrawing.withdraw(held, because: reason, in: season, by: person, letters, by: act, tx)
            }
            return .seeOther(try who.address().page, notice: "application-withdrawn")
        } catch let problem as Problem where problem.returnsToForm {
            let held = try await who.held(laurel.database)
            let page = try SubmissionPages.withdrawal(
                held, in: season, reason: reason, problem: problem, who.visit)
            return who.visit.answer(page, problem)
        }
    }

    @Sendable func restore(_ form: Form, _ who: Applicant) async throws -> Response {
        let (season, person, act) = (who.season, who.person, who.visit.act(laurel))
        let letters = ApplicationLetters(laurel)
        try await who.changing(laurel.database) { held, tx in
            try Withdrawing.restore(held, in: season, by: person, letters, by: act, tx)
        }
        return .seeOther(try who.address().page, notice: "application-restored")
    }

    @Sendable func answerMove(_ form: Form, _ who: Applicant) async throws -> Response {
        let move = try who.visit.parameter("move")
        guard let answer = NominationMoves.Answer(rawValue: form["answer"]) else {
            throw Problem(.invalid, "problem.malformed")
        }
        let act = who.visit.act(laurel)
        try await who.changing(laurel.database) { held, tx in
            try NominationMoves.answer(move, with: answer, of: held, by: act, tx)
        }
        return .seeOther(try who.address().page, notice: "move-answered")
    }
}

// MARK: Acting together

extension ApplicationRoutes {
    @Sendable func invite(_ form: Form, _ who: Applicant) async throws -> Response {
        do {
            guard let email = AccountEmail.normal(form["email"]) else {
                throw Problem(.invalid, "problem.check", fields: [.init("email", "people.email.wrong")])
            }
            try laurel.limiter.count(ApplicationBounds.invitations, for: who.person.publicID, now: who.now)
            let (season, person, act) = (who.season, who.person, who.visit.act(laurel))
            let (publicID, letters) = (laurel.randomness.publicID(), ApplicationLetters(laurel))
            let now = who.now
            try await who.changing(laurel.database) { held, tx in
                guard try held.isUnderWay(season, at: now) else {
                    throw Problem(.closed, "applications.collaborators.over")
                }
                try Collaboration.invite(
                    email, publicID: publicID, to: held.party, in: season, by: person, letters, by: act, tx)
            }
            return .seeOther(try who.address().page, notice: "invitation-sent")
        } catch let problem as Problem where problem.returnsToForm {
            return try await overviewPage(who, invited: form["email"], problem: problem)
        }
    }

    @Sendable func cancelInvitation(_ form: Form, _ who: Applicant) async throws -> Response {
        let invitation = try who.visit.parameter("invitation")
        let act = who.visit.act(laurel)
        try await who.changing(laurel.database) { held, tx in
            try Collaboration.cancel(invitation, of: held.party.id, by: act, tx)
        }
        return .seeOther(try who.address().page, notice: "invitation-cancelled")
    }

    @Sendable func leave(_ form: Form, _ who: Applicant) async throws -> Response {
        let (person, act) = (who.person, who.visit.act(laurel))
        try await who.changing(laurel.database) { held, tx in
            try Collaboration.leave(held.party, by: person, by: act, tx)
        }
        return .seeOther(ApplicationAddress.list(season: who.season.key), notice: "collaborator-left")
    }
}
