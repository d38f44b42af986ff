import Testing

@testable import App
@testable import Platform

/// What the ranking of record suggests for prizes, and when a choice departs from it.
struct PrizeProposalTests {
    private func proposal(
        _ entries: [ResultScene.Entry], _ change: @escaping @Sendable (inout SeasonDocument) -> Void,
        _ body: @escaping @Sendable (PrizeProposal) throws -> Void
    ) async throws {
        try await ResultScene.run(entries, change: change) { scene in
            try await scene.run("UPDATE application SET state = 'finalist'")
            let season = scene.season
            try body(
                try await scene.laurel.database.read { tx in
                    PrizeProposal(try RankedApplication.finalists(of: season.id, tx), in: season)
                })
        }
    }

    private static func titles(_ prize: PrizeProposal.Prize) -> [String] {
        prize.awards.map { "\($0.place) \($0.candidate.title)" }
    }

    @Test func theBestTakeThePlacesAndTheNextStandBy() async throws {
        try await proposal(ResultScene.six, { ResultScene.chain(&$0) }) { proposal in
            let prize = try #require(proposal.prizes.first)
            #expect(Self.titles(prize) == ["1 Wells", "2 Books"])
            #expect(prize.reserve.map(\.title) == ["Trees", "Bread"] && prize.tied.isEmpty)
        }
    }

    /// Counted once finalists are public, shown to staff with the proposal and to the directorate with its
    /// decision.
    @Test func howFirmAPrizeIsStandsBesideIt() async throws {
        let entries: [ResultScene.Entry] = [
            .init(title: "Safe", marks: [10, 10, 10]), .init(title: "Hangs", marks: [10, 5, 5]),
            .init(title: "Near", marks: [5, 7, 7]), .init(title: "Late", marks: [4, 4, 4]),
        ]
        let change: @Sendable (inout SeasonDocument) -> Void = { document in
            document.prizes = [document.prizes[0]]
            (document.prizes[0].places, document.prizes[0].passingScore) = (2, nil)
            document.prizes[0].regionalPassingScores = [:]
        }
        try await ResultScene.run(entries, change: change) { scene in
            try await scene.decide(.finalists, [0, 1, 2])
            await scene.laurel.jobs().runDue()
            let season = scene.season
            let stays = try await scene.laurel.database.read { try PrizeRobustness.of(season.id, $0) }
            let found = scene.applications.prefix(2).map { applied in
                stays[.init(prize: season.rules.prizes[0].key, application: applied.id)]
            }
            #expect(stays.count == 2 && found.map { $0?.jurorTrials } == [3, 3])
            #expect(found.map { $0?.jurorStays } == [3, 2], "the first juror alone holds it")
            #expect(found.map { $0?.weightStays } == [14, 14])
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let proposal = try await staff.get(scene.results + "/prizes").text
            #expect(proposal.contains("3/3 · 14/14") && proposal.contains("2/3 · 14/14"))
            let decision = try await scene.draft(.laureates, [0, 1])
            try await scene.adopt(decision)
            let member = try await scene.test.browser(signedInAs: ResultScene.members[1])
            let page = try await member.get(scene.directorate + "/decisions/\(decision)").text
            #expect(page.contains("2/3 · 14/14"))
            let jobs = "SELECT count(*) FROM job WHERE kind = 'prize-robustness'" as SQL
            #expect(try await scene.number(jobs) <= 1, "what is counted is not asked for again")
        }
    }

    private static let equals: [ResultScene.Entry] = [
        .init(title: "Wells", marks: [9, 9]), .init(title: "Books", marks: [8, 8]),
        .init(title: "Trees", marks: [8, 8]), .init(title: "Late", marks: [3, 3]),
    ]

    @Test(arguments: [true, false]) func equalsShareTheLastPlaceOrNobodyTakesIt(_ isJoint: Bool) async throws
    {
        let change: @Sendable (inout SeasonDocument) -> Void = {
            ResultScene.chain(&$0)
            $0.prizes[0].hasJointPlaces = isJoint
        }
        try await proposal(Self.equals, change) { proposal in
            let prize = try #require(proposal.prizes.first)
            #expect(Self.titles(prize) == (isJoint ? ["1 Wells", "2 Books", "2 Trees"] : ["1 Wells"]))
            #expect(prize.tied.count == (isJoint ? 0 : 2))
        }
    }

    private static let young = PartyDetails(
        kind: .person, name: "Young", country: "KZ", since: CalendarDate("2005-01-01"))

    private static let crossing: [ResultScene.Entry] = [
        .init(title: "Wells", marks: [9, 9], applicant: young),
        .init(title: "Books", marks: [8, 8]),
        .init(title: "Trees", marks: [7, 7], nomination: "organisation", applicant: young),
    ]

    private static func addSpecialPrize(_ most: Int) -> @Sendable (inout SeasonDocument) -> Void {
        { document in
            document.prizes[0].places = 1
            var prize = document.prizes[0]
            prize.key = "young"
            prize.openTo = [.person]
            prize.eligibility.maximumAge = 25
            document.prizes.append(prize)
            document.outcomes.prizesPerApplication = most
        }
    }

    @Test(arguments: [(1, "Trees"), (2, "Wells")])
    func aSpecialPrizeCrossesNominations(_ most: Int, _ winner: String) async throws {
        try await proposal(Self.crossing, Self.addSpecialPrize(most)) { proposal in
            #expect(proposal.prizes.map { $0.awards.map(\.candidate.title) } == [["Wells"], [winner]])
        }
    }

    /// Nothing suggests a winner of a vote, and staff read so rather than miss the prize.
    @Test func aPrizeByVoteIsNamed() async throws {
        let change: @Sendable (inout SeasonDocument) -> Void = { document in
            ResultScene.chain(&document)
            var prize = document.prizes[0]
            (prize.key, prize.method) = ("people", .vote)
            prize.title = LocalizedText([
                "en": "People’s choice", "ru": "Народное признание", "ar": "اختيار الجمهور",
            ])
            document.prizes.append(prize)
            guard var stage = document.stages.first(where: { $0.kind == .directorate }) else { return }
            (stage.key, stage.kind) = ("vote", .vote)
            document.stages.append(stage)
        }
        try await ResultScene.run(ResultScene.six, change: change) { scene in
            let finalists = try await scene.draft(.finalists, [0, 1, 2])
            try await scene.resolve(finalists, pools: ["person"])
            try await scene.publish(finalists)
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let proposed = try await staff.get(scene.path + "/staff/results/prizes").text
            #expect(proposed.contains("Given by public vote: People’s choice"))
            let draft = try await scene.propose()
            let member = try await scene.test.browser(signedInAs: ResultScene.members[0])
            let form = try await member.get(scene.directorate + "/decisions/\(draft)").text
            #expect(form.contains("Given by public vote: People’s choice"))
        }
    }

    @Test(arguments: ["regions", "answers"]) func aFilterLeavesOthersOut(_ filter: String) async throws {
        let entries: [ResultScene.Entry] = [
            .init(title: "Wells", marks: [9, 9], country: "KE"), .init(title: "Books", marks: [8, 8]),
        ]
        let change: @Sendable (inout SeasonDocument) -> Void = { document in
            if filter == "regions" {
                document.prizes[0].regions = [document.region(of: "KZ")?.key ?? ""]
            } else {
                document.prizes[0].answers = [PrizeAnswer(field: "theme", choices: ["health"])]
            }
        }
        try await ResultScene.run(entries, change: change) { scene in
            try await scene.run("UPDATE application SET state = 'finalist'")
            if filter == "answers" {
                let books = scene.applications[1].id
                try await scene.run(
                    """
                    INSERT INTO submission (application_id, number, rules_version_id, nomination_id, answers, digest,
                        applicant, submitted_at, submitted_by, idempotency_key)
                    SELECT application_id, 2, rules_version_id, nomination_id, '{"theme":"health"}', digest,
                        applicant, submitted_at, submitted_by, 'second' FROM submission
                    WHERE application_id = \(books)
                    """)
                try await scene.run(
                    """
                    UPDATE application SET submission_id = (SELECT max(id) FROM submission) WHERE id = \(books)
                    """)
            }
            let season = scene.season
            let proposal = try await scene.laurel.database.read { tx in
                PrizeProposal(try RankedApplication.finalists(of: season.id, tx), in: season)
            }
            #expect(proposal.prizes[0].awards.map(\.candidate.title) == ["Books"])
        }
    }

    @Test func departingFromTheRankingNeedsAReason() async throws {
        let change: @Sendable (inout SeasonDocument) -> Void = { $0.prizes[0].method = .juryRanking }
        try await ResultScene.run(ResultScene.six, change: change) { scene in
            try await scene.decide(.finalists, [0, 1, 2])
            let decision = try await scene.draft(.laureates, [1])
            let path = scene.directorate + "/decisions/\(decision)"
            await #expect(throws: Problem.self) { try await scene.adopt(decision) }
            let member = try await scene.test.browser(signedInAs: ResultScene.members[0])
            let page = try await member.get(path).text
            #expect(page.contains("name=\"departure.laureate\""))
            let saved = try await member.post(
                path,
                [
                    "version": "2", "reasons": "Weighed.", "pool": "laureate",
                    "departure.laureate": "Wells has won before.",
                ])
            #expect(saved.status == 303)
            try await scene.adopt(decision)
            let settled = try await scene.test.browser(signedInAs: ResultScene.members[2]).get(path)
            #expect(settled.text.contains("Wells has won before.") && settled.text.contains("departs from"))
        }
    }

    @Test func staffProposeAndSeeNothingOfWhatBecomesOfIt() async throws {
        try await ResultScene.run(ResultScene.six, change: ResultScene.chain) { scene in
            let staff = try await scene.test.browser(signedInAs: ResultScene.staff)
            let early = try await staff.get(scene.results + "/prizes")
            #expect(early.status == 200 && !early.text.contains("action=\"\(scene.results)/prizes\""))
            let finalists = try await scene.draft(.finalists, [0, 1, 2])
            try await scene.resolve(finalists, pools: ["person"])
            try await scene.publish(finalists)
            let page = try await staff.get(scene.results + "/prizes").text
            #expect(page.contains("Wells") && page.contains("Reserve list"))
            #expect(try await staff.post(scene.results + "/prizes").status == 303)
            #expect(try await scene.number("SELECT count(*) FROM decision WHERE gate = 'laureates'") == 1)
            #expect(try await scene.number("SELECT count(*) FROM decision_reserve") == 1)
            #expect(try await staff.get(scene.results + "/prizes").text == page)
        }
    }
}
