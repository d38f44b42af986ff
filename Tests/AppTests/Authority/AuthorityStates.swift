/// What doors answer while a season goes its way, to those whom something behind them belongs to and to those
/// whom it does not: declared apart from the code, as the doors are.
enum AuthorityStates {
    enum State: String, CaseIterable, Sendable {
        /// Set up, and not public yet.
        case hidden
        /// Public; applications are not taken yet.
        case announced
        case open
        /// The deadline has passed; there is no round yet.
        case closed
        /// A round is open.
        case judging
        /// The round is closed, and a decision is drafted.
        case judged
        /// The finalists are public.
        case published

        static let withRound: Set<State> = [.judging, .judged]
    }

    /// What is theirs stands in `StateScene`.
    enum Person: String, CaseIterable, Sendable {
        case nobody
        /// Signed in, with a party of their own.
        case stranger
        /// Acts for the party that applied.
        case applicant
        /// Asked to act for it.
        case invitee
        /// Has assignments; `otherJuror` has none.
        case juror, otherJuror
        /// Was invited and did not answer; `listedJuror` was not invited yet.
        case invitedJuror, listedJuror
        /// Members of the directorate: who drafted the decision, and who did not.
        case author, colleague
        case staff
    }

    enum Answer: String, Sendable {
        /// Lets in: a page, a redirect, or a sentence about what was sent.
        case open
        case signIn
        /// Wants another role.
        case forbidden
        /// Says why this cannot be done, or not now.
        case refused
        /// Says that there is no such page.
        case hidden
        /// Fails, with a number for the operator.
        case broken
    }

    struct Cell: Sendable, CustomStringConvertible {
        let person: Person
        let route: String
        /// What stands for the parameter after the season's, by its name in the scene.
        var row = "nothing"
        /// Sent before what every form of the scene sends.
        var fields: KeyValuePairs<String, String> = [:]
        let usual: Answer
        var but: [State: Answer] = [:]
        var only = Set(State.allCases)

        func answer(in state: State) -> Answer { but[state] ?? usual }

        var description: String { "\(route) of \(row) as \(person.rawValue)" }
    }

    static let cells = visiting + applying + othersApplications + jury + others

    private static let season = "/seasons/:season"
    private static let one = season + "/applications/:application"
    private static let review = season + "/jury/reviews/:assignment"
    private static let adoption = season + "/directorate/decisions/:decision/adoption"

    private static let visiting: [Cell] = [
        Cell(person: .nobody, route: "GET " + season, usual: .open, but: [.hidden: .hidden]),
        Cell(person: .stranger, route: "GET " + season, usual: .open, but: [.hidden: .hidden]),
        Cell(person: .staff, route: "GET " + season, usual: .open),
        Cell(person: .nobody, route: "GET \(season)/apply", usual: .signIn),
        Cell(person: .nobody, route: "GET \(season)/finalists", usual: .hidden, but: [.published: .open]),
        Cell(person: .staff, route: "GET \(season)/finalists", usual: .hidden, but: [.published: .open]),
        Cell(person: .author, route: "GET \(season)/laureates", usual: .hidden),
    ]

    private static let applying: [Cell] = [
        Cell(person: .stranger, route: "GET \(season)/apply", usual: .open, but: [.hidden: .hidden]),
        Cell(
            person: .stranger, route: "POST \(season)/apply", usual: .refused,
            but: [.hidden: .hidden, .open: .open]),
        Cell(person: .applicant, route: "GET " + one, row: "draft", usual: .open, but: [.hidden: .hidden]),
        Cell(
            person: .applicant, route: "GET " + one, row: "submitted", usual: .open, but: [.hidden: .hidden]),
        Cell(
            person: .applicant, route: "GET " + one, row: "withdrawn", usual: .open, but: [.hidden: .hidden]),
        Cell(
            person: .applicant, route: "GET \(one)/standing", row: "submitted", usual: .open,
            but: [.hidden: .hidden]),
        Cell(person: .applicant, route: "GET \(one)/standing", row: "draft", usual: .hidden),
        // Unfinished work can always be saved; it just cannot be submitted.
        Cell(
            person: .applicant, route: "POST \(one)/form", row: "draft", usual: .open, but: [.hidden: .hidden]
        ),
        Cell(
            person: .applicant, route: "POST \(one)/submission", row: "draft", usual: .refused,
            but: [.hidden: .hidden, .open: .open]),
        Cell(
            person: .applicant, route: "POST \(one)/submission", row: "withdrawn", usual: .refused,
            but: [.hidden: .hidden]),
        Cell(
            person: .applicant, route: "GET \(one)/withdrawal", row: "withdrawn", usual: .refused,
            but: [.hidden: .hidden]),
        Cell(
            person: .applicant, route: "POST \(one)/withdrawal", row: "submitted", usual: .open,
            but: [.hidden: .hidden, .published: .refused]),
        Cell(
            person: .applicant, route: "POST \(one)/restoration", row: "withdrawn", usual: .refused,
            but: [.hidden: .hidden, .open: .open]),
        Cell(
            person: .applicant, route: "POST \(one)/form", row: "draft", fields: ["_token": "forged"],
            usual: .refused, only: [.open]),
        Cell(
            person: .applicant, route: "GET \(season)/apply/parties/:party", row: "party", usual: .open,
            but: [.hidden: .hidden]),
        Cell(
            person: .invitee, route: "GET \(season)/apply/invitations/:invitation", row: "invitation",
            usual: .open, but: [.hidden: .hidden]),
    ]

    /// For everybody else an application does not exist, whichever of its doors they try.
    private static let othersApplications: [Cell] =
        AuthorityTable.applicants.routes.flatMap { route -> [Cell] in
            guard let row = rows.first(where: { route.contains(":" + $0.key) }) else { return [] }
            return [Person.stranger, .staff].map { person in
                Cell(person: person, route: route, row: row.value, usual: .hidden, only: [.open, .published])
            }
        }

    private static let withRound = State.withRound
    private static let rows = ["application": "submitted", "party": "party", "invitation": "invitation"]

    private static let jury: [Cell] =
        AuthorityTable.jurors.routes.filter { $0.contains(":assignment") }.flatMap { route -> [Cell] in
            [
                Cell(
                    person: .otherJuror, route: route, row: "declared", usual: .hidden, only: withRound),
                Cell(person: .juror, route: route, row: "undeclared", usual: .refused, only: withRound),
                Cell(
                    person: .invitedJuror, route: route, row: "declared", usual: .refused,
                    only: withRound),
                Cell(
                    person: .listedJuror, route: route, row: "declared", usual: .hidden, only: withRound
                ),
                Cell(
                    person: .stranger, route: route, row: "declared", usual: .forbidden, only: withRound
                ),
            ]
        } + [
            Cell(
                person: .juror, route: "GET " + review, row: "declared", usual: .open, only: withRound),
            Cell(
                person: .juror, route: "POST " + review, row: "declared", usual: .refused,
                but: [.judging: .open], only: withRound),
            Cell(
                person: .juror, route: "POST \(review)/recuse", row: "declared", usual: .refused,
                only: [.judged]),
            Cell(
                person: .juror, route: "GET \(review)/discussion", row: "declared", usual: .refused,
                only: withRound),
            Cell(
                person: .juror, route: "POST \(review)/discussion/remarks", row: "declared", usual: .refused,
                only: withRound),
            Cell(person: .juror, route: "GET \(season)/jury/discussions", usual: .hidden),
            Cell(person: .juror, route: "GET \(season)/jury/conflicts", usual: .open),
            Cell(person: .invitedJuror, route: "GET \(season)/jury", usual: .open),
            Cell(person: .invitedJuror, route: "GET \(season)/jury/invitation", usual: .open),
            Cell(person: .invitedJuror, route: "GET \(season)/jury/conflicts", usual: .refused),
            Cell(person: .invitedJuror, route: "POST \(season)/jury/conflicts", usual: .refused),
            Cell(person: .listedJuror, route: "GET \(season)/jury", usual: .hidden),
            Cell(person: .listedJuror, route: "GET \(season)/jury/invitation", usual: .hidden),
            Cell(person: .listedJuror, route: "POST \(season)/jury/invitation/accept", usual: .hidden),
            Cell(person: .listedJuror, route: "POST \(season)/jury/invitation/decline", usual: .hidden),
        ]

    private static let others: [Cell] = [
        Cell(
            person: .stranger, route: "GET \(season)/staff", usual: .forbidden, but: [.hidden: .hidden]),
        Cell(
            person: .stranger, route: "GET \(season)/conflicts", usual: .forbidden, but: [.hidden: .hidden]),
        Cell(
            person: .stranger, route: "GET \(season)/screening", usual: .forbidden, but: [.hidden: .hidden]),
        Cell(
            person: .stranger, route: "GET \(season)/jury", usual: .forbidden, but: [.hidden: .hidden]),
        Cell(person: .staff, route: "GET \(season)/directorate", usual: .forbidden),
        Cell(
            person: .author, route: "POST " + adoption, row: "decision", fields: ["version": "1"],
            usual: .refused,
            only: [.judged, .published]),
        Cell(
            person: .colleague, route: "POST " + adoption, row: "decision", fields: ["version": "1"],
            usual: .open,
            but: [.published: .refused], only: [.judged, .published]),
        Cell(
            person: .staff, route: "POST " + adoption, row: "decision", fields: ["version": "1"],
            usual: .forbidden,
            only: [.judged, .published]),
        Cell(
            person: .stranger, route: "POST /account/sessions/:session/end", row: "session", usual: .hidden,
            only: [.open]),
    ]
}
