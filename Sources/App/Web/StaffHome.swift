internal import Hummingbird
internal import Platform

/// The staff's way into a season: what there is to do, and how much of it.
struct StaffHomeRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        routes.page("/seasons/:season/staff", home)
    }

    @Sendable func home(_ staff: Staff) async throws -> Response {
        let season = staff.season
        let person = staff.person.id
        // Whoever is close to an applicant is not told how far the jury's comments are.
        let isImpartial = !staff.visit.takesPart
        let (counts, comments): ([String: Int], Int) = try await laurel.database.read { tx in
            let rows = try tx.rows(
                """
                SELECT state, count(*) AS number FROM application
                WHERE season_id = \(season.id) AND \(Impartiality.admits(person)) GROUP BY state
                """)
            let counts = try rows.map { (try $0["state"] as String, try $0["number"] as Int) }
            return (
                Dictionary(uniqueKeysWithValues: counts),
                isImpartial ? try WaitingComment.due(in: season, tx) : 0
            )
        }
        let reader = staff.reader
        let places: [(String, String)] = [
            ("applications", ScreeningAddress(season).applications),
            ("screening", ScreeningAddress(season).queue),
            ("jury", JuryAddress(season).staff),
            ("results", ResultAddress(season).list),
            ("comments", season.comments),
            ("rules", SeasonDraftAddress(season).rules),
            ("sessions", season.sessions),
            ("conflicts", JuryAddress(season).own),
            ("statistics", season.staff + "/statistics"),
            ("exports", ExportAddress(season).page),
        ]
        let words = reader("staff.place.comments.waiting", ["count": .number(comments)])
        let waiting: HTML? = comments == 0 ? nil : " \(Notices.badge(words, .waiting))"
        let entries = places.filter { isImpartial || $0.0 != "comments" }.map { key, path -> HTML in
            """
            <li><div><h2><a href="\(path)">\(reader("staff.place.\(key)"))</a>\
            \(key == "comments" ? waiting : nil)</h2>\
            <p>\(reader("staff.place.\(key).about"))</p></div></li>
            """
        }
        let states = ["draft", "submitted", "admitted", "rejected", "withdrawn", "finalist", "laureate"]
        let figures = states.map { state -> HTML in
            """
            <div><dt>\(reader("staff.state.\(state)"))</dt><dd>\(reader.number(counts[state] ?? 0))</dd></div>
            """
        }
        return staff.visit.answer(
            Page(
                title: reader("staff.home"), lead: reader("staff.home.lead"),
                trail: [season.link(reader)],
                body: """
                    <div class="stack-wide"><dl class="figures">\(figures)</dl>\
                    <ul class="entries">\(entries)</ul></div>
                    """))
    }
}
