import Platform
import Testing

@testable import App

/// Staff with forms on paper: two applications, two jurors who were each sent both.
struct ScoreImportScene: Sendable {
    let jury: JuryFixture
    let round: Round
    let applications: [JuryFixture.Applied]
    let jurors: [Juror]
    /// By juror; in the order of the applications.
    let assignments: [[String]]
    let staff: Browser

    var test: TestLaurel { jury.test }
    var path: String { jury.path + "/scores" }

    static func run(
        _ change: @escaping @Sendable (inout SeasonDocument) -> Void = { _ in },
        _ body: @escaping @Sendable (ScoreImportScene) async throws -> Void
    ) async throws {
        try await TestLaurel.run { test in
            let jury = try await JuryFixture.make(test, change)
            let round = try await jury.round()
            let applications = [
                try await jury.application("Wells", by: "Amina"),
                try await jury.application("Books", by: "Bolat"),
            ]
            var (jurors, assignments): ([Juror], [[String]]) = ([], [])
            for name in ["ada", "ben"] {
                let juror = try await jury.juror("\(name)@example.org")
                var ids: [String] = []
                for application in applications {
                    ids.append(try await jury.assign(juror, application, in: round))
                }
                jurors.append(juror)
                assignments.append(ids)
                try await jury.declare(juror)
            }
            try await body(
                ScoreImportScene(
                    jury: jury, round: round, applications: applications, jurors: jurors,
                    assignments: assignments, staff: try await jury.staffBrowser()))
        }
    }

    // MARK: The sheet

    var marks: [String] { jury.criteria.map { "mark." + $0 } }

    var head: String { "application,juror,version," + marks.joined(separator: ",") + ",comment" }

    /// A row of a sheet, with the same mark everywhere.
    func row(
        _ application: Int, _ juror: Int, _ mark: String, version: Int = 0, comment: String = ""
    ) -> String {
        let given = marks.map { _ in mark }.joined(separator: ",")
        let place = applications[application].publicID + "," + jurors[juror].person.email
        return "\(place),\(version),\(given),\(comment)"
    }

    func sheet(_ rows: [String]) -> String { ([head] + rows).joined(separator: "\n") + "\n" }

    // MARK: Bringing it in

    func dryRun(_ bytes: [UInt8], named name: String = "paper.csv") async throws -> Browser.Answer {
        let boundary = "a-line-that-no-sheet-has"
        let head = """
            --\(boundary)\r\nContent-Disposition: form-data; name="_token"\r\n\r\n\(staff.formToken)\r
            --\(boundary)\r\nContent-Disposition: form-data; name="file"; filename="\(name)"\r
            Content-Type: text/csv\r\n\r\n
            """
        let body = Array(head.utf8) + bytes + Array("\r\n--\(boundary)--\r\n".utf8)
        return try await staff.post(
            path + "/dry-run", body: body, type: "multipart/form-data; boundary=\(boundary)")
    }

    func dryRun(_ text: String) async throws -> Browser.Answer { try await dryRun(Array(text.utf8)) }

    /// What the page of a dry run sends when it is confirmed.
    func fields(of page: Browser.Answer) throws -> [(String, String)] {
        try ["table", "name", "plan"].map { name in
            let pattern = try Regex("name=\"\(name)\" value=\"([^\"]*)\"")
            let found = try #require(page.text.firstMatch(of: pattern), "\(name) is not on the page")
            return (name, String(found.output[1].substring ?? ""))
        }
    }

    func confirm(
        _ page: Browser.Answer, _ more: [(String, String)] = []
    ) async throws -> Browser.Answer {
        try await staff.send(path, try fields(of: page) + more)
    }

    /// Sees what would happen, and has it done.
    func enter(_ rows: [String], _ more: [(String, String)] = []) async throws -> Browser.Answer {
        try await confirm(try await dryRun(sheet(rows)), more)
    }

    func state(conflictOf juror: Juror, with application: JuryFixture.Applied) async throws {
        let (season, at) = (jury.season.id, test.clock.now)
        try await test.laurel.database.write { tx in
            try tx.run(
                """
                INSERT INTO conflict (public_id, season_id, person_id, party_id, kind, origin, stated_at, is_pinned)
                VALUES ('conflict', \(season), \(juror.person.id), \(application.party), 'family', 'staff', \(at), 1)
                """)
        }
    }

    // MARK: What became of it

    /// Submitted reviews by assignment and first mark, in the order in which they were assigned.
    func scores() async throws -> [String] {
        try await test.laurel.database.read { tx in
            try tx.rows(
                """
                SELECT assignment.public_id AS id, min(mark.points) AS points, count(mark.points) AS marks,
                    review.version FROM review
                JOIN assignment ON assignment.id = review.assignment_id JOIN mark ON mark.review_id = review.id
                WHERE review.submitted_at IS NOT NULL
                GROUP BY assignment.id, assignment.public_id, review.version ORDER BY assignment.id
                """
            ).map { row in
                let (id, points, marks): (String, Int, Int) = (
                    try row["id"], try row["points"], try row["marks"]
                )
                #expect(marks == jury.criteria.count)
                return "\(name(of: id)) \(points)"
            }
        }
    }

    /// Such as "ada Wells".
    private func name(of assignment: String) -> String {
        for (juror, ids) in zip(["ada", "ben"], assignments) {
            for (application, id) in zip(["Wells", "Books"], ids) where id == assignment {
                return "\(juror) \(application)"
            }
        }
        return assignment
    }

    func review(_ juror: Int, _ application: Int) -> String {
        jury.queue + "/reviews/" + assignments[juror][application]
    }
}
