import Platform
import Testing

@testable import App

struct RulePathTests {
    private static let places = RulePath("prizes", "young", "places")

    private func rules() throws -> RuleDocument {
        var document = try DemoSeasons.document("third")
        var prize = document.prizes[0]
        prize.key = "young"
        prize.places = 2
        document.prizes.append(prize)
        return RuleDocument(document.json)
    }

    @Test(
        arguments: [
            ("prizes/young/places", 2), ("prizes/laureate/nominations/organisation", "organisation"),
            ("stages/intake/amendments/1/closes", "D+40T23:59"), ("texts/tagline/xx", nil),
            ("prizes/nobody/places", nil), ("limits/applications-per-applicant", 3),
            ("rubric/criteria/significance/anchors/0/score", 0),
            ("prizes/laureate/regional-passing-scores/sub-saharan-africa", 5.5),
        ] as [(String, JSON?)])
    func aPlaceIsFoundByItsKeys(_ text: String, _ value: JSON?) throws {
        let path = try #require(RulePath(text: text))
        #expect(try rules().value(at: path) == value)
        #expect(path.description == text)
    }

    @Test func theDiffNamesPlacesInTheSameWay() throws {
        let old = try DemoSeasons.document("third")
        var new = old
        new.nominations[0].title.texts["ru"] = "Доброволец года"
        new.stages[0].amendments[0].reason.texts["en"] = "Examinations."
        new.rubric.criteria[0].anchors[0].text.texts["en"] = "Nothing."
        let changes = SeasonDiff(from: old, to: new).changes
        #expect(changes.count == 3)
        for change in changes {
            let path = try #require(RulePath(text: change.path))
            #expect(RuleDocument(old.json).value(at: path) == change.before)
            #expect(RuleDocument(new.json).value(at: path) == change.after)
        }
    }

    @Test func aTextThatIsNoPlaceIsRefused() {
        for text in ["", "/", "a//b", "a/", String(repeating: "a", count: 401)] {
            #expect(RulePath(text: text) == nil, "\(text)")
        }
    }

    @Test func aValueIsSetWhereItsElementStands() throws {
        var rules = try rules()
        rules.set(5, at: Self.places)
        #expect(rules.value(at: Self.places) == 5)
        #expect(rules.value(at: RulePath("prizes", "laureate", "places")) == 12)
        rules.set("Young", at: RulePath("prizes", "young", "description", "en"))
        #expect(rules.value(at: RulePath("prizes", "young", "description")) == ["en": "Young"])
    }

    @Test func whatIsTakenAwayLeavesNoEmptyGroup() throws {
        var rules = try rules()
        rules.set("Young", at: RulePath("prizes", "young", "description", "en"))
        rules.set(nil, at: RulePath("prizes", "young", "description", "en"))
        #expect(rules == (try self.rules()))
        rules.set(nil, at: RulePath("prizes", "young"))
        #expect(rules.names(in: RulePath("prizes")) == ["laureate"])
        rules.set(nil, at: RulePath("prizes", "nobody", "places"))
        rules.set(nil, at: RulePath("season", "deeper"))
        #expect(rules.names(in: RulePath("prizes")) == ["laureate"])
        #expect(rules.value(at: RulePath("season")) == "third")
    }

    @Test func anElementMovesAmongItsNeighbours() throws {
        var rules = try rules()
        rules.move(RulePath("prizes", "young"), by: -1)
        #expect(rules.names(in: RulePath("prizes")) == ["young", "laureate"])
        rules.move(RulePath("prizes", "young"), by: -1)
        rules.move(RulePath("prizes", "laureate"), by: 1)
        rules.move(RulePath("prizes", "nobody"), by: 1)
        #expect(rules.names(in: RulePath("prizes")) == ["young", "laureate"])
    }

    @Test func aPromisedChangeIsFulfilledLostOrDifferent() throws {
        var rules = try rules()
        let state = { RuleChangeState.of(before: 1, after: 2, at: Self.places, in: $0) }
        #expect(state(rules.json) == .fulfilled)
        rules.set(1, at: Self.places)
        #expect(state(rules.json) == .lost)
        rules.set(3, at: Self.places)
        #expect(state(rules.json) == .different(3))
        rules.set(nil, at: RulePath("prizes", "young"))
        #expect(state(rules.json) == .different(nil))
        #expect(RuleChangeState.of(before: nil, after: 2, at: Self.places, in: rules.json) == .lost)
        #expect(RuleChangeState.of(before: 2, after: nil, at: Self.places, in: rules.json) == .fulfilled)
    }

    /// What rules fill in by themselves, and a title in one more language, break no promise.
    @Test func whatNobodyStatedMayBeAnything() {
        let (path, stated): (RulePath, JSON) = (
            RulePath("prizes", "young"), ["places": 2, "title": ["en": "Young volunteers"]]
        )
        func state(_ prize: JSON, before: JSON? = nil) -> RuleChangeState {
            let rules: JSON = ["prizes": .array([prize])]
            return .of(before: before, after: stated, at: path, in: rules)
        }
        let full: JSON = [
            "key": "young", "places": 2, "reserve": 0, "title": ["en": "Young volunteers", "ru": "Молодые"],
        ]
        #expect(state(full) == .fulfilled)
        let fewer: JSON = ["key": "young", "places": 1, "title": ["en": "Young volunteers"]]
        #expect(state(fewer) == .different(fewer))
        #expect(state(full, before: full) == .lost, "something was to go")
    }
}
