import Platform
import Testing

@testable import App

struct ScreeningDecisionTests {
    @Test func whatIsAdmittedStandsWithItsAuditEntry() async throws {
        try await ScreeningScene.run { scene in
            let application = try await scene.submit(scene.applicant())
            try await scene.decide(.admit, application, note: "Well done")
            let found = try #require(try await scene.find(application))
            #expect(found.state == .admitted)
            #expect(found.decision?.verdict == .admit && found.decision?.note == "Well done")
            #expect(found.decision?.person == scene.screener.id)
            let entries: Int = try await scene.value(
                "SELECT count(*) FROM audit_entry WHERE what = 'application screened'")
            #expect(entries == 1)
        }
    }

    @Test func aRejectionNeedsAReasonOfTheRulesAndMailsNothing() async throws {
        try await ScreeningScene.run { scene in
            let application = try await scene.submit(scene.applicant())
            for reason in ["", "bad-mood"] {
                let problem = await #expect(throws: Problem.self) {
                    try await scene.decide(.reject, application, reason: reason)
                }
                #expect(problem?.fields.map(\.message) == ["screening.decide.reason.missing"])
            }
            try await scene.decide(.reject, application, reason: "no-results")
            #expect(try await scene.find(application)?.decision?.reason == "no-results")
            #expect(try await scene.test.mail(to: "amina@example.org").isEmpty)
        }
    }

    @Test func aLongNoteIsRefused() async throws {
        try await ScreeningScene.run { scene in
            let application = try await scene.submit(scene.applicant())
            let note = String(repeating: "й", count: ScreeningBounds.noteLetters)
            await #expect(throws: Problem.self) {
                try await scene.decide(.admit, application, note: note + "!")
            }
            try await scene.decide(.admit, application, note: note)
        }
    }

    @Test func theSecondOfTwoScreenersIsToldWhoWasFaster() async throws {
        try await ScreeningScene.run { scene in
            let application = try await scene.submit(scene.applicant())
            let other = try await scene.test.person("second@example.org")
            let outcomes = await withTaskGroup(of: Problem?.self) { group in
                for person in [scene.screener, other] {
                    group.addTask {
                        do {
                            try await scene.decide(.reject, application, reason: "duplicate", by: person)
                            return nil
                        } catch {
                            return error as? Problem ?? .notFound
                        }
                    }
                }
                return await group.reduce(into: [Problem?]()) { $0.append($1) }
            }
            let problems = outcomes.compactMap { $0 }
            #expect(problems.map(\.code) == [.conflict])
            #expect(problems.map(\.message) == ["screening.conflict.rejected"])
            let standing: Int = try await scene.value("SELECT count(*) FROM screening_decision")
            #expect(standing == 1)
        }
    }

    @Test func aPressThatTheNetworkRepeatsDecidesOnce() async throws {
        try await ScreeningScene.run { scene in
            let application = try await scene.submit(scene.applicant())
            try await scene.decide(.admit, application)
            try await scene.decide(.admit, application)
            #expect(try await scene.value("SELECT count(*) FROM screening_decision", as: Int.self) == 1)
            #expect(
                await refusal { try await scene.decide(.reject, application, reason: "duplicate") }
                    == "screening.conflict.admitted")
        }
    }

    @Test func theLastVersionIsReadBeforeItIsDecided() async throws {
        try await ScreeningScene.run { scene in
            let entry = try await scene.applicant()
            let application = try await scene.submit(entry)
            scene.test.clock.advance(.seconds(60))
            try await scene.resubmit(application, of: entry, ScreeningScene.answers)
            #expect(
                await refusal { try await scene.decide(.admit, application, version: 1) }
                    == "screening.conflict.newer")
            try await scene.decide(.admit, application, version: 2)
        }
    }

    @Test func aDecisionIsUndoneOnceAndUntilTheFinalistsArePublished() async throws {
        try await ScreeningScene.run { scene in
            let application = try await scene.submit(scene.applicant())
            try await scene.decide(.admit, application)
            let decided = scene.now
            scene.test.clock.advance(.seconds(60))
            try await undo(decided, application, scene)
            #expect(try await scene.find(application)?.state == .submitted)
            #expect(
                await refusal { try await undo(decided, application, scene) } == "screening.conflict.undone")
            try await scene.decide(.reject, application, reason: "duplicate")
            #expect(
                await refusal { try await undo(decided, application, scene) } == "screening.conflict.undone",
                "another decision stands by now")
            try await scene.publishFinalists()
            #expect(try await scene.find(application)?.mayBeUndone == false)
            let last = scene.now
            #expect(await refusal { try await undo(last, application, scene) } == "screening.undo.published")
            let kinds = try await history(application, scene).map(\.kind)
            #expect(
                kinds == [.rejected, .undone, .admitted, .submitted]
                    || kinds == [.undone, .rejected, .admitted, .submitted])
        }
    }

    @Test func screenersWorkWhileTheStageIsOpenAndStaffAlways() async throws {
        try await ScreeningScene.run { scene in
            let application = try await scene.submit(scene.applicant())
            let end = try #require(scene.season.stage(.screening)?.closes)
            scene.wait(until: end + .seconds(1))
            #expect(await refusal { try await scene.decide(.admit, application) } == "screening.closed")
            let desk = scene.desk(of: scene.screener, isStaff: true)
            let ruling = ScreeningDecisions.Ruling(verdict: .admit, version: 1)
            let act = scene.act
            try await scene.laurel.database.write {
                try ScreeningDecisions.decide(ruling, on: application, at: desk, by: act, $0)
            }
        }
    }

    @Test func nobodySeesCountsOrDecidesTheirOwn() async throws {
        try await ScreeningScene.run { scene in
            let entry = try await scene.applicant()
            let application = try await scene.submit(entry)
            let own = scene.desk(of: entry.person)
            #expect(try await scene.find(application) != nil, "another screener does")
            #expect(try await scene.counts()[.toScreen] == 1)
            #expect(try await scene.find(application, at: own) == nil)
            #expect(try await scene.counts(at: own)[.toScreen] == 0)
            #expect(try await scene.page(.init(shelf: .all), at: own).rows.isEmpty)
            #expect(try await scene.page(.init(shelf: .all, words: "kisumu"), at: own).rows.isEmpty)
            await #expect(throws: Problem.notFound) {
                try await scene.decide(.admit, application, by: entry.person)
            }
            try await leaveParty(entry, scene)
            #expect(try await scene.find(application, at: own) == nil, "who submitted it stays away")
        }
    }

    private func leaveParty(_ entry: SubmittedEntry, _ scene: ScreeningScene) async throws {
        let person = entry.person.id
        try await scene.laurel.database.write {
            try $0.run("DELETE FROM party_member WHERE person_id = \(person)")
        }
    }

    @Test func anApplicationOfAnotherSeasonIsNotFound() async throws {
        try await ScreeningScene.run { scene in
            let application = try await scene.submit(scene.applicant())
            let other = try await scene.test.season("second")
            let desk = ScreeningDesk(season: other, person: scene.screener.id, isStaff: true)
            #expect(try await scene.find(application, at: desk) == nil)
            #expect(try await scene.counts(at: desk)[.toScreen] == 0)
        }
    }

    private func undo(_ moment: Instant, _ application: String, _ scene: ScreeningScene) async throws {
        let (desk, act) = (scene.desk, scene.act)
        try await scene.laurel.database.write {
            try ScreeningDecisions.undo(decidedAt: moment, on: application, at: desk, by: act, $0)
        }
    }

    private func history(_ application: String, _ scene: ScreeningScene) async throws -> [ScreeningEvent] {
        let found = try #require(try await scene.find(application))
        return try await scene.laurel.database.read { try ScreeningEvent.all(of: found.id, $0) }
    }
}
