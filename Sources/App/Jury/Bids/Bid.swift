internal import Platform

// Bids: jurors say how much they want to review what could come to them, where the season asks for it.
//
// A bid is a juror's and the staff's to know, and nobody else's. It speaks of an application of whose
// applicant its juror has said that there is no conflict; it adds to the points of a pair or takes some away,
// and promises nothing.
//
// Table: bid. Invariants: one for each pair; none is stated after the date that the rules set; one that
// speaks of a pair that may not meet counts nowhere.

/// How much a juror wants to review an application.
struct Bid: Sendable, Equatable {
    enum Wish: String, CaseIterable, Sendable, Bindable {
        case eager, willing
        case notWell = "not-well"
    }

    /// Everybody's, where an assignment is planned.
    static func ofSeason(
        _ season: ID<Season>, _ tx: Transaction
    ) throws -> [AssignmentSituation.Bidder: Wish] {
        let rows = try tx.rows(
            """
            SELECT bid.juror_id, bid.application_id, bid.wish FROM bid
            JOIN juror ON juror.id = bid.juror_id WHERE juror.season_id = \(season)
            """)
        return try Dictionary(
            uniqueKeysWithValues: rows.map { row in
                let bidder = AssignmentSituation.Bidder(
                    juror: try row["juror_id"], application: try row["application_id"])
                return (bidder, try row["wish"])
            })
    }

    /// Everybody's on one application.
    static func on(_ application: ID<Application>, _ tx: Transaction) throws -> [ID<Juror>: Wish] {
        let rows = try tx.rows("SELECT juror_id, wish FROM bid WHERE application_id = \(application)")
        return try Dictionary(uniqueKeysWithValues: rows.map { (try $0["juror_id"], try $0["wish"]) })
    }
}

/// The rules by which jurors bid: those of the open round, or the season's as long as there is none.
struct Bidding: Sendable {
    let rules: SeasonDocument
    let terms: SeasonBids

    /// Nothing where the season does not ask; `round` is the season's current one.
    static func of(
        _ season: Season, in round: Round?, _ cache: RulesCache, _ tx: Transaction
    ) throws -> Bidding? {
        var rules = season.rules
        if let round, round.isOpen { rules = try cache.rules(round.rulesVersion, tx) }
        return rules.jury.assignment.bids.map { Bidding(rules: rules, terms: $0) }
    }

    /// Until when jurors may say what they want.
    var until: Instant {
        // Applied rules have their times fixed, so the moment of loading does not matter any more.
        terms.until.instant(loadedAt: Instant(milliseconds: 0), in: rules.timeZone)
    }

    func isOpen(at now: Instant) -> Bool { now < until }
}

/// An application that may come to a juror, as far as they may know it before it does.
struct BiddableApplication: Sendable, Equatable {
    let id: ID<Application>
    let publicID: String
    /// Empty in a blind round whose form says that titles tell who applies.
    let title: String
    /// Empty in a blind round.
    let partyName: String
    /// The key of its nomination in the season's rules.
    let nomination: String
    let language: Language
    let themes: [String]
    let wish: Bid.Wish?
}

extension BiddableApplication {
    /// All that a juror may bid on: what the rules may bring to them, of applicants with whom they have said
    /// that there is no conflict. The order is another for each juror, so that no application is everybody's
    /// first, and always the same for one.
    static func of(_ who: SeatedJuror, _ bidding: Bidding, _ tx: Transaction) throws -> [BiddableApplication]
    {
        guard try ConflictDeclaration.opensTexts(for: who, under: bidding.rules, tx) else { return [] }
        let rows = try tx.rows(
            """
            SELECT \(AssignmentSituation.Task.columns), application.public_id, application.title,
                   party.name AS party_name, nomination.key AS nomination, bid.wish
            FROM \(AssignmentSituation.Task.tables) JOIN party ON party.id = application.party_id
            JOIN nomination ON nomination.id = application.nomination_id
            JOIN juror ON juror.id = \(who.juror.id)
            LEFT JOIN bid ON bid.juror_id = juror.id AND bid.application_id = application.id
            WHERE application.season_id = \(who.season.id) AND \(JuryRules.isInJury)
                AND \(JuryRules.hasNoConflict) AND \(JuryRules.isDeclaredFree) AND \(hasNotSteppedBack)
            ORDER BY application.id
            """)
        let seat = try seat(who, bidding.rules, tx)
        let regions = RegionMap(bidding.rules)
        let found = try rows.compactMap { row -> BiddableApplication? in
            let task = try AssignmentSituation.Task(row, bidding.rules, regions, demand: 0)
            guard bidding.rules.jury.assignment.obstacle(task, seat) == nil else { return nil }
            return try BiddableApplication(row, task, bidding.rules)
        }
        return found.map { (Base64URL.encode(digest(who.juror.publicID + $0.publicID)), $0) }
            .sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// Of `juror` and `application`.
    private static let hasNotSteppedBack: SQL = """
        NOT EXISTS (SELECT 1 FROM recusal JOIN assignment ON assignment.id = recusal.assignment_id
            WHERE recusal.origin = 'juror' AND assignment.juror_id = juror.id
                AND assignment.application_id = application.id)
        """

    private static func seat(
        _ who: SeatedJuror, _ rules: SeasonDocument, _ tx: Transaction
    ) throws -> AssignmentSituation.Seat {
        let nominations = try PanelScope.ofSeason(who.season.id, tx)
        return AssignmentSituation.Seat(
            who.juror, regions: RegionMap(rules),
            nominations: who.juror.panel.flatMap { nominations[$0] } ?? [], isAsked: true)
    }

    private init(_ row: Row, _ task: AssignmentSituation.Task, _ rules: SeasonDocument) throws {
        let nomination: String = try row["nomination"]
        let isUntitled = rules.jury.isBlind && rules.nominationsWhoseTitlesTell.contains(nomination)
        self.init(
            id: task.id, publicID: try row["public_id"], title: isUntitled ? "" : try row["title"],
            partyName: rules.jury.isBlind ? "" : try row["party_name"], nomination: nomination,
            language: task.language, themes: task.themes, wish: try row["wish"])
    }
}

/// How many jurors have said what they want.
struct BidProgress: Sendable, Equatable {
    let until: Instant
    let jurors: Int
    /// Those who have said it of one application at least.
    let bidders: Int

    static func of(
        _ season: Season, in round: Round?, _ cache: RulesCache, _ tx: Transaction
    ) throws -> BidProgress? {
        guard let bidding = try Bidding.of(season, in: round, cache, tx) else { return nil }
        let row = try tx.row(
            """
            SELECT count(*) AS jurors, count(CASE WHEN EXISTS
                (SELECT 1 FROM bid WHERE bid.juror_id = juror.id) THEN 1 END) AS bidders
            FROM juror WHERE season_id = \(season.id) AND accepted_at IS NOT NULL
            """)
        return BidProgress(
            until: bidding.until, jurors: try row?["jurors"] ?? 0, bidders: try row?["bidders"] ?? 0)
    }
}
