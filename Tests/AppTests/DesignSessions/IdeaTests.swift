import Platform
import Testing

@testable import App

struct IdeaTests {
    @Test func anIdeaIsSentTwiceAndKeptOnce() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let author = scene.participants[0]
            let first = try await scene.propose("Meet more often", by: author, key: "key-00001")
            #expect(first.status == 200)
            let again = try await scene.propose("Otherwise", by: author, key: "key-00001")
            #expect(again.bytes == first.bytes)
            #expect(try await scene.count("SELECT count(*) FROM idea") == 1)
            // The key is not somebody else's way to it.
            let other = try await scene.propose("Mine", by: scene.participants[1], key: "key-00001")
            #expect(other.status == 409)
            let page = try await author.browser.get(scene.address.idea(try await scene.idea("key-00001")))
            #expect(page.text.contains("Meet more often") && !page.text.contains("Otherwise"))
            #expect(try await scene.events().contains(#""title":"Meet more often""#))
        }
    }

    @Test func parallelSendingsOfOneKeyKeepOne() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let author = scene.participants[0]
            try await author.browser.get(scene.address.room)
            let answers = try await withThrowingTaskGroup(of: Browser.Answer.self) { group in
                for _ in 0..<8 {
                    group.addTask { try await scene.propose("Once", by: author, key: "key-00002") }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(answers.map(\.text)).count == 1)
            #expect(answers.allSatisfy { $0.status == 200 })
            #expect(try await scene.count("SELECT count(*) FROM idea") == 1)
        }
    }

    @Test func whatIsMissingComesBackWithWhatWasTyped() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let browser = scene.participants[0].browser
            try await browser.get(scene.address.room)
            let answer = try await browser.post(
                scene.address.ideas,
                [
                    "title": "", "change": "More <meetings>", "language": "en", "group": "group-one",
                    "request_key": "key-00003",
                ])
            #expect(answer.status == 422)
            #expect(answer.text.contains("Give the idea a title."))
            #expect(answer.text.contains("More &lt;meetings&gt;"))
            #expect(answer.text.contains("key-00003"))
            #expect(try await scene.count("SELECT count(*) FROM idea") == 0)
        }
    }

    /// In a session that has not begun, by somebody without a seat, and too fast.
    @Test func whoMayNotProposeIsToldWhy() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            try await scene.stranger.get("/account")
            let answer = try await scene.stranger.post(
                scene.address.ideas,
                [
                    "title": "a", "change": "b", "language": "en", "group": "group-one",
                    "request_key": "key-00004",
                ])
            #expect(answer.status == 403)
            #expect(try await scene.stranger.get(scene.address.ideas).status == 403)
            for number in 0..<IdeaBounds.ideasAMinute {
                _ = try await scene.propose("Idea", by: scene.guest, key: "fast-\(1000 + number)")
            }
            let next = try await scene.propose("Idea", by: scene.guest, key: "fast-more")
            #expect(next.status == 429)
            test.clock.advance(.seconds(61))
            #expect(try await scene.propose("Idea", by: scene.guest, key: "fast-more").status == 200)
            let (session, act) = (scene.session, test.act)
            try await test.laurel.database.write { tx in
                try tx.run("UPDATE design_session SET closed_at = \(act.at) WHERE id = \(session.id)")
            }
            #expect(try await scene.propose("Late", by: scene.guest, key: "key-late").status == 403)
            let unguarded = try await Guard.$removed.withValue(.sessionIsOpen) {
                try await scene.propose("Late", by: scene.guest, key: "key-late").status
            }
            #expect(unguarded == 200)
            // What had arrived is answered as it was then.
            #expect(try await scene.propose("Idea", by: scene.guest, key: "fast-more").status == 200)
        }
    }

    @Test func onlyItsAuthorWithdrawsAnIdea() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let idea = try await scene.proposed("Take me back", by: scene.guest, key: "key-00005")
            let path = scene.address.idea(idea) + "/withdrawal"
            for other in [scene.participants[2].browser, scene.facilitator.browser] {
                #expect(try await other.post(path).status == 403)
            }
            #expect(try await scene.count("SELECT count(*) FROM idea_withdrawal") == 0)
            let unguarded = try await Guard.$removed.withValue(.proposedIt) {
                try await scene.participants[2].browser.post(path)
            }
            #expect(unguarded.status == 303)
            try await test.laurel.database.write { try $0.run("DELETE FROM idea_withdrawal") }
            #expect(try await scene.guest.browser.post(path, ["reason-withdrawal": "Said"]).status == 303)
            #expect(try await scene.count("SELECT count(*) FROM idea_withdrawal") == 1)
            let list = try await scene.participants[2].browser.get(scene.address.ideas)
            #expect(!list.text.contains("Take me back"))
            let page = try await scene.participants[2].browser.get(scene.address.idea(idea))
            #expect(page.text.contains("Withdrawn by its author"))
            let support = try await scene.participants[2].browser.post(scene.address.idea(idea) + "/support")
            #expect(support.status == 403)
        }
    }

    @Test func supportCountsOnceHoweverOftenItIsSent() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let idea = try await scene.proposed("Support me", by: scene.guest, key: "key-00006")
            let path = scene.address.idea(idea) + "/support"
            let answers = try await withThrowingTaskGroup(of: Browser.Answer.self) { group in
                for number in 0..<12 {
                    let browser = scene.participants[number % 3].browser
                    group.addTask { try await browser.post(path, accept: "application/json") }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.allSatisfy { $0.status == 200 })
            #expect(try await scene.count("SELECT count(*) FROM idea_support") == 3)
            let ended = try await scene.participants[0].browser.post(
                path + "/end", accept: "application/json")
            #expect(ended.text == #"{"isSupported":false,"supporters":2}"#)
            // An answer goes to an account alone.
            try await scene.guest.browser.post(path, ["wants_answer": "yes"])
            try await scene.participants[1].browser.post(path, ["wants_answer": "yes"])
            #expect(try await scene.count("SELECT count(*) FROM idea_support WHERE wants_answer = 1") == 1)
        }
    }

    @Test func anIdeaIsReferredByThoseWhoWriteOrLead() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let idea = try await scene.proposed("For both", by: scene.participants[0], key: "key-00007")
            let path = scene.address.idea(idea) + "/referrals"
            let second = scene.address.ideas + "?group=group-two"
            #expect(try await scene.participants[0].browser.post(path, ["group": "group-two"]).status == 403)
            let before = try await scene.guest.browser.get(second)
            #expect(!before.text.contains("For both"))
            #expect(try await scene.scribe.browser.post(path, ["group": "group-two"]).status == 303)
            #expect(try await scene.guest.browser.get(second).text.contains("For both"))
            let unguarded = try await Guard.$removed.withValue(.refers) {
                try await scene.participants[0].browser.post(path, ["group": "group-two"])
            }
            #expect(unguarded.status == 303)
            let elsewhere = try await scene.scribe.browser.post(path, ["group": "nothing"])
            #expect(elsewhere.status == 422)
        }
    }

    @Test func aTranslationSaysWhereItIsFromAndIsNotOverwritten() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let idea = try await scene.proposed(
                "Больше встреч", by: scene.participants[0], key: "key-00008", language: "ru")
            let path = scene.address.idea(idea)
            let reader = scene.participants[1].browser
            let missing = try await reader.get(path)
            #expect(missing.text.contains("There is no translation yet into: English."))
            #expect(missing.text.contains(#"lang="ru" dir="ltr""#))
            let fields: KeyValuePairs = [
                "language": "en", "origin": "machine", "title": "More meetings", "change": "Meet more.",
                "version": "0",
            ]
            #expect(try await reader.post(path + "/translation", fields).status == 303)
            let page = try await reader.get(path)
            #expect(page.text.contains("More meetings"))
            #expect(page.text.contains("Machine translation. Original in: Russian."))
            #expect(try await reader.get(path + "?original=yes").text.contains("Больше встреч"))
            let second = try await scene.moderator.browser.post(
                path + "/translation",
                [
                    "language": "en", "origin": "human", "title": "More often", "change": "Meet.",
                    "version": "0",
                ])
            #expect(second.status == 409)
            #expect(second.text.contains("More meetings") && second.text.contains("More often"))
            #expect(try await reader.get(path).text.contains("More meetings"))
        }
    }

    /// Its translator, the idea's author, scribes and moderators; all that it ever said is kept.
    @Test func nobodyElseReplacesATranslation() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let idea = try await scene.proposed(
                "Больше встреч", by: scene.participants[0], key: "key-00008", language: "ru")
            let path = scene.address.idea(idea) + "/translation"
            func translate(_ title: String, over version: Int, by member: SessionScene.Member) async throws
                -> Browser.Answer
            {
                try await member.browser.get(path)
                return try await member.browser.post(
                    path,
                    [
                        "language": "en", "origin": "human", "title": title, "change": "Meet more.",
                        "version": "\(version)",
                    ])
            }
            #expect(try await translate("First", over: 0, by: scene.participants[1]).status == 303)
            for other in [scene.participants[2], scene.guest] {
                let answer = try await translate("Nonsense", over: 1, by: other)
                #expect(answer.status == 403 && answer.text.contains("Nonsense"), "what was typed stays")
                let page = try await other.browser.get(path + "?language=en").text
                #expect(page.contains("First") && !page.contains("name=\"title\""))
            }
            let unguarded = try await Guard.$removed.withValue(.translatedIt) {
                try await translate("Unguarded", over: 1, by: scene.guest).status
            }
            #expect(unguarded == 303)
            let allowed = [scene.guest, scene.participants[0], scene.scribe, scene.moderator]
            for (number, member) in allowed.enumerated() {
                #expect(try await translate("Again", over: number + 2, by: member).status == 303)
            }
            #expect(try await scene.count("SELECT count(*) FROM idea_translation_version") == 6)
            for version in 6..<(6 + IdeaBounds.translationsAMinute - 1) {
                #expect(try await translate("Loop", over: version, by: scene.scribe).status == 303)
            }
            #expect(try await translate("Loop", over: 15, by: scene.scribe).status == 429)
            let (session, act) = (scene.session, test.act)
            try await test.laurel.database.write { try SessionOpening.close(session, by: act, $0) }
            #expect(try await translate("Late", over: 15, by: scene.participants[0]).status == 403)
            #expect(try await translate("Mended", over: 15, by: scene.moderator).status == 303)
        }
    }

    @Test func aLoopOfSupportIsStopped() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let idea = try await scene.proposed("One", by: scene.participants[0], key: "key-00009")
            let (path, phone) = (scene.address.idea(idea) + "/support", scene.guest.browser)
            for number in 0..<Supporting.pace.count {
                let answer = try await phone.post(number.isMultiple(of: 2) ? path : path + "/end")
                #expect(answer.status == 303)
            }
            let before = try await scene.count("SELECT count(*) FROM session_event")
            #expect(try await phone.post(path).status == 429)
            #expect(try await scene.count("SELECT count(*) FROM session_event") == before)
            #expect(try await scene.participants[1].browser.post(path).status == 303)
            test.clock.advance(.seconds(61))
            #expect(try await phone.post(path).status == 303)
        }
    }

    /// As many statements with sixty ideas as with two.
    @Test func pagesAskAsOftenHoweverManyIdeasThereAre() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let idea = try await scene.proposed("One", by: scene.participants[0], key: "key-00009")
            _ = try await scene.proposed("Two", by: scene.guest, key: "key-00010")
            let paths = [
                scene.address.room, scene.address.ideas, scene.address.idea(idea), scene.address.themes,
                scene.address.log,
            ]
            func statements() async throws -> [Int] {
                var counts: [Int] = []
                for path in paths {
                    counts.append(
                        try await test.laurel.database.fewestStatements {
                            let answer = try await scene.facilitator.browser.get(path)
                            #expect(answer.status == 200)
                        })
                }
                return counts
            }
            let few = try await statements()
            let (session, group, at) = (scene.session.id, scene.groups[0].id, test.clock.now)
            try await test.laurel.database.write { tx in
                for number in 3...1_000 {
                    try tx.run(
                        """
                        INSERT INTO idea (public_id, session_id, number, group_id, origin, language, title, change,
                            proposed_at, request_key)
                        VALUES (\("many-\(number)"), \(session), \(number), \(group), 'person', 'en',
                            \("Idea \(number)"), 'Change', \(at), \("many-\(number)"))
                        """)
                }
            }
            #expect(try await statements() == few)
            let first = try await scene.facilitator.browser.get(scene.address.ideas)
            #expect(first.text.contains("Idea 1000") && !first.text.contains("many-970\""))
            let next = try #require(first.text.firstMatch(of: #/after=([0-9%A-E]+)/#))
            let second = try await scene.facilitator.browser.get(scene.address.ideas + "?after=\(next.1)")
            #expect(second.text.contains("many-970\"") && !second.text.contains("many-971\""))
        }
    }
}
