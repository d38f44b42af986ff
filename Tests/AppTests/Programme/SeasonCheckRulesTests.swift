import Foundation
import Platform
import SplitMix
import Testing

@testable import App

/// Each rule with the smallest change of the open season that breaks it.
struct SeasonCheckRulesTests {
    struct Mistake: Sendable, CustomTestStringConvertible {
        let line: String
        let replacement: String
        let path: String
        let message: String

        init(_ line: String, _ replacement: String, _ path: String, _ message: String) {
            self.line = line
            self.replacement = replacement
            self.path = path
            self.message = message
        }

        var testDescription: String { "\(path): \(message)" }

        /// In the rules of ranking, which the open season leaves as they are.
        static func ranking(_ line: String, _ path: String, _ message: String) -> Mistake {
            let place = "feedback: [scores, comments]"
            return Mistake(place, "ranking:\n  \(line)\n\n\(place)", "ranking/" + path, message)
        }
    }

    @Test(arguments: mistakes)
    func oneMistakeIsOneFinding(_ mistake: Mistake) throws {
        var yaml = try DemoSeasons.yaml("third")
        let place = try #require(yaml.firstRange(of: mistake.line))
        yaml.replaceSubrange(place, with: mistake.replacement)
        let findings = SeasonCheck(yaml: yaml).findings
        #expect(findings.map(\.path) == [mistake.path])
        #expect(findings.map(\.message) == ["season.check.\(mistake.message)"])
        #expect(findings.first?.line != nil)
        for language in [Language.english, .russian, .arabic] {
            let text = try #require(findings.first).text(DemoSeasons.reader(language))
            #expect(!text.contains("⟦") && !text.contains("{"), "\(text)")
        }
    }

    static let mistakes: [Mistake] = [
        // Shapes.
        Mistake("season: third", "season: Third Season", "season", "key"),
        Mistake("season: third\n", "", "season", "missing"),
        Mistake("languages: [en, ru, ar]", "languages: [en, ru, ar, ru]", "languages/ru", "twice"),
        Mistake("languages: [en, ru, ar]", "languages: [en, ru, ar, xq]", "languages/xq", "not-language"),
        Mistake("  blind: true", "  blind: maybe", "jury/blind", "not-flag"),
        Mistake("  maximum-load: 30", "  maximum-load: [30]", "jury/maximum-load", "not-value"),
        Mistake("  maximum-load: 30", "  maximum-load:", "jury/maximum-load", "empty"),
        Mistake("  blind: true", "  blind: true\n  blind: false", "jury/blind", "twice"),
        Mistake(
            "    passing-score: 6", "    passing-score: six", "prizes/laureate/passing-score", "not-number"),
        Mistake(
            "    nominations: [person, organisation]", "    nominations: person",
            "prizes/laureate/nominations", "not-list"),
        Mistake(
            "    nominations: [person, organisation]", "    nominations: []", "prizes/laureate/nominations",
            "too-few"),
        Mistake("      minimum-age: 16", "      - 16", "nominations/person/eligibility", "not-mapping"),
        Mistake(
            "programme: {en: We Are Together, ru: Мы вместе, ar: نحن معًا}", "programme: We Are Together",
            "programme", "not-texts"),
        Mistake(
            "{en: We Are Together, ru", "{en: We Are Together, fr: Ensemble, ru", "programme/fr",
            "language-not-declared"),
        Mistake("{en: We Are Together, ru", "{en: ' ', ru", "programme/en", "text-empty"),
        Mistake(
            "{en: We Are Together, ru", "{en: \(String(repeating: "x", count: 20_001)), ru", "programme/en",
            "text-too-long"),
        Mistake(
            "    objective: fair", "    objective: best", "jury/assignment/objective", "not-allowed"),
        Mistake(
            "    theme-field: theme", "    theme-field: them", "jury/assignment/theme-field",
            "no-such-key-but"),
        Mistake(
            "    theme-field: theme", "    themes: require", "jury/assignment/themes", "no-theme-field"),
        Mistake(
            "{theme: 10, region: 5", "{theme: 1001, region: 5", "jury/assignment/weights/theme", "range"),
        Mistake(
            "    together-at-most: 20", "    together-at-most: 0", "jury/assignment/together-at-most", "range"
        ),
        Mistake(
            "    together-at-most: 20", "    bids: {until: D+80T12:00, eager: 16}",
            "jury/assignment/bids/eager", "bids.range"),
        Mistake(
            "    together-at-most: 20", "    bids: {until: D+80T12:00, eager: 4}",
            "jury/assignment/bids/willing", "bids.order"),
        Mistake(
            "    together-at-most: 20", "    bids: {eager: 4}", "jury/assignment/bids/until", "missing"),
        Mistake("feedback: [scores,", "feedback: [applause,", "feedback/applause", "not-allowed"),
        // Stages.
        Mistake("    kind: intake", "    kind: screening", "stages", "no-stage"),
        Mistake(
            "    opens: D+105T12:00", "    opens: D+105T12:00\n    closes: D+106T12:00",
            "stages/finalists/closes", "announcement-ends"),
        Mistake("    closes: D+126T18:00\n", "", "stages/directorate/closes", "missing"),
        Mistake(
            "        closes: D+40T23:59", "        closes: D+20T23:59", "stages/intake/amendments/1/closes",
            "amendment-shortens"),
        Mistake(
            "      - made: D-3T12:00", "      - made: D+41T12:00", "stages/intake/amendments/1/made",
            "amendment-late"),
        Mistake(
            "    opens: D-10T10:00\n    closes: D+54T18:00", "    opens: D-40T10:00\n    closes: D-30T18:00",
            "stages/screening", "before-intake"),
        Mistake(
            "    opens: D+140T15:00", "    opens: D+100T15:00", "stages/laureates/opens", "laureates-first"),
        Mistake("    opens: D+140T15:00", "    opens: 2030-01-01T15:00", "stages/laureates", "mixed-times"),
        Mistake("    grace-minutes: 60", "    grace-minutes: 10000", "stages/intake/grace-minutes", "range"),
        // Nominations and prizes.
        Mistake(
            "    track: international", "    track: internatoinal", "nominations/person/track",
            "no-such-key-but"),
        Mistake("    form: application", "    form: questionnaire", "nominations/person/form", "no-such-key"),
        Mistake(
            "      minimum-age: 16", "      organisation-kinds: [media]",
            "nominations/person/eligibility/organisation-kinds", "no-organisations"),
        Mistake(
            "      minimum-age: 16", "      minimum-age: 36\n      maximum-age: 35",
            "nominations/person/eligibility/maximum-age", "range"),
        Mistake(
            "      minimum-age: 16", "      countries: [NO]\n      countries-except: [NO]",
            "nominations/person/eligibility/countries-except/NO", "country-both"),
        Mistake(
            "      founded-before: D-365", "      founded-before: a year",
            "nominations/organisation/eligibility/founded-before", "not-day"),
        Mistake("    method: directorate", "    method: vote", "prizes/laureate/method", "no-stage"),
        Mistake(
            "    places: 12", "    places: 12\n    open-to: [team]", "prizes/laureate/open-to/team",
            "prize-not-entered"),
        Mistake(
            "    places: 12", "    places: 12\n    eligibility: {maximum-age: 25}", "prizes/laureate/open-to",
            "prize-ages"),
        Mistake("    places: 12", "    places: 0", "prizes/laureate/places", "range"),
        Mistake("    places: 12", "    places: 12\n    reserve: 101", "prizes/laureate/reserve", "range"),
        Mistake(
            "    places: 12", "    places: 12\n    regions: [cis, europ]", "prizes/laureate/regions/europ",
            "no-such-key-but"),
        Mistake(
            "    places: 12", "    places: 12\n    answers: [{field: scope, choices: [locale]}]",
            "prizes/laureate/answers/scope/choices/locale", "no-such-key-but"),
        Mistake(
            "    places: 12", "    places: 12\n    answers: [{field: summary, choices: [local]}]",
            "prizes/laureate/answers/summary/field", "no-such-key"),
        Mistake(
            "feedback: [scores, comments]",
            "feedback: [scores, comments]\n\noutcomes: {confirmation-days: 0}",
            "outcomes/confirmation-days", "range"),
        Mistake(
            "feedback: [scores, comments]", "feedback: [scores, comments]\n\noutcomes: {adoption: meetin}",
            "outcomes/adoption", "not-allowed"),
        // Ranking.
        .ranking("of-record: calibratd", "of-record", "not-allowed"),
        .ranking("tie-breaks: [criterion.]", "tie-breaks/criterion.", "not-allowed"),
        .ranking("tie-breaks: [medain]", "tie-breaks/medain", "not-allowed"),
        .ranking("tie-breaks: [reviews, reviews]", "tie-breaks/reviews", "twice"),
        .ranking("tie-breaks: [criterion.result]", "tie-breaks/criterion.result", "no-such-key-but"),
        .ranking("tie-breaks: reviews", "tie-breaks", "not-list"),
        .ranking("places: {persons: 5}", "places/persons", "no-such-key-but"),
        .ranking("places: {person: 2.5}", "places/person", "range"),
        .ranking("places: {person: -1}", "places/person", "range"),
        .ranking("places: {person: 1001}", "places/person", "range"),
        .ranking("places: {person: many}", "places/person", "not-number"),
        .ranking("most-per-country: 0", "most-per-country", "range"),
        .ranking("most-per-region: 1001", "most-per-region", "range"),
        .ranking("minimum-jurors: 1", "minimum-jurors", "range"),
        .ranking("minimum-applications: 1", "minimum-applications", "range"),
        .ranking("minimum-spare-scores: 0", "minimum-spare-scores", "range"),
        .ranking("too-close: 50", "too-close", "range"),
        .ranking("too-close: 0", "too-close", "range"),
        .ranking("seed: -1", "seed", "range"),
        .ranking("most-per-contry: 3", "most-per-contry", "misspelt"),
        Mistake(
            "{sub-saharan-africa: 5.5,", "{sub-sahara-africa: 5.5,",
            "prizes/laureate/regional-passing-scores/sub-sahara-africa", "no-such-key-but"),
        Mistake(
            "{sub-saharan-africa: 5.5,", "{sub-saharan-africa: 55,",
            "prizes/laureate/regional-passing-scores/sub-saharan-africa", "not-on-scale"),
        Mistake(
            "  applications-per-applicant: 3", "  applications-per-applicant: 0",
            "limits/applications-per-applicant", "range"),
        // Forms.
        Mistake(
            "    title-field: project-title", "    title-field: project-name",
            "forms/application/title-field", "no-such-key-but"),
        Mistake(
            "          - key: website", "          - key: plans",
            "forms/application/sections/plans/fields/plans/key", "twice"),
        Mistake(
            "            only-for: [organisation]", "            only-for: [firm]",
            "forms/application/sections/applicant/fields/contact-person/only-for/firm", "no-such-key"),
        Mistake(
            "{field: audiences, contains: other}", "{field: audiences, contains: others}",
            "forms/application/sections/project/fields/other-audience/show-when/contains", "no-such-key-but"),
        Mistake(
            "{field: audiences, contains: other}", "{field: audiences, equals: other}",
            "forms/application/sections/project/fields/other-audience/show-when", "condition-test"),
        Mistake(
            "{field: audiences, contains: other}", "{field: audiences}",
            "forms/application/sections/project/fields/other-audience/show-when", "condition"),
        Mistake(
            "{field: audiences, contains: other}", "{any: [{field: scope, equals: local}]}",
            "forms/application/sections/project/fields/other-audience/show-when/any/1/field",
            "condition-field"),
        Mistake(
            "            period: past", "            period: past\n            maximum: 10",
            "forms/application/sections/project/fields/started/maximum", "setting-not-taken"),
        Mistake(
            "            types: [pdf, jpg, png, docx]\n", "",
            "forms/application/sections/results/fields/evidence/types", "setting-needed"),
        Mistake(
            "            minimum: 20\n            maximum: 150",
            "            minimum: 200\n            maximum: 150",
            "forms/application/sections/project/fields/summary/maximum", "minimum-above-maximum"),
        Mistake(
            "            sums: [amount]", "            sums: [item]",
            "forms/application/sections/plans/fields/budget/sums/item", "no-such-key"),
        Mistake(
            "              - key: item\n                kind: short-text",
            "              - key: item\n                kind: long-text",
            "forms/application/sections/plans/fields/budget/columns/item/kind", "column-kind"),
        Mistake(
            "              - key: item\n", "              - key: item\n                only-for: [person]\n",
            "forms/application/sections/plans/fields/budget/columns/item", "column-condition"),
        // Screening, rubric, jury, regions.
        Mistake("  maximum: 10\n  criteria", "  maximum: 0\n  criteria", "rubric/maximum", "range"),
        Mistake(
            "        - {score: 0,", "        - {score: -1,", "rubric/criteria/significance/anchors/-1/score",
            "not-on-scale"),
        Mistake(
            "    - key: results\n      title: {en: Results, ru: Результаты, ar: النتائج}\n      weight",
            "    - key: results\n      title: {en: Results, ru: Результаты, ar: النتائج}\n      wieght",
            "rubric/criteria/results/wieght", "misspelt"),
        Mistake("[AM, AZ,", "[AM, AQ, AZ,", "excluded-countries/AQ", "country-twice"),
        Mistake("[AM, AZ,", "[AM,", "regions", "countries-missing"),
        Mistake("[AM, AZ,", "[AM, XK, AZ,", "regions/cis/countries/XK", "not-country"),
    ]
}

struct SeasonYAMLTests {
    private func findings(_ yaml: String) -> [String] {
        SeasonCheck(yaml: yaml).findings.map { "\($0.line ?? 0):\($0.column ?? 0) \($0.message)" }
    }

    @Test func brokenSyntaxIsOneFindingWithItsLine() throws {
        var yaml = try DemoSeasons.yaml("third")
        yaml.replace("contact: award@example.org", with: "contact: [award@example.org")
        let findings = SeasonCheck(yaml: yaml).findings
        #expect(findings.map(\.message) == ["season.check.syntax"])
        #expect(findings.first?.line == 11 || findings.first?.line == 10, "where the list should have ended")
        #expect(self.findings("season: a\n\tb: c") == ["2:1 season.check.syntax"])
        #expect(self.findings("season: a\u{7}") == ["1:0 season.check.syntax"])
        #expect(self.findings("season: a\n---\nseason: b") == ["2:1 season.check.syntax"])
    }

    @Test func aDocumentThatIsNoneIsOneFinding() {
        #expect(findings("") == ["0:0 season.check.no-document"])
        #expect(findings("# nothing\n") == ["0:0 season.check.no-document"])
        #expect(findings("- a\n- b") == ["1:1 season.check.not-mapping"])
        #expect(findings("? [a]\n: b") == ["1:3 season.check.key-not-text"])
    }

    @Test func whatIsMissingIsNotAlsoWrong() {
        let check = SeasonCheck(yaml: "season: third\nlanguages: [en]\ncolour: red\n")
        #expect(Set(check.findings.map(\.message)) == ["season.check.missing", "season.check.unknown"])
        #expect(check.findings.map(\.path).contains("rubric"))
    }

    @Test func aFewLinesCannotStandForMillions() {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...20 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            bomb += "a\(level): &a\(level) [\(aliases)]\n"
        }
        #expect(findings(bomb) == ["1:5 season.check.anchor"])
        #expect(findings("x: {\"a\":&b 1}") == ["1:9 season.check.anchor"])
        #expect(
            SeasonCheck(yaml: "x: research & development, AT&T").findings.map(\.message).contains(
                "season.check.anchor") == false)
    }

    @Test func sizeAndDepthAreBounded() {
        let long = "x: " + String(repeating: "a", count: SeasonDocumentYAML.largestDocument)
        #expect(findings(long) == ["0:0 season.check.too-large"])
        let deep = "x: " + String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
        #expect(findings(deep) == ["1:35 season.check.too-deep"])
        let deeper = "x: " + String(repeating: "[", count: 100_000)
        #expect(SeasonCheck(yaml: deeper).findings.map(\.message) == ["season.check.syntax"])
    }

    @Test func everyRepeatedKeyIsFound() throws {
        var yaml = try DemoSeasons.yaml("third")
        yaml.replace("contact: award@example.org\n", with: "contact: a@example.org\ncontact: b@example.org\n")
        yaml.replace("  blind: true\n", with: "  blind: true\n  'blind': false\n  blind: true\n")
        yaml.replace("\nfeedback:", with: "\nfeedback: [scores]\nfeedback:")
        let found = SeasonCheck(yaml: yaml).findings
        #expect(found.map(\.message) == Array(repeating: "season.check.twice", count: 4))
        #expect(found.map(\.path) == ["contact", "jury/blind", "jury/blind", "feedback"])
        #expect(found.first?.line == 9)
    }

    @Test func aByteOrderMarkAndWindowsLineEndsDoNotMatter() throws {
        let yaml = try DemoSeasons.yaml("third")
        let document = try DemoSeasons.document("third")
        let windows = "\u{FEFF}" + yaml.replacing("\n", with: "\r\n")
        #expect(SeasonCheck(yaml: windows).document == document)
    }

    /// Whatever somebody sends, the answer is a list of findings.
    @Test(arguments: 0..<60)
    func damagedDocumentsAreAnswered(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var scalars = Array(try DemoSeasons.yaml("third").unicodeScalars)
        let marks: [Unicode.Scalar] = [
            "\n", " ", ":", "-", "[", "]", "{", "}", "'", "\"", "|", "#", "?", "*", "!", "\t",
        ]
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            let index = Int.random(in: 0..<scalars.count, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: scalars.remove(at: index)
            case 1: scalars.insert(marks.randomElement(using: &random) ?? " ", at: index)
            default: scalars.removeSubrange(index..<min(scalars.count, index + 40))
            }
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        let check = SeasonCheck(yaml: String(text))
        #expect((check.document == nil) == !check.findings.isEmpty)
        #expect(check.findings.allSatisfy { ($0.line ?? 1) <= scalars.count { $0 == "\n" } + 2 })
    }
}
