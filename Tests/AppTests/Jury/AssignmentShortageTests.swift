import Platform
import Testing

@testable import App

/// What cannot be assigned is told in the fewest words, and what is advised does help.
struct AssignmentShortageTests {
    private static let french = Language("fr") ?? .english

    /// Four French applications on climate and others; two jurors read French, one of them of health.
    private func situation(_ change: (inout SeasonAssignment) -> Void = { _ in }) -> AssignmentSituation {
        var rules = SeasonAssignment()
        rules.themes = .require
        change(&rules)
        let climate = (1...4).map {
            AssignmentSituation.task($0, language: Self.french, themes: ["climate"], demand: 2)
        }
        let health = (5...6).map {
            AssignmentSituation.task($0, language: Self.french, themes: ["health"], demand: 1)
        }
        let english = (7...9).map { AssignmentSituation.task($0, themes: ["climate"], demand: 1) }
        return AssignmentSituation(
            rules: rules, usualLoad: 10,
            seats: [
                AssignmentSituation.seat(1, languages: ["fr"], themes: ["climate"], capacity: 2),
                AssignmentSituation.seat(2, languages: ["fr"], themes: ["climate"], capacity: 3),
                AssignmentSituation.seat(3, languages: ["fr"], themes: ["health"]),
                AssignmentSituation.seat(4, languages: ["en"]),
            ],
            tasks: climate + health + english, past: [], conflicts: [])
    }

    @Test func theShortageIsDescribedByLanguageAndTheme() throws {
        let plan = situation().plan()
        let shortage = try #require(plan.shortages.first)
        #expect(plan.shortages.count == 1)
        #expect(shortage.applications.map(\.rawValue) == [1, 2, 3, 4])
        #expect(shortage.description.languages == [Self.french])
        #expect(shortage.description.themes == ["climate"])
        #expect(shortage.description.regions == nil && shortage.description.isExact)
        #expect((shortage.needed, shortage.places, shortage.missing) == (8, 5, 3))
        #expect(plan.missing == 3)
    }

    @Test func whatIsAdvisedHelps() throws {
        let situation = situation()
        let shortage = try #require(situation.plan().shortages.first)
        let more = (0..<shortage.remedy.jurors).map {
            AssignmentSituation.seat(Int64(100 + $0), languages: ["fr"], themes: ["climate"], capacity: 10)
        }
        #expect(situation.with(seats: situation.seats + more).plan().shortfalls.isEmpty)
        let raise = try #require(shortage.remedy.raise)
        #expect(shortage.remedy.raised == 2 && shortage.remedy.load == nil, "their limits differ")
        let raised = situation.seats.enumerated().map { index, seat in
            index < 2 ? seat.with(capacity: seat.capacity + raise) : seat
        }
        #expect(situation.with(seats: raised).plan().shortfalls.isEmpty)
    }

    @Test func equalLimitsAreRaisedToANumber() throws {
        let seats = (1...3).map { AssignmentSituation.seat($0, languages: ["fr"], capacity: 9) }
        let tasks = (1...14).map { AssignmentSituation.task($0, language: Self.french, demand: 2) }
        let situation = AssignmentSituation(
            rules: SeasonAssignment(), usualLoad: 12, seats: seats, tasks: tasks, past: [], conflicts: [])
        let shortage = try #require(situation.plan().shortages.first)
        #expect((shortage.needed, shortage.places, shortage.missing) == (28, 27, 1))
        #expect(shortage.remedy.load == 10 && shortage.remedy.raised == 3)
        #expect(shortage.description == .init(), "all of them need no description")
    }

    /// Everybody was sent as many as they take when one application comes late; the one who is to be
    /// replaced is not asked for more.
    @Test func jurorsWhomSentReviewsFillCouldTakeOneMore() throws {
        let seats = (1...2).map { AssignmentSituation.seat($0, capacity: 2) }
        let leaving = AssignmentSituation.seat(3, capacity: 2, isAsked: false)
        let past = seats.flatMap { seat in
            (1...2).map {
                AssignmentSituation.Past(
                    juror: seat.id, application: ID(rawValue: Int64($0)), standing: .fixed)
            }
        }
        let tasks = (1...3).map { AssignmentSituation.task($0, demand: 2) }
        let situation = AssignmentSituation(
            rules: SeasonAssignment(), usualLoad: 2, seats: seats + [leaving], tasks: tasks, past: past,
            conflicts: [])
        let shortage = try #require(situation.plan().shortages.first)
        #expect((shortage.needed, shortage.places, shortage.missing) == (2, 0, 2))
        #expect(shortage.remedy.load == 3 && shortage.remedy.raised == 2)
    }

    @Test func whereNobodyReadsItNoLimitHelps() throws {
        let tasks = [
            AssignmentSituation.task(1, language: Self.french, demand: 3), AssignmentSituation.task(2),
        ]
        let situation = AssignmentSituation(
            rules: SeasonAssignment(), usualLoad: 12, seats: [AssignmentSituation.seat(1)], tasks: tasks,
            past: [], conflicts: [])
        let shortage = try #require(situation.plan().shortages.first)
        #expect(shortage.remedy == .init(jurors: 3), "each juror gives one review to one application")
        #expect(shortage.description.languages == [Self.french])
    }

    @Test func applicationsInOneLanguageLackOneJurorTogether() throws {
        let tasks = (1...3).map { AssignmentSituation.task($0, language: Self.french, demand: 1) }
        let situation = AssignmentSituation(
            rules: SeasonAssignment(), usualLoad: 12, seats: [AssignmentSituation.seat(1)],
            tasks: tasks + [AssignmentSituation.task(4)], past: [], conflicts: [])
        let plan = situation.plan()
        let shortage = try #require(plan.shortages.first)
        #expect(plan.shortages.count == 1)
        #expect(shortage.applications.map(\.rawValue) == [1, 2, 3])
        #expect((shortage.needed, shortage.places, shortage.missing) == (3, 0, 3))
        #expect(shortage.remedy == .init(jurors: 1))
        let more = AssignmentSituation.seat(100, languages: ["fr"], capacity: 12)
        #expect(situation.with(seats: situation.seats + [more]).plan().shortfalls.isEmpty)
    }

    @Test(arguments: 0..<40)
    func anyShortageIsLiftedByWhatIsAdvised(_ seed: Int) {
        let situation = AssignmentSituation.random(seed: UInt64(seed)).asked
        let plan = situation.plan()
        #expect(plan.shortages.reduce(0) { $0 + $1.missing } == plan.missing)
        let more = plan.shortages.reduce(0) { $0 + $1.remedy.jurors }
        let everybody = (0..<more).map {
            AssignmentSituation.seat(
                Int64(1_000 + $0), languages: ["en", "ru", "ar", "fr"], capacity: situation.usualLoad)
        }
        #expect(situation.with(seats: situation.seats + everybody).plan().shortfalls.isEmpty)
    }

    @Test(arguments: ["en", "ru", "ar"])
    func itIsSaidInEveryLanguage(_ language: String) async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            for number in 1...14 {
                try await jury.application("Projet \(number)", by: "A \(number)", language: "fr")
            }
            try await jury.application("Project", by: "B")
            for number in 1...3 {
                try await jury.juror("fr\(number)@example.org", languages: ["fr", "en"], capacity: 10)
            }
            try await jury.round()
            let staff = try await test.browser(signedInAs: JuryFixture.staff, language: language)
            let text = try await staff.get(jury.path + "/assign").text
            #expect(!text.contains("⟦"))
            if language == "en" {
                #expect(text.contains("15 applications: 45 reviews are wanted"))
                #expect(text.contains("30 places left"))
                #expect(text.contains("raise the limit of 3 jurors to 15"))
            }
        }
    }
}

extension AssignmentSituation {
    func with(seats: [Seat]) -> AssignmentSituation {
        AssignmentSituation(
            rules: rules, usualLoad: usualLoad, seats: seats, tasks: tasks, past: past, conflicts: conflicts)
    }

    /// The same where the scope lets everybody be asked.
    var asked: AssignmentSituation {
        with(seats: seats.map { $0.with(capacity: $0.capacity) })
    }
}

extension AssignmentSituation.Seat {
    func with(capacity: Int) -> AssignmentSituation.Seat {
        Self(
            id: id, country: country, languages: languages, regions: regions, ownRegions: ownRegions,
            themes: themes, kind: kind, nominations: nominations, capacity: capacity, isAsked: true)
    }
}
