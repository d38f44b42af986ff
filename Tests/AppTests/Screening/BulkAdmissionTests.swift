import Platform
import Testing

@testable import App

struct BulkAdmissionTests {
    @Test func onlyTheCompleteEligibleAndSingleAreOfferedAndTheRestIsExplained() async throws {
        try await ScreeningScene.run { scene in
            let sound = try await scene.submit(scene.applicant(), title: "Sound")
            try await scene.submit(
                scene.applicant("b@example.org"), title: "Thin",
                without: ["plans", "budget", "results", "summary", "theme", "volunteers"])
            try await scene.submit(scene.applicant("c@example.org", born: "2012-01-01"), title: "Young")
            for email in ["d@example.org", "e@example.org"] {
                try await scene.submit(scene.applicant(email), title: "Twice")
            }
            try await scene.submit(scene.screenersOwn(), title: "Own")
            let preview = try await preview(scene)
            #expect(preview.items.map(\.summary.publicID) == [sound])
            #expect(preview.doubts == [.incomplete: 1, .ineligible: 1, .duplicate: 2])
            #expect(!preview.isMore)
        }
    }

    @Test func whatChangedSinceThePreviewIsLeft() async throws {
        try await ScreeningScene.run { scene in
            let entries = try await [
                scene.applicant(), scene.applicant("b@example.org"), scene.applicant("c@example.org"),
            ]
            var applications: [String] = []
            for (number, entry) in entries.enumerated() {
                applications.append(try await scene.submit(entry, title: "Project \(number)"))
            }
            let selection = try await preview(scene).items.map(\.selection)
            #expect(selection.count == 3)
            scene.test.clock.advance(.seconds(60))
            try await scene.resubmit(applications[0], of: entries[0], ScreeningScene.answers)
            try await scene.decide(.reject, applications[1], reason: "duplicate")
            #expect(try await admit(selection, scene) == 1)
            #expect(try await scene.find(applications[0])?.state == .submitted)
            #expect(try await scene.find(applications[1])?.state == .rejected)
            let admitted = try #require(try await scene.find(applications[2]))
            #expect(admitted.state == .admitted && admitted.decision?.person == scene.screener.id)
            let entriesOfIt: Int = try await scene.value(
                """
                SELECT count(*) FROM audit_entry WHERE what = 'application screened'
                    AND subject_id = \(admitted.id)
                """)
            #expect(entriesOfIt == 1)
            #expect(try await admit(selection, scene) == 0, "the same press again admits nobody")
        }
    }

    @Test func anotherSeasonsAndOnesOwnApplicationsAreNeverAdmitted() async throws {
        try await ScreeningScene.run { scene in
            let own = try await scene.submit(scene.screenersOwn())
            let other = try await scene.submit(scene.applicant())
            let season = try await scene.test.season("second")
            let selection = [own, other].map { BulkAdmission.Selection(publicID: $0, version: 1) }
            let desk = ScreeningDesk(season: season, person: scene.screener.id, isStaff: true)
            #expect(try await admit(selection, scene, at: desk) == 0)
            #expect(try await admit(selection, scene) == 1)
            let states: String = try await scene.value(
                "SELECT state FROM application WHERE public_id = \(own)")
            #expect(states == "submitted")
        }
    }

    @Test func moreThanTheLimitAtOnceAreRefused() async throws {
        try await ScreeningScene.run { scene in
            let many = (0...ScreeningBounds.admittedTogether).map {
                BulkAdmission.Selection(publicID: "x\($0)", version: 1)
            }
            #expect(await refusal { _ = try await admit(many, scene) } == "screening.bulk.too-many")
        }
    }

    private func preview(_ scene: ScreeningScene) async throws -> BulkAdmission.Preview {
        let (desk, now, cache) = (scene.desk, scene.now, scene.laurel.rules)
        return try await scene.laurel.database.read {
            try BulkAdmission.preview(.init(), at: desk, cache, now: now, $0)
        }
    }

    private func admit(
        _ selection: [BulkAdmission.Selection], _ scene: ScreeningScene, at desk: ScreeningDesk? = nil
    ) async throws -> Int {
        let (desk, act) = (desk ?? scene.desk, scene.act)
        return try await scene.laurel.database.write {
            try BulkAdmission.admit(selection, at: desk, by: act, $0)
        }
    }
}

extension ScreeningScene {
    /// The screener as somebody who applies.
    func screenersOwn() async throws -> SubmittedEntry {
        try await applicant(screener.email, name: "Screener", born: "1980-01-01")
    }
}
