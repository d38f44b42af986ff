import Platform
import Testing

@testable import App

/// The rules of ranking in the editor.
struct RankingDraftTests {
    private static let form = DraftScene.draft + "/ranking"

    @Test func aMethodGoesFromTheDraftIntoTheRules() async throws {
        try await DraftScene.run { scene in
            let staff = try await scene.drafting()
            #expect(try await staff.get(DraftScene.draft).text.contains("href=\"\(Self.form)\""))
            let empty = try await staff.get(Self.form).text
            #expect(empty.contains("Calibrated scores; raw means stand beside them"))
            #expect(empty.contains("the higher mean in “Results”") && empty.contains("ranking/places/person"))
            let saved = try await staff.post(
                Self.form,
                [
                    "version": "1", "ranking/of-record": "calibrated",
                    "ranking/tie-breaks": "criterion.results", "ranking/tie-breaks": "",
                    "ranking/tie-breaks": "reviews", "ranking/places/person": "20",
                    "ranking/places/organisation": "", "ranking/most-per-country": "3",
                    "ranking/most-per-region": "", "ranking/minimum-jurors": "4",
                    "ranking/minimum-applications": "", "ranking/minimum-spare-scores": "",
                    "ranking/too-close": "15", "ranking/seed": "2027",
                ])
            #expect(saved.status == 303)
            let page = try await staff.get(Self.form).text
            #expect(!page.contains("still to be mended"))
            let chosen = page.matches(of: #/<option value="([a-z.]+)" selected>/#).map { String($0.1) }
            #expect(chosen == ["calibrated", "criterion.results", "reviews"], "in their order")
            #expect(try await scene.apply(staff, reason: "As the directorate decided.").status == 303)

            let ranking = try #require(try await scene.season()).rules.ranking
            #expect(
                ranking.ofRecord == .calibrated && ranking.tieBreaks == [.criterion("results"), .reviews])
            #expect(ranking.places == ["person": 20] && ranking.mostPerCountry == 3)
            #expect(ranking.mostPerRegion == nil && ranking.minimumJurors == 4)
            #expect(ranking.minimumApplications == 5 && ranking.tooClose == 15 && ranking.seed == 2027)
            let version = try await staff.get(DraftScene.rules + "/versions/2").text
            #expect(version.contains("ranking"))
        }
    }

    /// Each mistake is told as a sentence at its field, and what was typed stays there.
    @Test func mistakesAreToldAtTheirFields() async throws {
        try await DraftScene.run { scene in
            let staff = try await scene.drafting()
            let saved = try await staff.post(
                Self.form,
                [
                    "version": "1", "ranking/tie-breaks": "reviews", "ranking/tie-breaks": "criterion.resuls",
                    "ranking/tie-breaks": "reviews", "ranking/places/person": "2.5",
                    "ranking/minimum-jurors": "1", "ranking/too-close": "many", "ranking/seed": "-4",
                ])
            #expect(saved.status == 303)
            for language in ["en", "ru", "ar"] {
                let page = try await staff.get(Self.form + "?lang=" + language).text
                for path in ["tie-breaks", "places/person", "minimum-jurors", "too-close", "seed"] {
                    #expect(page.contains("href=\"#ranking/\(path)\""), "\(path) in \(language)")
                    #expect(page.contains("id=\"ranking/\(path)"), "\(path) in \(language)")
                }
                #expect(
                    !page.contains("⟦") && page.contains("value=\"many\"") && page.contains("value=\"2.5\""))
            }
            let page = try await staff.get(Self.form + "?lang=en").text
            #expect(page.contains("resuls") && page.contains("results"), "what is nearest is named")
            let overview = try await staff.get(DraftScene.draft).text
            #expect(overview.contains("\(Self.form)#ranking/seed"))
        }
    }

    /// Places of a nomination that is gone are shown, so that they can be emptied.
    @Test func placesOfANominationThatIsGoneCanBeEmptied() async throws {
        try await DraftScene.run { scene in
            let staff = try await scene.drafting()
            try await staff.post(Self.form, ["version": "1", "ranking/places/person": "4"])
            try await staff.post(DraftScene.draft + "/nominations/person/removal", ["version": "2"])
            let page = try await staff.get(Self.form).text
            #expect(page.contains("name=\"ranking/places/person\"") && page.contains("still to be mended"))
            try await staff.post(Self.form, ["version": "3", "ranking/places/person": ""])
            #expect(!(try await staff.get(Self.form).text).contains("ranking/places/person"))
        }
    }
}
