internal import Platform

/// The pages of signing in and of one's own account.
enum PeoplePages {
    struct SignInContent {
        var email = ""
        let next: String
        var problem: Problem?
    }

    static func signIn(_ content: SignInContent, _ visit: Visit) -> HTML {
        let reader = visit.reader!
        return """
            <p class="lead">\(reader("people.sign-in.lead"))</p>
            \(Interface.problem(content.problem, reader))
            <form method="post" action="/sign-in" class="form narrow">
            \(Interface.token(visit))<input type="hidden" name="next" value="\(content.next)">
            \(Interface.textField("email", reader("people.email"), value: content.email, type: "email",
                autocomplete: "email", problem: content.problem, reader))
            <button class="button primary">\(reader("people.sign-in.ask"))</button>
            </form>
            """
    }

    struct CodeContent {
        let email: String
        let next: String
        var problem: Problem?
    }

    static func code(_ content: CodeContent, _ visit: Visit) -> HTML {
        let reader = visit.reader!
        return """
            <p class="lead">\(reader("people.code.lead", ["email": .text(content.email)]))</p>
            \(Interface.problem(content.problem, reader))
            <form method="post" action="/sign-in/code" class="form narrow">
            \(Interface.token(visit))<input type="hidden" name="next" value="\(content.next)">
            <input type="hidden" name="email" value="\(content.email)">
            \(Interface.textField("code", reader("people.code"), value: "", type: "text",
                autocomplete: "one-time-code", problem: content.problem, reader))
            <button class="button primary">\(reader("people.code.enter"))</button>
            </form>
            <p class="quiet">\(reader("people.code.late"))
            <a href="/sign-in">\(reader("people.code.again"))</a></p>
            """
    }

    struct AccountContent {
        let person: Person
        let sessions: [SessionSummary]
        let currentSession: String
        let languages: [Language]
        var problem: Problem?
    }

    static func account(_ content: AccountContent, _ visit: Visit) -> HTML {
        let reader = visit.reader!
        let person = content.person
        let languages = content.languages.map { (value: $0.code, label: reader.languageName($0.code)) }
        let zones = TimeZones.all.map { (value: $0, label: $0) }
        return """
            \(Interface.problem(content.problem, reader))
            <form method="post" action="/account" class="form narrow">
            \(Interface.token(visit))
            \(Interface.textField("name", reader("people.name"), value: person.name, type: "text",
                autocomplete: "name", problem: content.problem, reader))
            \(Interface.choiceField("language", reader("people.language"), languages, chosen: person.language.code))
            \(Interface.choiceField("zone", reader("people.zone"), zones, chosen: person.timeZone))
            <button class="button primary">\(reader("people.account.save"))</button>
            </form>
            <h2>\(reader("people.sessions"))</h2>
            <ul class="list">\(content.sessions.map { session($0, content, visit) })</ul>
            """
    }

    private static func session(_ session: SessionSummary, _ content: AccountContent, _ visit: Visit) -> HTML
    {
        let reader = visit.reader!
        let isCurrent = session.publicID == content.currentSession
        let label = isCurrent ? reader("people.sessions.here") : reader("people.sessions.end")
        return """
            <li><span>\(session.device)</span> <span class="quiet">\(reader.moment(session.createdAt))</span>
            <form method="post" action="/account/sessions/\(session.publicID)/end">\(Interface.token(visit))
            <button class="button quiet">\(label)</button></form></li>
            """
    }
}
