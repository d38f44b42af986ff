internal import Platform

/// Taking a seat in a session, and what is one's own about it.
enum JoiningPages {
    struct Content: Sendable {
        let here: SessionVisit
        let groups: [SessionGroup]
        /// Why whoever asks may take a seat; nothing where they first have to say a code or sign in.
        let admission: Admission?
        /// The seat that this browser has without an account, for somebody signed in.
        let guestSeat: SessionSeat?
        let input: SeatInput
        var problem: Problem?

        var session: DesignSession { here.session }
        var address: SessionAddress { SessionAddress(here.season, session) }
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        let session = content.session
        var trail = SessionPages.trail(content.here.season, reader)
        trail.append(Link(text: reader.pick(session.title), path: content.address.page))
        var page = Page(title: reader("sessions.join"), trail: trail, body: .empty)
        if let seat = content.here.seat {
            page.title = reader("sessions.seat")
            page.actions = Controls.link(reader("sessions.enter"), to: content.address.room)
            page.body = own(seat, content, visit)
        } else if session.state == .closed {
            page.body = Notices.information(reader("sessions.join.closed"))
        } else {
            page.body = """
                <div class="stack-wide">\(claim(content, visit))\(form(content, visit))\
                \(signingIn(content, visit))</div>
                """
        }
        return page
    }

    // MARK: No seat yet

    private static func form(_ content: Content, _ visit: Visit) -> HTML {
        let (reader, input) = (visit.reader, content.input)
        guard visit.person != nil || content.session.allowsGuests else {
            return Notices.information(
                reader("sessions.join.accounts-only"), "<p>\(reader("sessions.join.accounts-only.why"))</p>")
        }
        let code = Controls.Field(
            "code", reader("sessions.join.code"), help: reader("sessions.join.code.help"),
            problem: content.problem)
        let typed: HTML =
            content.admission == .code
            ? Controls.hidden("code", input.code)
            : Controls.text(
                code, value: input.code, input: .text,
                attributes: " autocapitalize=\"characters\" autocomplete=\"off\" spellcheck=\"false\"", reader
            )
        let isCodeNeeded = content.admission == nil || content.admission == .code
        return """
            \(reason(content, reader))\(Controls.form(
                action: content.address.joining, visit, problem: content.problem,
                body: """
                    \(isCodeNeeded ? typed : nil)\(person(content, reader))
                    \(groups(content, reader))\(consent(content, reader))
                    """,
                actions: Controls.button(reader("sessions.join.do"))))
            """
    }

    /// Says why the door is open.
    private static func reason(_ content: Content, _ reader: Reader) -> HTML? {
        switch content.admission {
        case .invitation(let part, _):
            "<p class=\"lead\">\(reader("sessions.join.invited", ["part": .text(part.word(reader))]))</p>"
        case .honour: "<p class=\"lead\">\(reader("sessions.join.honoured"))</p>"
        case .code, nil: nil
        }
    }

    private static func person(_ content: Content, _ reader: Reader) -> HTML {
        let (input, problem) = (content.input, content.problem)
        let names = reader("sessions.names.\(content.session.namesShown.rawValue).about")
        let optional = reader("sessions.optional")
        let name = Controls.Field(
            "name", reader("sessions.seat.name"), help: names, mark: optional, problem: problem)
        let country = Controls.Field(
            "country", reader("sessions.seat.country"), mark: optional, problem: problem)
        let countries = reader.countries.map { Controls.Option($0.code, $0.name) }
        let language = Controls.Field(
            "language", reader("sessions.seat.language"), help: reader("sessions.seat.language.help"),
            problem: problem)
        let languages = reader.languages.map { Controls.Option($0.code, $0.name) }
        return """
            \(Controls.text(
                name, value: input.name, attributes: " autocomplete=\"name\" maxlength=\"100\"", reader))
            \(Controls.select(
                country, countries, chosen: input.country, empty: reader("sessions.seat.country.none"), reader))
            \(Controls.select(language, languages, chosen: input.language, reader))
            """
    }

    private static func groups(_ content: Content, _ reader: Reader) -> HTML? {
        guard content.admission?.group == nil, !content.groups.isEmpty else { return nil }
        let options = content.groups.map { group in
            Controls.Option(
                group.publicID, reader.pick(group.name),
                hint: group.description.isBlank ? nil : reader.pick(group.description))
        }
        let field = Controls.Field(
            "group", reader("sessions.group"), help: reader("sessions.group.help"), problem: content.problem)
        return Controls.choices(field, options, chosen: [content.input.group], reader)
    }

    private static func consent(_ content: Content, _ reader: Reader) -> HTML {
        let field = Controls.Field(
            "named", reader("sessions.seat.named"), help: reader("sessions.seat.named.help"))
        return Controls.checkbox(field, isChecked: content.input.isNamed, reader)
    }

    private static func signingIn(_ content: Content, _ visit: Visit) -> HTML? {
        guard visit.person == nil else { return nil }
        let reader = visit.reader
        let code = content.input.code
        let back = content.address.joining + (code.isEmpty ? "" : "?code=" + JoinCode.normal(code))
        return """
            <section class="stack measure"><h2>\(reader("sessions.join.account"))</h2>
            <p>\(reader("sessions.join.account.why"))</p>
            \(Controls.link(reader("people.sign-in"), to: SignInAddress.after(back), style: .secondary))</section>
            """
    }

    private static func claim(_ content: Content, _ visit: Visit) -> HTML? {
        guard let seat = content.guestSeat else { return nil }
        let reader = visit.reader
        let name = seat.name.isEmpty ? reader("sessions.seat.unnamed") : seat.name
        return """
            <section class="notice stack">\(Icon.dot)<h2>\(reader("sessions.claim"))</h2>
            <p>\(reader("sessions.claim.what", ["name": .text(name)]))</p>
            \(Controls.buttonForm(
                reader("sessions.claim.do"), action: content.address.claim, visit, style: .primary))</section>
            """
    }

    // MARK: One's own seat

    private static func own(_ seat: SessionSeat, _ content: Content, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let group = content.groups.first { $0.id == seat.group }
        let facts: [(String, HTML)] = [
            (reader("sessions.part"), "\(seat.part.word(reader))"),
            (reader("sessions.group"), group?.name.markup(reader) ?? "\(reader("sessions.group.none"))"),
        ]
        let guest: HTML? =
            seat.person == nil
            ? Notices.information(
                reader("sessions.seat.guest"), "<p>\(reader("sessions.seat.guest.about"))</p>") : nil
        let mayChangeGroup = seat.part != .scribe && !content.groups.isEmpty
        return """
            <div class="stack-wide">\(Lists.facts(facts))\(guest)\(Controls.form(
                action: content.address.ownSeat, visit, problem: content.problem,
                body: """
                    \(person(content, reader))\(mayChangeGroup ? groups(content, reader) : nil)
                    \(consent(content, reader))
                    """,
                actions: Controls.button(reader("sessions.save"))))
            <section class="stack measure"><h2>\(reader("sessions.leave"))</h2>
            <p>\(reader("sessions.leave.effect"))</p>
            \(Controls.buttonForm(
                reader("sessions.leave"), action: content.address.leaving, visit, style: .danger))</section></div>
            """
    }

    /// Where whoever stands at the door without a link types the code.
    static func door(code: String, problem: Problem?, _ visit: Visit) -> Page {
        let reader = visit.reader
        let field = Controls.Field(
            "code", reader("sessions.join.code"), help: reader("sessions.door.help"), problem: problem)
        let line = Controls.text(
            field, value: code,
            attributes: " autocapitalize=\"characters\" autocomplete=\"off\" spellcheck=\"false\"", reader)
        return Page(
            title: reader("sessions.door"), lead: reader("sessions.door.lead"),
            body: """
                \(Notices.problem(problem, reader))
                <form class="form" method="get" action="/join">\(line)
                <div class="actions">\(Controls.button(reader("sessions.door.do")))</div></form>
                """)
    }
}

extension SessionAddress {
    /// Joining the seat of a browser to an account.
    var claim: String { joining + "/claim" }
    var ownSeat: String { joining + "/seat" }
    var leaving: String { joining + "/leave" }
}

/// What somebody says of themselves at the door, as typed.
struct SeatInput: Sendable {
    var code = ""
    var name = ""
    var country = ""
    var language = ""
    var group = ""
    var isNamed = false

    /// A first proposal: their account's name, and the language that they read.
    init(_ visit: Visit) {
        code = visit.request.query["code"] ?? ""
        name = visit.person?.name ?? ""
        language = visit.reader.language.code
    }

    init(_ seat: SessionSeat, _ groups: [SessionGroup]) {
        name = seat.name
        country = seat.country
        language = seat.language
        group = groups.first { $0.id == seat.group }?.publicID ?? ""
        isNamed = seat.isNamed
    }

    init(_ form: Form) {
        code = form["code"]
        name = form["name"].asLine
        country = form["country"]
        language = form["language"]
        group = form["group"]
        isNamed = form["named"] == "yes"
    }

    func check() throws {
        var faults: [Problem.Field] = []
        if name.count > SessionSeat.longestName {
            faults.append(.init("name", "problem.too-long", ["most": .number(SessionSeat.longestName)]))
        }
        if !country.isEmpty && !Countries.contains(country) {
            faults.append(.init("country", "field.country.unknown"))
        }
        if !Languages.contains(language) { faults.append(.init("language", "field.choice.unknown")) }
        guard faults.isEmpty else { throw Problem(.invalid, "problem.check", fields: faults) }
    }
}
