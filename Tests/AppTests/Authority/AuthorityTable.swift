/// Who may open which address: declared here, apart from the code, for every route there is.
///
/// A new route fails the tests until it stands in one of these lists.
enum AuthorityTable {
    /// Somebody who knocks at every door.
    enum Caller: String, CaseIterable, Sendable {
        case nobody, member, screener, staff, juror, directorate, administrator
    }

    /// What a door answers.
    enum Answer: String, Sendable {
        /// Lets in: a page, a redirect, or a sentence about what was sent or is not there.
        case open
        /// Leads to the sign-in page.
        case signIn
        case forbidden
        /// Says that there is no such page.
        case hidden
    }

    struct Door: Sendable {
        let name: String
        let opensFor: Set<Caller>
        /// What a signed-in caller is told whom it does not open for.
        var refusal = Answer.forbidden
        /// What somebody is told who is not signed in.
        var strangers = Answer.signIn
        let routes: [String]
    }

    static let doors: [Door] = [
        everybody, visitors, signedIn, applicants, screeners, atWork, staff, jurors, directorate, published,
        sessionVisitors, sessionMembers,
        listeners, polls, pollLeaders, protocols, protocolWriters,
        answerReaders, actionKeepers,
        sessionRoom, sessionLeaders,
    ]

    static let everybody = Door(
        name: "everybody", opensFor: Set(Caller.allCases),
        routes: [
            "GET /", "GET /join", "GET /healthz", "GET /readyz", "GET /assets/:edition/:name", "GET /sign-in",
            "POST /sign-in", "GET /.well-known/laurel-receipts.json",
            "GET /sign-in/code", "POST /sign-in/code",
        ])

    /// Those who look at a public season.
    static let visitors = Door(
        name: "visitors", opensFor: Set(Caller.allCases),
        routes: ["GET /seasons/:season", "GET /seasons/:season/sessions", "GET /seasons/:season/promises"])

    /// Of a session that is not there all are told the same; what else opens it stands with the scene of a
    /// session.
    static let listeners = Door(
        name: "those in the room of a session", opensFor: Set(Caller.allCases),
        routes: [
            "GET /seasons/:season/sessions/:session/events",
            "GET /seasons/:season/sessions/:session/projector",
        ])

    /// Those who look at a session: what they may do in a poll hangs on the seat or the card that they have.
    static let polls = Door(
        name: "polls", opensFor: Set(Caller.allCases),
        routes: [
            "GET /seasons/:season/sessions/:session/polls",
            "GET /seasons/:season/sessions/:session/polls/:poll",
            "POST /seasons/:season/sessions/:session/polls/:poll/ballot",
            "GET /seasons/:season/sessions/:session/polls/:poll/results/:format",
        ])

    static let protocols = Door(
        name: "protocols", opensFor: Set(Caller.allCases),
        routes: [
            "GET /seasons/:season/sessions/:session/protocol",
            "GET /seasons/:season/sessions/:session/protocol/protocol.json",
            "GET /seasons/:season/sessions/:session/protocol/ideas.csv",
        ])

    static let protocolWriters = Door(
        name: "those who write protocols", opensFor: Set(Caller.allCases).subtracting([.nobody]),
        routes: [
            "POST /seasons/:season/sessions/:session/protocol/facts",
            "GET /seasons/:season/sessions/:session/protocol/texts",
            "POST /seasons/:season/sessions/:session/protocol/texts",
            "GET /seasons/:season/sessions/:session/protocol/publication",
            "POST /seasons/:season/sessions/:session/protocol/publication",
        ])

    /// Those who lead a session, told by their seat in it.
    static let pollLeaders = Door(
        name: "poll leaders", opensFor: Set(Caller.allCases).subtracting([.nobody]),
        routes: [
            "GET /seasons/:season/sessions/:session/polls/new",
            "POST /seasons/:season/sessions/:session/polls",
            "GET /seasons/:season/sessions/:session/polls/:poll/setup",
            "POST /seasons/:season/sessions/:session/polls/:poll/setup",
            "POST /seasons/:season/sessions/:session/polls/:poll/cards",
            "POST /seasons/:season/sessions/:session/polls/:poll/opening",
            "POST /seasons/:season/sessions/:session/polls/:poll/closing",
            "POST /seasons/:season/sessions/:session/polls/:poll/reveal",
            "POST /seasons/:season/sessions/:session/polls/:poll/removal",
        ])

    /// Whoever looks at the season may knock at the room of a session; the seat is looked for inside.
    static let sessionRoom = Door(
        name: "the room of a session", opensFor: Set(Caller.allCases),
        routes: [
            "GET /seasons/:season/sessions/:session/room",
            "GET /seasons/:season/sessions/:session/log",
            "GET /seasons/:season/sessions/:session/ideas",
            "POST /seasons/:season/sessions/:session/ideas",
            "GET /seasons/:season/sessions/:session/ideas/:idea",
            "POST /seasons/:season/sessions/:session/ideas/:idea/support",
            "POST /seasons/:season/sessions/:session/ideas/:idea/support/end",
            "POST /seasons/:season/sessions/:session/ideas/:idea/comments",
            "POST /seasons/:season/sessions/:session/ideas/:idea/withdrawal",
            "POST /seasons/:season/sessions/:session/ideas/:idea/referrals",
            "GET /seasons/:season/sessions/:session/ideas/:idea/translation",
            "POST /seasons/:season/sessions/:session/ideas/:idea/translation",
            "GET /seasons/:season/sessions/:session/themes",
            "GET /seasons/:season/sessions/:session/themes/:theme",
            "GET /seasons/:season/sessions/:session/scribe",
            "POST /seasons/:season/sessions/:session/scribe/ideas",
            "POST /seasons/:season/sessions/:session/scribe/report",
            "GET /seasons/:season/sessions/:session/scribe/flipcharts",
            "POST /seasons/:season/sessions/:session/scribe/flipcharts",
        ])

    /// What those who lead or moderate do, which needs an account whatever the session.
    static let sessionLeaders = Door(
        name: "leaders of a session", opensFor: Set(Caller.allCases).subtracting([.nobody]),
        routes: [
            "POST /seasons/:season/sessions/:session/ideas/:idea/hiding",
            "POST /seasons/:season/sessions/:session/ideas/:idea/hiding/end",
            "POST /seasons/:season/sessions/:session/ideas/:idea/comments/:comment/hiding",
            "POST /seasons/:season/sessions/:session/ideas/:idea/comments/:comment/hiding/end",
            "POST /seasons/:season/sessions/:session/ideas/:idea/translation/removal",
            "POST /seasons/:season/sessions/:session/ideas/:idea/author",
            "POST /seasons/:season/sessions/:session/themes",
            "POST /seasons/:season/sessions/:session/themes/:theme",
            "POST /seasons/:season/sessions/:session/themes/:theme/release",
            "POST /seasons/:season/sessions/:session/themes/:theme/dissolution",
        ])

    static let signedIn = Door(
        name: "signed in", opensFor: Set(Caller.allCases).subtracting([.nobody]),
        routes: [
            "POST /sign-out", "GET /account", "POST /account", "POST /account/sessions/:session/end",
        ])

    static let applicants = Door(
        name: "applicants", opensFor: Set(Caller.allCases).subtracting([.nobody]),
        routes: [
            "GET /seasons/:season/apply", "POST /seasons/:season/apply",
            "GET /seasons/:season/apply/party", "POST /seasons/:season/apply/party",
            "GET /seasons/:season/apply/parties/:party", "POST /seasons/:season/apply/parties/:party",
            "GET /seasons/:season/apply/invitations/:invitation",
            "POST /seasons/:season/apply/invitations/:invitation",
            "GET /seasons/:season/applications", "GET /seasons/:season/applications/:application",
            "GET /seasons/:season/applications/:application/form",
            "POST /seasons/:season/applications/:application/form",
            "POST /seasons/:season/applications/:application/conflict",
            "POST /seasons/:season/applications/:application/uploads/:field",
            "POST /seasons/:season/applications/:application/uploads/:field/removal",
            "GET /seasons/:season/applications/:application/files/:file",
            "GET /seasons/:season/applications/:application/preview",
            "POST /seasons/:season/applications/:application/submission",
            "GET /seasons/:season/applications/:application/standing",
            "GET /seasons/:season/applications/:application/receipts",
            "GET /seasons/:season/applications/:application/receipts/:number",
            "GET /seasons/:season/applications/:application/withdrawal",
            "POST /seasons/:season/applications/:application/withdrawal",
            "POST /seasons/:season/applications/:application/restoration",
            "POST /seasons/:season/applications/:application/moves/:move",
            "POST /seasons/:season/applications/:application/notices/:notice",
            "POST /seasons/:season/applications/:application/collaborators",
            "POST /seasons/:season/applications/:application/collaborators/:invitation/cancellation",
            "POST /seasons/:season/applications/:application/departure",
            "GET /seasons/:season/applications/:application/conflicts",
            "POST /seasons/:season/applications/:application/conflicts",
            "POST /seasons/:season/applications/:application/conflicts/:naming/withdrawal",
        ])

    static let screeners = Door(
        name: "screeners", opensFor: [.screener, .staff, .administrator],
        routes: [
            "GET /seasons/:season/screening", "GET /seasons/:season/screening/together",
            "POST /seasons/:season/screening/together", "GET /seasons/:season/screening/:application",
            "POST /seasons/:season/screening/:application/decision",
            "POST /seasons/:season/screening/:application/undoing",
            "POST /seasons/:season/screening/:application/questions",
            "POST /seasons/:season/screening/:application/questions/:question/cancellation",
            "POST /seasons/:season/screening/:application/moves",
            "POST /seasons/:season/screening/:application/moves/:move/cancellation",
            "GET /seasons/:season/screening/:application/files/:file",
            "GET /seasons/:season/staff/exports", "GET /seasons/:season/staff/exports/:file",
        ])

    /// Whoever works on the season and is no juror declares conflicts of their own.
    static let atWork = Door(
        name: "at work", opensFor: [.screener, .staff, .directorate, .administrator],
        routes: ["GET /seasons/:season/conflicts", "POST /seasons/:season/conflicts"])

    static let staff = Door(
        name: "staff", opensFor: [.staff, .administrator],
        routes: [
            "GET /seasons/:season/staff/jury",
            "POST /seasons/:season/staff/jury/round",
            "GET /seasons/:season/staff/jury/round/close",
            "POST /seasons/:season/staff/jury/round/close",
            "GET /seasons/:season/staff/jury/panels",
            "POST /seasons/:season/staff/jury/panels",
            "POST /seasons/:season/staff/jury/panels/:panel",
            "GET /seasons/:season/staff/jury/jurors",
            "GET /seasons/:season/staff/jury/jurors/new",
            "POST /seasons/:season/staff/jury/jurors/new",
            "GET /seasons/:season/staff/jury/jurors/import",
            "POST /seasons/:season/staff/jury/jurors/import",
            "GET /seasons/:season/staff/jury/jurors/:juror",
            "POST /seasons/:season/staff/jury/jurors/:juror",
            "POST /seasons/:season/staff/jury/jurors/:juror/remove",
            "POST /seasons/:season/staff/jury/jurors/:juror/release",
            "POST /seasons/:season/staff/jury/jurors/:juror/return",
            "GET /seasons/:season/staff/jury/conflicts",
            "POST /seasons/:season/staff/jury/conflicts/suggestions",
            "GET /seasons/:season/staff/jury/conflicts/namings/:naming",
            "POST /seasons/:season/staff/jury/conflicts/namings/:naming/matches",
            "POST /seasons/:season/staff/jury/conflicts/namings/:naming/settling",
            "POST /seasons/:season/staff/jury/conflicts/:conflict/pin",
            "GET /seasons/:season/staff/jury/conflicts/:conflict/lifting",
            "POST /seasons/:season/staff/jury/conflicts/:conflict/lifting",
            "GET /seasons/:season/staff/jury/invitations",
            "POST /seasons/:season/staff/jury/invitations",
            "GET /seasons/:season/staff/jury/assign",
            "POST /seasons/:season/staff/jury/assign",
            "POST /seasons/:season/staff/jury/assignment/further",
            "POST /seasons/:season/staff/jury/assignment/further/withdraw",
            "GET /seasons/:season/staff/jury/assignment/replacement",
            "POST /seasons/:season/staff/jury/assignment/replacement",
            "GET /seasons/:season/staff/jury/assignment/panels",
            "POST /seasons/:season/staff/jury/assignment/panels/:panel",
            "GET /seasons/:season/staff/jury/proposals",
            "POST /seasons/:season/staff/jury/proposals",
            "POST /seasons/:season/staff/jury/proposals/discard",
            "GET /seasons/:season/staff/jury/reminders",
            "POST /seasons/:season/staff/jury/reminders",
            "GET /seasons/:season/staff/jury/coverage",
            "GET /seasons/:season/staff/jury/coverage/:application",
            "POST /seasons/:season/staff/jury/coverage/:application/assignments",
            "POST /seasons/:season/staff/jury/coverage/:application/assignments/:assignment/remove",
            "POST /seasons/:season/staff/jury/coverage/:application/conflicts",
            "POST /seasons/:season/staff/jury/coverage/:application/conflicts/lift",
            "GET /seasons/:season/staff/jury/history/:application",
            "GET /seasons/:season/staff/jury/scores", "POST /seasons/:season/staff/jury/scores",
            "GET /seasons/:season/staff/jury/scores/sheet.csv",
            "POST /seasons/:season/staff/jury/scores/dry-run",
            "GET /seasons/:season/staff/jury/translations/:application",
            "POST /seasons/:season/staff/jury/translations/:application",
            "GET /seasons/:season/staff/jury/flags", "POST /seasons/:season/staff/jury/flags/:flag/seen",
            "POST /seasons/:season/staff/jury/flags/:flag/settlement",
            "GET /seasons/:season/staff/jury/extensions", "POST /seasons/:season/staff/jury/extensions",
            "GET /seasons/:season/staff/jury/discussions",
            "GET /seasons/:season/staff/jury/discussions/:application",
            "POST /seasons/:season/staff/jury/jurors/:juror/chair",
            "POST /seasons/:season/staff/jury/jurors/:juror/chair/end",
            "GET /seasons/:season/staff",
            "GET /seasons/:season/staff/applications",
            "GET /seasons/:season/staff/statistics",
            "GET /seasons/:season/staff/sessions", "POST /seasons/:season/staff/sessions",
            "GET /seasons/:season/staff/results",
            "GET /seasons/:season/staff/results/board",
            "GET /seasons/:season/staff/results/provisional",
            "GET /seasons/:season/staff/results/jurors",
            "GET /seasons/:season/staff/results/applications/:application",
            "POST /seasons/:season/staff/results/rounds/:round/count",
            "GET /seasons/:season/staff/results/proposal",
            "POST /seasons/:season/staff/results/proposal",
            "GET /seasons/:season/staff/results/prizes", "POST /seasons/:season/staff/results/prizes",
            "GET /seasons/:season/staff/comments", "POST /seasons/:season/staff/comments",
            "GET /seasons/:season/staff/rules",
            "GET /seasons/:season/staff/rules/versions/:version",
            "POST /seasons/:season/staff/rules/drafts",
            "GET /seasons/:season/staff/rules/drafts/:draft",
            "POST /seasons/:season/staff/rules/drafts/:draft/discarding",
            "POST /seasons/:season/staff/rules/drafts/:draft/restoration",
            "GET /seasons/:season/staff/rules/drafts/:draft/application",
            "POST /seasons/:season/staff/rules/drafts/:draft/application",
            "GET /seasons/:season/staff/rules/drafts/:draft/document",
            "POST /seasons/:season/staff/rules/drafts/:draft/document",
            "GET /seasons/:season/staff/rules/drafts/:draft/:part",
            "POST /seasons/:season/staff/rules/drafts/:draft/:part",
            "GET /seasons/:season/staff/rules/drafts/:draft/:part/:key",
            "POST /seasons/:season/staff/rules/drafts/:draft/:part/:key",
            "POST /seasons/:season/staff/rules/drafts/:draft/:part/:key/position",
            "POST /seasons/:season/staff/rules/drafts/:draft/:part/:key/removal",
            "POST /seasons/:season/staff/rules/drafts/:draft/:part/:key/extensions",
        ])

    static let jurors = Door(
        name: "jurors", opensFor: [.juror],
        routes: [
            "GET /seasons/:season/jury",
            "GET /seasons/:season/jury/invitation",
            "POST /seasons/:season/jury/invitation/accept",
            "POST /seasons/:season/jury/invitation/decline",
            "GET /seasons/:season/jury/themes",
            "POST /seasons/:season/jury/themes",
            "GET /seasons/:season/jury/bids",
            "POST /seasons/:season/jury/bids",
            "GET /seasons/:season/jury/bids/:application/conflict",
            "POST /seasons/:season/jury/bids/:application/conflict",
            "GET /seasons/:season/jury/conflicts",
            "POST /seasons/:season/jury/conflicts",
            "POST /seasons/:season/jury/conflicts/:conflict/withdrawal",
            "GET /seasons/:season/jury/reviews/:assignment",
            "POST /seasons/:season/jury/reviews/:assignment",
            "POST /seasons/:season/jury/reviews/:assignment/recuse",
            "POST /seasons/:season/jury/reviews/:assignment/flags",
            "GET /seasons/:season/jury/reviews/:assignment/files/:file",
            "GET /seasons/:season/jury/reviews/:assignment/discussion",
            "POST /seasons/:season/jury/reviews/:assignment/discussion/remarks",
            "GET /seasons/:season/jury/discussions",
            "GET /seasons/:season/jury/discussions/:application",
            "GET /seasons/:season/jury/discussions/:application/files/:file",
            "POST /seasons/:season/jury/discussions/:application",
            "POST /seasons/:season/jury/discussions/:application/remarks",
            "POST /seasons/:season/jury/discussions/:application/conclusion",
        ])

    static let directorate = Door(
        name: "directorate", opensFor: [.directorate],
        routes: [
            "GET /seasons/:season/directorate", "GET /seasons/:season/directorate/results",
            "POST /seasons/:season/directorate/decisions",
            "GET /seasons/:season/directorate/decisions/:decision",
            "POST /seasons/:season/directorate/decisions/:decision",
            "GET /seasons/:season/directorate/decisions/:decision/candidates",
            "POST /seasons/:season/directorate/decisions/:decision/candidates",
            "POST /seasons/:season/directorate/decisions/:decision/adoption",
            "POST /seasons/:season/directorate/decisions/:decision/adoption/undo",
            "GET /seasons/:season/directorate/decisions/:decision/publication",
            "POST /seasons/:season/directorate/decisions/:decision/publication",
            "POST /seasons/:season/directorate/decisions/:decision/embargo/lifting",
            "POST /seasons/:season/directorate/decisions/:decision/proposal",
            "GET /seasons/:season/directorate/decisions/:decision/notices",
            "POST /seasons/:season/directorate/decisions/:decision/notices",
            "POST /seasons/:season/directorate/corrections",
            "POST /seasons/:season/directorate/meetings/:meeting/decisions",
            "GET /seasons/:season/directorate/meetings/:meeting/decisions/:decision",
            "POST /seasons/:season/directorate/meetings/:meeting/decisions/:decision/voice",
            "POST /seasons/:season/directorate/meetings/:meeting/decisions/:decision/adoption",
            "GET /seasons/:season/directorate/ideas", "GET /seasons/:season/directorate/ideas/export",
            "POST /seasons/:season/directorate/ideas/triage",
            "GET /seasons/:season/directorate/ideas/:idea",
            "POST /seasons/:season/directorate/ideas/:idea/triage",
            "POST /seasons/:season/directorate/ideas/:idea/questions",
            "POST /seasons/:season/directorate/ideas/:idea/questions/end",
            "POST /seasons/:season/directorate/ideas/:idea/answers",
            "GET /seasons/:season/directorate/answers/:answer",
            "POST /seasons/:season/directorate/answers/:answer",
            "POST /seasons/:season/directorate/answers/:answer/ideas",
            "POST /seasons/:season/directorate/answers/:answer/reopening",
            "GET /seasons/:season/directorate/answers/:answer/publication",
            "POST /seasons/:season/directorate/answers/:answer/publication",
            "GET /seasons/:season/directorate/meetings",
            "POST /seasons/:season/directorate/meetings",
            "GET /seasons/:season/directorate/meetings/:meeting",
            "POST /seasons/:season/directorate/meetings/:meeting/attendance",
            "POST /seasons/:season/directorate/meetings/:meeting/agenda",
            "POST /seasons/:season/directorate/meetings/:meeting/agenda/:answer/voice",
            "POST /seasons/:season/directorate/meetings/:meeting/agenda/:answer/adoption",
            "POST /seasons/:season/directorate/meetings/:meeting/minutes",
            "POST /seasons/:season/directorate/meetings/:meeting/closing",
        ])

    /// Published answers, and what authors are asked; who is no author learns that there is no such thing.
    static let answerReaders = Door(
        name: "readers of answers", opensFor: Set(Caller.allCases),
        routes: [
            "GET /seasons/:season/promises/:answer",
            "GET /seasons/:season/sessions/:session/ideas/:idea/clarification",
            "POST /seasons/:season/sessions/:session/ideas/:idea/clarification",
        ])

    /// Those who may have promised actions to see to.
    static let actionKeepers = Door(
        name: "keepers of actions", opensFor: [.staff, .administrator, .directorate],
        routes: [
            "GET /seasons/:season/actions", "GET /seasons/:season/actions/:action",
            "POST /seasons/:season/actions/:action",
        ])

    /// Pages that are not there before their season publishes them, for nobody.
    static let published = Door(
        name: "published", opensFor: [], refusal: .hidden, strangers: .hidden,
        routes: [
            "GET /seasons/:season/finalists",
            "GET /seasons/:season/laureates",
            "GET /seasons/:season/statistics",
        ])

    /// Those who look at a session, or take a seat in it: what they may do there their seat says.
    static let sessionVisitors = Door(
        name: "session visitors", opensFor: Set(Caller.allCases),
        routes: [
            "GET /seasons/:season/sessions/:session",
            "GET /seasons/:season/sessions/:session/calendar.ics",
            "GET /seasons/:season/sessions/:session/join", "POST /seasons/:season/sessions/:session/join",
            "POST /seasons/:season/sessions/:session/join/seat",
            "POST /seasons/:season/sessions/:session/join/leave",
        ])

    /// What wants somebody signed in; whether they lead the session their seat says.
    static let sessionMembers = Door(
        name: "session members", opensFor: Set(Caller.allCases).subtracting([.nobody]),
        routes: [
            "POST /seasons/:season/sessions/:session/join/claim",
            "GET /seasons/:season/sessions/:session/console",
            "POST /seasons/:season/sessions/:session/console/steps/:step/opening",
            "POST /seasons/:season/sessions/:session/console/steps/:step/closing",
            "POST /seasons/:season/sessions/:session/console/steps/:step/extension",
            "GET /seasons/:season/sessions/:session/setup",
            "GET /seasons/:season/sessions/:session/setup/details",
            "POST /seasons/:season/sessions/:session/setup/details",
            "GET /seasons/:season/sessions/:session/setup/groups",
            "POST /seasons/:season/sessions/:session/setup/groups",
            "GET /seasons/:season/sessions/:session/setup/agenda",
            "POST /seasons/:season/sessions/:session/setup/agenda",
            "GET /seasons/:season/sessions/:session/setup/standing",
            "POST /seasons/:season/sessions/:session/setup/standing",
            "GET /seasons/:season/sessions/:session/setup/code",
            "POST /seasons/:season/sessions/:session/setup/code",
            "GET /seasons/:season/sessions/:session/setup/invitations",
            "POST /seasons/:season/sessions/:session/setup/invitations",
            "POST /seasons/:season/sessions/:session/setup/invitations/sending",
            "POST /seasons/:season/sessions/:session/setup/invitations/one",
            "GET /seasons/:season/sessions/:session/setup/seats",
            "POST /seasons/:season/sessions/:session/setup/seats/:seat",
        ])

    /// For everybody, where the installation is a demonstration; elsewhere there are no such routes.
    static let demonstration = ["GET /demo/mail", "GET /demo/components"]
}
