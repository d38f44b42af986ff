import Platform
import Testing

@testable import App

/// Each door refuses whom it should, and would not without its guard.
struct AnswerGuardTests {
    @Test func meetings() async throws {
        try await AnswerScene.run { scene in
            let answer = try await scene.draft()
            let meeting = try await scene.meeting([answer])
            for member in [0, 1] { try await scene.vote(.for, answer, at: meeting, by: member) }
            let absent = try await scene.member(2)
            try await absent.get(scene.address.meeting(meeting))
            let adoption = scene.address.adoption(meeting, of: answer)
            let version = String(try await scene.version(answer))
            #expect(try await absent.post(adoption, ["version": version]).status == 403)

            try await absent.post(scene.address.closing(meeting), ["version": "1", "minutes": "All said."])
            let late = scene.address.attendance(meeting)
            #expect(try await absent.post(late, ["there": "yes"]).status == 403)
            let unguarded = try await Guard.$removed.withValue(.meetingIsOpen) {
                try await absent.post(late, ["there": "no"]).status
            }
            #expect(unguarded == 303)
            let page = try await absent.get(scene.address.meeting(meeting))
            #expect(page.text.contains("All said."), "the minutes are kept")
            #expect(try await absent.post(scene.address.minutes(meeting), ["version": "2"]).status == 403)
        }
    }

    @Test func whoIsNotThereAdoptsNothing() async throws {
        try await AnswerScene.run { scene in
            let answer = try await scene.draft()
            let meeting = try await scene.meeting([answer])
            for member in [0, 1] { try await scene.vote(.for, answer, at: meeting, by: member) }
            let absent = try await scene.member(2)
            try await absent.get(scene.address.meeting(meeting))
            let voice = scene.address.voice(meeting, on: answer)
            let version = String(try await scene.version(answer))
            let vote = try await absent.post(voice, ["version": version, "voice-\(answer)": "for"])
            #expect(vote.status == 403)
            let path = scene.address.adoption(meeting, of: answer)
            let unguarded = try await Guard.$removed.withValue(.present) {
                try await absent.post(path, ["version": version]).status
            }
            #expect(unguarded == 303)
        }
    }

    @Test func clarifications() async throws {
        try await AnswerScene.run { scene in
            let path = scene.address.clarification(session: "forum", idea: "idea1")
            let author = try await scene.test.browser(signedInAs: AnswerScene.author)
            #expect(try await author.get(path).status == 200)
            let other = try await scene.test.browser(signedInAs: AnswerScene.supporter)
            #expect(try await other.get(path).status == 404)
            #expect(try await other.post(path, ["reply": "Mine."]).status == 404)
            #expect(try await scene.test.browser().get(path).status == 403, "not in the room")
            let unguarded = try await Guard.$removed.withValue(.clarifiesOwnIdea) {
                try await other.get(path).status
            }
            #expect(unguarded == 200)
        }
    }

    @Test func actions() async throws {
        try await AnswerScene.run { scene in
            let answer = try await scene.acceptance()
            try await scene.adopted(answer)
            let action: String? = try await scene.laurel.database.read { tx in
                try tx.row("SELECT public_id FROM commitment")?.only()
            }
            let path = scene.address.action(try #require(action))
            let member = try await scene.member()
            #expect(try await member.get(path).status == 200)
            let staff = try await scene.test.browser(signedInAs: AnswerScene.staff)
            #expect(try await staff.get(path).status == 404, "the answer is not public")
            let unguarded = try await Guard.$removed.withValue(.actionIsKnown) {
                try await staff.get(path).status
            }
            #expect(unguarded == 200)
            let stranger = try await scene.test.browser(signedInAs: AnswerScene.author)
            #expect(try await stranger.get(scene.address.actions).status == 403)
            let forAnybody = try await Guard.$removed.withValue(.keepsActions) {
                try await stranger.get(scene.address.actions).status
            }
            #expect(forAnybody == 200)
        }
    }

    /// A member of one season's directorate does not study what was proposed in another.
    @Test func ideasOfOtherSeasons() async throws {
        try await AnswerScene.run { scene in
            _ = try await scene.laurel.apply(
                DemoSeasons.document("first"), reason: "test", isPublic: true)
            try await scene.run(
                """
                UPDATE role SET season_id = (SELECT id FROM season WHERE key = 'first')
                WHERE person_id = (SELECT id FROM person WHERE email = \(AnswerScene.members[2]))
                """)
            let member = try await scene.member(2)
            let board = AnswerAddress(season: "first").board
            let own = try await member.get(board)
            #expect(!own.text.contains("Proposal 1<"))
            #expect(try await member.get(scene.address.idea("idea1")).status == 403)
            let unguarded = try await Guard.$removed.withValue(.ideasOfOwnSeasons) {
                try await member.get(board).text
            }
            #expect(unguarded.contains("Proposal 1<"))
        }
    }
}
