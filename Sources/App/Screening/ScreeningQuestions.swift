internal import Foundation
internal import Platform

/// Asking an applicant for a missing thing, with a date until which they may submit it.
enum ScreeningQuestions {
    /// A question as it was typed.
    struct Entry: Sendable, Equatable {
        let text: String
        /// The last day, as typed: it ends at midnight by the season's clocks.
        let due: String

        init(_ form: Form) {
            self.init(text: form["question"].asLines, due: form["due"])
        }

        init(text: String, due: String) {
            self.text = text
            self.due = due
        }

        fileprivate func deadline(_ zone: TimeZone, now: Instant) throws -> Instant {
            var faults: [Problem.Field] = []
            if text.isEmpty { faults.append(.init("question", "screening.ask.question.missing")) }
            if text.count > ScreeningBounds.noteLetters {
                let most: MessageValue = .number(ScreeningBounds.noteLetters)
                faults.append(.init("question", "problem.too-long", ["most": most]))
            }
            let end = CalendarDate(due)?.adding(days: 1).map { Instant($0, in: zone) }
            if end.map({ $0 <= now || $0 > now + ScreeningBounds.longestWait }) ?? true {
                let days = Int(ScreeningBounds.longestWait.components.seconds / 86_400)
                faults.append(.init("due", "screening.ask.due.wrong", ["days": .number(days)]))
            }
            guard faults.isEmpty, let end else { throw Problem(.invalid, "problem.check", fields: faults) }
            // A minute before midnight, so that the date people read is the last day.
            return end - .seconds(60)
        }
    }

    /// Asks, and mails the question to everybody who acts for the party. One question is open at a time;
    /// one whose date has passed makes way.
    static func ask(
        _ entry: Entry, publicID: String, about application: String, at desk: ScreeningDesk,
        _ letters: ScreeningLetters, by act: Act, _ tx: Transaction
    ) throws {
        let found = try ScreeningCase.underWay(application, at: desk, now: act.at, tx)
        let due = try entry.deadline(desk.season.rules.timeZone, now: act.at)
        guard found.mayBeDecided else { throw found.alreadyDecided }
        if let open = found.question {
            guard open.dueAt <= act.at else { throw Problem(.conflict, "screening.conflict.asked") }
            try close(of: found.id, by: act, tx)
        }
        try tx.run(
            """
            INSERT INTO screening_request (public_id, application_id, question, due_at, asked_at, asked_by)
            VALUES (\(publicID), \(found.id), \(entry.text), \(due), \(act.at), \(desk.person))
            """)
        for member in try Party.members(found.party.id, tx) {
            try tx.send(
                letters.question(entry.text, due: due, on: found, in: desk.season, to: member), at: act.at)
        }
        try tx.audit(
            "applicant asked", on: "application", found.id.rawValue, by: act,
            ["question": .string(entry.text), "due": .string(due.iso8601)])
    }

    /// Takes a question back.
    static func cancel(
        _ publicID: String, on application: String, at desk: ScreeningDesk, by act: Act, _ tx: Transaction
    ) throws {
        let found = try ScreeningCase.underWay(application, at: desk, now: act.at, tx)
        guard found.question?.publicID == publicID else {
            throw Problem(.conflict, "screening.conflict.answered")
        }
        try close(of: found.id, by: act, tx)
    }

    /// Ends what is open without an answer.
    static func close(of application: ID<Application>, by act: Act, _ tx: Transaction) throws {
        try tx.run(
            """
            UPDATE screening_request SET cancelled_at = \(act.at), cancelled_by = \(act.person)
            WHERE application_id = \(application) AND answered_by_submission_id IS NULL
                AND cancelled_at IS NULL
            """)
        try tx.audit("question taken back", on: "application", application.rawValue, by: act)
    }
}
