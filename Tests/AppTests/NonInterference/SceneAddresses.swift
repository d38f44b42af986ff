import Platform

@testable import App

/// An address of the scene, and the route that serves it.
struct SceneAddress: Sendable {
    let route: RouteEntry
    let path: String
    let season: String?

    init(_ route: RouteEntry, _ path: String) {
        (self.route, self.path) = (route, path)
        let isOfSeason = route.pattern.contains(":season")
        season =
            isOfSeason
            ? path.split(whereSeparator: { "/?".contains($0) }).dropFirst().first.map(String.init) : nil
    }

    var isRead: Bool { route.kind != .action }

    /// What is asked of everybody before the route is: in the same season, the same of all its routes.
    var door: String { route.authority + " " + (season ?? "") }
}

/// Every address that the routes have with what there is in the scene, and with questions behind them.
struct SceneAddresses: Sendable {
    /// Of each season the values of each parameter. One that depends on what stands before it is named with
    /// it, such as `exports/:file`.
    let values: [String: [String: [String]]]
    /// Those of addresses that are of no season.
    let shared: [String: [String]]

    /// Answers to these hang on what is searched for, sorted by or gone on from.
    static let queries: [String: [String]] = [
        "/seasons/:season/screening": ["?q=wells", "?sort=completeness"],
        "/seasons/:season/staff/applications": ["?q=wells", "?state=rejected", "?sort=title"],
        "/seasons/:season/staff/results": ["?sort=spread", "?passing=yes"],
        "/seasons/:season/staff/jury/coverage": ["?lack=jurors", "?lack=reviews"],
        "/seasons/:season/sessions/:session/ideas": ["?sort=support", "?q=secret"],
        "/seasons/:season/sessions/:session/events": ["?after=0"],
        "/seasons/:season/sessions/:session/log": ["?after=0"],
    ]

    /// Where something is read, and after that where something is done.
    func all(_ routes: [RouteEntry]) -> [SceneAddress] {
        let (actions, pages) = (routes.filter { $0.kind == .action }, routes.filter { $0.kind != .action })
        let read = pages.flatMap { route in
            paths(route.pattern).flatMap { path in
                ([""] + (Self.queries[route.pattern] ?? [])).map {
                    SceneAddress(route, path + $0)
                }
            }
        }
        return read
            + actions.flatMap { route in
                paths(route.pattern, most: Self.mostDone).map { SceneAddress(route, $0) }
            }
    }

    /// Of how many of a kind something is done: what facts are about, and another.
    private static let mostDone = 2

    private func paths(_ pattern: String, most: Int = .max) -> [String] {
        let parts = pattern.split(separator: "/").map(String.init)
        guard parts.contains(":season") else {
            return filled(parts, shared)
        }
        return values.sorted { $0.key < $1.key }.flatMap { season, values in
            let some = values.mapValues { Array($0.prefix(most)) }
            return filled(parts, some.merging([":season": [season]]) { $1 })
        }
    }

    /// Every way to fill in the parts of a path; none where a parameter has no value.
    private func filled(_ parts: [String], _ values: [String: [String]]) -> [String] {
        var paths = [""]
        var former = ""
        for part in parts {
            let found = part.hasPrefix(":") ? values[former + "/" + part] ?? values[part] ?? [] : [part]
            paths = paths.flatMap { path in found.map { path + "/" + $0 } }
            former = part
        }
        return paths.map { $0.isEmpty ? "/" : $0 }
    }
}
