internal import Platform

/// What staff see before mail goes out, and the table that jurors are imported from.
enum InvitationPages {
    struct Letter: Sendable {
        let juror: Juror
        let mail: OutgoingMail
    }

    struct Content: Sendable {
        let season: Season
        let letters: [Letter]
        /// The moment of the preview: nobody who is added later gets this mail.
        let shownAt: Instant
    }

    static func invitations(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        let address = JuryAddress(content.season)
        var page = Page.juryStaff(reader("jury.invitations"), content.season, reader)
        guard !content.letters.isEmpty else {
            page.body = Notices.empty(
                reader("jury.invitations.none"), reader("jury.invitations.none.why"),
                action: Controls.link(reader("jury.juror.new"), to: address.newJuror, style: .secondary))
            return page
        }
        page.lead = reader("jury.invitations.lead")
        let sending = Controls.buttonForm(
            reader("jury.invitations.send", ["count": .number(content.letters.count)]),
            action: address.invitations, visit, style: .primary,
            hidden: [("shown", String(content.shownAt.milliseconds))])
        page.body = """
            <div class="stack-wide">\(recipients(content.letters, reader))
            \(letters(content.letters, reader))\(sending)</div>
            """
        return page
    }

    static func recipients(_ letters: [Letter], _ reader: Reader) -> HTML {
        let columns: [DataTable.Column] = [
            .init(reader("jury.field.name")), .init(reader("people.email")),
            .init(reader("jury.field.mail-language")),
        ]
        let rows = letters.map { letter -> [HTML] in
            let person = letter.juror.person
            return [
                "<bdi>\(person.shownName)</bdi>", "\(person.email)",
                "\(reader.languageName(person.language.code))",
            ]
        }
        let caption = reader("jury.mail.recipients", ["count": .number(letters.count)])
        return DataTable(caption: caption, columns: columns, rows: rows).markup(reader)
    }

    /// One letter of each language, as its first recipient will read it.
    static func letters(_ letters: [Letter], _ reader: Reader) -> HTML {
        var seen: Set<Language> = []
        let samples = letters.filter { seen.insert($0.juror.person.language).inserted }
        return "\(samples.map { sample($0, reader) })"
    }

    private static func sample(_ letter: Letter, _ reader: Reader) -> HTML {
        let language = letter.juror.person.language
        let title = reader("jury.mail.sample", ["language": .text(reader.languageName(language.code))])
        return """
            <section class="stack"><h2>\(title)</h2>
            <article class="letter" lang="\(language.code)" dir="\(language.direction)">
            <h3>\(letter.mail.subject)</h3>\(paragraphs(letter.mail.body))</article></section>
            """
    }

    static func paragraphs(_ text: String) -> [HTML] {
        text.split(separator: "\n\n").map { paragraph in
            let lines = paragraph.split(separator: "\n").map { line -> HTML in "\(line)<br>" }
            return "<p dir=\"auto\">\(lines)</p>"
        }
    }

    struct ImportContent: Sendable {
        let season: Season
        var text = ""
        var findings: [JurorImport.Finding] = []
        var problem: Problem?
    }

    static func importing(_ content: ImportContent, _ visit: Visit) -> Page {
        let reader = visit.reader
        let address = JuryAddress(content.season)
        var page = Page.juryStaff(reader("jury.import"), content.season, reader)
        page.trail.append(Link(text: reader("jury.jurors"), path: address.jurors))
        page.lead = reader("jury.import.lead")
        let columns = JurorInput.Column.allCases.map(\.rawValue).joined(separator: ",")
        let regions = content.season.rules.regions.map(\.key).joined(separator: ", ")
        let file: HTML = """
            <div class="field"><label for="file">\(reader("jury.import.file"))</label>
            <input id="file" name="file" type="file" accept=".csv,text/csv"></div>
            """
        let text = Controls.Field("text", reader("jury.import.text"), problem: content.problem)
        let form = Controls.form(
            action: address.importing, visit, problem: content.problem, sendsFiles: true,
            body: "\(file)\(Controls.longText(text, value: content.text, rows: 10, reader))",
            actions: Controls.button(reader("jury.import.do")))
        page.body = """
            <div class="stack-wide">\(findings(content.findings, reader))
            \(Lists.facts([
                (reader("jury.import.columns"), "<code>\(columns)</code>"),
                (reader("jury.import.regions"), "<code>\(regions)</code>"),
            ]))\(form)</div>
            """
        return page
    }

    private static func findings(_ findings: [JurorImport.Finding], _ reader: Reader) -> HTML? {
        guard !findings.isEmpty else { return nil }
        let rows = findings.map { finding -> [HTML] in
            [
                "\(reader.number(finding.line))", "\(finding.column)",
                "\(reader(finding.message, finding.arguments))",
            ]
        }
        let columns: [DataTable.Column] = [
            .init(reader("jury.import.line")), .init(reader("jury.import.column")),
            .init(reader("jury.import.finding")),
        ]
        return DataTable(caption: reader("jury.import.findings"), columns: columns, rows: rows).markup(reader)
    }
}
