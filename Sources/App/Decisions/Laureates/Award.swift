internal import Platform

/// Who is honoured with what, as a decision stands now: those whom it chose, or where laureates are asked,
/// those who confirmed.
struct Award: Sendable, Equatable {
    let application: ID<Application>
    /// The key of the prize.
    let prize: String?
    let place: Int
    let reason: String

    static func of(
        _ items: [DecisionItem], _ notices: [ConfidentialNotice]
    ) -> [Award] {
        let chosen = items.flatMap { item -> [Award] in
            let prizes: [String?] = item.prizes.isEmpty ? [nil] : item.prizes
            return prizes.map {
                Award(application: item.application, prize: $0, place: item.place, reason: item.reason)
            }
        }
        guard !notices.isEmpty else { return chosen }
        let unasked = chosen.filter { award in
            !notices.contains { $0.application == award.application && $0.prize == award.prize }
        }
        let reasons = Dictionary(uniqueKeysWithValues: items.map { ($0.application, $0.reason) })
        return unasked
            + notices.filter { $0.reply == .confirmed }.map { notice in
                Award(
                    application: notice.application, prize: notice.prize, place: notice.place,
                    reason: reasons[notice.application] ?? "")
            }
    }
}

/// Whether those who are honoured were asked and have said what they do.
enum Confirmations {
    /// Who is asked, where the season asks: all whom a decision honours; of a correction those who win by it
    /// what they had not won.
    static func asked(
        by decision: Decision, _ awards: [Award], _ standing: [StandingHonour], _ season: Season
    ) -> [Award] {
        guard decision.gate == .laureates, season.rules.outcomes.confirmationDays != nil else { return [] }
        guard decision.corrects != nil else { return awards }
        return awards.filter { award in
            !standing.contains { $0.application == award.application && $0.prize == award.prize }
        }
    }

    /// The same of what is adopted.
    static func asked(by decision: Decision, _ season: Season, _ tx: Transaction) throws -> [Award] {
        asked(
            by: decision, Award.of(try DecisionItem.of(decision, tx), []),
            try StandingHonour.standing(decision.gate, of: season.id, tx), season)
    }

    /// What stands in the way of publishing; nothing where nobody is asked or everybody has answered.
    static func obstacle(to matter: PublicationMatter, _ season: Season) -> Problem? {
        let notices = matter.confidential
        if notices.isEmpty {
            let asked = asked(by: matter.decision, matter.awards, matter.standing, season)
            return asked.isEmpty ? nil : Problem(.conflict, "decisions.notices-first")
        }
        let open = notices.count { $0.reply == nil }
        guard open > 0 else { return nil }
        return Problem(.conflict, "decisions.confirmations-due", ["count": .number(open)])
    }
}
