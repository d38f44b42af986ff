internal import Hummingbird
internal import Platform

extension Laurel {
    /// Every address of the product, feature by feature.
    func declareRoutes(_ routes: RouteTable) {
        HealthRoutes(laurel: self).add(to: routes)
        AssetRoutes().add(to: routes)
        if settings.isDemonstration { StyleGuideRoutes().add(to: routes) }
        ProgrammeRoutes(laurel: self).add(to: routes)
        JuryStaffRoutes(laurel: self, whenClosed: { try Results.compute($0, by: $1, rules, $2) }).add(
            to: routes)
        JurorRoutes(laurel: self).add(to: routes)
        NamingRoutes(laurel: self).add(to: routes)
        OwnConflictRoutes(laurel: self).add(to: routes)
        PeopleRoutes(laurel: self).add(to: routes)
        StaffHomeRoutes(laurel: self).add(to: routes)
        RulesRoutes(laurel: self, tracking: ruleTracking).add(to: routes)
        ScreeningRoutes(laurel: self).add(to: routes)
        ApplyRoutes(laurel: self).add(to: routes)
        ApplicationRoutes(
            laurel: self,
            outcome: { [rules] held, season, visit, tx in
                let notices = try NoticeSection.of(held, in: season, tx).markup(visit)
                let released = try ReleasedOutcome.of(held, in: season, rules, tx)
                let outcome = released.map {
                    OutcomeSection(released: $0, season: season).markup(visit.reader)
                }
                return notices == nil && outcome == nil ? nil : "\(notices)\(outcome)"
            }
        ).add(to: routes)
        DraftRoutes(laurel: self).add(to: routes)
        IdeaRoutes(laurel: self, section: answerSection).add(to: routes)
        ModerationRoutes(laurel: self, section: answerSection).add(to: routes)
        ThemeRoutes(laurel: self).add(to: routes)
        ScribeRoutes(laurel: self).add(to: routes)
        DemonstrationRoutes(laurel: self).add(to: routes)
        LiveRoutes(laurel: self).add(to: routes)
        PollRoutes(laurel: self).add(to: routes)
        ConsoleRoutes(laurel: self).add(to: routes)
        ProjectorRoutes(laurel: self, poll: { try PollWall.poll(of: $0, $1, $2) }).add(to: routes)
        ResultRoutes(laurel: self).add(to: routes)
        ProposalRoutes(laurel: self).add(to: routes)
        DecisionRoutes(laurel: self, statistics: dueOutcomes.statistics).add(to: routes)
        NoticeRoutes(laurel: self).add(to: routes)
        CommentRoutes(laurel: self).add(to: routes)
        HonouredRoutes(laurel: self).add(to: routes)
        SessionRoutes(laurel: self, results: sessionResults).add(to: routes)
        BoardRoutes(laurel: self).add(to: routes)
        MeetingRoutes(laurel: self).add(to: routes)
        MatterRoutes(laurel: self).add(to: routes)
        PromiseRoutes(laurel: self).add(to: routes)
        ProtocolRoutes(laurel: self).add(to: routes)
        StatisticsRoutes(laurel: self).add(to: routes)
        ExportRoutes(laurel: self).add(to: routes)
    }

    /// How an idea was answered, for its page.
    private var answerSection: IdeaSection {
        { idea, sight, reader, tx in
            try IdeaAnswerSection.of(
                idea.publicID, in: sight.session, sight.season, isTheirs: sight.speaks(for: idea), tx)?
                .markup(
                    reader)
        }
    }

    /// Where everybody reads what a session came to, once it is over.
    private var sessionResults: SessionResults {
        { session, season, reader, tx in
            guard session.state == .closed else { return [] }
            let written = try SessionProtocol.of(session.id, tx)
            let address = SessionAddress(season, session)
            let promises = Link(
                text: reader("sessions.results.promises"), path: AnswerAddress(season).promises)
            guard written?.isPublished == true else { return [promises] }
            return [Link(text: reader("sessions.results.protocol"), path: address.protocol), promises]
        }
    }

    /// What the clock does with outcomes.
    var dueOutcomes: DueOutcomes {
        DueOutcomes(laurel: self, statistics: { try SeasonStatistics.compute($0, $1).json })
    }

    /// What the answers to ideas ask of the rules of seasons.
    var ruleTracking: RuleTracking {
        RuleTracking(
            origins: { try RuleCommitments.origins(of: $0, $1) },
            promises: { try RuleCommitments.promised(for: $0, in: $1, $2) })
    }

    func router() -> Router<Visit> {
        routeTable().router
    }

    /// What `laurel routes` prints.
    public var routes: [RouteEntry] {
        routeTable().entries
    }

    private func routeTable() -> RouteTable {
        let router = Router(context: Visit.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: SecurityHeaders(isSecure: settings.isSecure))
        router.add(middleware: Reception(laurel: self))
        // Once more within, where it is known who asks.
        router.add(middleware: ProblemAnswers(laurel: self))
        router.add(middleware: DueMatters(outcomes: dueOutcomes))
        router.add(middleware: PublicPages(laurel: self))
        router.add(middleware: Identification(laurel: self))
        router.add(middleware: ProblemAnswers(laurel: self))
        let routes = RouteTable(router, self)
        declareRoutes(routes)
        routes.refuseOtherMethods()
        return routes
    }
}
