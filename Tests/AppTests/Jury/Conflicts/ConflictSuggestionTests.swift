import Platform
import Testing

@testable import App

struct ConflictSuggestionTests {
    private func judge(_ number: Int64, _ name: String, _ email: String, _ organisation: String = "")
        -> ConflictFacts.Judge
    {
        ConflictFacts.Judge(
            id: ID(rawValue: number), publicID: "j\(number)", name: name, email: email,
            organisation: organisation)
    }

    private func entrant(
        _ number: Int64, _ name: String, _ kind: PartyKind = .organisation,
        members: [ConflictFacts.Member] = []
    ) -> ConflictFacts.Entrant {
        ConflictFacts.Entrant(
            id: ID(rawValue: number), publicID: "p\(number)", name: name, country: "KZ", kind: kind,
            members: members)
    }

    private func member(_ number: Int64, _ name: String, _ email: String) -> ConflictFacts.Member {
        ConflictFacts.Member(id: ID(rawValue: number), name: name, email: email)
    }

    @Test func whatTwoHaveInCommonSuggestsThem() {
        let facts = ConflictFacts(
            judges: [
                judge(1, "Anna Petrova", "anna@gmail.com", "ООО «Зелёный мир»"),
                judge(2, "Boris Ivanov", "boris@science.msu.ru"),
                judge(3, "Chen Wei", "wei@gmail.com", "Another organisation"),
            ],
            applicants: [
                entrant(11, "Зеленый мир", members: [member(21, "Somebody", "x@gmail.com")]),
                entrant(12, "A team", .team, members: [member(22, "Student", "student@msu.ru")]),
                entrant(13, "Wei Chen", .person, members: [member(23, "", "wei@qq.com")]),
                entrant(14, "Stranger", .person, members: [member(24, "Stranger", "s@gmail.com")]),
            ])
        let found = facts.suggestions().sorted { $0.applicant.publicID < $1.applicant.publicID }
        #expect(found.map(\.place) == ["j1.p11", "j2.p12", "j3.p13"])
        #expect(found.map(\.kind) == [.organisation, .organisation, .oneself])
        #expect(found[1].hints == [.mailDomain("msu.ru")])
    }

    @Test func whatStandsIsOwnOrWasRuledOnIsNotSuggested() {
        let (anna, boris) = (
            judge(1, "Anna Petrova", "anna@green.org"), judge(2, "Boris Ivanov", "boris@green.org")
        )
        var facts = ConflictFacts(
            judges: [anna, boris],
            applicants: [
                entrant(11, "Green", members: [member(1, "Anna Petrova", "anna@green.org")]),
                entrant(12, "Greener", members: [member(22, "Eve", "eve@green.org")]),
            ])
        #expect(facts.suggestions().count == 3, "nobody's own: it counts without anybody's word")
        facts.standing = [.init(anna.id, ID(rawValue: 12))]
        #expect(facts.suggestions().count == 2)
        facts.ruled = [.init(boris.id, ID(rawValue: 12)): ["mail green.org"]]
        #expect(facts.suggestions().map(\.place) == ["j2.p11"])
        facts.earlier = [.init(boris.id, ID(rawValue: 12))]
        #expect(facts.suggestions().count == 2, "a further fact is looked at anew")
    }

    private func scene(_ test: TestLaurel) async throws -> (
        JuryFixture, Juror, JuryFixture.Applied, Browser
    ) {
        let jury = try await JuryFixture.make(test)
        let juror = try await jury.juror("expert@green.org")
        let near = try await jury.application("Trees", by: "Green", account: "founder@green.org")
        try await jury.application("Wells", by: "Blue", account: "founder@blue.org")
        return (jury, juror, near, try await jury.staffBrowser())
    }

    private func ruling(_ page: String, _ verdict: String, kind: String = "employer") throws -> [(
        String, String
    )] {
        try ["judge", "applicant", "mark"].map { name in
            let field = try Regex("name=\"\(name)\" value=\"([^\"]*)\"")
            let found = try #require(page.firstMatch(of: field))
            return (name, String(try #require(found.output[1].substring)))
        } + [("verdict", verdict), ("kind", kind)]
    }

    @Test func staffConfirmWhatCountsFromThenOn() async throws {
        try await TestLaurel.run { test in
            let (jury, juror, near, staff) = try await scene(test)
            let id = try await jury.assign(juror, near, in: try await jury.round())
            try await jury.declare(juror)
            let browser = try await jury.browser(of: juror)
            let review = jury.queue + "/reviews/\(id)"
            let page = try await staff.get(jury.path + "/conflicts").text
            #expect(page.contains("green.org") && page.contains("Green") && !page.contains("Blue"))
            #expect(try await browser.get(review).status == 200, "a suggestion alone counts nowhere")
            let fields = try ruling(page, "confirm")
            #expect(
                try await staff.send(jury.path + "/conflicts/suggestions", fields).location.contains(
                    "confirmed"))
            #expect(try await browser.get(review).status == 404)
            let standing = try await staff.get(jury.path + "/conflicts?show=standing").text
            #expect(standing.contains("Employer") && standing.contains("Pinned"))
            #expect(try await staff.get(jury.path + "/conflicts").text.contains("Nothing to rule on"))
            try await staff.send(jury.path + "/conflicts/suggestions", fields)
            #expect(try await jury.count("SELECT count(*) FROM conflict") == 1, "sent twice it stands once")
        }
    }

    @Test func whatIsDismissedComesBackOnlyWithOtherFacts() async throws {
        try await TestLaurel.run { test in
            let (jury, _, near, staff) = try await scene(test)
            let desk = jury.path + "/conflicts"
            let fields = try ruling(try await staff.get(desk).text, "dismiss")
            try await staff.send(desk + "/suggestions", fields)
            #expect(try await staff.get(desk).text.contains("Nothing to rule on"))
            let dismissed = try await staff.get(desk + "?show=dismissed").text
            #expect(dismissed.contains("green.org") && dismissed.contains("staff@example.org"))
            #expect(
                try await jury.count(
                    "SELECT count(*) FROM audit_entry WHERE what = 'suggested conflict dismissed'") == 1)
            try await test.laurel.database.write { tx in
                _ = try tx.run(
                    "UPDATE party SET kind = 'organisation', name = 'Acme' WHERE id = \(near.party)")
                _ = try tx.run("UPDATE juror SET organisation = 'ACME, Ltd.'")
            }
            let again = try await staff.get(desk).text
            #expect(again.contains("acme"))
            let stale = try await staff.send(desk + "/suggestions", fields)
            #expect(stale.status == 409 && stale.text.contains("has changed since"))
            #expect(try await jury.count("SELECT count(*) FROM conflict") == 0)
        }
    }
}
