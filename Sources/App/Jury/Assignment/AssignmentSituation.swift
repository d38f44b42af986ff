internal import Platform

/// Everything that an automatic assignment depends on, read in one transaction. Two equal situations give the
/// same assignment, so that what staff confirm is what they saw.
struct AssignmentSituation: Sendable, Hashable {
    /// Which applications and jurors are to be brought together; all where nothing is said.
    struct Scope: Sendable, Hashable {
        var nomination: ID<Nomination>?
        var panel: ID<Panel>?
        /// Whether what was sent may move to another juror as long as nobody has begun it.
        var movesSent = false
        /// Of whom everything is given to others that is not submitted.
        var replaced: ID<Juror>?

        /// Which applications want reviews, as a condition on `application`.
        var holds: SQL { nomination.map { "application.nomination_id = \($0)" } ?? "1 = 1" }
    }

    struct Seat: Sendable, Hashable {
        let id: ID<Juror>
        /// Empty where it is not known.
        let country: String
        let languages: [Language]
        /// Those that the juror knows; any where there is none.
        let regions: [String]
        /// Those that count as the juror's own under a rule of regions.
        let ownRegions: [String]
        /// Any where there is none.
        let themes: [String]
        let kind: String
        /// Those of the juror's panel; all where there is none.
        let nominations: [ID<Nomination>]
        let capacity: Int
        /// Whether the scope lets this juror be asked.
        let isAsked: Bool
    }

    struct Task: Sendable, Hashable {
        let id: ID<Application>
        let party: ID<Party>
        let nomination: ID<Nomination>
        let country: String
        let language: Language
        /// The season's region in which its country lies.
        let region: String?
        let themes: [String]
        /// How many reviews it is to have.
        let demand: Int
    }

    /// A pair that was assigned before.
    struct Past: Sendable, Hashable {
        let juror: ID<Juror>
        let application: ID<Application>
        let standing: Standing
    }

    /// What is left of an earlier assignment.
    enum Standing: String, Sendable {
        /// It stays, whatever else happens: people made it, or its review is under way.
        case fixed
        /// It stays unless it is in the way of a review that would otherwise lack.
        case movable
        /// Its review was not begun or not submitted, and its juror is to be replaced.
        case replaced
        // The place is free again, and the pair is not made a second time.
        case recused, removed, conflict, withdrawn
        /// In another round; no place of this one.
        case steppedBackBefore

        var holds: Bool { self == .fixed || self == .movable }
    }

    /// A juror and an applicant who must not meet.
    struct Conflict: Sendable, Hashable {
        let juror: ID<Juror>
        let party: ID<Party>
    }

    /// A juror who is an applicant as well.
    struct Entrant: Sendable, Hashable {
        let juror: ID<Juror>
        let party: ID<Party>
    }

    /// A juror who said how much they want to review an application.
    struct Bidder: Sendable, Hashable {
        let juror: ID<Juror>
        let application: ID<Application>
    }

    let rules: SeasonAssignment
    /// How many applications a juror takes who says nothing else.
    var usualLoad = 1
    let seats: [Seat]
    let tasks: [Task]
    let past: [Past]
    let conflicts: Set<Conflict>
    var entrants: [Entrant] = []
    /// None where the season collects none.
    var bids: [Bidder: Bid.Wish] = [:]

    /// Who is asked and can be given nothing, for the rule of regions wants to know where they are from.
    var withoutOrigin: [ID<Juror>] {
        seats.filter { $0.isAsked && !rules.knowsOrigin(of: $0) }.map(\.id)
    }
}
