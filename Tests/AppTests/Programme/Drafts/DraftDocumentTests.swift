import Platform
import Testing

@testable import App

/// The draft as one text.
struct DraftDocumentTests {
    private static let page = DraftScene.draft + "/document"

    private func yaml(_ scene: DraftScene) async throws -> String {
        try await scene.draft().check.yaml
    }

    @Test func theTextIsSavedAndShownAgain() async throws {
        try await DraftScene.run { scene in
            let staff = try await scene.drafting()
            var text = try await yaml(scene)
            text.replace("contact: award@example.org", with: "contact: desk@example.org # for questions")
            let saved = try await staff.post(Self.page, ["version": "1", "document": text])
            #expect(saved.location == Self.page + "?notice=saved")
            #expect(try await yaml(scene).contains("contact: desk@example.org\n"))
            #expect(try await scene.draft().check.document?.contact == "desk@example.org")
        }
    }

    @Test func mistakesAreSavedAndNamedWithTheirLines() async throws {
        try await DraftScene.run { scene in
            let staff = try await scene.drafting()
            var text = try await yaml(scene)
            text.replace("  places: 12\n", with: "  places: dozen\n  colour: red\n")
            #expect(try await staff.post(Self.page, ["version": "1", "document": text]).status == 303)
            let shown = try await yaml(scene)
            #expect(shown.contains("places: dozen") && shown.contains("colour: red"))
            let page = try await staff.get(Self.page).text
            for mistake in ["places: dozen", "colour: red"] {
                let lines = shown.split(separator: "\n", omittingEmptySubsequences: false)
                let line = try #require(lines.firstIndex { $0.contains(mistake) }) + 1
                #expect(page.contains("Line \(line):"), "\(mistake)")
            }
            // What is right keeps its type and its place beside what is wrong.
            let rules = try await scene.draft().rules
            #expect(rules.value(at: RulePath("prizes", "laureate", "passing-score")) == 6)
            #expect(shown.hasPrefix("season: third\nlanguages: [en, ru, ar]\n"))
        }
    }

    @Test(arguments: [
        ("contact: award@example.org", "contact: [award@example.org", "Line"),
        ("contact: award@example.org", "contact: a@example.org\ncontact: b@example.org", "“contact”"),
        ("contact: award@example.org", "contact: &anchor award@example.org", "Line"),
    ])
    func whatIsNoDocumentStaysInTheForm(_ line: String, _ wrong: String, _ finding: String) async throws {
        try await DraftScene.run { scene in
            let staff = try await scene.drafting()
            let text = try await yaml(scene).replacing(line, with: wrong)
            let answer = try await staff.post(Self.page, ["version": "1", "document": text])
            #expect(answer.status == 422 && answer.text.contains("was not saved"))
            #expect(
                answer.text.contains(wrong.replacing("&", with: "&amp;")) && answer.text.contains(finding))
            #expect(try await scene.draft().version == 1)
        }
    }

    @Test func theSecondWriterSeesBothDocuments() async throws {
        try await DraftScene.run { scene in
            let staff = try await scene.drafting()
            let text = try await yaml(scene)
            let mine = text.replacing("award@example.org", with: "mine@example.org")
            let theirs = text.replacing("award@example.org", with: "theirs@example.org")
            try await staff.post(Self.page, ["version": "1", "document": theirs])
            let late = try await staff.post(Self.page, ["version": "1", "document": mine])
            #expect(late.status == 409)
            #expect(late.text.contains("mine@example.org") && late.text.contains("theirs@example.org"))
            #expect(try await yaml(scene).contains("theirs@example.org"))
        }
    }

    @Test func aDraftStaysWithItsSeason() async throws {
        try await DraftScene.run { scene in
            let staff = try await scene.drafting()
            let text = try await yaml(scene).replacing("season: third", with: "season: second")
            try await staff.post(Self.page, ["version": "1", "document": text])
            #expect(try await staff.get(Self.page).text.contains("must keep that key"))
            #expect(try await scene.draft().check.document == nil)
        }
    }

    /// Whatever somebody writes there, every page of the draft answers.
    @Test(arguments: [
        "season: [third]", "prizes: 3", "prizes: [{key: [a]}, 7, {}]", "languages: {en: en}",
        "nominations: [{key: person, title: 3, eligibility: 5, open-to: person}]",
        "stages: [{key: intake, opens: [1], amendments: {made: 1}}]", "texts: [a]", "limits: none",
        "regions: [{key: cis}, {key: cis}]", "<script>: \"<script>\"",
    ])
    func oddDocumentsAreShown(_ text: String) async throws {
        try await DraftScene.run { scene in
            let staff = try await scene.drafting()
            #expect(try await staff.post(Self.page, ["version": "1", "document": text]).status == 303)
            let pages = ["", "/document", "/application"] + RulePart.allCases.map { "/" + $0.rawValue }
            for page in pages + ["/nominations/person", "/stages/intake", "/prizes/1"] {
                let answer = try await staff.get(DraftScene.draft + page)
                #expect(answer.status == 200 || answer.status == 404, "\(page)")
                #expect(!answer.text.contains("<script>\""), "\(page)")
            }
            let saved = try await staff.post(
                DraftScene.draft + "/texts", ["version": "2", "contact": "a@example.org"])
            #expect(saved.status == 303)
        }
    }

    @Test func theTerminalNamesDraftsAndVersions() async throws {
        try await DraftScene.run { scene in
            let staff = try await scene.drafting()
            try await staff.post(DraftScene.draft + "/texts", ["version": "1", "contact": "a@example.org"])
            #expect(try await scene.laurel.rules(named: "third@1")?.contact == "award@example.org")
            for name in ["third@2", "third@", "nobody", "nobody@draft", "third@draft@1"] {
                #expect(try await scene.laurel.rules(named: name) == nil, "\(name)")
            }
            await #expect(throws: UnfinishedDraft.self) { try await scene.laurel.rules(named: "third@draft") }
        }
    }
}
