import Foundation
import Platform
import SplitMix
import Testing

@testable import App

struct SeasonDocumentTests {
    @Test(arguments: DemoSeasons.names)
    func theDemonstrationHasNoMistakes(_ name: String) throws {
        #expect(try SeasonCheck(yaml: DemoSeasons.yaml(name)).findings == [])
    }

    @Test(arguments: DemoSeasons.names)
    func whatIsExportedIsTheSame(_ name: String) throws {
        let document = try DemoSeasons.document(name)
        #expect(SeasonCheck(yaml: document.yaml).document == document)
        #expect(SeasonCheck(json: document.json).document == document)
        let stored = try JSON(parsing: document.json.canonical)
        #expect(SeasonCheck(json: stored).document == document)
        #expect(SeasonCheck(yaml: document.yaml).document?.json.canonical == document.json.canonical)
    }

    @Test func readsEveryWordAsTheKindThatIsExpected() throws {
        var yaml = try DemoSeasons.yaml("third")
        yaml.replace("title: {en: Third season, ru:", with: "title: {en: 1.0, ru:")
        yaml.replace("en: Item, ru: Статья", with: "en: yes, ru: null")
        let check = SeasonCheck(yaml: yaml)
        let document = try #require(check.document, "\(check.findings)")
        #expect(document.title.texts["en"] == "1.0")
        #expect(document.region(of: "NO")?.key == "europe")
        let item = try #require(document.forms[0].fields.first { $0.key == "budget" }?.settings.columns.first)
        #expect(item.label.texts == ["en": "yes", "ru": "null", "ar": "البند"])
        #expect(item.isRequired)
    }

    @Test func exportReadsWell() throws {
        let yaml = try DemoSeasons.document("third").yaml
        let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            yaml.hasPrefix(
                "season: third\nlanguages: [en, ru, ar]\ntime-zone: Europe/Moscow\n\nprogramme:\n  en:"))
        #expect(yaml.contains("\n\nstages:\n- key: intake\n  kind: intake\n"))
        #expect(yaml.contains("  money: 10000.00 USD\n"))
        #expect(yaml.contains(" NO, "))
        #expect(!yaml.contains("required: false"), "what is as usual is left out")
        #expect(lines.filter { $0.count > 120 } == [])
    }

    /// Whatever texts a document has, it comes back from its export as it was.
    @Test(arguments: 0..<40)
    func everyTextSurvivesItsExport(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var document = try DemoSeasons.document(DemoSeasons.names.randomElement(using: &random) ?? "third")
        document.title = .anything(&random)
        document.texts.about = .anything(&random)
        document.forms[0].sections[1].fields[1].help = .anything(&random)
        document.rubric.criteria[2].anchors[1].text = .anything(&random)
        document.stages[0].amendments[0].reason = .anything(&random)
        document.stages[0].graceMinutes = Int.random(in: 0...2_880, using: &random)
        document.jury.isBlind = Bool.random(using: &random)
        document.prizes[0].passingScore = Double(Int.random(in: 0...1_000, using: &random)) / 100
        document.regions.shuffle(using: &random)
        let check = SeasonCheck(yaml: document.yaml)
        #expect(check.findings == [], "\(document.yaml)")
        let read = try #require(check.document)
        #expect(SeasonDiff(from: document, to: read).changes == [])
        #expect(read == document)
        #expect(SeasonCheck(json: try JSON(parsing: document.json.canonical)).document == document)
    }

    @Test func offsetsBecomeInstantsWhenItIsApplied() throws {
        let document = try DemoSeasons.document("third")
        let loading = try #require(Instant(iso8601: "2026-11-22T21:30:00Z"))
        let resolved = document.resolved(loadedAt: loading)
        // In Moscow it is the 23rd already.
        let intake = resolved.stages[0].interval(loadedAt: loading, in: .gmt)
        #expect(intake.opens.iso8601 == "2026-10-30T07:00:00Z")
        #expect(intake.closes?.iso8601 == "2027-01-02T20:59:00Z", "the last amendment counts")
        #expect(resolved.nominations[1].eligibility.foundedBefore?.text == "2025-11-23")
        #expect(!resolved.yaml.contains("D+") && !resolved.yaml.contains("D-"))
        #expect(SeasonCheck(yaml: resolved.yaml).document == resolved)
        #expect(resolved.resolved(loadedAt: loading + .seconds(864_000)) == resolved)
    }

    @Test func aStageIsOpenByTheClockThatIsPassedIn() throws {
        let opens = try #require(Instant(iso8601: "2026-03-01T10:00:00Z"))
        let interval = StageInterval(opens: opens, closes: opens + .seconds(600), graceMinutes: 5)
        #expect(!interval.isOpen(at: opens - .milliseconds(1)))
        #expect(interval.isOpen(at: opens))
        #expect(!interval.isOpen(at: opens + .seconds(600)))
        #expect(interval.accepts(at: opens + .seconds(899)))
        #expect(!interval.accepts(at: opens + .seconds(900)))
    }

    @Test(arguments: [
        ("10000.00 USD", 1_000_000), ("10000 USD", 1_000_000), ("0.5 USD", 50), ("500 JPY", 500),
        ("1.234 KWD", 1_234), ("10,000 USD", nil), ("10000", nil), ("10000 XXL", nil), ("1.234 USD", nil),
        ("-5 USD", nil), ("999999999999999 USD", nil),
    ])
    func money(_ text: String, _ minor: Int64?) {
        #expect(Money(documentText: text)?.minor == minor)
    }

    @Test(arguments: [
        ("2026-03-01T23:59", "2026-03-01T20:59:00Z"), ("2026-03-01T23:59+01:00", "2026-03-01T22:59:00Z"),
        ("D-30T00:00", "2026-10-23T21:00:00Z"), ("D+0T12:05", "2026-11-23T09:05:00Z"), ("D30T00:00", nil),
        ("2026-02-30T10:00", nil), ("2026-03-01", nil), ("D-30T24:00", nil), ("D-30T+1:00", nil),
    ])
    func moments(_ text: String, _ expected: String?) throws {
        let loading = try #require(Instant(iso8601: "2026-11-22T21:30:00Z"))
        let zone = try #require(TimeZone(identifier: "Europe/Moscow"))
        let moment = SeasonMoment(documentText: text)
        #expect(moment?.instant(loadedAt: loading, in: zone).iso8601 == expected)
    }
}

extension LocalizedText {
    /// Texts that are hard on YAML, in the three languages of the demonstration.
    fileprivate static func anything(_ random: inout SplitMix64) -> LocalizedText {
        var texts: [String: String] = [:]
        for code in ["en", "ru", "ar"] {
            let count = Int.random(in: 1...30, using: &random)
            let words = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }
            texts[code] = words.joined() + "x"
        }
        return LocalizedText(texts)
    }

    private static let pieces = [
        " ", "  ", "\n", "\n\n", "\t", "word ", "слово ", "كلمة ", "words that go on and on ", ": ", "- ",
        "#", " # ",
        "'", "\"", "\\", "|", ">", "%", "@", "`", "{", "}", "[", "]", ",", "? ", "!", "& ", "*", "~", "null",
        "NO",
        "1.0", "---", "...", "\r\n", "\u{85}", "\u{2028}", "a\u{FEFF}", "\u{A0}", "\u{E000}", "👩‍👩‍👧‍👦", "é",
        "e\u{301}",
    ]
}
