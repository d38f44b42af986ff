import Platform
import Testing

@testable import App

struct ConflictDeclarationTests {
    @Test func namesComeBeforeAnyText() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let application = try await jury.application("A well for the village", by: "Amina Diallo")
            let juror = try await jury.juror("j@example.org")
            let id = try await jury.assign(juror, application, in: try await jury.round())
            let browser = try await jury.browser(of: juror)
            let early = try await browser.get(jury.queue + "/reviews/\(id)")
            #expect(early.status == 403)
            #expect(!early.text.contains("well for the village"))
            #expect(early.text.contains("Before this text opens"))
            #expect(early.text.contains("href=\"\(jury.queue)/conflicts\""), "and leads to the names")
            #expect(
                try await !browser.get(jury.queue).text.contains("A well for the village"), "nor its title")
            #expect(try await browser.send(jury.queue + "/reviews/\(id)", jury.review(5)).status == 403)
            let names = try await browser.get(jury.queue + "/conflicts").text
            #expect(names.contains("Amina Diallo"))
            #expect(!names.contains("village"), "no title beside a name: the round is blind")
            let declared = try await browser.send(
                jury.queue + "/conflicts", [("shown", application.shown)])
            #expect(declared.location.hasPrefix(jury.queue + "?"))
            #expect(try await browser.get(jury.queue + "/reviews/\(id)").text.contains("Summary of A well"))
        }
    }

    @Test func aDeclaredConflictTakesTheApplicationAway() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let near = try await jury.application("Near project", by: "My cousin")
            let far = try await jury.application("Far project", by: "A stranger")
            let juror = try await jury.juror("j@example.org")
            let round = try await jury.round()
            let nearID = try await jury.assign(juror, near, in: round)
            let farID = try await jury.assign(juror, far, in: round)
            let browser = try await jury.browser(of: juror)
            try await browser.send(
                jury.queue + "/conflicts",
                [
                    ("shown", near.shown), ("shown", far.shown),
                    ("conflict", near.partyPublicID), near.family,
                    ("note", "Family"),
                ])
            #expect(try await browser.get(jury.queue + "/reviews/\(nearID)").status == 404)
            #expect(try await browser.get(jury.queue + "/reviews/\(farID)").status == 200)
            let queue = try await browser.get(jury.queue).text
            #expect(queue.contains("Far project") && !queue.contains("Near project"))
            #expect(queue.contains("0 of 1"), "and it is not counted")
            // What was said stays: sending the page again without the tick lifts nothing.
            try await browser.send(jury.queue + "/conflicts", [("shown", near.shown)])
            #expect(try await browser.get(jury.queue + "/reviews/\(nearID)").status == 404)
        }
    }

    @Test func whoHasAConflictWithAllIsToldWhyNothingIsLeft() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let near = try await jury.application("Near project", by: "My cousin")
            let own = try await jury.application("Mine", by: "Both of me", account: "j@example.org")
            let far = try await jury.application("Far project", by: "A stranger")
            let juror = try await jury.juror("j@example.org")
            let round = try await jury.round()
            let browser = try await jury.browser(of: juror)
            let handedOn = "because of the conflicts that were declared"
            try await jury.assign(juror, own, in: round)
            let empty = try await browser.get(jury.queue).text
            #expect(empty.contains("Nothing to review yet") && !empty.contains(handedOn))

            try await jury.assign(juror, near, in: round)
            try await browser.send(
                jury.queue + "/conflicts",
                [("shown", near.shown), ("shown", far.shown), ("conflict", near.partyPublicID), near.family])
            let page = try await browser.get(jury.queue).text
            #expect(page.contains(handedOn) && !page.contains("Nothing to review yet"))
            try await jury.setState("rejected", of: near)
            try await jury.setState("finalist", of: own)
            #expect(try await browser.get(jury.queue).text == page, "what became of them does not show")

            try await jury.assign(juror, far, in: round)
            let queue = try await browser.get(jury.queue).text
            #expect(queue.contains("Far project") && !queue.contains(handedOn))
        }
    }

    @Test func newNamesAreAskedForToo() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let first = try await jury.application("First", by: "First applicant")
            let juror = try await jury.juror("j@example.org")
            let round = try await jury.round()
            let browser = try await jury.browser(of: juror)
            try await browser.send(jury.queue + "/conflicts", [("shown", first.shown)])
            let late = try await jury.application("Late", by: "Late applicant")
            let id = try await jury.assign(juror, late, in: round)
            let shut = try await browser.get(jury.queue + "/reviews/\(id)")
            #expect(shut.status == 403 && shut.text.contains("one was added since"))
            #expect(shut.text.contains("href=\"\(jury.queue)/conflicts\""))
            let sent = try await browser.send(
                jury.queue + "/reviews/\(id)", jury.review(5, comment: "Typed before the name came"))
            #expect(sent.status == 403 && sent.text.contains("Typed before the name came"))
            #expect(
                sent.text.contains("href=\"\(jury.queue)/conflicts\"") && !sent.text.contains("Summary of"))
            let names = try await browser.get(jury.queue + "/conflicts").text
            #expect(names.contains("Late applicant") && !names.contains("First applicant"))
        }
    }

    /// Whatever the season’s rules say since.
    @Test(arguments: [true, false]) func aRoundStaysAsBlindAsItOpened(_ isBlind: Bool) async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test) { $0.jury.isBlind = isBlind }
            let assigned = try await jury.application("Assigned", by: "First applicant")
            let near = try await jury.application("Near", by: "My aunt")
            try await jury.application("Far", by: "Somebody else")
            let juror = try await jury.juror("j@example.org")
            let id = try await jury.assign(juror, assigned, in: try await jury.round())
            try await jury.apply { $0.jury.isBlind = !isBlind }
            let browser = try await jury.browser(of: juror)
            let names = jury.queue + "/conflicts"
            try await browser.send(
                names,
                [
                    ("shown", assigned.shown), ("shown", near.shown), ("conflict", near.partyPublicID),
                    near.family,
                ])
            let review = try await browser.get(jury.queue + "/reviews/\(id)")
            #expect(review.status == (isBlind ? 403 : 200), "one name is left")
            #expect(try await browser.get(jury.queue).text.contains("Assigned") == !isBlind)
            let declared = try await browser.get(names).text
            #expect(declared.contains("Lifted only by staff") == isBlind)
            #expect(declared.contains("take it back") == !isBlind)
            let conflict = try await test.laurel.database.read { tx -> String? in
                try tx.row("SELECT public_id FROM conflict")?.only()
            }
            let back = try await browser.post(names + "/\(conflict ?? "")/withdrawal")
            #expect(back.status == (isBlind ? 409 : 303))
        }
    }

    @Test func whoeverHasAnotherNameIsAskedForAgain() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let renamed = try await jury.application("A project", by: "Amina Diallo")
            let same = try await jury.application("Another", by: "Somebody else")
            let near = try await jury.application("Near", by: "My cousin")
            let juror = try await jury.juror("j@example.org")
            let id = try await jury.assign(juror, renamed, in: try await jury.round())
            let browser = try await jury.browser(of: juror)
            let names = jury.queue + "/conflicts"
            let shown = [("shown", renamed.shown), ("shown", same.shown), ("shown", near.shown)]
            try await browser.send(names, shown + [("conflict", near.partyPublicID), near.family])
            let review = jury.queue + "/reviews/\(id)"
            #expect(try await browser.get(review).status == 200)

            try await jury.rename(renamed, "My sister’s company")
            try await jury.rename(near, "My cousin & partners")
            #expect(try await browser.get(review).status == 403, "under this name nothing was said of it")
            #expect(try await !browser.get(jury.queue).text.contains("A project"))
            let page = try await browser.get(names).text
            #expect(page.contains("My sister’s company") && page.contains("it was “Amina Diallo”"))
            #expect(!page.contains("Somebody else"), "whose name is the same")
            #expect(!page.contains("it was “My cousin”"), "a conflict that was stated stays")

            try await browser.send(names, [("shown", renamed.shown(as: "My sister’s company"))])
            #expect(try await browser.get(review).status == 200)
            try await jury.rename(renamed, "Amina Diallo")
            #expect(try await browser.get(review).status == 403, "nor does a name that comes back")
        }
    }

    @Test func aNameThatChangesWhileTheListIsReadIsAskedForAgain() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let free = try await jury.application("A project", by: "Amina Diallo")
            let near = try await jury.application("Near", by: "My cousin")
            let juror = try await jury.juror("j@example.org")
            let round = try await jury.round()
            let ids = (
                try await jury.assign(juror, free, in: round), try await jury.assign(juror, near, in: round)
            )
            let browser = try await jury.browser(of: juror)
            try await jury.rename(free, "My sister’s company")
            try await jury.rename(near, "A company")
            let sent = try await browser.send(
                jury.queue + "/conflicts",
                [("shown", free.shown), ("shown", near.shown), ("conflict", near.partyPublicID), near.family])
            #expect(sent.location.hasPrefix(jury.queue + "/conflicts"), "there is a name to go through")
            #expect(try await browser.get(jury.queue + "/reviews/\(ids.0)").status == 403)
            #expect(try await browser.get(jury.queue + "/reviews/\(ids.1)").status == 404)
        }
    }

    @Test func theListHoldsWhatCouldComeToTheJuror() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            try await jury.application("One", by: "English writer", language: "en")
            let french = try await jury.application("Two", by: "French writer", language: "fr")
            try await jury.application("Three", by: "Rejected writer", language: "en", state: "rejected")
            let juror = try await jury.juror("j@example.org", languages: ["en"])
            let browser = try await jury.browser(of: juror)
            let names = try await browser.get(jury.queue + "/conflicts").text
            #expect(names.contains("English writer"))
            #expect(!names.contains("French writer"), "whose language the juror does not read")
            #expect(!names.contains("Rejected writer"))
            try await jury.assign(juror, french, in: try await jury.round())
            #expect(
                try await browser.get(jury.queue + "/conflicts").text.contains("French writer"),
                "unless assigned")
        }
    }

    /// Whatever becomes of a juror's own application, no page of theirs may tell.
    @Test func jurorsSeeNothingOfTheirOwnApplication() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let juror = try await jury.juror("both@example.org")
            let own = try await jury.application(
                "My own project", by: "Both of me", account: "both@example.org")
            let other = try await jury.application("Another project", by: "Somebody else")
            let round = try await jury.round()
            let ownID = try await jury.assign(juror, own, in: round)
            try await jury.assign(juror, other, in: round)
            try await jury.declare(juror)
            let browser = try await jury.browser(of: juror)
            #expect(try await browser.get(jury.queue).text.contains("Another project"))
            var pages: [[String]] = []
            for state in ["admitted", "rejected", "finalist"] {
                try await jury.setState(state, of: own)
                #expect(try await browser.get(jury.queue + "/reviews/\(ownID)").status == 404)
                pages.append([
                    try await browser.get(jury.queue).text,
                    try await browser.get(jury.queue + "/conflicts").text,
                ])
            }
            #expect(pages[0] == pages[1] && pages[1] == pages[2])
            #expect(
                !pages[0].joined().contains("My own project") && !pages[0].joined().contains("Both of me"))
            #expect(pages[0][0].contains("0 of 1"))
        }
    }

    /// Leaving the applicant does not make a stranger of who once submitted for them.
    @Test func whoSubmittedItNeverReviewsIt() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let mine = try await jury.application("Mine", by: "My friends", account: "j@example.org")
            let other = try await jury.application("Other", by: "Others")
            let juror = try await jury.juror("j@example.org")
            let round = try await jury.round()
            let ids = (
                try await jury.assign(juror, mine, in: round), try await jury.assign(juror, other, in: round)
            )
            try await jury.declare(juror)
            try await test.laurel.database.write { _ = try $0.run("DELETE FROM party_member") }
            let browser = try await jury.browser(of: juror)
            #expect(try await browser.get(jury.queue + "/reviews/\(ids.1)").status == 200)
            #expect(try await browser.get(jury.queue + "/reviews/\(ids.0)").status == 404)
            #expect(try await !browser.get(jury.queue).text.contains("Mine"))
        }
    }

    @Test func staffStateAndLiftConflicts() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let application = try await jury.application("A project", by: "Somebody")
            let juror = try await jury.juror("j@example.org")
            let id = try await jury.assign(juror, application, in: try await jury.round())
            try await jury.declare(juror)
            let browser = try await jury.browser(of: juror)
            let staff = try await jury.staffBrowser()
            let page = jury.path + "/coverage/\(application.publicID)"
            try await staff.post(page + "/conflicts", ["juror": juror.publicID])
            #expect(try await browser.get(jury.queue + "/reviews/\(id)").status == 404)
            try await staff.post(
                page + "/conflicts/lift", ["juror": juror.publicID, "reason": "Another person."])
            #expect(
                try await browser.get(jury.queue + "/reviews/\(id)").status == 403, "to be declared again")
            #expect(
                try await jury.count("SELECT count(*) FROM audit_entry WHERE what LIKE 'conflict %'") == 2)
        }
    }

    @Test func nobodyDeclaresForAnotherSeasonOrJuror() async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test)
            let stranger = try await jury.application("Elsewhere", by: "Elsewhere")
            let other = try await JuryFixture.make(test) { $0.season = "other" }
            let juror = try await other.juror("j@example.org")
            let browser = try await other.browser(of: juror)
            try await browser.send(
                other.queue + "/conflicts",
                [("shown", stranger.shown), ("conflict", stranger.partyPublicID), stranger.family])
            #expect(try await jury.count("SELECT count(*) FROM conflict") == 0)
            #expect(
                try await browser.get(jury.queue + "/conflicts").status == 403, "a juror of one season only")
        }
    }
}

extension JuryFixture.Applied {
    /// What a form says of a conflict with it.
    var family: (String, String) { ("kind-" + partyPublicID, "family") }
}
