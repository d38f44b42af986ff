import Crypto
import Foundation

/// What an applicant types into the form of the demonstration's open season.
///
/// Every version differs, so that what is stored can be told from every other by its content.
struct TypedApplication: Sendable {
    let values: [String: [String]]

    init(applicant: Int, version: Int) {
        let name = "Open kitchens \(applicant)-\(version)"
        values = Self.steady.merging([
            "project-title": [name],
            "summary": [Self.words(60, about: name)],
            "results": [Self.words(120, about: name)],
            "contact-email": ["applicant\(applicant)@example.org"],
            "people-helped": ["\(1_000 + applicant)"],
        ]) { _, own in own }
    }

    private static let steady: [String: [String]] = [
        "contact-language": ["en"], "website": ["https://kitchens.example.org"],
        "experience": [words(80, about: "My way")],
        "theme": ["humanitarian"], "audiences": ["children", "elderly"], "started": ["2019-05-01"],
        "country": ["KE"], "scope": ["national"], "volunteers": ["48"],
        "publication": ["https://news.example.org/kitchens"], "plans": [words(90, about: "Next year")],
        "budget.0.item": ["Stoves"], "budget.0.category": ["equipment"], "budget.0.amount": ["4200.50"],
        "budget.1.item": ["Courses for cooks"], "budget.1.category": ["training"],
        "budget.1.amount": ["1800"], "rules": ["yes"], "personal-data": ["yes"],
    ]

    private static func words(_ count: Int, about subject: String) -> String {
        let vocabulary = [
            "volunteers", "cook", "warm", "meals", "for", "neighbours", "every", "day", "and", "learn",
        ]
        let rest = (0..<count).map { vocabulary[($0 * 7 + $0 / 10) % vocabulary.count] }
        return subject + " " + rest.joined(separator: " ")
    }

    /// A digest of names and values, made alike of what was typed and of what was stored.
    var digest: String {
        Self.digest(of: values)
    }

    static func digest(of values: [String: [String]]) -> String {
        let lines = values.flatMap { name, values in values.map { "\(name)=\($0)" } }.sorted()
        let hash = SHA256.hash(data: Data(lines.joined(separator: "\n").utf8))
        return hash.map { String(format: "%02x", $0) }.joined()
    }
}
