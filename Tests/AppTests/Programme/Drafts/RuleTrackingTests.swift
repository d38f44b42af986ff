import Hummingbird
import HummingbirdTesting
import Platform
import Testing

@testable import App

/// The editor with somebody who knows of promised changes, as features above it do.
struct RuleTrackingTests {
    private static let places = RulePath("prizes", "laureate", "places")
    private static let idea = RuleOrigin(path: places, title: "More <laureates>", link: "/ideas/more")

    private static let tracking = RuleTracking(
        origins: { _, _ in [idea] },
        promises: { season, rules, tx in
            let key: String? = try tx.row("SELECT key FROM season WHERE id = \(season)")?.only()
            let state = RuleChangeState.of(before: 12, after: 15, at: places, in: rules)
            guard key == "third" else { return [] }
            return [PromisedRuleChange(origin: idea, state: state)]
        })

    private static func run(
        _ body: @escaping @Sendable (DraftScene, Browser) async throws -> Void
    ) async throws {
        try await DraftScene.run { scene in
            let router = Router(context: Visit.self)
            router.add(middleware: Reception(laurel: scene.laurel))
            router.add(middleware: Identification(laurel: scene.laurel))
            router.add(middleware: ProblemAnswers(laurel: scene.laurel))
            let routes = RouteTable(router, scene.laurel)
            PeopleRoutes(laurel: scene.laurel).add(to: routes)
            RulesRoutes(laurel: scene.laurel, tracking: tracking).add(to: routes)
            try await Application(router: router).test(.router) { client in
                let browser = Browser(client: client, laurel: scene.laurel, language: "en")
                try await browser.signIn(DraftScene.staff)
                try await browser.get(DraftScene.rules)
                try await browser.post(DraftScene.rules + "/drafts", ["season": "third"])
                try await body(scene, browser)
            }
        }
    }

    @Test func aDraftWithoutThePromisedChangeIsNotApplied() async throws {
        try await Self.run { scene, staff in
            try await staff.post(
                DraftScene.draft + "/eligibility", ["version": "1", "limits/applications-per-applicant": "2"])
            for page in ["", "/application"] {
                let text = try await staff.get(DraftScene.draft + page).text
                #expect(text.contains("A promised change is missing") && text.contains("/ideas/more"))
                #expect(text.contains("More &lt;laureates&gt;") && !text.contains("name=\"reason\""))
            }
            let rules = try #require(try await scene.season()?.rulesVersion)
            let refused = try await staff.post(
                DraftScene.draft + "/application",
                ["version": "2", "compared": String(rules.rawValue), "reason": "My reason stays"])
            #expect(refused.status == 409)
            #expect(
                refused.text.contains("More &lt;laureates&gt;") && refused.text.contains("My reason stays"))
            #expect(refused.text.contains("href=\"#lost.prizes/laureate/places\""))
            #expect(try await scene.season()?.rulesVersion == rules)
        }
    }

    @Test func theIdeaStandsBesideTheChangeThatItLedTo() async throws {
        try await Self.run { scene, staff in
            let prize = "prizes/laureate/"
            try await staff.post(
                DraftScene.draft + "/prizes/laureate",
                [
                    "version": "1", prize + "title/en": "Laureate", prize + "title/ru": "Лауреат",
                    prize + "title/ar": "الفائز", prize + "nominations": "person",
                    prize + "nominations": "organisation", prize + "method": "directorate",
                    prize + "places": "15", prize + "money": "10000.00 USD", prize + "passing-score": "6",
                ])
            let preview = try await staff.get(DraftScene.draft + "/application").text
            #expect(!preview.contains("promised change"))
            #expect(preview.split(separator: "Ideas behind it").count == 2, "at the places alone")
            #expect(try await scene.apply(staff, reason: "As answered.").status == 303)
            let version = try await staff.get(DraftScene.rules + "/versions/2").text
            #expect(version.contains("More &lt;laureates&gt;"))
        }
    }
}
