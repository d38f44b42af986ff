internal import Platform

/// What somebody typed into a decision.
struct DecisionEdit: Sendable, Equatable {
    struct Item: Sendable, Equatable {
        /// The key of a prize; nothing yet where it is empty.
        var prize = ""
        /// The keys of further ones, in the order of the rules.
        var furtherPrizes: [String] = []
        var place = 1
        var reason = ""
        var isRemoved = false
    }

    /// The version that the page showed.
    let base: Int
    var reasons = ""
    /// Of a correction, for everybody; nothing where the form does not ask for it.
    var note: String?
    /// By the public id of the application.
    var items: [String: Item] = [:]
    /// Why the decision departs from the ranking, by the key of the pool.
    var departures: [String: String] = [:]
    /// Public ids of those who stand by, by the key of the prize.
    var reserves: [String: [String]] = [:]

    static func departureName(_ pool: String) -> String { "departure.\(pool)" }
    static func reserveName(_ prize: String, _ position: Int) -> String { "reserve.\(prize).\(position)" }

    static func name(_ part: StaticString, _ application: String) -> String {
        "\(part.description).\(application)"
    }

    init(_ form: Form) {
        base = Int(form["version"]) ?? 0
        reasons = form["reasons"].asLines
        for application in form.all("item").prefix(Decision.mostItems) {
            items[application] = Item(
                prize: form[Self.name("prize", application)],
                furtherPrizes: form.all(Self.name("further", application)),
                place: Int(form[Self.name("place", application)]) ?? 1,
                reason: form[Self.name("reason", application)].asLines,
                isRemoved: form.has(Self.name("remove", application)))
        }
        if form.has("note") { note = form["note"].asLines }
        for pool in form.all("pool").prefix(Self.mostPools) {
            departures[pool] = form[Self.departureName(pool)].asLines
        }
        for prize in form.all("reserve").prefix(Self.mostPools) {
            let names = (1...Self.mostReserve).map { form[Self.reserveName(prize, $0)] }
            reserves[prize] = names.filter { !$0.isEmpty }
        }
    }

    private static let mostPools = 100
    private static let mostReserve = 100

    init(base: Int, reasons: String, items: [String: Item] = [:]) {
        self.base = base
        self.reasons = reasons
        self.items = items
    }

    /// What cannot even be kept.
    func check(_ rules: SeasonDocument) throws {
        var faults: [Problem.Field] = []
        if reasons.count > Decision.longestReasons {
            faults.append(.init("reasons", "problem.too-long", ["most": .number(Decision.longestReasons)]))
        }
        for (application, item) in items.sorted(by: { $0.key < $1.key }) {
            if item.reason.count > Decision.longestReason {
                faults.append(
                    .init(
                        Self.name("reason", application), "problem.too-long",
                        ["most": .number(Decision.longestReason)]))
            }
            if item.furtherPrizes.contains(where: { key in !rules.prizes.contains { $0.key == key } }) {
                faults.append(.init(Self.name("further", application), "decisions.item.no-such-place"))
            }
            let prize = rules.prizes.first { $0.key == item.prize }
            let isKnown = item.prize.isEmpty || prize != nil
            if !isKnown || item.place < 1 || item.place > max(1, prize?.places ?? 1) {
                faults.append(.init(Self.name("place", application), "decisions.item.no-such-place"))
            }
        }
        faults += faultsOfPools()
        if !faults.isEmpty { throw Problem(.invalid, "problem.check", fields: faults) }
    }

    private func faultsOfPools() -> [Problem.Field] {
        var faults: [Problem.Field] = []
        let most: [String: MessageValue] = ["most": .number(Decision.longestReason)]
        if let note, note.count > Decision.longestReason {
            faults.append(.init("note", "problem.too-long", most))
        }
        for (pool, reason) in departures.sorted(by: { $0.key < $1.key })
        where reason.count > Decision.longestReason {
            faults.append(.init(Self.departureName(pool), "problem.too-long", most))
        }
        for (prize, names) in reserves.sorted(by: { $0.key < $1.key })
        where Set(names).count < names.count {
            faults.append(.init(Self.reserveName(prize, 1), "decisions.reserve.twice"))
        }
        return faults
    }
}

extension DecisionEdit.Item {
    init(_ item: DecisionItem) {
        self.init(
            prize: item.prize ?? "", furtherPrizes: item.furtherPrizes, place: item.place,
            reason: item.reason)
    }
}

extension DecisionEdit {
    var audited: [String: JSON] {
        let entries = items.sorted { $0.key < $1.key }.map { application, item -> JSON in
            [
                "application": .string(application), "prize": .string(item.prize),
                "further": .array(item.furtherPrizes.map { .string($0) }),
                "place": .integer(Int64(item.place)), "reason": .string(item.reason),
                "removed": .bool(item.isRemoved),
            ]
        }
        return [
            "reasons": .string(reasons), "items": .array(entries), "note": .string(note ?? ""),
            "departures": .object(departures.mapValues { .string($0) }),
            "reserves": .object(reserves.mapValues { .array($0.map { .string($0) }) }),
        ]
    }
}
