internal import Platform

/// Until when an application may be submitted.
struct SubmissionDeadline: Sendable, Equatable {
    let opens: Instant
    /// The latest of the intake's end, the extensions of this application and the date of an open request.
    let closes: Instant
    /// What was begun in time may arrive so much later.
    let grace: Duration

    init(_ intake: StageInterval, extendedUntil: Instant? = nil, requestDue: Instant? = nil) {
        let end = intake.closes ?? intake.opens
        opens = intake.opens
        closes = [end, extendedUntil, requestDue].compactMap { $0 }.reduce(end) { max($0, $1) }
        grace = .seconds(intake.graceMinutes * 60)
    }

    func isOpen(at now: Instant) -> Bool {
        now >= opens && now < closes
    }

    /// Whether a submission is still taken, grace included.
    func accepts(at now: Instant) -> Bool {
        now >= opens && now < closes + grace
    }

    /// Why nothing is taken at this moment.
    func require(at now: Instant) throws {
        guard now >= opens else { throw Problem(.closed, "applications.closed.not-yet") }
        guard accepts(at: now) else { throw Problem(.closed, "applications.closed.over") }
    }
}

extension Season {
    /// The deadline of everybody in this season.
    func deadline() throws -> SubmissionDeadline {
        guard let intake = stage(.intake) else { throw Problem(.closed, "applications.closed.no-intake") }
        return SubmissionDeadline(intake)
    }
}

extension HeldApplication {
    /// The deadline of this application.
    func deadline(_ season: Season) throws -> SubmissionDeadline {
        guard let intake = season.stage(.intake) else {
            throw Problem(.closed, "applications.closed.no-intake")
        }
        return SubmissionDeadline(intake, extendedUntil: extendedUntil, requestDue: request?.dueAt)
    }

    /// The nomination and its form as the rules have them now.
    func form(_ season: Season) throws -> (nomination: SeasonNomination, form: ApplicationForm) {
        guard let nomination = season.rules.nomination(application.nomination),
            let form = season.rules.form(of: nomination)
        else { throw Problem(.conflict, "applications.nomination.gone") }
        return (nomination, form)
    }

    /// A newer version may replace what stands until the jury's work is published.
    var mayBeSubmitted: Bool {
        switch application.state {
        case .draft, .submitted, .admitted, .rejected: true
        case .withdrawn, .finalist, .laureate: false
        }
    }

    /// Whether there is anything left to do or to wait for.
    func isUnderWay(_ season: Season, at now: Instant) throws -> Bool {
        switch shownState {
        case .draft, .withdrawn: try deadline(season).accepts(at: now)
        case .submitted: true
        case .finalist: !published.laureates
        case .rejected, .notFinalist, .laureate: false
        }
    }

    var mayBeWithdrawn: Bool {
        application.state != .withdrawn && !published.finalists
    }
}

/// What has been made public of a season's results.
struct PublishedGates: Sendable, Equatable {
    var finalists = false
    var laureates = false

    static func of(_ season: ID<Season>, _ tx: Transaction) throws -> PublishedGates {
        let rows = try tx.rows("SELECT gate FROM publication WHERE season_id = \(season)")
        let gates: [String] = try rows.map { try $0.only() }
        return PublishedGates(
            finalists: gates.contains("finalists"), laureates: gates.contains("laureates"))
    }
}

/// Where an application stands as those who act for it are told: what a screener or the directorate decided
/// shows only once it is published, for until then it may be undone.
enum ShownState: Sendable, Equatable {
    case draft, submitted, withdrawn, rejected, notFinalist, finalist, laureate

    init(_ state: Application.State, _ published: PublishedGates) {
        switch state {
        case .draft: self = .draft
        case .withdrawn: self = .withdrawn
        case .submitted: self = .submitted
        case .admitted: self = published.finalists ? .notFinalist : .submitted
        case .rejected: self = published.finalists ? .rejected : .submitted
        case .finalist: self = published.finalists ? .finalist : .submitted
        case .laureate where published.laureates: self = .laureate
        case .laureate: self = published.finalists ? .finalist : .submitted
        }
    }

    func name(_ reader: Reader) -> String {
        switch self {
        case .draft: reader("applications.state.draft")
        case .submitted: reader("applications.state.submitted")
        case .withdrawn: reader("applications.state.withdrawn")
        case .rejected: reader("applications.state.rejected")
        case .notFinalist: reader("applications.state.not-finalist")
        case .finalist: reader("applications.state.finalist")
        case .laureate: reader("applications.state.laureate")
        }
    }
}

extension HeldApplication {
    var shownState: ShownState {
        ShownState(application.state, published)
    }
}
