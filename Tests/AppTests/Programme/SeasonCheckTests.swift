import Foundation
import Platform
import Testing

@testable import App

struct SeasonCheckTests {
    /// Each mistake is put into the open season of the demonstration with its finding behind it, so that the
    /// document itself says what must be found on which line.
    @Test func twentyMistakesAreTwentyFindings() throws {
        var yaml = try DemoSeasons.yaml("third")
        for (line, mistake) in Self.twentyMistakes {
            try #require(yaml.ranges(of: line + "\n").count == 1, "\(line)")
            yaml.replace(line + "\n", with: mistake + "\n")
        }
        let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
        let expected: [String] = lines.enumerated().flatMap { index, line in
            line.matches(of: /← ([a-z-]+)/).map { "\(index + 1) season.check.\($0.1)" }
        }
        let found = SeasonCheck(yaml: yaml).findings.map { "\($0.line ?? 0) \($0.message)" }
        #expect(expected.count == 20)
        #expect(found == expected)
    }

    private static let twentyMistakes: [(String, String)] = [
        ("time-zone: Europe/Moscow", "time-zone: Europe/Moskva  # ← not-time-zone"),
        (
            "title: {en: Third season, ru: Третий сезон, ar: الموسم الثالث}",
            "title: {en: Third season, ru: Третий сезон}  # ← text-missing"
        ),
        ("contact: award@example.org", "contact: the office  # ← contact"),
        ("    closes: D+26T23:59", "    closes: D-26T23:59  # ← end-before-start"),
        ("    grace-minutes: 60", "    grace-minuets: 60  # ← misspelt"),
        ("    closes: D+54T18:00", "    closes: the last day of May  # ← not-moment"),
        ("  - key: directorate", "  - key: screening  # ← twice"),
        ("    open-to: [organisation]", "    open-to: [organization]  # ← not-allowed"),
        ("      minimum-age: 16", "      minimum-age: sixteen  # ← not-integer"),
        (
            "    nominations: [person, organisation]",
            "    nominations: [person, organisations]  # ← no-such-key-but"
        ),
        ("    money: 10000.00 USD", "    money: 10000.00 USX  # ← not-money"),
        ("    passing-score: 6", "    passing-score: 60  # ← not-on-scale"),
        ("            kind: email", "            kind: mail  # ← not-allowed"),
        (
            "            counts: words\n            maximum: 200\n          - key: employees",
            "            counts: words\n            maximum: 0.5  # ← range\n          - key: employees"
        ),
        (
            "            show-when: {field: scope, equals: international}",
            "            show-when: {field: reach, equals: international}  # ← condition-field"
        ),
        ("            megabytes: 10", "            megabytes: 10\n            colour: red  # ← unknown"),
        ("  required-percent: 70", "  required-percent: 170  # ← range"),
        ("  criteria:", "  criteria:  # ← weights"),
        ("    - key: significance", "    - weight: 25\n      key: significance"),
        ("الأهمية الاجتماعية}\n      weight: 20", "الأهمية الاجتماعية}"),
        ("  minimum-reviews: 2", "  minimum-reviews: 4  # ← range"),
        (
            "excluded-countries: [AQ, BV, GS, HM, IO, TF, UM]",
            "excluded-countries: [AQ, BV, GS, HM, IO, TF, UM, RU]  # ← country-twice"
        ),
    ]
}
