internal import Platform

extension ScreeningCasePage {
    /// Reads all that the page shows, with a fixed number of statements.
    static func read(
        _ publicID: String, version asked: Int?, at desk: ScreeningDesk, now: Instant, _ cache: RulesCache,
        _ tx: Transaction
    ) throws -> ScreeningCasePage {
        guard let found = try ScreeningCase.find(publicID, at: desk, tx) else { throw Problem.notFound }
        let version = try found.version(asked, tx)
        let former = try found.version(before: version, tx)
        let rules = try found.rules(of: version, in: desk.season, cache, tx)
        let form = rules.nomination(found.nomination).flatMap { rules.form(of: $0) }
        let answers = try version.answers()
        let entry = try found.entry(tx)
        let standingRules = try found.rules(of: found.submission, in: desk.season, cache, tx)
        return ScreeningCasePage(
            season: desk.season, found: found, version: version, form: form, answers: answers,
            changes: try changes(from: former, to: answers, form, nomination: found.nomination),
            assessment: ScreeningAssessment(entry, of: desk.season, under: standingRules),
            options: NominationProposals.options(entry, in: desk.season),
            duplicates: try found.possibleDuplicates(at: desk, now: now, tx),
            history: try ScreeningEvent.all(of: found.id, tx),
            next: try found.next(at: desk, now: now, tx), isOpen: desk.isOpen(at: now))
    }

    /// The fields whose answers are not what they were.
    private static func changes(
        from former: ScreenedSubmission?, to answers: Answers, _ form: ApplicationForm?, nomination: String
    ) throws -> [FormField] {
        guard let former, let form else { return [] }
        let before = try former.answers()
        return form.fields.filter { before[$0.key] != answers[$0.key] }
    }
}

extension ScreeningCase {
    /// The last version, or an earlier one that was asked for.
    fileprivate func version(_ number: Int?, _ tx: Transaction) throws -> ScreenedSubmission {
        guard let number, number != submission.number else { return submission }
        guard let version = try ScreenedSubmission.find(number: number, of: id, tx) else {
            throw Problem.notFound
        }
        return version
    }

    fileprivate func version(
        before version: ScreenedSubmission, _ tx: Transaction
    ) throws -> ScreenedSubmission? {
        guard version.number > 1 else { return nil }
        return try ScreenedSubmission.find(number: version.number - 1, of: id, tx)
    }

    /// What waits behind this one in the queue.
    fileprivate func next(at desk: ScreeningDesk, now: Instant, _ tx: Transaction) throws
        -> ApplicationSummary?
    {
        var filter = ApplicationFilter(shelf: .toScreen, order: .oldest)
        filter.after = .init(completeness: 0, submittedAt: submission.at, publicID: publicID)
        return try ApplicationList.first(filter, at: desk, now: now, tx)
    }
}
