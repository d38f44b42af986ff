internal import Platform

/// The pages of signing in and of one's own account.
enum PeoplePages {
    struct SignInContent {
        var email = ""
        let next: String
        var problem: Problem?
    }

    static func signIn(_ content: SignInContent, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let email = Controls.Field("email", reader("people.email"), problem: content.problem)
        return Controls.form(
            action: "/sign-in", visit, problem: content.problem,
            body: """
                \(Controls.hidden("next", content.next))
                \(Controls.text(email, value: content.email, input: .ownEmail, reader))
                """,
            actions: Controls.button(reader("people.sign-in.ask")))
    }

    struct CodeContent {
        let email: String
        let next: String
        var problem: Problem?
    }

    static func code(_ content: CodeContent, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let code = Controls.Field("code", reader("people.code"), problem: content.problem)
        let form = Controls.form(
            action: "/sign-in/code", visit, problem: content.problem,
            body: """
                \(Controls.hidden("next", content.next))\(Controls.hidden("email", content.email))
                \(Controls.text(code, value: "", input: .code, reader))
                """,
            actions: Controls.button(reader("people.code.enter")))
        return """
            <div class="stack-wide">\(form)
            <p class="soft">\(reader("people.code.late")) <a href="/sign-in">\
            \(reader("people.code.again"))</a></p></div>
            """
    }

    struct AccountContent {
        let entry: AccountEntry
        let sessions: [SessionSummary]
        let currentSession: String
        let languages: [Language]
        var problem: Problem?
    }

    static func account(_ content: AccountContent, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let entry = content.entry
        let languages = content.languages.map { Controls.Option($0.code, Languages.endonym($0)) }
        let zones = TimeZones.all.map { Controls.Option($0, $0) }
        let name = Controls.Field("name", reader("people.name"), problem: content.problem)
        let language = Controls.Field("language", reader("people.language"), problem: content.problem)
        let zone = Controls.Field("zone", reader("people.zone"), problem: content.problem)
        let form = Controls.form(
            action: "/account", visit, problem: content.problem,
            body: """
                \(Controls.text(name, value: entry.name, attributes: " autocomplete=\"name\"", reader))
                \(Controls.select(language, languages, chosen: entry.language, reader))
                \(Controls.select(zone, zones, chosen: entry.zone, empty: "UTC", reader))
                """,
            actions: Controls.button(reader("people.account.save")))
        return """
            <div class="stack-wide">\(form)<h2>\(reader("people.sessions"))</h2>
            <ul class="files measure">\(content.sessions.map { session($0, content, visit) })</ul></div>
            """
    }

    private static func session(_ session: SessionSummary, _ content: AccountContent, _ visit: Visit) -> HTML
    {
        let reader = visit.reader
        let isCurrent = session.publicID == content.currentSession
        let end = Controls.buttonForm(
            isCurrent ? reader("people.sessions.here") : reader("people.sessions.end"),
            action: "/account/sessions/\(session.publicID)/end", visit, style: .quiet)
        return """
            <li><span><bdi>\(session.device)</bdi><br>\
            <span class="soft small">\(Moments.short(session.createdAt, reader))\
            </span></span>\(end)</li>
            """
    }
}
