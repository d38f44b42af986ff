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
        guard notices.isEmpty else {
            let reasons = Dictionary(uniqueKeysWithValues: items.map { ($0.application, $0.reason) })
            return notices.filter { $0.reply == .confirmed }.map { notice in
                Award(
                    application: notice.application, prize: notice.prize, place: notice.place,
                    reason: reasons[notice.application] ?? "")
            }
        }
        return items.flatMap { item -> [Award] in
            let prizes: [String?] = item.prizes.isEmpty ? [nil] : item.prizes
            return prizes.map {
                Award(application: item.application, prize: $0, place: item.place, reason: item.reason)
            }
        }
    }
}

/// Whether those who are honoured were asked and have said what they do.
enum Confirmations {
    /// What stands in the way of publishing; nothing where nobody is asked or everybody has answered.
    static func obstacle(
        to decision: Decision, _ notices: [ConfidentialNotice], _ season: Season
    ) -> Problem? {
        guard decision.gate == .laureates, decision.corrects == nil,
            season.rules.outcomes.confirmationDays != nil
        else { return nil }
        if notices.isEmpty { return Problem(.conflict, "decisions.notices-first") }
        let open = notices.count { $0.reply == nil }
        guard open > 0 else { return nil }
        return Problem(.conflict, "decisions.confirmations-due", ["count": .number(open)])
    }
}
