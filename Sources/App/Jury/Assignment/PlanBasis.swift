internal import Crypto
internal import Platform

/// Which plan somebody asks for, as an address or a form says it.
struct PlanChoice: Sendable, Equatable {
    var nomination = ""
    var panel = ""
    var movesSent = false
    /// The public id of a juror who is to be replaced.
    var replaced = ""

    /// What an address says of it.
    var query: [String: String] {
        [
            "nomination": nomination, "panel": panel, "move": movesSent ? "sent" : "", "juror": replaced,
        ].filter { !$0.value.isEmpty }
    }

    init(query: [String: String]) {
        nomination = query["nomination"] ?? ""
        panel = query["panel"] ?? ""
        movesSent = query["move"] == "sent"
        replaced = query["juror"] ?? ""
    }

    init(_ form: Form) {
        self.init(
            query: [
                "nomination": form["nomination"], "panel": form["panel"], "move": form["move"],
                "juror": form["juror"],
            ])
    }

    func scope(_ panels: [Panel], _ season: ID<Season>, _ tx: Transaction) throws -> AssignmentSituation.Scope
    {
        let nominations = try Nomination.ofSeason(season, tx)
        return AssignmentSituation.Scope(
            nomination: nominations.first { $0.key == nomination }?.id,
            panel: panels.first { $0.publicID == panel }?.id, movesSent: movesSent,
            replaced: replaced.isEmpty ? nil : try Juror.find(replaced, in: season, tx).id)
    }
}

/// What a plan is computed from, with the names that a page shows it by.
struct PlanBasis: Sendable {
    let round: Round
    let rules: SeasonDocument
    let scope: AssignmentSituation.Scope
    let situation: AssignmentSituation
    let panels: [Panel]
    let nominations: [Nomination]
    let names: PlanNames
    let further: [FurtherReview]

    static func read(
        _ choice: PlanChoice, _ season: Season, _ cache: RulesCache, _ tx: Transaction
    ) throws -> PlanBasis {
        let round = try Round.open(in: season.id, tx)
        let rules = try cache.rules(round.rulesVersion, tx)
        let panels = try Panel.ofSeason(season.id, tx)
        let scope = try choice.scope(panels, season.id, tx)
        return PlanBasis(
            round: round, rules: rules, scope: scope, situation: try .read(round, rules, scope, tx),
            panels: panels, nominations: try Nomination.ofSeason(season.id, tx),
            names: try PlanNames.read(round, scope, tx),
            further: try FurtherReview.ofRound(round, tx))
    }
}

/// Names for what a plan knows by its keys.
struct PlanNames: Sendable {
    let applications: [ID<Application>: JuryApplication]
    let jurors: [ID<Juror>: Juror]

    /// Of all that a plan may speak of.
    static func read(
        _ round: Round, _ scope: AssignmentSituation.Scope, _ tx: Transaction
    ) throws -> PlanNames {
        let rows = try tx.rows(
            """
            \(JuryApplication.columns) WHERE \(round.judges) AND \(scope.holds) ORDER BY application.id
            """)
        let applications = try rows.map(JuryApplication.init)
        let jurors = try Juror.ofSeason(round.season, tx)
        return PlanNames(
            applications: Dictionary(uniqueKeysWithValues: applications.map { ($0.id, $0) }),
            jurors: Dictionary(uniqueKeysWithValues: jurors.map { ($0.id, $0) }))
    }
}

extension AssignmentPlan {
    /// Tells one plan from another.
    var digest: String {
        let pairs = pairings.map { pairing -> JSON in
            [
                .integer(pairing.application.rawValue), .integer(pairing.juror.rawValue),
                pairing.explanation.json,
            ]
        }
        let ends = moves.map { move -> JSON in
            [
                .integer(move.application.rawValue), .integer(move.from.rawValue),
                .string(move.cause.rawValue),
            ]
        }
        let text = JSON.array([.array(pairs), .array(ends)]).canonical
        return Base64URL.encode([UInt8](SHA256.hash(data: Array(text.utf8))))
    }
}
