import Platform
import Testing

@testable import App

struct InvitationTests {
    private static func table(_ text: String, _ scene: SessionScene) -> InvitationTable {
        InvitationTable(text, groups: scene.groups, usual: .init())
    }

    @Test func addressesAreReadFromLinesAndTables() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let plain = Self.table("Ann <ANN@example.org>\n\nbob@example.org, carla@example.org", scene)
            #expect(plain.findings == [])
            #expect(
                plain.entries.map(\.email) == ["ann@example.org", "bob@example.org", "carla@example.org"])
            #expect(plain.entries.allSatisfy { $0.part == .participant && $0.language == nil })
            let rows =
                "email;part;group;language\nann@example.org;scribe;supporting laureates;ru\n"
                + "bob@example.org;;1;"
            let table = Self.table(rows, scene)
            #expect(table.findings == [])
            #expect(table.entries.map(\.part) == [.scribe, .participant])
            #expect(table.entries.map(\.group) == ["group-two", "group-one"])
            #expect(table.entries.map(\.language) == ["ru", nil])
        }
    }

    @Test func everythingWrongIsSaidWithItsLine() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let rows = """
                email,part,group,language
                ann at example.org,participant,,
                bob@example.org,chair,,
                bob@example.org,scribe,,
                carla@example.org,,Ninth,xx-yy-zz
                """
            let found = Self.table(rows, scene).findings.map { "\($0.line) \($0.message)" }
            #expect(
                found == [
                    "2 sessions.invite.address.wrong", "3 sessions.invite.part.wrong",
                    "4 sessions.seats.scribe-needs-group", "5 sessions.invite.group.wrong",
                    "5 sessions.invite.language.wrong",
                ])
            #expect(Self.table("  ", scene).findings.map(\.message) == ["sessions.invite.none"])
            #expect(
                Self.table("nobody here", scene).findings.map(\.message).first == "sessions.invite.no-address"
            )
            #expect(
                Self.table("a@example.org a@example.org", scene).findings.map(\.message)
                    == ["sessions.invite.twice"])
        }
    }

    @Test func lettersAreShownFirstSentOnceAndSpeakTheLanguageOfWhomTheyReach() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let russian = try await test.browser(signedInAs: "olga@example.org", language: "ru")
            let address = scene.address
            let fields: KeyValuePairs = [
                "text": "olga@example.org\nbob@example.org", "part": "scribe", "group": "group-one",
                "language": "en",
            ]
            try await scene.staff.get(address.invitations)
            let preview = try await scene.staff.post(address.invitations, fields)
            #expect(preview.status == 200 && preview.text.contains("Приглашение: Что изменить?"))
            #expect(preview.text.contains("Invitation: What should change?"))
            #expect(try await test.mail(to: "bob@example.org").isEmpty)
            #expect(try await scene.staff.post(address.sending, fields).status == 303)
            #expect(try await scene.staff.post(address.sending, fields).location.hasSuffix("invited-nobody"))
            let letter = try #require(try await test.mail(to: "bob@example.org").first)
            #expect(letter.subject == "Invitation: What should change?")
            #expect(letter.body.contains("Scribe") && letter.body.contains("https://meet.example.org/hall"))
            #expect(letter.body.contains("1 March 2027, 15:00–18:00 UTC+3"))
            #expect(try await test.mail(to: "bob@example.org").count == 1)
            let own = try #require(try await test.mail(to: "olga@example.org").last)
            #expect(own.subject == "Приглашение: Что изменить?")
            let file: String? = try await test.laurel.database.read {
                try $0.row("SELECT attachment FROM mail WHERE recipient = 'bob@example.org'")?.only()
            }
            #expect(file?.contains("BEGIN:VEVENT") == true)
            // Whoever was invited sits down with their part and group, and needs no code.
            try await russian.get(address.joining)
            let seat = try await russian.post(address.joining, ["language": "ru", "name": "Ольга"])
            #expect(seat.status == 303)
            #expect(try await russian.get(address.joining).text.contains("Секретарь"))
        }
    }

    @Test func whoWasInvitedFindsASessionThatNobodyElseKnowsOf() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            try await scene.hide()
            let address = scene.address
            #expect(try await scene.stranger.get(address.joining).status == 404)
            try await scene.staff.get(address.invitations)
            try await scene.staff.post(
                address.sending, ["text": "stranger@example.org", "part": "facilitator", "language": "en"])
            #expect(try await scene.stranger.get(address.joining).status == 200)
            #expect(try await scene.stranger.post(address.joining, ["language": "en"]).status == 303)
            #expect(try await scene.stranger.get(address.setup).status == 200)
        }
    }

    @Test func anInvitationIsSentAgainAndWithdrawn() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let (staff, address) = (scene.staff, scene.address)
            let email = "bob@example.org"
            try await staff.get(address.invitations)
            try await staff.post(address.sending, ["text": email, "part": "participant", "language": "en"])
            for _ in 0..<3 {
                #expect(
                    try await staff.post(address.invitation, ["email": email, "deed": "again"]).status == 303)
            }
            #expect(
                try await staff.post(address.invitation, ["email": email, "deed": "again"]).status == 429)
            #expect(try await test.mail(to: email).count == 4)
            try await staff.post(address.invitation, ["email": email, "deed": "withdraw"])
            let bob = try await test.browser(signedInAs: email)
            try await bob.get(address.joining)
            #expect(try await bob.post(address.joining, ["language": "en"]).status == 403)
        }
    }
}
