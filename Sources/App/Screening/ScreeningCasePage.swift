internal import Platform

/// An application as a screener reads it: what the rules say, what can be decided, what was written, what
/// happened.
struct ScreeningCasePage: Sendable {
    /// What was typed into a form that could not be accepted, with its problem.
    enum Typed: Sendable {
        case nothing
        case ruling(ScreeningDecisions.Ruling, Problem)
        case question(ScreeningQuestions.Entry, Problem)
        case move(NominationProposals.Entry, Problem)
        /// A button without anything typed.
        case conflict(Problem)

        var problem: Problem? {
            switch self {
            case .nothing: nil
            case .ruling(_, let problem), .question(_, let problem), .move(_, let problem): problem
            case .conflict(let problem): problem
            }
        }
    }

    let season: Season
    let found: ScreeningCase
    /// The version that is read: the last one, or an earlier one that was asked for.
    let version: ScreenedSubmission
    let form: ApplicationForm?
    let answers: Answers
    /// The labels of what differs from the version before.
    let changes: [FormField]
    let assessment: ScreeningAssessment
    let options: [NominationProposals.Option]
    let duplicates: [ApplicationSummary]
    let history: [ScreeningEvent]
    let next: ApplicationSummary?
    let isOpen: Bool
    var typed = Typed.nothing

    var address: ScreeningAddress { ScreeningAddress(season) }

    func page(_ visit: Visit) -> Page {
        let reader = visit.reader
        let isWaiting = found.waits(at: visit.now)
        return Page(
            title: ScreeningWords.title(found.title, reader),
            actions: next.map {
                Controls.link(
                    reader("screening.next"), to: address.application($0.publicID), style: .secondary)
            },
            trail: [
                season.link(reader),
                Link(text: reader("screening.queue.title"), path: address.queue),
            ],
            body: """
                <div class="stack-wide">
                \(Lists.facts(facts(ScreeningWords.state(found.state, isWaiting: isWaiting, reader), reader)))
                \(rules(reader))
                \(ScreeningForms(page: self).markup(visit))
                \(sheet(reader))
                \(events(reader))</div>
                """)
    }

    private func facts(_ state: HTML, _ reader: Reader) -> [(String, HTML)] {
        [
            (reader("screening.fact.state"), state),
            (reader("screening.fact.applicant"), "<bdi>\(found.party.name)</bdi>"),
            (reader("screening.fact.country"), "\(reader.country(found.party.details.country))"),
            (reader("screening.fact.nomination"), "\(season.nominationTitle(found.nomination, reader))"),
            (reader("screening.fact.language"), "\(reader.languageName(found.language))"),
            (reader("screening.fact.submitted"), submitted(found.submission, reader)),
            (reader("screening.fact.number"), "<code>\(found.publicID)</code>"),
        ]
    }

    private func submitted(_ version: ScreenedSubmission, _ reader: Reader) -> HTML {
        let words: [String: MessageValue] = ["number": .number(version.number), "person": .text(version.by)]
        return "\(Moments.moment(version.at, reader))<br>\(reader("screening.version.by", words))"
    }
}

// MARK: What the rules say

extension ScreeningCasePage {
    private func rules(_ reader: Reader) -> HTML {
        """
        <section class="stack"><h2>\(reader("screening.rules"))</h2>
        \(Lists.facts([
            (reader("screening.completeness"), completeness(reader)),
            (reader("screening.eligibility"), eligibility(reader)),
            (reader("screening.duplicates"), possibleDuplicates(reader)),
        ]))</section>
        """
    }

    private func completeness(_ reader: Reader) -> HTML {
        let counted = assessment.completeness
        let words: [String: MessageValue] = [
            "filled": .number(counted.filled), "required": .number(counted.required),
            "percent": .text(ScreeningWords.percent(counted.percent, reader)),
            "threshold": .text(ScreeningWords.percent(assessment.required, reader)),
        ]
        let badge =
            assessment.isComplete
            ? Notices.badge(reader("screening.completeness.enough"), .positive)
            : Notices.badge(reader("screening.completeness.below"), .negative)
        let missing = counted.missing.compactMap { key in form?.fields.first { $0.key == key } }
        let names = missing.map { field -> HTML in "<li>\(reader.pick(field.label))</li>" }
        let list: HTML? =
            missing.isEmpty ? nil : "<p>\(reader("screening.completeness.missing"))</p><ul>\(names)</ul>"
        return "<p>\(badge) \(reader("screening.completeness.figures", words))</p>\(list)"
    }

    private func eligibility(_ reader: Reader) -> HTML {
        guard !assessment.isEligible else {
            return "<p>\(Notices.badge(reader("screening.eligibility.fulfilled"), .positive))</p>"
        }
        let reasons = assessment.obstacles.map { reason -> HTML in "<li>\(reason.message(reader))</li>" }
        return """
            <p>\(Notices.badge(reader("screening.eligibility.not"), .negative)) \
            \(reader("screening.eligibility.told"))</p><ul>\(reasons)</ul>
            """
    }

    private func possibleDuplicates(_ reader: Reader) -> HTML {
        guard !duplicates.isEmpty else { return "<p>\(reader("screening.duplicates.none"))</p>" }
        let items = duplicates.map { other -> HTML in
            """
            <li><a href="\(address.application(other.publicID))">\
            <bdi>\(ScreeningWords.title(other.title, reader))</bdi></a>, <bdi>\(other.applicant)</bdi>, \
            \(season.nominationTitle(other.nomination, reader)) \
            \(ScreeningWords.state(other.state, isWaiting: other.isWaiting, reader))</li>
            """
        }
        return "<p>\(reader("screening.duplicates.some"))</p><ul>\(items)</ul>"
    }
}

// MARK: What was written, and what happened

extension ScreeningCasePage {
    private func sheet(_ reader: Reader) -> HTML {
        """
        \(versions(reader))
        \(changed(reader))
        \(form.map { form in
            let (address, application) = (address, found.publicID)
            return AnswerSheet(form, answers, nomination: found.nomination, marksIdentifying: true) { file in
                address.file(file.id, of: application)
            }.markup(reader)
        })
        """
    }

    private func versions(_ reader: Reader) -> HTML? {
        guard found.submission.number > 1 else { return nil }
        let newest = found.submission.number
        let numbers = (1...newest).reversed().prefix(ScreeningBounds.shownVersions)
        let links = numbers.map { number -> HTML in
            let text = reader("screening.version", ["number": .number(number)])
            let mark: HTML? = number == version.number ? " aria-current=\"page\"" : nil
            let label: HTML = number == version.number ? "<strong>\(text)</strong>" : "\(text)"
            let path = address.version(number, of: found.publicID)
            return "<a class=\"chip\" href=\"\(path)\"\(mark)>\(label)</a>"
        }
        let old: HTML? =
            version.number == newest
            ? nil
            : Notices.caution(
                reader(
                    "screening.version.old", ["number": .number(version.number), "newest": .number(newest)]))
        return "<nav class=\"list-head\" aria-label=\"\(reader("screening.versions"))\">\(links)</nav>\(old)"
    }

    private func changed(_ reader: Reader) -> HTML? {
        guard !changes.isEmpty else { return nil }
        let names = changes.map { field -> HTML in "<li>\(reader.pick(field.label))</li>" }
        return Notices.information(
            reader("screening.version.changed", ["number": .number(version.number - 1)]), "<ul>\(names)</ul>")
    }

    private func events(_ reader: Reader) -> HTML {
        let items = history.map { event -> HTML in
            let who: HTML? = event.who.map { "<bdi>\($0)</bdi>" }
            return """
                <div><dt>\(Moments.short(event.at, reader))</dt>\
                <dd><p>\(ScreeningWords.event(event, in: season, reader)) \
                <span class="soft">\(who)</span></p>\(Paragraphs.markup(event.text))</dd></div>
                """
        }
        return """
            <section class="stack"><h2>\(reader("screening.history"))</h2>\
            <dl class="facts">\(items)</dl></section>
            """
    }
}
