internal import Platform

/// Proposing another nomination to an applicant, who may consent.
enum NominationProposals {
    struct Entry: Sendable, Equatable {
        /// The key of the nomination that is proposed.
        let nomination: String
        let reason: String

        init(_ form: Form) {
            self.init(nomination: form["nomination"], reason: form["move-reason"].asLines)
        }

        init(nomination: String, reason: String) {
            self.nomination = nomination
            self.reason = reason
        }
    }

    /// A nomination to which an application could be moved, and what stands against it.
    struct Option: Sendable, Equatable {
        let nomination: SeasonNomination
        let obstacles: [EligibilityReason]

        var isOpen: Bool { obstacles.isEmpty }
    }

    /// All other nominations of the season. The limit on applications is about new ones, so moving one is
    /// only held to the limit within the nomination.
    static func options(_ entry: AssessedEntry, in season: Season) -> [Option] {
        let others = season.rules.nominations.filter { $0.key != entry.nomination }
        return others.map { nomination in
            let obstacles = ScreeningAssessment.obstacles(
                entry, entering: nomination.key, under: season.rules)
            return Option(nomination: nomination, obstacles: obstacles.filter { $0.code != .seasonLimit })
        }
    }

    /// Proposes a move and mails it to everybody who acts for the party.
    static func propose(
        _ entry: Entry, publicID: String, for application: String, at desk: ScreeningDesk,
        _ letters: ScreeningLetters, by act: Act, _ tx: Transaction
    ) throws {
        let found = try ScreeningCase.underWay(application, at: desk, now: act.at, tx)
        try check(entry, options(found.entry(tx), in: desk.season))
        guard found.mayBeDecided else { throw found.alreadyDecided }
        guard found.move == nil else { throw Problem(.conflict, "screening.conflict.proposed") }
        try tx.run(
            """
            INSERT INTO nomination_move
                (public_id, application_id, from_nomination_id, to_nomination_id, reason, proposed_at,
                    proposed_by)
            SELECT \(publicID), \(found.id), \(found.nominationID), id, \(entry.reason), \(act.at),
                \(desk.person)
            FROM nomination WHERE season_id = \(desk.season.id) AND key = \(entry.nomination)
            """)
        for member in try Party.members(found.party.id, tx) {
            try tx.send(letters.proposal(entry, on: found, in: desk.season, to: member), at: act.at)
        }
        try tx.audit(
            "move proposed", on: "application", found.id.rawValue, by: act,
            ["nomination": .string(entry.nomination), "reason": .string(entry.reason)])
    }

    private static func check(_ entry: Entry, _ options: [Option]) throws {
        var faults: [Problem.Field] = []
        if options.first(where: { $0.nomination.key == entry.nomination })?.isOpen != true {
            faults.append(.init("nomination", "screening.move.nomination.wrong"))
        }
        if entry.reason.isEmpty { faults.append(.init("move-reason", "screening.move.reason.missing")) }
        if entry.reason.count > ScreeningBounds.noteLetters {
            faults.append(
                .init("move-reason", "problem.too-long", ["most": .number(ScreeningBounds.noteLetters)]))
        }
        guard faults.isEmpty else { throw Problem(.invalid, "problem.check", fields: faults) }
    }

    /// Takes a proposal back.
    static func cancel(
        _ publicID: String, on application: String, at desk: ScreeningDesk, by act: Act, _ tx: Transaction
    ) throws {
        let found = try ScreeningCase.underWay(application, at: desk, now: act.at, tx)
        guard found.move?.publicID == publicID else {
            throw Problem(.conflict, "screening.conflict.answered")
        }
        try close(of: found.id, by: act, tx)
    }

    /// Ends what is open without an answer.
    static func close(of application: ID<Application>, by act: Act, _ tx: Transaction) throws {
        try tx.run(
            """
            UPDATE nomination_move SET answer = 'cancelled', answered_at = \(act.at),
                answered_by = \(act.person)
            WHERE application_id = \(application) AND answer IS NULL
            """)
        try tx.audit("move taken back", on: "application", application.rawValue, by: act)
    }
}
