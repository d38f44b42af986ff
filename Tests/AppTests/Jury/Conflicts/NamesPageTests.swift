import Platform
import Testing

@testable import App

/// The list of names as somebody with a phone goes through it.
struct NamesPageTests {
    @Test func aConflictThatComesToMindLaterIsDeclaredThen() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let near = try await jury.application("Near", by: "Amina Diallo")
            let far = try await jury.application("Far", by: "Bolat Ahmetov")
            let juror = try await jury.juror("j@example.org")
            let id = try await jury.assign(juror, near, in: try await jury.round())
            let browser = try await jury.browser(of: juror)
            let names = jury.queue + "/conflicts"
            try await browser.send(names, [("shown", near.shown), ("shown", far.shown)])
            #expect(try await browser.get(jury.queue + "/reviews/\(id)").status == 200)
            let done = try await browser.get(names).text
            #expect(done.contains("No names to go through") && !done.contains("Amina Diallo"))
            let found = try await browser.send(names, [("deed", "search"), ("search", "amina")]).text
            #expect(found.contains("value=\"\(near.partyPublicID)\"") && !found.contains("Bolat"))
            #expect(found.contains("You said that there is no conflict"))
            let kinds = try await browser.send(
                names, [("deed", "next"), ("shown", near.shown), ("conflict", near.partyPublicID)]
            ).text
            #expect(kinds.contains("name=\"kind-\(near.partyPublicID)\""))
            try await browser.send(
                names,
                [
                    ("deed", "declare"), ("shown", near.shown), ("conflict", near.partyPublicID), near.family,
                ])
            #expect(try await browser.get(jury.queue + "/reviews/\(id)").status == 404)
            #expect(try await browser.get(names).text.contains("Lifted only by staff"))
        }
    }

    @Test func ticksOutliveSearchingAndKindsAreAsked() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            var applied: [JuryFixture.Applied] = []
            for number in 0..<70 {
                applied.append(try await jury.application("P\(number)", by: "Name \(1000 + number)"))
            }
            let aunt = try await jury.application("Near", by: "Zoya Aunt")
            let browser = try await jury.browser(of: try await jury.juror("j@example.org"))
            let names = jury.queue + "/conflicts"
            let first = try await browser.get(names).text
            #expect(
                first.contains("Name 1000") && first.contains("Name 1059") && !first.contains("Name 1060"))
            #expect(first.contains("60 of 71"))

            let tick = ("conflict", applied[3].partyPublicID)
            let found = try await browser.send(names, [("deed", "search"), ("search", "zoya"), tick]).text
            #expect(found.contains("Zoya Aunt") && !found.contains("Name 1000"))
            #expect(found.contains("value=\"\(applied[3].partyPublicID)\" checked"), "ticked stays ticked")
            #expect(try await jury.count("SELECT count(*) FROM conflict") == 0, "nothing is said yet")

            let shown = [("shown", applied[3].shown), ("shown", aunt.shown), tick]
            let ticked = shown + [("conflict", aunt.partyPublicID)]
            let kinds = try await browser.send(names, ticked)
            #expect(kinds.status == 200 && kinds.text.contains("kind-\(aunt.partyPublicID)"))
            let half = try await browser.send(
                names, ticked + [("deed", "declare"), aunt.family, ("note", "Kept")])
            #expect(half.status == 422 && half.text.contains("Kept"))
            #expect(half.text.contains("#kind-\(applied[3].partyPublicID)"), "the missing one is named")
            #expect(half.text.contains("value=\"family\" selected"), "the other stays chosen")
            #expect(try await jury.count("SELECT count(*) FROM conflict") == 0)
            let done = try await browser.send(
                names, ticked + [("deed", "declare"), aunt.family, applied[3].family])
            #expect(done.status == 303)
            #expect(try await jury.count("SELECT count(*) FROM conflict WHERE kind = 'family'") == 2)
            #expect(
                try await jury.count("SELECT count(*) FROM declaration") == 0, "the others are still asked")
        }
    }

    @Test func namesStandInTheAlphabetOfTheReader() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            for name in ["Яна", "Ёлка", "Ирина", "Zoe", "Ángel", "Bea"] {
                try await jury.application(name, by: name, language: "ru")
            }
            let juror = try await jury.juror("j@example.org", languages: ["ru"])
            let browser = try await jury.browser(of: juror, language: "ru")
            let page = try await browser.get(jury.queue + "/conflicts?lang=ru").text
            let found = page.matches(of: /<label for="conflict[^"]*"><bdi>([^<]*)</).map {
                String($0.output.1)
            }
            #expect(found == ["Ёлка", "Ирина", "Яна", "Ángel", "Bea", "Zoe"])
        }
    }

    /// Of two pages that are open at once, whatever says that there is a conflict holds.
    @Test func twoTabsLoseNoConflict() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            var applied: [JuryFixture.Applied] = []
            for number in 0..<6 {
                applied.append(try await jury.application("P\(number)", by: "Name \(number)"))
            }
            let juror = try await jury.juror("j@example.org")
            let browser = try await jury.browser(of: juror)
            let (names, all) = (jury.queue + "/conflicts", applied)
            let shown = all.map { ("shown", $0.shown) }
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for near in all {
                    group.addTask {
                        try await browser.send(
                            names, shown + [("conflict", near.partyPublicID), near.family]
                        ).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses == all.map { _ in 303 })
            #expect(try await jury.count("SELECT count(*) FROM conflict WHERE lifted_at IS NULL") == 6)
            #expect(try await jury.count("SELECT count(*) FROM declaration") == 0)
        }
    }
}
