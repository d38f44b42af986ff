import Platform
import Testing

@testable import App

struct ModerationTests {
    @Test func theLogIsReadPageByPage() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            try await scene.proposed("Unspeakable", by: scene.participants[0], key: "key-00001")
            try await test.laurel.database.write { tx in
                for number in 1...120 {
                    try tx.run(
                        """
                        INSERT INTO idea_hiding (idea_id, reason, hidden_at, hidden_by, lifted_at, lifted_by)
                        SELECT idea.id, \("reason-\(number)."), \(Int64(number)), person.id, 1, person.id
                        FROM idea, person WHERE person.id = (SELECT min(id) FROM person)
                        """)
                }
            }
            let reader = scene.participants[1].browser
            let first = try await reader.get(scene.address.log).text
            #expect(first.contains("reason-120.") && first.contains("reason-21."))
            #expect(!first.contains("reason-20.") && first.contains("after=100"))
            let rest = try await reader.get(scene.address.log + "?after=100").text
            #expect(rest.contains("reason-20.") && rest.contains("reason-1.") && !rest.contains("reason-21."))
        }
    }

    @Test func whatIsHiddenIsReadByModeratorsAlone() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let idea = try await scene.proposed("Unspeakable", by: scene.participants[0], key: "key-00001")
            let path = scene.address.idea(idea)
            let (reader, moderator) = (scene.participants[1].browser, scene.moderator.browser)
            _ = try await reader.post(
                path + "/translation",
                ["language": "ru", "origin": "human", "title": "Несказанное", "change": "Ч", "version": "0"])
            _ = try await reader.post(
                path + "/comments",
                ["kind": "comment", "text": "Quoted words", "language": "en", "request_key": "key-00002"])
            #expect(try await scene.surfaces(idea, reader).contains("Unspeakable"))
            #expect(try await reader.post(path + "/hiding", ["reason-hiding": "No"]).status == 403)
            #expect(try await moderator.post(path + "/hiding").status == 422)
            let long = String(repeating: "why ", count: 1_000)
            let refused = try await moderator.post(path + "/hiding", ["reason-hiding": long])
            #expect(refused.status == 422 && refused.text.contains("why why why"), "what was typed stays")
            #expect(
                try await moderator.post(path + "/hiding", ["reason-hiding": "Insults people"]).status == 303)
            #expect(try await moderator.post(path + "/hiding", ["reason-hiding": "Twice"]).status == 409)
            let author = scene.participants[0].browser
            for browser in [reader, author, scene.guest.browser] {
                let text = try await scene.surfaces(idea, browser)
                #expect(!text.contains("Unspeakable") && !text.contains("Quoted words"))
                #expect(text.contains("Insults people"))
                let russian = try await browser.get(path + "?lang=ru").text
                #expect(!russian.contains("Несказанное"))
                _ = try await browser.get(path + "?lang=en")
                let translating = try await browser.get(path + "/translation?language=ru")
                #expect(translating.status == 403 && !translating.text.contains("Несказанное"))
            }
            #expect(try await scene.surfaces(idea, moderator).contains("Unspeakable"))
            #expect(try await scene.events().contains(#""shown":false"#))
            for deed in ["/support", "/referrals"] {
                let answer = try await scene.scribe.browser.post(path + deed, ["group": "group-two"])
                #expect(answer.status == 403, "\(deed)")
            }
            #expect(try await moderator.post(path + "/hiding/end").status == 303)
            #expect(try await scene.surfaces(idea, reader).contains("Unspeakable"))
        }
    }

    @Test func aHiddenCommentKeepsItsPlaceAndLosesItsText() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let idea = try await scene.proposed("Talk", by: scene.guest, key: "key-00001")
            let path = scene.address.idea(idea)
            let reader = scene.participants[1].browser
            for key in ["key-00002", "key-00002", "key-00003"] {
                let answer = try await scene.participants[0].browser.post(
                    path + "/comments",
                    ["kind": "against", "text": "Rude \(key)", "language": "en", "request_key": key])
                #expect(answer.status == 303)
            }
            #expect(try await scene.count("SELECT count(*) FROM idea_comment") == 2)
            let comment: String? = try await test.laurel.database.read {
                try $0.row("SELECT public_id FROM idea_comment ORDER BY id LIMIT 1")?.only()
            }
            let id = try #require(comment)
            let hiding = path + "/comments/\(id)/hiding"
            #expect(try await reader.post(hiding, ["reason-\(id)": "Rude"]).status == 403)
            #expect(
                try await scene.moderator.browser.post(hiding, ["reason-\(id)": "Rude to us"]).status == 303)
            let page = try await reader.get(path).text
            #expect(!page.contains("Rude key-00002") && page.contains("Rude key-00003"))
            #expect(page.contains("Rude to us"))
            #expect(try await reader.get(scene.address.log).text.contains("Rude to us"))
            #expect(try await scene.moderator.browser.get(path).text.contains("Rude key-00002"))
            #expect(try await scene.moderator.browser.post(hiding + "/end").status == 303)
            #expect(try await reader.get(path).text.contains("Rude key-00002"))
            #expect(
                try await reader.get(scene.address.log).text.contains("Rude to us"), "the log forgets nothing"
            )
            try await scene.moderator.browser.post(hiding, ["reason-\(id)": "Rude again"])
            let log = try await reader.get(scene.address.log).text
            #expect(log.contains("Rude to us") && log.contains("Rude again"))
            #expect(try await scene.count("SELECT count(*) FROM comment_hiding WHERE lifted_at IS NULL") == 1)
        }
    }

    @Test func aTranslationIsTakenAwayWithAReasonThatEverybodyReads() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let idea = try await scene.proposed("Talk", by: scene.guest, key: "key-00001")
            let path = scene.address.idea(idea)
            let (reader, moderator) = (scene.participants[1].browser, scene.moderator.browser)
            let fields: KeyValuePairs = [
                "language": "ru", "origin": "human", "title": "Чепуха", "change": "Чепуха.", "version": "0",
            ]
            try await reader.post(path + "/translation", fields)
            let removal = path + "/translation/removal"
            let why: KeyValuePairs = ["language": "ru", "reason-translation": "It says something else"]
            #expect(try await reader.post(removal, why).status == 403)
            #expect(try await moderator.get(path).text.contains("Remove a translation"))
            #expect(try await moderator.post(removal, ["language": "ru"]).status == 422)
            #expect(try await moderator.post(removal, why).status == 303)
            #expect(try await moderator.post(removal, why).status == 422, "there is none any more")
            #expect(try await !reader.get(path + "?lang=ru").text.contains("Чепуха"))
            let log = try await reader.get(scene.address.log + "?lang=en").text
            #expect(log.contains("It says something else") && log.contains("The translation into Russian of"))
            #expect(try await scene.count("SELECT count(*) FROM idea_translation_version") == 1)
            #expect(try await reader.post(path + "/translation", fields).status == 303)
            #expect(try await scene.count("SELECT max(version) FROM idea_translation") == 2)
        }
    }

    /// An idea of another session answers as one that is not there.
    @Test func anIdeaIsFoundInItsOwnSessionAlone() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let idea = try await scene.proposed("Here", by: scene.guest, key: "key-00001")
            let at = test.clock.now
            try await test.laurel.database.write { tx in
                try tx.run(
                    """
                    INSERT INTO design_session (public_id, season_id, version, title, purpose, place, time_zone,
                        starts_at, ends_at, languages, allows_guests, most_seats, names_shown, announced_at, opened_at,
                        created_at)
                    SELECT 'other', season_id, 1, title, purpose, place, time_zone, starts_at, ends_at, languages, 1, 9,
                        'participants', \(at), \(at), \(at) FROM design_session
                    """)
            }
            let other = SessionAddress(scene.season, "other")
            for path in [other.idea(idea), other.idea(idea) + "/translation"] {
                #expect(try await scene.staff.get(path).status == 404)
            }
            for deed in ["/hiding", "/author", "/hiding/end"] {
                let answer = try await scene.staff.post(
                    other.idea(idea) + deed, ["reason-hiding": "a", "reason-author": "a"])
                #expect(answer.status == 404, "\(deed)")
            }
        }
    }
}
