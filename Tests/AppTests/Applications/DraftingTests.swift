import Platform
import Testing

@testable import App

struct DraftingTests {
    @Test func answersAreKeptHoweverWrongTheyAre() async throws {
        try await ApplicantScene.run { scene in
            let application = try await scene.start()
            let typed: [String: [String]] = [
                "started": ["the day before yesterday"], "people-helped": ["many"], "country": ["XX"],
                "contact-email": ["not an address"], "audiences": ["nobody"], "budget.3.amount": ["ten"],
                "unknown-field": ["ignored"],
            ]
            #expect(try await scene.save(typed, over: 0, in: application) == .saved(version: 1))
            let answers = try await scene.held(application).draft.answers()
            #expect(
                answers == [
                    "started": .text("the day before yesterday"), "people-helped": .text("many"),
                    "country": .text("XX"), "contact-email": .text("not an address"),
                    "audiences": .texts(["nobody"]), "budget": .rows([["amount": "ten"]]),
                ])
        }
    }

    @Test func fieldsThatWereNotOnThePageKeepTheirAnswers() async throws {
        try await ApplicantScene.run { scene in
            let application = try await scene.start()
            try await scene.save(ApplicantScene.complete, over: 0, in: application)
            let changes: [String: [String]] = [
                "plans": [""], "website": ["example.org"], "contact-phone": ["+44 (0)7700 900-123"],
            ]
            try await scene.save(changes, over: 1, in: application)
            let answers = try await scene.held(application).draft.answers()
            #expect(answers["plans"] == nil)
            #expect(answers["website"] == .text("https://example.org"))
            #expect(answers["contact-phone"] == .text("+447700900123"))
            #expect(answers["project-title"] == .text("Clean water for Kisumu"))
        }
    }

    @Test func theSecondOfTwoPeopleGetsBothTextsAndNeitherIsLost() async throws {
        try await ApplicantScene.run { scene in
            let application = try await scene.start()
            let other = try await scene.coApplicant()
            try await scene.save(["plans": ["Ours"]], over: 0, in: application)
            try await scene.save(["plans": ["Mine"]], over: 1, in: application)
            let outcome = try await scene.save(["plans": ["Theirs"]], over: 1, in: application, by: other)
            #expect(outcome == .conflict(typed: ["plans": .text("Theirs")]))
            let held = try await scene.held(application, by: other)
            #expect(try held.draft.answers() == ["plans": .text("Mine")])
            #expect(held.draft.version == 2 && held.draft.savedBy == "amina@example.org")
            #expect(held.conflict == #"{"plans":"Theirs"}"#, "kept for them on any device")
            #expect(try await scene.held(application).conflict == nil, "and shown to nobody else")
            let resolved = try await scene.save(["plans": ["Together"]], over: 2, in: application, by: other)
            #expect(resolved == .saved(version: 3))
            #expect(try await scene.held(application, by: other).conflict == nil)
        }
    }

    @Test func ofParallelSavesOneWinsAndTheOthersKeepTheirText() async throws {
        try await ApplicantScene.run { scene in
            let application = try await scene.start()
            let people = try await (0..<6).asyncMap { try await scene.coApplicant("person\($0)@example.org") }
            let saved = try await withThrowingTaskGroup(of: Bool.self) { group in
                for person in people {
                    group.addTask {
                        let outcome = try await scene.save(
                            ["plans": [person.email]], over: 0, in: application, by: person)
                        return outcome == .saved(version: 1)
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(saved == 1)
            #expect(try await scene.value("SELECT count(*) FROM draft_conflict", as: Int.self) == 5)
            #expect(try await scene.held(application).draft.version == 1)
        }
    }

    @Test func aSaveWhoseAnswerWasLostMayBeSentAgain() async throws {
        try await ApplicantScene.run { scene in
            let application = try await scene.start()
            try await scene.save(["plans": ["Once"]], over: 0, in: application)
            let again = try await scene.save(["plans": ["Once"]], over: 0, in: application)
            #expect(again == .saved(version: 1))
            #expect(try await scene.value("SELECT count(*) FROM draft_conflict", as: Int.self) == 0)
        }
    }

    @Test func answersHaveALimit() async throws {
        try await ApplicantScene.run { scene in
            let application = try await scene.start()
            let long = String(repeating: "я", count: ApplicationBounds.answerBytes / 2 - 100)
            #expect(try await scene.save(["plans": [long]], over: 0, in: application) == .saved(version: 1))
            await #expect(throws: Problem.self) {
                try await scene.save(["plans": [long + long]], over: 1, in: application)
            }
            #expect(try await scene.held(application).draft.answers() == ["plans": .text(long)])
        }
    }

    @Test func unfinishedWorkIsKeptAfterTheDeadlineToo() async throws {
        try await ApplicantScene.run { scene in
            let application = try await scene.start()
            scene.wait(until: try scene.deadline.closes + .seconds(7200))
            #expect(try await scene.save(["plans": ["Late"]], over: 0, in: application) == .saved(version: 1))
        }
    }

    @Test func aDraftIsReachedInItsSeasonByItsPeopleOnly() async throws {
        try await ApplicantScene.run { scene in
            let application = try await scene.start()
            let stranger = try await scene.test.person("stranger@example.org")
            await #expect(throws: Problem.notFound) {
                try await scene.save(["plans": ["Mine now"]], over: 0, in: application, by: stranger)
            }
            let (person, elsewhere) = (scene.person, ID<Season>(rawValue: scene.season.id.rawValue + 1))
            let found = try await scene.laurel.database.read {
                try HeldApplication.find(application, in: elsewhere, for: person.id, $0) != nil
            }
            #expect(!found)
        }
    }
}

extension Sequence where Self: Sendable, Element: Sendable {
    /// One after another.
    func asyncMap<T>(_ transform: (Element) async throws -> T) async rethrows -> [T] {
        var results: [T] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
