import Platform
import Testing

@testable import App

struct ScreeningAssessmentTests {
    @Test func completenessCountsTheRequiredFieldsThatAreAskedFor() async throws {
        try await ScreeningScene.run { scene in
            let whole = try await assess(scene.submit(scene.applicant()), scene)
            #expect(whole.completeness == Completeness(filled: 17, required: 17, missing: []))
            #expect(whole.isComplete && whole.required == 70)
            let most = try await scene.submit(
                scene.applicant("b@example.org"),
                without: ["plans", "budget", "results", "volunteers", "summary"])
            let least = try await scene.submit(
                scene.applicant("c@example.org"),
                without: ["plans", "budget", "results", "volunteers", "summary", "theme"])
            // 12 of 17 are 70.6 per cent, 11 are 64.7.
            #expect(try await assess(most, scene).completeness.percent == 70)
            #expect(try await assess(most, scene).isComplete)
            #expect(try await assess(least, scene).completeness.percent == 64)
            #expect(try await !assess(least, scene).isComplete)
        }
    }

    @Test func anAgeIsThatOfTheDayOfSubmission() async throws {
        try await ScreeningScene.run { scene in
            // 16 on 5 March 2027; the clock stands on the 1st.
            let young = try await scene.submit(scene.applicant(born: "2011-03-05"))
            scene.test.clock.advance(.seconds(10 * 86_400))
            let assessment = try await assess(young, scene)
            #expect(assessment.obstacles.map(\.code) == [.tooYoung])
            let grown = try await scene.submit(scene.applicant("b@example.org", born: "2011-03-05"))
            #expect(try await assess(grown, scene).isEligible)
        }
    }

    @Test func moreApplicationsThanTheLimitAreNoticed() async throws {
        try await ScreeningScene.run { scene in
            let entry = try await scene.applicant()
            let first = try await scene.submit(entry, title: "One")
            try await scene.submit(entry, title: "Two")
            #expect(try await assess(first, scene).isEligible, "two are allowed in a nomination")
            try await scene.submit(entry, title: "Three")
            #expect(try await assess(first, scene).obstacles.map(\.code) == [.nominationLimit])
        }
    }

    @Test func theSamePartyAndTheSameTitleAreHinted() async throws {
        try await ScreeningScene.run { scene in
            let entry = try await scene.applicant()
            let application = try await scene.submit(entry, title: "Clean water")
            let sameParty = try await scene.submit(entry, title: "Clean air")
            let sameTitle = try await scene.submit(scene.applicant("b@example.org"), title: "Clean water")
            try await scene.submit(scene.applicant("c@example.org"), title: "Clean water for all")
            let found = try #require(try await scene.find(application))
            let (desk, now) = (scene.desk, scene.now)
            let duplicates = try await scene.laurel.database.read {
                try found.possibleDuplicates(at: desk, now: now, $0).map(\.publicID)
            }
            #expect(Set(duplicates) == [sameParty, sameTitle])
        }
    }

    private func assess(_ application: String, _ scene: ScreeningScene) async throws -> ScreeningAssessment {
        let found = try #require(try await scene.find(application))
        let (season, cache) = (scene.season, scene.laurel.rules)
        return try await scene.laurel.database.read { tx in
            let rules = try found.rules(of: found.submission, in: season, cache, tx)
            return ScreeningAssessment(try found.entry(tx), of: season, under: rules)
        }
    }
}
