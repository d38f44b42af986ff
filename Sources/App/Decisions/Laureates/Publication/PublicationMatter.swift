internal import Platform

/// What a publication would do, counted before anybody is asked.
struct PublicationEffect: Sendable, Equatable {
    /// Applications that become visible.
    let applications: Int
    let countries: Int
    /// How many mails of each kind.
    let mails: [GateOutcome: Int]
    /// How many people learn of a correction.
    let told: Int
    /// Submitted, and neither admitted nor rejected: nobody would be told anything of them.
    let unscreened: Int
    /// Changes with the decision and with whatever is counted here, even where the counts stay the same.
    let version: String

    var mailCount: Int { mails.values.reduce(told, +) }

    static func of(_ decision: Decision, _ tx: Transaction) throws -> PublicationEffect {
        try PublicationMatter.of(decision, tx).effect
    }
}

/// All that a publication is made of, in one read: whom it honours and whom it tells.
struct PublicationMatter: Sendable {
    let decision: Decision
    let awards: [Award]
    let confidential: [ConfidentialNotice]
    let notices: [OutcomeNotice]
    /// What is public of the gate before.
    let standing: [StandingHonour]
    /// Whom a correction concerns; nobody without one.
    let changes: [HonourChange]
    private let countries: [ID<Application>: String]
    private let unscreened: Int

    static func of(_ decision: Decision, _ tx: Transaction) throws -> PublicationMatter {
        let confidential = try ConfidentialNotice.of(decision.id, tx)
        let awards = Award.of(try DecisionItem.of(decision, tx), confidential)
        let isCorrection = decision.corrects != nil
        let standing = try StandingHonour.standing(decision.gate, of: decision.season, tx)
        let difference = HonourDifference(standing, awards)
        let submitted: Int? = try tx.row(
            "SELECT count(*) FROM application WHERE season_id = \(decision.season) AND state = 'submitted'"
        )?.only()
        let rows = try tx.rows(
            "SELECT id, country FROM application WHERE id IN \(list: awards.map(\.application))")
        return PublicationMatter(
            decision: decision, awards: awards, confidential: confidential,
            notices: isCorrection ? [] : try OutcomeNotice.all(of: decision, awards, tx),
            standing: standing,
            changes: isCorrection ? try HonourChange.all(difference.concerned, tx) : [],
            countries: try Dictionary(uniqueKeysWithValues: rows.map { (try $0["id"], try $0["country"]) }),
            unscreened: submitted ?? 0)
    }

    var effect: PublicationEffect {
        PublicationEffect(
            applications: countries.count, countries: Set(countries.values).count,
            mails: Dictionary(grouping: notices, by: \.outcome).mapValues(\.count), told: changes.count,
            unscreened: decision.corrects == nil ? unscreened : 0, version: version)
    }

    private var version: String {
        let honoured = awards.map { award in
            let country = countries[award.application] ?? ""
            return "\(award.application.rawValue) \(award.prize ?? "") \(award.place) \(country)"
        }
        let mails = notices.map { notice in
            let parts: [String] = [notice.person.publicID, notice.application, notice.outcome.rawValue]
            return (parts + notice.prizes + [notice.rejection ?? ""]).joined(separator: " ")
        }
        let told = changes.map { "\($0.person.publicID) \($0.application)" }
        let facts = ["\(decision.publicID) \(decision.version) \(unscreened)"] + honoured + mails + told
        return Base64URL.encode(digest(facts.joined(separator: "\n")))
    }
}
