internal import Hummingbird
internal import Platform

/// In the demonstration alone, mail can be read on a page: nobody has to own the addresses to sign in.
struct DemonstrationRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        guard laurel.settings.isDemonstration else { return }
        routes.page("/demo/mail", mail)
    }

    @Sendable func mail(_ anybody: PublicAuthority) async throws -> Response {
        let visit = anybody.visit
        let (letters, room) = try await laurel.database.read { tx in
            (
                try tx.rows("SELECT * FROM mail ORDER BY id DESC LIMIT 30").map(Letter.init),
                try DemonstrationRoom.open(laurel.rules, tx)
            )
        }
        let reader = visit.reader
        let items = letters.map { letter($0, reader) }
        let none = Notices.empty(reader("demo.mail.none"), reader("demo.mail.none.why"))
        let body: HTML = items.isEmpty ? none : "<div class=\"stack-wide measure\">\(items)</div>"
        let people = DemonstrationPeople.all.map { person in (reader(person.title), person.email) }
        let accounts = Lists.facts(people.map { ($0.0, "<bdi>\($0.1)</bdi>") })
        return visit.answer(
            Page(
                title: reader("demo.mail"), lead: reader("demo.mail.lead"),
                body: """
                    <div class="stack-wide">\(room.map { session($0, reader) } ?? "")
                    <h2>\(reader("demo.people"))</h2>\(accounts)
                    <h2>\(reader("demo.letters"))</h2>\(body)</div>
                    """))
    }

    private struct Letter: Sendable {
        let recipient: String
        let subject: String
        let body: String
        let createdAt: Instant

        init(_ row: Row) throws {
            recipient = try row["recipient"]
            subject = try row["subject"]
            body = try row["body"]
            createdAt = try row["created_at"]
        }
    }

    private func session(_ room: DemonstrationRoom, _ reader: Reader) -> HTML {
        let links = room.pages.map { page -> HTML in
            "<li><a href=\"\(page.path)\">\(reader(page.title))</a> (<bdi>\(page.account)</bdi>)</li>"
        }
        return """
            <h2>\(reader("demo.session"))</h2><p>\(reader("demo.session.how"))</p><ul>\(links)</ul>
            """
    }

    private func letter(_ letter: Letter, _ reader: Reader) -> HTML {
        """
        <article><h3 dir="auto">\(letter.subject)</h3>\
        <p class="soft small"><bdi>\(letter.recipient)</bdi>, \(Moments.short(letter.createdAt, reader))</p>\
        <p class="letter" dir="auto">\(letter.body)</p></article>
        """
    }
}

/// Accounts with which each role of the demonstration can be tried.
public enum DemonstrationPeople {
    public struct Account: Sendable {
        /// A message key.
        let title: String
        public let role: String
        public let email: String
        /// Under which others see them; empty where no page shows it.
        var name = ""
        var kinds: [Role.Kind] = []
    }

    public static let all =
        [
            account("administrator", [.administrator]), account("staff", [.staff]),
            account("screener", [.screener]),
            account("juror", [.juror]), account("directorate", [.directorate]),
            Account(
                title: "demo.person.second-member", role: "second member of the directorate",
                email: "directorate2@example.org", kinds: [.directorate]),
            account("applicant", []),
        ] + session

    /// Those who have a part in the sessions.
    private static let session = [
        Account(
            title: "demo.person.facilitator", role: "facilitator", email: "facilitator@example.org",
            name: "Irina Vetrova"),
        Account(
            title: "demo.person.moderator", role: "moderator", email: "moderator@example.org",
            name: "Omar Haddad"),
        scribe("internships", "scribe@example.org", "Nadia Rahimi"),
        scribe("nominations", "scribe2@example.org", "Stoyan Petrov"),
        scribe("community", "scribe3@example.org", "Inés Robledo"),
        scribe("information", "scribe4@example.org", "Mei Tanaka"),
        Account(
            title: "demo.person.participant", role: "participant of the session",
            email: "participant@example.org", name: "Алина Бекова"),
    ]

    private static func account(_ role: String, _ kinds: [Role.Kind]) -> Account {
        Account(title: "demo.person.\(role)", role: role, email: "\(role)@example.org", kinds: kinds)
    }

    private static func scribe(_ group: String, _ email: String, _ name: String) -> Account {
        Account(
            title: "demo.person.scribe-\(group)", role: "scribe, \(group)", email: email,
            name: name)
    }
}
