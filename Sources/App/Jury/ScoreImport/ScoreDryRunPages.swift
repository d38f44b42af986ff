internal import Platform

/// What would become of a sheet, before anything does.
enum ScoreDryRunPages {
    struct Content: Sendable {
        let season: Season
        let terms: ReviewTerms
        let upload: ScoreUpload
        let plan: ScoreImportPlan
        var problem: Problem?
    }

    static func page(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        let address = JuryAddress(content.season)
        var page = Page.juryStaff(reader("jury.scores.dry-run"), content.season, reader)
        page.trail.append(Link(text: reader("jury.scores"), path: address.scores))
        page.lead = reader("jury.scores.dry-run.lead", ["file": .text(content.upload.fileName)])
        page.body = """
            <div class="stack-wide">\(counts(content, reader))\(confirmation(content, visit))</div>
            """
        return page
    }

    private static func counts(_ content: Content, _ reader: Reader) -> HTML {
        let plan = content.plan
        func count(_ isCounted: (ScoreImportPlan.Row) -> Bool) -> Int { plan.rows.count(where: isCounted) }
        let counts: [(String, Int)] = [
            (reader("jury.scores.effect.new"), count { $0.effect == .new }),
            (reader("jury.scores.effect.corrected"), count { $0.effect == .changed(.imported) }),
            (reader("jury.scores.effect.own"), count(\.needsTick)),
            (reader("jury.scores.effect.unchanged"), count { $0.effect == .unchanged }),
            (reader("jury.scores.effect.refused"), count { !$0.faults.isEmpty }),
            (reader("jury.scores.blank"), plan.blank),
        ]
        return Lists.facts(counts.filter { $0.1 > 0 }.map { ($0.0, "\(reader.number($0.1))") })
    }

    private static func confirmation(_ content: Content, _ visit: Visit) -> HTML {
        let (reader, plan) = (visit.reader, content.plan)
        let again = Controls.link(
            reader("jury.scores.again"), to: JuryAddress(content.season).scores, style: .secondary)
        let possible = plan.entered(ticked: Set(plan.rows.map(\.line)))
        let sections: HTML = """
            \(refused(content, reader))\(own(content, reader))\
            \(plain(.changed(.imported), reader("jury.scores.effect.corrected"), content, reader))\
            \(plain(.new, reader("jury.scores.effect.new"), content, reader))
            """
        guard !possible.isEmpty else {
            return """
                \(Notices.problem(content.problem, reader))
                \(Notices.empty(reader("jury.scores.nothing"), reader("jury.scores.nothing.why"), action: again))
                <div class="stack-wide score-rows">\(sections)</div>
                """
        }
        return Controls.form(
            action: JuryAddress(content.season).scores, visit, problem: content.problem, sendsFiles: true,
            body: """
                \(Controls.hidden("table", Base64URL.encode(content.upload.bytes)))\
                \(Controls.hidden("name", content.upload.fileName))\
                \(Controls.hidden("plan", plan.digest))<div class="stack-wide score-rows">\(sections)</div>\
                \(leavingOut(content, reader))
                """,
            actions: "\(Controls.button(reader("jury.scores.enter")))\(again)")
    }

    private static func leavingOut(_ content: Content, _ reader: Reader) -> HTML? {
        let count = content.plan.refused.count
        guard count > 0 else { return nil }
        let field = Controls.Field(
            "leave-out", reader("jury.scores.leave-out", ["count": .number(count)]),
            help: reader("jury.scores.leave-out.help"), problem: content.problem)
        return Controls.checkbox(field, isChecked: content.upload.leavesOut, reader)
    }

    // MARK: The rows

    private static func refused(_ content: Content, _ reader: Reader) -> HTML? {
        let rows = content.plan.refused.map { row -> [HTML] in
            let sentences = row.faults.map { fault -> HTML in
                "<li>\(sentence(fault, content.terms, reader))</li>"
            }
            return identity(row, reader) + ["<ul>\(sentences)</ul>"]
        }
        return table(
            reader("jury.scores.effect.refused"), rows, last: reader("jury.import.finding"), reader)
    }

    private static func sentence(_ fault: Problem.Field, _ terms: ReviewTerms, _ reader: Reader) -> HTML {
        // What jurors are asked for directly is said of them here.
        let message =
            ["jury.review.comment.missing", "jury.review.comment.missing-extreme"].contains(fault.message)
            ? "jury.scores.comment-lacking" : fault.message
        let columns = ScoreSheetColumns(terms: terms)
        guard columns.blanks.contains(fault.name) else { return "\(reader(message, fault.arguments))" }
        return "<strong>\(columns.label(fault.name, reader)):</strong> \(reader(message, fault.arguments))"
    }

    /// Each with a box of its own: what is not ticked stays as its juror left it.
    private static func own(_ content: Content, _ reader: Reader) -> HTML? {
        let rows = content.plan.rows.filter(\.needsTick).map { row -> [HTML] in
            let id = "replace-\(row.line)"
            let mark: HTML? = content.upload.ticked.contains(row.line) ? " checked" : nil
            return identity(row, reader) + [
                "\(difference(row, content.terms, reader))",
                """
                <span class="choice"><input type="checkbox" id="\(id)" name="replace" value="\(row.line)"\(mark)>\
                <label for="\(id)">\(reader("jury.scores.replace", ["line": .number(row.line)]))</label></span>
                """,
            ]
        }
        guard !rows.isEmpty else { return nil }
        let columns =
            heads(reader) + [
                .init(reader("jury.scores.difference")), .init(reader("jury.scores.decision")),
            ]
        let title = reader("jury.scores.effect.own")
        return """
            <section class="stack"><p>\(reader("jury.scores.own.what"))</p>\
            \(DataTable(caption: title, columns: columns, rows: rows).markup(reader))</section>
            """
    }

    private static func plain(
        _ effect: ScoreImportPlan.Row.Effect, _ title: String, _ content: Content, _ reader: Reader
    ) -> HTML? {
        let rows = content.plan.rows.filter { $0.effect == effect }.map { row -> [HTML] in
            identity(row, reader) + ["\(difference(row, content.terms, reader))"]
        }
        return table(title, rows, last: reader("jury.scores.difference"), reader)
    }

    private static func table(
        _ title: String, _ rows: [[HTML]], last: String, _ reader: Reader
    ) -> HTML? {
        guard !rows.isEmpty else { return nil }
        let columns = heads(reader) + [.init(last)]
        return """
            <section class="stack">\(DataTable(caption: title, columns: columns, rows: rows).markup(reader))</section>
            """
    }

    private static func heads(_ reader: Reader) -> [DataTable.Column] {
        [
            .init(reader("jury.field.application")), .init(reader("jury.field.juror")),
            .init(reader("jury.import.line"), isNumber: true),
        ]
    }

    private static func identity(_ row: ScoreImportPlan.Row, _ reader: Reader) -> [HTML] {
        let undeclared: HTML? =
            row.place.map(\.isDeclared) ?? true
            ? nil : "<br><span class=\"soft small\">\(reader("jury.scores.undeclared"))</span>"
        return [
            "<bdi>\(row.place?.title ?? row.application)</bdi>",
            "<bdi>\(row.place?.jurorName ?? row.juror)</bdi>\(undeclared)", "\(reader.number(row.line))",
        ]
    }

    /// What the row says beside what stands there. A juror's draft is theirs: nothing of it is shown.
    private static func difference(
        _ row: ScoreImportPlan.Row, _ terms: ReviewTerms, _ reader: Reader
    ) -> HTML {
        if row.effect == .changed(.draft) { return "\(reader("jury.scores.draft"))" }
        let changes = ReviewHistoryPages.changes(row.content, row.place?.stored?.content, terms, reader)
        return "<ul class=\"review-history\">\(changes)</ul>"
    }
}
