internal import Platform

/// Why a juror gets an application.
struct PairingExplanation: Sendable, Hashable {
    /// How what a juror knows suits an application.
    enum Fit: String, Sendable {
        case same
        /// The juror takes any.
        case any
        case other
    }

    /// The juror who would have been next, and how many points worse the assignment would have become.
    struct Alternative: Sendable, Hashable {
        let juror: ID<Juror>
        let cost: Int
    }

    /// A rule of the season from which staff departed, and why.
    struct Departure: Sendable, Hashable {
        let rule: PairObstacle
        let reason: String
    }

    /// The language of the application.
    let language: String
    let readsLanguage: Bool
    let region: String?
    let fit: Fit
    /// The themes of the application.
    var themes: [String] = []
    var themeFit = Fit.any
    var points = 0
    /// How much the juror wants to review it, where they said so.
    var wish: Bid.Wish?
    /// How many reviews the juror has with this assignment, of how many they take.
    let load: Int
    let capacity: Int
    /// Nothing where nobody else might have been asked, or where people chose.
    var next: Alternative?
    /// Only where people chose.
    var departure: Departure?
}

extension PairingExplanation {
    var json: JSON {
        [
            "language": .string(language), "reads": .bool(readsLanguage),
            "region": region.map { .string($0) } ?? .null, "fit": .string(fit.rawValue),
            "themes": .array(themes.map { .string($0) }), "theme-fit": .string(themeFit.rawValue),
            "points": .integer(Int64(points)),
            "wish": wish.map { .string($0.rawValue) } ?? .null, "load": .integer(Int64(load)),
            "capacity": .integer(Int64(capacity)),
            "next": next.map { ["juror": .integer($0.juror.rawValue), "cost": .integer(Int64($0.cost))] }
                ?? .null,
            "departure": departure?.json ?? .null,
        ]
    }

    /// Nothing where it was not written by `json`; what older ones did not say is as usual.
    init?(stored text: String) {
        guard let json = try? JSON(parsing: text), let language = json["language"]?.text,
            let fit = json["fit"]?.text.flatMap({ Fit(rawValue: $0) }),
            let load = json["load"]?.int, let capacity = json["capacity"]?.int
        else { return nil }
        self.init(
            language: language, readsLanguage: json["reads"]?.bool ?? false, region: json["region"]?.text,
            fit: fit, themes: json["themes"]?.list?.compactMap(\.text) ?? [],
            themeFit: json["theme-fit"]?.text.flatMap { Fit(rawValue: $0) } ?? .any,
            points: json["points"]?.int ?? 0, wish: json["wish"]?.text.flatMap { Bid.Wish(rawValue: $0) },
            load: load, capacity: capacity, next: json["next"].flatMap(Alternative.init),
            departure: json["departure"].flatMap(Departure.init))
    }
}

extension PairingExplanation.Departure {
    var json: JSON { ["rule": .string(rule.rawValue), "reason": .string(reason)] }

    fileprivate init?(_ json: JSON) {
        guard let rule = json["rule"]?.text.flatMap({ PairObstacle(rawValue: $0) }),
            let reason = json["reason"]?.text
        else { return nil }
        self.init(rule: rule, reason: reason)
    }
}

extension PairingExplanation.Alternative {
    fileprivate init?(_ json: JSON) {
        guard let juror = json["juror"]?.int, let cost = json["cost"]?.int else { return nil }
        self.init(juror: ID(rawValue: Int64(juror)), cost: cost)
    }
}
