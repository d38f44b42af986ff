internal import Platform

/// A proof that whoever asks may do so: its throwing initialiser is the check, so that a handler which
/// takes one cannot be reached without it.
protocol Authority: Sendable {
    var visit: Visit { get }
    init(_ visit: Visit) throws
}

extension Guard {
    static let seasonIsVisible = Guard(name: "season is visible")
    static let staff = Guard(name: "staff")
    static let screener = Guard(name: "screener")
    static let atWork = Guard(name: "at work")
    static let juror = Guard(name: "juror")
    static let directorate = Guard(name: "directorate")
    static let formToken = Guard(name: "form token")
    static let takesNoPart = Guard(name: "takes no part")
}

/// Anybody.
struct PublicAuthority: Authority {
    let visit: Visit

    init(_ visit: Visit) {
        self.visit = visit
    }
}

/// Anybody, looking at a season that is public, or at an unpublished one as its staff.
struct SeasonVisitor: Authority {
    let visit: Visit
    let season: Season

    init(_ visit: Visit) throws {
        guard let season = visit.season else { throw Problem.notFound }
        try Guard.seasonIsVisible.require(
            season.isPublic || visit.holds(.staff) || visit.holds(.administrator), orElse: .notFound)
        self.visit = visit
        self.season = season
    }
}

/// Somebody who is signed in. It holds the session, so no test has to show that this check is needed: without
/// one there is nothing to make it of.
struct SignedIn: Authority {
    let visit: Visit
    let session: SignedInSession
    var person: Person { session.person }

    init(_ visit: Visit) throws {
        guard let session = visit.session else { throw Problem(.signIn, "problem.sign-in") }
        self.session = session
        self.visit = visit
    }
}

/// Somebody who is signed in, in a season that is public: applicants and those who may become one.
struct Applicant: Authority {
    let visit: Visit
    let season: Season
    let person: Person

    init(_ visit: Visit) throws {
        person = try SignedIn(visit).person
        season = try SeasonVisitor(visit).season
        self.visit = visit
    }
}

/// Somebody who is signed in and looks at a season: only they may turn out to lead a session of it.
struct SignedInVisitor: Authority {
    let visit: Visit
    let visitor: SeasonVisitor

    init(_ visit: Visit) throws {
        _ = try SignedIn(visit)
        visitor = try SeasonVisitor(visit)
        self.visit = visit
    }
}

/// A role in the season of the address. One type a role, so that a handler says which it wants.
struct Holder<Kind: RoleRequirement>: Authority {
    let visit: Visit
    let season: Season
    let person: Person

    init(_ visit: Visit) throws {
        person = try SignedIn(visit).person
        guard let season = visit.season else { throw Problem.notFound }
        try Kind.guard.require(
            Kind.roles.contains { visit.holds($0) }, orElse: Self.refusal(visit))
        if Kind.judges {
            try Guard.takesNoPart.require(
                !visit.takesPart, orElse: Problem(.forbidden, "problem.takes-part"))
        }
        self.visit = visit
        self.season = season
    }
}

extension Holder {
    /// Who may not even see the season learns of no door in it.
    private static func refusal(_ visit: Visit) -> Problem {
        (try? SeasonVisitor(visit)) == nil ? .notFound : Problem(.forbidden, "problem.forbidden")
    }
}

/// Which roles open a door.
protocol RoleRequirement: Sendable {
    static var roles: [Role.Kind] { get }
    static var `guard`: Guard { get }
    /// Whether marks, jurors and decisions lie behind the door: it is shut to those who stand too close to
    /// any of the applications (`Impartiality`).
    static var judges: Bool { get }
}

extension RoleRequirement {
    static var judges: Bool { false }
}

enum StaffRequirement: RoleRequirement {
    static let roles: [Role.Kind] = [.staff, .administrator]
    static let `guard` = Guard.staff
}

enum ImpartialStaffRequirement: RoleRequirement {
    static let roles = StaffRequirement.roles
    static let `guard` = Guard.staff
    static let judges = true
}

enum ScreenerRequirement: RoleRequirement {
    static let roles: [Role.Kind] = [.screener, .staff, .administrator]
    static let `guard` = Guard.screener
}

/// Who works on a season in any role but a juror's.
enum AtWorkRequirement: RoleRequirement {
    static let roles: [Role.Kind] = [.screener, .staff, .administrator, .directorate]
    static let `guard` = Guard.atWork
}

enum JurorRequirement: RoleRequirement {
    static let roles: [Role.Kind] = [.juror]
    static let `guard` = Guard.juror
}

enum DirectorateRequirement: RoleRequirement {
    static let roles: [Role.Kind] = [.directorate]
    static let `guard` = Guard.directorate
    static let judges = true
}

typealias Staff = Holder<StaffRequirement>
/// Staff who stand close to no application of the season: marks, jurors, results and conflicts are theirs.
typealias ImpartialStaff = Holder<ImpartialStaffRequirement>
typealias Screener = Holder<ScreenerRequirement>
typealias AtWork = Holder<AtWorkRequirement>
typealias JurorRole = Holder<JurorRequirement>
typealias DirectorateMember = Holder<DirectorateRequirement>

extension Authority {
    var reader: Reader { visit.reader }
    var now: Instant { visit.now }
}
