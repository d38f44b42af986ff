internal import Platform

/// What a change of the rules does to people who already take part.
struct RuleChangeWarning: Sendable, Equatable {
    /// A message key with its arguments.
    let message: String
    var arguments: [String: MessageValue] = [:]
}

/// Who already takes part in a season.
struct TakingPart: Sendable, Equatable {
    /// Applications that are written and were not submitted, by the key of their nomination.
    var drafts: [String: Int] = [:]
    /// Applications that were submitted and not withdrawn.
    var submitted: [String: Int] = [:]
    var openRounds = 0

    static func of(_ season: ID<Season>, _ tx: Transaction) throws -> TakingPart {
        let rows = try tx.rows(
            """
            SELECT nomination.key, application.state, count(*) AS number
            FROM application JOIN nomination ON nomination.id = application.nomination_id
            WHERE application.season_id = \(season) AND application.state <> 'withdrawn'
            GROUP BY nomination.key, application.state
            """)
        var part = TakingPart()
        for row in rows {
            let (key, state): (String, String) = (try row["key"], try row["state"])
            let number: Int = try row["number"]
            if state == "draft" {
                part.drafts[key, default: 0] += number
            } else {
                part.submitted[key, default: 0] += number
            }
        }
        part.openRounds =
            try tx.row("SELECT count(*) FROM round WHERE season_id = \(season) AND closed_at IS NULL")?.only()
            ?? 0
        return part
    }
}

/// Finds what a difference of rules means for those who take part.
struct RuleChangeWarnings {
    let diff: SeasonDiff
    let old: SeasonDocument
    let new: SeasonDocument
    let people: TakingPart
    let reader: Reader

    func all() -> [RuleChangeWarning] {
        dates() + nominations() + wholeSeason() + prizes() + jury()
    }

    private func touches(_ path: String) -> Bool {
        diff.changes.contains { $0.path == path || $0.path.hasPrefix(path + "/") }
    }

    private func dates() -> [RuleChangeWarning] {
        let oldEnd = old.intakeEnd
        let newEnd = new.intakeEnd
        var warnings: [RuleChangeWarning] = []
        if let oldEnd, let newEnd, newEnd < oldEnd {
            let drafts = people.drafts.values.reduce(0, +)
            warnings.append(
                .init(message: "drafts.warning.closes-earlier", arguments: ["drafts": .number(drafts)]))
        }
        let moved = new.stages.filter { stage in
            ["opens", "closes"].contains { touches("stages/\(stage.key)/\($0)") }
        }
        if !moved.isEmpty {
            let names: MessageValue = .text(reader.list(moved.map { reader.pick($0.title) }))
            warnings.append(.init(message: "drafts.warning.dates", arguments: ["stages": names]))
        }
        return warnings
    }

    private func nominations() -> [RuleChangeWarning] {
        old.nominations.flatMap { nomination -> [RuleChangeWarning] in
            let arguments: [String: MessageValue] = [
                "title": .text(reader.pick(nomination.title)),
                "drafts": .number(people.drafts[nomination.key] ?? 0),
                "submitted": .number(people.submitted[nomination.key] ?? 0),
            ]
            let path = "nominations/\(nomination.key)"
            guard new.nomination(nomination.key) != nil else {
                return [.init(message: "drafts.warning.nomination-gone", arguments: arguments)]
            }
            let isStricter = touches(path + "/open-to") || touches(path + "/eligibility")
            let hasOtherForm = touches(path + "/form") || touches("forms/\(nomination.form)")
            return (isStricter ? [.init(message: "drafts.warning.who-enters", arguments: arguments)] : [])
                + (hasOtherForm ? [.init(message: "drafts.warning.form", arguments: arguments)] : [])
        }
    }

    private func wholeSeason() -> [RuleChangeWarning] {
        guard touches("eligibility") || touches("limits") else { return [] }
        let count: MessageValue = .number(people.submitted.values.reduce(0, +))
        return [.init(message: "drafts.warning.everybody", arguments: ["submitted": count])]
    }

    private func prizes() -> [RuleChangeWarning] {
        old.prizes.flatMap { prize -> [RuleChangeWarning] in
            let title: [String: MessageValue] = ["title": .text(reader.pick(prize.title))]
            let path = "prizes/\(prize.key)"
            guard new.prizes.contains(where: { $0.key == prize.key }) else {
                return [.init(message: "drafts.warning.prize-gone", arguments: title)]
            }
            let promises = ["places", "money", "nominations", "open-to", "eligibility"]
            guard promises.contains(where: { touches(path + "/" + $0) }) else { return [] }
            return [.init(message: "drafts.warning.prize", arguments: title)]
        }
    }

    /// A round keeps the rules under which it was opened.
    private func jury() -> [RuleChangeWarning] {
        guard people.openRounds > 0, touches("rubric") || touches("jury") else { return [] }
        return [.init(message: "drafts.warning.round")]
    }
}

extension SeasonDocument {
    /// The end of applications that counts, as rules that were applied state it.
    fileprivate var intakeEnd: Instant? {
        let intake = stages.first { $0.kind == .intake }
        return intake?.interval(loadedAt: Instant(milliseconds: 0), in: timeZone).closes
    }
}
