internal import Platform

/// The pages around submitting: what will be read, what stands, the receipts, withdrawing.
enum SubmissionPages {
    /// What the jury will read, what is missing, and the button.
    struct Preview: Sendable {
        let held: HeldApplication
        let season: Season
        /// Of the press to come.
        let key: String
        var problem: Problem?
    }

    static func preview(_ content: Preview, _ visit: Visit) throws -> Page {
        let reader = visit.reader
        let (held, season) = (content.held, content.season)
        let (nomination, form) = try held.form(season)
        let answers = try held.draft.answers()
        let obstacles = try Submitting.obstacles(held, answers, in: season, at: visit.now)
        let address = ApplicationAddress(season: season.key, application: held.application.publicID)
        let sheet = AnswerSheet(
            form, answers, nomination: nomination.key, marksIdentifying: season.rules.jury.isBlind,
            file: { address.file($0.id) })
        let complete = form.completeness(answers, nomination: nomination.key)
        return Page(
            title: reader("applications.preview"), lead: reader("applications.preview.lead"),
            trail: ApplicationPages.trail(season, reader, held),
            body: """
                <div class="stack-wide">\(Notices.problem(content.problem, reader))
                \(ApplicationPages.deadline(try held.deadline(season), visit))
                \(Drawings.meter(
                    reader("applications.complete"), done: complete.filled, of: complete.required, reader))
                \(ObstacleList(obstacles: obstacles, form: address.form + "?check=yes").markup(reader))
                \(try submitting(content, obstacles, address, visit))
                \(sheet.markup(reader))
                <p>\(Controls.link(reader("applications.edit"), to: address.form, style: .secondary))</p>\
                </div>
                """)
    }

    private static func submitting(
        _ content: Preview, _ obstacles: Submitting.Obstacles, _ address: ApplicationAddress, _ visit: Visit
    ) throws -> HTML? {
        let reader = visit.reader
        let held = content.held
        guard obstacles.isEmpty, held.mayBeSubmitted, try held.deadline(content.season).accepts(at: visit.now)
        else { return nil }
        guard held.standing == nil || held.differsFromStanding else {
            return Notices.done(reader("applications.preview.stands"))
        }
        let hidden = [("version", String(held.draft.version)), ("key", content.key)]
        let words: HTML? = held.standing.map { standing in
            "<p>\(reader("applications.preview.replaces", ["number": .number(standing.number)]))</p>"
        }
        let button = Controls.buttonForm(
            reader("applications.submit"), action: address.submission, visit, style: .primary, hidden: hidden)
        return "<div class=\"stack\">\(words)\(button)</div>"
    }
}

// MARK: What stands

extension SubmissionPages {
    /// The submission that stands, as it was made and under the rules of that time.
    struct Standing: Sendable {
        let held: HeldApplication
        let season: Season
        let submission: Submission
        let answers: Answers
        let nomination: String
        let rules: SeasonDocument

        init(
            _ submission: Submission, of held: HeldApplication, in season: Season, _ cache: RulesCache,
            _ tx: Transaction
        ) throws {
            let found = try tx.row(
                """
                SELECT submission.answers, nomination.key FROM submission
                JOIN nomination ON nomination.id = submission.nomination_id WHERE submission.id = \(submission.id)
                """)
            guard let row = found, let answers = Answers(json: try JSON(parsing: row["answers"] as String))
            else {
                throw Problem.notFound
            }
            self.held = held
            self.season = season
            self.submission = submission
            self.answers = answers
            nomination = try row["key"]
            rules = try cache.rules(submission.rulesVersion, tx)
        }
    }

    static func standing(_ content: Standing, _ visit: Visit) throws -> Page {
        let reader = visit.reader
        let (held, season) = (content.held, content.season)
        let address = ApplicationAddress(season: season.key, application: held.application.publicID)
        let nomination = content.rules.nomination(content.nomination)
        guard let nomination, let form = content.rules.form(of: nomination) else {
            throw Problem(.conflict, "applications.nomination.gone")
        }
        let sheet = AnswerSheet(
            form, content.answers, nomination: nomination.key, file: { address.file($0.id) })
        let words: [String: MessageValue] = ["number": .number(content.submission.number)]
        let differs: HTML? =
            held.differsFromStanding ? Notices.information(reader("applications.differs", words)) : nil
        return Page(
            title: reader("applications.standing.title", words), lead: reader("applications.standing.lead"),
            trail: ApplicationPages.trail(season, reader, held),
            body: """
                <div class="stack-wide">\(differs)<p>\(Moments.moment(content.submission.at, reader))</p>
                \(sheet.markup(reader))</div>
                """)
    }
}

// MARK: Receipts

extension SubmissionPages {
    static func receipts(
        _ receipts: [IssuedReceipt], of held: HeldApplication, in season: Season, key: PublicKey,
        _ visit: Visit
    ) -> Page {
        let reader = visit.reader
        let address = ApplicationAddress(season: season.key, application: held.application.publicID)
        let entries = receipts.map { receipt($0, address, reader) }
        let body: HTML =
            receipts.isEmpty
            ? Notices.empty(reader("applications.receipts.none"), reader("applications.receipts.none.why"))
            : """
            <div class="stack-wide">\(entries)
            <section class="stack measure"><h2>\(reader("applications.receipts.check"))</h2>
            <p>\(reader("applications.receipts.check.how"))</p>
            <p><code>laurel verify receipt \(receipts[0].fileName(held)) --key \(key.description)</code></p>
            </section></div>
            """
        return Page(
            title: reader("applications.receipts"), lead: reader("applications.receipts.lead"),
            trail: ApplicationPages.trail(season, reader, held), body: body)
    }

    private static func receipt(
        _ receipt: IssuedReceipt, _ address: ApplicationAddress, _ reader: Reader
    ) -> HTML {
        let facts: [(String, HTML)] = [
            (reader("applications.receipt.moment"), Moments.moment(receipt.submittedAt, reader)),
            (reader("applications.receipt.person"), "<bdi>\(receipt.submittedBy)</bdi>"),
            (reader("applications.receipt.digest"), "<code>\(receipt.digest)</code>"),
        ]
        let download = Controls.link(
            reader("applications.receipt.download"), to: address.receiptFile(receipt.number),
            style: .secondary)
        return """
            <section class="stack">\
            <h2>\(reader("applications.receipt", ["number": .number(receipt.number)]))</h2>
            \(Lists.facts(facts))<p>\(download)</p></section>
            """
    }
}

extension IssuedReceipt {
    func fileName(_ held: HeldApplication) -> String {
        "receipt-\(held.application.publicID)-\(number).json"
    }
}

// MARK: Withdrawing

extension SubmissionPages {
    /// What withdrawing does, before it is asked for.
    static func withdrawal(
        _ held: HeldApplication, in season: Season, reason: String = "", problem: Problem? = nil,
        _ visit: Visit
    ) throws -> Page {
        let reader = visit.reader
        let address = ApplicationAddress(season: season.key, application: held.application.publicID)
        let deadline = try held.deadline(season)
        let undo: HTML =
            deadline.accepts(at: visit.now)
            ? "<li>\(reader("applications.withdraw.undo")) \(Moments.moment(deadline.closes, reader))</li>"
            : "<li><strong>\(reader("applications.withdraw.final"))</strong></li>"
        let effects: HTML = """
            <ul><li>\(reader("applications.withdraw.effect.jury"))</li>
            <li>\(reader("applications.withdraw.effect.kept"))</li>
            <li>\(reader("applications.withdraw.effect.people"))</li>\(undo)</ul>
            """
        let field = Controls.Field(
            "reason", reader("applications.withdraw.reason"), mark: reader("applications.form.optional"),
            problem: problem)
        let form = Controls.form(
            action: address.withdrawal, visit, problem: problem,
            body: Controls.longText(field, value: reason, rows: 4, reader),
            actions: """
                \(Controls.button(reader("applications.withdraw.confirm"), style: .danger))
                \(Controls.link(reader("applications.withdraw.keep"), to: address.page, style: .secondary))
                """)
        return Page(
            title: reader("applications.withdraw.title", ["title": .text(held.title(reader))]),
            trail: ApplicationPages.trail(season, reader, held),
            body: """
                <div class="stack-wide">\(Notices.caution(reader("applications.withdraw.effect"), effects))\
                \(form)</div>
                """)
    }
}
