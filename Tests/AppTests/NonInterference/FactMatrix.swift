@testable import App

/// Facts × routes: how many of those who may not know a fact were compared at each route.
struct FactMatrix: Sendable {
    let facts: [HiddenFact]
    let addresses: [SceneAddress]

    var text: String {
        let routes = Dictionary(grouping: addresses) { "\($0.route.pattern)  \($0.route.method)" }
            .mapValues(\.count)
        let numbered = facts.enumerated().map { number, fact in
            "\(Self.column(number)) \(fact.name): shown to \(fact.reader.rawValue) at \(fact.path), "
                + "hidden from \(hiddenFrom(fact))"
        }
        let head = "addresses " + facts.indices.map { Self.column($0) }.joined(separator: " ")
        let rows = routes.sorted { $0.key < $1.key }.map { route, count in
            String("         \(count)".suffix(9)) + " "
                + facts.map { String(" \(hiddenFrom($0))".suffix(2)) }.joined(separator: " ") + "  \(route)"
        }
        return (numbered + [head] + rows).joined(separator: "\n")
    }

    private func hiddenFrom(_ fact: HiddenFact) -> Int {
        Onlooker.allCases.count { fact.isHidden(from: $0) }
    }

    /// a1, a2 … b1: two letters for each fact.
    private static func column(_ number: Int) -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyz")
        return "\(letters[number / 9])\(number % 9 + 1)"
    }
}
