internal import Foundation
internal import Hummingbird
internal import Platform

/// Entering a season: the party, the nomination, and acting for a party together.
struct ApplyRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        routes.page("/seasons/:season/apply", apply)
        routes.action("/seasons/:season/apply", start)
        routes.page("/seasons/:season/apply/party", newParty)
        routes.action("/seasons/:season/apply/party", createParty)
        routes.page("/seasons/:season/apply/parties/:party", editParty)
        routes.action("/seasons/:season/apply/parties/:party", changeParty)
        routes.page("/seasons/:season/apply/invitations/:invitation", invitation)
        routes.action("/seasons/:season/apply/invitations/:invitation", acceptInvitation)
    }

    @Sendable func apply(_ who: Applicant) async throws -> Response {
        try await applyPage(who, party: who.visit.request.query["party"])
    }

    private func applyPage(
        _ who: Applicant, party chosen: String?, problem: Problem? = nil
    ) async throws -> Response {
        let (season, person, key) = (who.season, who.person.id, laurel.randomness.publicID())
        let content = try await laurel.database.read { tx in
            let parties = try Party.ofPerson(person, tx)
            let party = parties.first { $0.publicID == chosen } ?? parties.first
            let counts = try party.map { try Starting.holding($0.id, in: season.id, tx) } ?? [:]
            return ApplyPages.Content(
                season: season, parties: parties, party: party, counts: counts, key: key, problem: problem)
        }
        return who.visit.answer(try ApplyPages.apply(content, who.visit), problem)
    }

    @Sendable func start(_ form: Form, _ who: Applicant) async throws -> Response {
        do {
            guard !form["nomination"].isEmpty else {
                throw Problem(
                    .invalid, "problem.check", fields: [.init("nomination", "applications.apply.choose")])
            }
            let entry = Starting.Entry(
                party: form["party"], nomination: form["nomination"], language: form["language"],
                key: try form.key(), publicID: laurel.randomness.publicID())
            let (season, person, act) = (who.season, who.person.id, who.visit.act(laurel))
            let application = try await laurel.database.write {
                try Starting.start(entry, in: season, for: person, by: act, $0)
            }
            return .seeOther(ApplicationAddress(season: season.key, application: application).form)
        } catch let problem as Problem where problem.returnsToForm {
            return try await applyPage(who, party: form["party"], problem: problem)
        }
    }
}

// MARK: Parties

extension ApplyRoutes {
    @Sendable func newParty(_ who: Applicant) async throws -> Response {
        let kind = PartyKind(rawValue: who.visit.request.query["kind"] ?? "") ?? .person
        let content = PartyPages.Content(season: who.season, entry: .init(kind: kind))
        return who.visit.answer(PartyPages.page(content, who.visit))
    }

    @Sendable func createParty(_ form: Form, _ who: Applicant) async throws -> Response {
        let kind = PartyKind(rawValue: form["kind"]) ?? .person
        let entry = PartyRegistration.Entry(form, kind: kind)
        do {
            let details = try entry.details(today: who.today)
            let (publicID, person, act) = (laurel.randomness.publicID(), who.person.id, who.visit.act(laurel))
            try await laurel.database.write {
                try PartyRegistration.create(details, publicID: publicID, for: person, by: act, $0)
            }
            return .seeOther(who.season.applying + "?party=" + publicID)
        } catch let problem as Problem where problem.returnsToForm {
            let content = PartyPages.Content(season: who.season, entry: entry, problem: problem)
            return who.visit.answer(PartyPages.page(content, who.visit), problem)
        }
    }

    @Sendable func editParty(_ who: Applicant) async throws -> Response {
        let party = try await ownParty(who)
        let content = PartyPages.Content(
            season: who.season, entry: PartyRegistration.Entry(party.details), party: party)
        return who.visit.answer(PartyPages.page(content, who.visit))
    }

    private func ownParty(_ who: Applicant) async throws -> Party {
        let (publicID, person) = (try who.visit.parameter("party"), who.person.id)
        let found = try await laurel.database.read { try Party.find(publicID, for: person, $0) }
        guard let party = found else { throw Problem.notFound }
        return party
    }

    @Sendable func changeParty(_ form: Form, _ who: Applicant) async throws -> Response {
        let party = try await ownParty(who)
        let entry = PartyRegistration.Entry(form, kind: party.details.kind)
        do {
            let (details, version) = (try entry.details(today: who.today), try form.version())
            let act = who.visit.act(laurel)
            try await laurel.database.write {
                try PartyRegistration.change(party, to: details, from: version, by: act, $0)
            }
            let base = who.season.applying
            return .seeOther(base + "?party=" + party.publicID, notice: "saved")
        } catch let problem as Problem where problem.returnsToForm {
            let content = PartyPages.Content(
                season: who.season, entry: entry, party: try await ownParty(who), problem: problem)
            return who.visit.answer(PartyPages.page(content, who.visit), problem)
        }
    }
}

// MARK: Invitations

extension ApplyRoutes {
    @Sendable func invitation(_ who: Applicant) async throws -> Response {
        let publicID = try who.visit.parameter("invitation")
        let (season, person, now) = (who.season.id, who.person, who.now)
        let found = try await laurel.database.read {
            try Collaboration.Invitation.find(publicID, in: season, for: person, at: now, $0)
        }
        guard let invitation = found else { throw Problem.notFound }
        return who.visit.answer(PartyPages.invitation(invitation, in: who.season, who.visit))
    }

    @Sendable func acceptInvitation(_ form: Form, _ who: Applicant) async throws -> Response {
        let publicID = try who.visit.parameter("invitation")
        let (season, person, act) = (who.season.id, who.person, who.visit.act(laurel))
        _ = try await laurel.database.write {
            try Collaboration.accept(publicID, in: season, by: person, by: act, $0)
        }
        return .seeOther(ApplicationAddress.list(season: who.season.key), notice: "invitation-accepted")
    }
}

extension Applicant {
    /// The day by which ages are counted.
    var today: CalendarDate { now.day(in: season.rules.timeZone) }
}

extension Form {
    /// The version that a page showed.
    func version() throws -> Int {
        guard let version = Int(self["version"]), version >= 0 else {
            throw Problem(.invalid, "problem.malformed")
        }
        return version
    }

    /// The key of one press of a button.
    func key() throws -> String {
        let key = self["key"]
        guard (8...64).contains(key.utf8.count) else { throw Problem(.invalid, "problem.malformed") }
        return key
    }
}
