internal import Platform

/// A juror whom staff might ask about an application, and what stands against it.
struct HandChoice: Sendable, Equatable {
    /// What nobody can get over.
    enum Obstacle: Sendable {
        case assigned, conflict, recused, full, notSeated
        /// The round judges finalists, and the application is none.
        case notJudged
        /// One of the applicants reviews what the juror applied with.
        case mutual

        var message: String {
            switch self {
            case .assigned: "jury.add.assigned"
            case .conflict: "jury.add.conflict"
            case .recused: "jury.add.recused"
            case .full: "jury.add.full"
            case .notSeated: "jury.add.not-seated"
            case .notJudged: "jury.add.not-judged"
            case .mutual: "jury.add.mutual"
            }
        }
    }

    let juror: Juror
    let explanation: PairingExplanation
    let obstacle: Obstacle?
    /// The rule of the season that would keep the two apart; staff may depart from it with a reason.
    let rule: PairObstacle?

    static func of(
        _ application: JuryApplication, in round: Round, rules: SeasonDocument, jurors: [Juror],
        _ tx: Transaction
    ) throws -> [HandChoice] {
        let standing = try Standing(application, in: round, tx)
        let task = try AssignmentSituation.Task.find(application.id, rules, tx)
        let bids = try Bid.on(application.id, tx)
        let nominations = try PanelScope.ofSeason(round.season, tx)
        let (assignment, regions) = (rules.jury.assignment, RegionMap(rules))
        return jurors.map { juror in
            let wish = bids[juror.id]
            let seat = AssignmentSituation.Seat(
                juror, regions: regions, nominations: juror.panel.flatMap { nominations[$0] } ?? [],
                isAsked: true)
            return HandChoice(
                juror: juror,
                explanation: task.explain(
                    seat, load: standing.load(of: juror) + 1,
                    points: assignment.points(task, seat) + assignment.points(wish), wish: wish),
                obstacle: standing.obstacle(juror), rule: assignment.obstacle(task, seat))
        }
    }

    /// What has happened in a round around an application.
    private struct Standing {
        private let loads: [ID<Juror>: JurorLoad]
        private let past: [AssignmentStatus]
        private let conflicted: Set<ID<Juror>>
        private let steppedBack: Set<ID<Juror>>
        private let reviewed: Set<ID<Juror>>
        private let isJudged: Bool

        init(_ application: JuryApplication, in round: Round, _ tx: Transaction) throws {
            loads = try JurorLoad.ofRound(round, tx)
            past = try AssignmentStatus.of(application, in: round, tx)
            conflicted = try HandChoice.conflicted(with: application, in: round.season, tx)
            steppedBack = try Recusal.jurors(steppedBackFrom: application.id, tx)
            reviewed = try HandChoice.reviewed(byApplicantsOf: application, in: round, tx)
            isJudged =
                try tx.row(
                    "SELECT 1 FROM application WHERE application.id = \(application.id) AND \(round.judges)")
                != nil
        }

        func load(of juror: Juror) -> Int { loads[juror.id]?.all ?? 0 }

        func obstacle(_ juror: Juror) -> Obstacle? {
            if juror.state != .accepted { return .notSeated }
            if conflicted.contains(juror.id) { return .conflict }
            if steppedBack.contains(juror.id) { return .recused }
            if past.contains(where: { $0.assignment.juror == juror.id && $0.recusal == nil }) {
                return .assigned
            }
            if !isJudged { return .notJudged }
            if reviewed.contains(juror.id) { return .mutual }
            return load(of: juror) >= juror.capacity ? .full : nil
        }
    }

    private static func conflicted(
        with application: JuryApplication, in season: ID<Season>, _ tx: Transaction
    ) throws -> Set<ID<Juror>> {
        let rows = try tx.rows(
            """
            SELECT pair.juror_id FROM (\(ConflictOfInterest.pairs(in: season))) AS pair
            WHERE pair.party_id = \(application.party)
            """)
        return try Set(rows.map { try $0.only() })
    }

    /// The jurors who apply themselves, and whose application one of these applicants reviews.
    private static func reviewed(
        byApplicantsOf application: JuryApplication, in round: Round, _ tx: Transaction
    ) throws -> Set<ID<Juror>> {
        let rows = try tx.rows(
            """
            SELECT DISTINCT entrant.id FROM party_member AS applicant
            JOIN juror ON juror.person_id = applicant.person_id AND juror.season_id = \(round.season)
            JOIN assignment ON assignment.juror_id = juror.id AND assignment.round_id = \(round.id)
            JOIN application ON application.id = assignment.application_id
            JOIN party_member AS member ON member.party_id = application.party_id
            JOIN juror AS entrant ON entrant.person_id = member.person_id
                AND entrant.season_id = \(round.season) AND entrant.id <> juror.id
            WHERE applicant.party_id = \(application.party) AND \(JuryRules.stands)
            """)
        return try Set(rows.map { try $0.only() })
    }
}
