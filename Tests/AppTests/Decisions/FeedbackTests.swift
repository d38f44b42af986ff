import Platform
import Testing

@testable import App

/// What applicants read of the jury's work.
struct FeedbackTests {
    private static let three: [ResultScene.Entry] = [
        .init(title: "Wells", marks: [9, 9]), .init(title: "Books", marks: [8, 3]),
        .init(title: "Trees", marks: [7, 7]),
    ]

    private func run(
        _ change: @escaping @Sendable (inout SeasonDocument) -> Void,
        _ body: @escaping @Sendable (ResultScene) async throws -> Void
    ) async throws {
        try await ResultScene.run(Self.three, change: change) { scene in
            try await scene.decide(.finalists, [0])
            try await body(scene)
        }
    }

    private func page(_ number: Int, _ scene: ResultScene) async throws -> String {
        try await scene.test.browser(signedInAs: scene.applications[number].email)
            .get(scene.applicationPage(number)).text
    }

    @Test(arguments: [2, 3]) func withFewReviewsThereAreBandsOnly(_ least: Int) async throws {
        let change: @Sendable (inout SeasonDocument) -> Void = {
            $0.feedback = [.bands, .reviews, .scores, .comments]
            $0.outcomes.feedbackReviews = least
        }
        try await run(change) { scene in
            let text = try await page(1, scene)
            #expect(text.contains("How each criterion was met"))
            let isOpen = least == 2
            #expect(text.contains("2 experts reviewed") == isOpen)
            #expect(text.contains("For you 1-0") == isOpen && text.contains("80.00") == isOpen)
            for juror in ["juror0@example.org", "juror1@example.org", "Among us"] {
                #expect(!text.contains(juror))
            }
        }
    }

    /// What the round's rules find too little for a result is too little for bands and means.
    @Test func belowTheMinimumOfAResultNothingIsSaidOfMarks() async throws {
        let entries: [ResultScene.Entry] = [
            .init(title: "Wells", marks: [9, 9, 9]), .init(title: "Books", marks: [8, 3]),
            .init(title: "Trees", marks: [7, 7, 7]),
        ]
        let change: @Sendable (inout SeasonDocument) -> Void = {
            $0.feedback = [.bands, .reviews, .scores, .comments]
            $0.jury.minimumReviews = 3
            $0.outcomes.feedbackReviews = 1
        }
        try await ResultScene.run(entries, change: change) { scene in
            try await scene.decide(.finalists, [0])
            var later = scene.season.rules
            later.jury.minimumReviews = 1
            let applied = SeasonRulesVerbs.Change(
                document: later, reason: "Fewer for the next", isPublic: true)
            let act = scene.test.act
            try await scene.laurel.database.write { _ = try SeasonRulesVerbs.apply(applied, by: act, $0) }
            let enough = try await page(2, scene)
            #expect(enough.contains("How each criterion was met") && enough.contains("70.00"))
            #expect(!enough.contains("Too few experts"))
            let lacking = try await page(1, scene)
            #expect(!lacking.contains("How each criterion was met") && !lacking.contains("55.00"))
            #expect(!lacking.contains("80.00") && !lacking.contains("30.00"))
            #expect(lacking.contains("Too few experts reviewed it"))
            #expect(lacking.contains("2 experts reviewed") && lacking.contains("For you 1-0"))
        }
    }

    @Test func aBandIsTheNearestDescription() throws {
        var rubric = SeasonRubric()
        (rubric.minimum, rubric.maximum) = (0, 9)
        var criterion = SeasonCriterion()
        let plain = [0, 2.9, 3, 5.9, 6, 9].map { ReleasedFeedback.level(of: $0, criterion, in: rubric) }
        #expect(plain == [.lower, .lower, .middle, .middle, .upper, .upper])
        let texts = ["Little", "Much"].map { LocalizedText(["en": $0]) }
        var anchor = ScoreAnchor()
        for (score, text) in zip([2, 6], texts) {
            (anchor.score, anchor.text) = (score, text)
            criterion.anchors.append(anchor)
        }
        let described = [0, 4, 4.1, 9].map { ReleasedFeedback.level(of: $0, criterion, in: rubric) }
        #expect(described == [0, 0, 1, 1].map { .described(texts[$0]) })
    }

    @Test func commentsAreReadOnceTheyWereLookedAt() async throws {
        let change: @Sendable (inout SeasonDocument) -> Void = {
            $0.feedback = [.comments]
            $0.outcomes.comments = .lookedAt
        }
        try await run(change) { scene in
            let early = try await page(1, scene)
            #expect(!early.contains("For you 1-0"))
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let comments = scene.path + "/staff/comments"
            let list = try await staff.get(comments).text
            #expect(list.contains("6 comments wait") && list.contains("For you 1-0"))
            #expect(!list.contains("juror0@example.org"))
            let ids = try await scene.laurel.database.read { tx -> [Int64] in
                try tx.rows("SELECT id FROM review WHERE comment LIKE 'For you 1-%' ORDER BY comment").map {
                    try $0.only()
                }
            }
            let released: [(String, String)] = [
                ("review", String(ids[0])), ("version", "1"), ("verdict", "released"),
            ]
            #expect(try await staff.send(comments, released).status == 303)
            let hiding: [(String, String)] = [
                ("review", String(ids[1])), ("version", "1"), ("verdict", "hidden"),
            ]
            #expect(try await staff.send(comments, hiding).status == 422, "hidden without a reason")
            let hidden = hiding + [("reason-\(ids[1])", "It hurts.")]
            #expect(try await staff.send(comments, hidden).status == 303)
            let text = try await page(1, scene)
            #expect(text.contains("For you 1-0") && !text.contains("For you 1-1"))
            #expect(try await staff.get(comments).text.contains("4 comments wait"))
        }
    }

    /// With the last comment that waited, once, to those whom it concerns and in their language.
    @Test func theApplicantIsToldThatThereIsSomethingToRead() async throws {
        let change: @Sendable (inout SeasonDocument) -> Void = {
            $0.feedback = [.comments]
            $0.outcomes.comments = .lookedAt
        }
        try await run(change) { scene in
            try await scene.run(
                "UPDATE person SET language = 'ru' WHERE email = \(scene.applications[1].email)")
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let home = try await staff.get(scene.path + "/staff").text
            #expect(home.contains("href=\"\(scene.path)/staff/comments\"") && home.contains("6 wait"))
            let member = try await scene.test.browser(signedInAs: ResultScene.members[0])
            #expect(try await member.get(scene.directorate).text.contains("6 comments of the jury wait"))
            let ids = try await scene.laurel.database.read { tx -> [Int64] in
                try tx.rows("SELECT id FROM review WHERE comment LIKE 'For you 1-%' ORDER BY comment").map {
                    try $0.only()
                }
            }
            func letters() async throws -> [String] {
                try await scene.test.mail(to: scene.applications[1].email).map(\.subject).filter {
                    $0.contains("Комментарии экспертов")
                }
            }
            let comments = scene.path + "/staff/comments"
            try await staff.get(comments)
            for (number, id) in ids.enumerated() {
                #expect(try await letters().isEmpty, "another one waits")
                let released: [(String, String)] = [
                    ("review", String(id)), ("version", "1"), ("verdict", "released"),
                ]
                #expect(try await staff.send(comments, released).status == 303)
                #expect(try await letters().count == (number == ids.count - 1 ? 1 : 0))
            }
            let again: [(String, String)] = [
                ("review", String(ids[0])), ("version", "1"), ("verdict", "released"),
            ]
            #expect(try await staff.send(comments, again).status == 303)
            #expect(try await letters().count == 1, "once")
            #expect(try await scene.number("SELECT count(*) FROM feedback_notice") == 1)
        }
    }
}
