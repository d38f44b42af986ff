internal import Foundation
internal import Platform

/// The address of a list: what it is filtered and sorted by, so that it can be shared and gone through.
struct ListAddress: Sendable, Equatable {
    let path: String
    var query: [String: String]

    init(path: String, query: [String: String]) {
        self.path = path
        self.query = query.filter { !$0.value.isEmpty && $0.key != "notice" && $0.key != "lang" }
    }

    var sort: String { query["sort"] ?? "" }

    /// How many rows an address passes over. No list is as long as the most, to which a page can be added.
    static func rowsPassed(_ after: String?) -> Int {
        min(max(0, after.flatMap { Int($0) } ?? 0), 1_000_000_000)
    }

    func sorted(by sort: String) -> String {
        with(["sort": sort, "after": nil])
    }

    func after(_ cursor: String) -> String {
        with(["after": cursor])
    }

    func with(_ changes: [String: String?]) -> String {
        var query = query
        for (name, value) in changes { query[name] = value }
        let pairs = query.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
        let text = pairs.map { "\(Self.encoded($0.key))=\(Self.encoded($0.value))" }.joined(separator: "&")
        return text.isEmpty ? path : path + "?" + text
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
