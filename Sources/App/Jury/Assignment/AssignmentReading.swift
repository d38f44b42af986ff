internal import Platform

extension AssignmentSituation {
    /// How many applications one preview takes, so that it can be read and computed while somebody waits.
    static let mostTasks = 2_000

    static func read(
        _ round: Round, _ rules: SeasonDocument, _ scope: Scope, _ tx: Transaction
    ) throws -> AssignmentSituation {
        try requireFew(round, scope, tx)
        let past = try readPast(round, scope, tx) + Recusal.earlier(than: round, tx)
        let tasks = try readTasks(round, rules, scope, past, tx)
        return AssignmentSituation(
            rules: rules.jury.assignment, usualLoad: rules.jury.maximumLoad,
            seats: try readSeats(round, rules, scope, past, tx), tasks: tasks,
            past: past, conflicts: try readConflicts(round, tx), entrants: try readEntrants(round, tx),
            bids: rules.jury.assignment.bids == nil ? [:] : try Bid.ofSeason(round.season, tx))
    }

    /// Whoever had an assignment is there, so that it can be said what became of it; those who take part are
    /// asked.
    private static func readSeats(
        _ round: Round, _ rules: SeasonDocument, _ scope: Scope, _ past: [Past], _ tx: Transaction
    ) throws -> [Seat] {
        let hadOne = Set(past.map(\.juror))
        let regions = RegionMap(rules)
        let nominations = try PanelScope.ofSeason(round.season, tx)
        let jurors = try Juror.ofSeason(round.season, tx).filter {
            $0.state == .accepted || hadOne.contains($0.id)
        }
        return jurors.map { juror in
            let isInScope = scope.panel == nil || juror.panel == scope.panel
            return Seat(
                juror, regions: regions, nominations: juror.panel.flatMap { nominations[$0] } ?? [],
                isAsked: juror.state == .accepted && juror.id != scope.replaced && isInScope)
        }
    }

    /// Only those in the scope make a plan long.
    private static func requireFew(_ round: Round, _ scope: Scope, _ tx: Transaction) throws {
        let wanted: Int? = try tx.row(
            "SELECT count(*) FROM application WHERE \(round.judges) AND \(scope.holds)")?.only()
        guard wanted ?? 0 <= mostTasks else {
            throw Problem(.invalid, "jury.assign.too-many", ["limit": .number(mostTasks)])
        }
    }

    /// Those outside the scope that were assigned before count in the load of their jurors, and want nothing.
    private static func readTasks(
        _ round: Round, _ rules: SeasonDocument, _ scope: Scope, _ past: [Past], _ tx: Transaction
    ) throws -> [Task] {
        let rows = try tx.rows(
            """
            SELECT \(Task.columns), coalesce(further_review.reviews, 0) AS further,
                   CASE WHEN \(scope.holds) THEN 1 ELSE 0 END AS is_wanted
            FROM \(Task.tables) LEFT JOIN further_review ON further_review.application_id = application.id
                AND further_review.round_id = \(round.id)
            WHERE \(round.judges)
                AND (\(scope.holds) OR EXISTS (SELECT 1 FROM assignment WHERE assignment.round_id = \(round.id)
                    AND assignment.application_id = application.id))
            ORDER BY application.id
            """)
        let demand = Demand(rules.jury.reviewsPerApplication, scope, past)
        let regions = RegionMap(rules)
        return try rows.map { row in
            let isWanted: Bool = try row["is_wanted"]
            let wanted = try demand(of: row["id"], further: row["further"])
            return try Task(row, rules, regions, demand: isWanted ? wanted : 0)
        }
    }

    /// How many reviews an application is to have.
    private struct Demand {
        private let reviews: Int
        /// Where a juror is replaced, only what they leave behind is given to others.
        private let held: [ID<Application>: Int]?

        init(_ reviews: Int, _ scope: Scope, _ past: [Past]) {
            self.reviews = reviews
            let kept = past.filter { $0.standing.holds || $0.standing == .replaced }
            let touched = Set(past.filter { $0.standing == .replaced }.map(\.application))
            held =
                scope.replaced == nil
                ? nil
                : Dictionary(grouping: kept.filter { touched.contains($0.application) }, by: \.application)
                    .mapValues(\.count)
        }

        func callAsFunction(of application: ID<Application>, further: Int) -> Int {
            guard let held else { return reviews + further }
            return held[application] ?? 0
        }
    }

    private static func readPast(_ round: Round, _ scope: Scope, _ tx: Transaction) throws -> [Past] {
        let rows = try tx.rows(
            """
            SELECT assignment.juror_id, assignment.application_id, assignment.origin, assignment.sent_at,
                   recusal.origin AS recusal, review.saved_at, review.submitted_at,
                   CASE WHEN \(round.judges) THEN 1 ELSE 0 END AS is_in_jury,
                   CASE WHEN \(JuryRules.hasNoConflict) THEN 1 ELSE 0 END AS has_no_conflict
            FROM assignment JOIN juror ON juror.id = assignment.juror_id
            JOIN application ON application.id = assignment.application_id
            LEFT JOIN recusal ON recusal.assignment_id = assignment.id
            LEFT JOIN review ON review.assignment_id = assignment.id
            WHERE assignment.round_id = \(round.id) ORDER BY assignment.id
            """)
        return try rows.map { row in
            let juror: ID<Juror> = try row["juror_id"]
            return Past(
                juror: juror, application: try row["application_id"],
                standing: try Standing(row, isReplaced: juror == scope.replaced, movesSent: scope.movesSent))
        }
    }

    private static func readConflicts(_ round: Round, _ tx: Transaction) throws -> Set<Conflict> {
        let rows = try tx.rows(ConflictOfInterest.pairs(in: round.season))
        return try Set(rows.map { Conflict(juror: try $0["juror_id"], party: try $0["party_id"]) })
    }

    private static func readEntrants(_ round: Round, _ tx: Transaction) throws -> [Entrant] {
        let rows = try tx.rows(
            """
            SELECT DISTINCT juror.id AS juror_id, application.party_id FROM juror
            JOIN party_member ON party_member.person_id = juror.person_id
            JOIN application ON application.party_id = party_member.party_id
            WHERE juror.season_id = \(round.season) AND application.season_id = \(round.season)
                AND \(JuryRules.isInJury)
            ORDER BY juror.id, application.party_id
            """)
        return try rows.map { Entrant(juror: try $0["juror_id"], party: try $0["party_id"]) }
    }
}

extension AssignmentSituation.Standing {
    fileprivate init(_ row: Row, isReplaced: Bool, movesSent: Bool) throws {
        let recusal: Recusal.Origin? = try row["recusal"]
        let (saved, submitted): (Instant?, Instant?) = (try row["saved_at"], try row["submitted_at"])
        let sent: Instant? = try row["sent_at"]
        let origin: Assignment.Origin = try row["origin"]
        let (isInJury, hasNoConflict): (Bool, Bool) = (try row["is_in_jury"], try row["has_no_conflict"])
        if let recusal {
            self = recusal == .juror ? .recused : .removed
        } else if !hasNoConflict {
            self = .conflict
        } else if !isInJury {
            self = .withdrawn
        } else if isReplaced, submitted == nil {
            self = .replaced
        } else if saved != nil || origin == .hand {
            self = .fixed
        } else {
            self = sent == nil || movesSent ? .movable : .fixed
        }
    }
}

extension AssignmentSituation.Seat {
    init(_ juror: Juror, regions: RegionMap, nominations: [ID<Nomination>], isAsked: Bool) {
        self.init(
            id: juror.id, country: juror.country, languages: juror.languages, regions: juror.regions,
            ownRegions: juror.regions.isEmpty ? [regions[juror.country]].compactMap(\.self) : juror.regions,
            themes: juror.expertise.themes, kind: juror.expertise.kind, nominations: nominations,
            capacity: juror.capacity, isAsked: isAsked)
    }
}

extension AssignmentSituation.Task {
    /// What `init` reads.
    static let columns: SQL = """
        application.id, application.party_id, application.nomination_id, application.language,
        application.country, submission.answers
        """
    static let tables: SQL =
        "application LEFT JOIN submission ON submission.id = application.submission_id"

    init(_ row: Row, _ rules: SeasonDocument, _ regions: RegionMap, demand: Int) throws {
        self.init(
            id: try row["id"], party: try row["party_id"], nomination: try row["nomination_id"],
            country: try row["country"], language: Language(try row["language"]) ?? .english,
            region: regions[try row["country"]], themes: try Self.themes(row["answers"], rules),
            demand: demand)
    }

    /// One application, whatever else is assigned.
    static func find(_ application: ID<Application>, _ rules: SeasonDocument, _ tx: Transaction) throws
        -> AssignmentSituation.Task
    {
        let row = try tx.row("SELECT \(columns) FROM \(tables) WHERE application.id = \(application)")
        guard let row else { throw Problem.notFound }
        return try Self(row, rules, RegionMap(rules), demand: rules.jury.reviewsPerApplication)
    }

    /// What was answered where the season asks for the theme.
    private static func themes(_ answers: String?, _ rules: SeasonDocument) throws -> [String] {
        guard let field = rules.jury.assignment.themeField, let answers,
            let answer = try JSON(parsing: answers)[field].flatMap({ Answer(json: $0) })
        else { return [] }
        return switch answer {
        case .text(let theme): [theme]
        case .texts(let themes): themes
        case .rows, .file: []
        }
    }
}

/// The region of each country.
struct RegionMap: Sendable {
    private let regions: [String: String]

    init(_ rules: SeasonDocument) {
        var regions: [String: String] = [:]
        for region in rules.regions {
            for country in region.countries { regions[country.code] = region.key }
        }
        self.regions = regions
    }

    subscript(_ country: String) -> String? {
        regions[country]
    }
}
