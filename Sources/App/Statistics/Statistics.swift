internal import Platform

// Statistics: how many applied, from where, for what, in which language and when; and the tables that staff
// take away.
//
// Figures of a season are counted in one transaction. Staff see them live, beside the season before at the
// same distance from its deadline; the public sees those that were frozen with a publication. Exports hold
// what the role of the reader may see and are recorded as readings of personal data.
//
// It only reads, apart from the audit entries of exports. Invariants: drafts and withdrawn applications are
// not counted; persons of a country are not counted where fewer than five would stand out; marks reach no
// screener, and what the directorate has not published reaches nobody.

/// What grows has a limit.
enum StatisticsBounds {
    /// Fewer persons of one country than this are gathered with those of others.
    static let fewestPeople = 5
    /// Rows of one export; more are to be taken in parts.
    static let exportedApplications = 5_000
    static let exportedReviews = 20_000
    static let exportedResults = 20_000
    /// Exports that are made at the same time by one server, and by one person in an hour.
    static let exportsAtOnce = 2
    static let exports = RateLimiter.Limit("exports", 30, per: .seconds(3600))
    /// How many applications are read at a time while they are exported.
    static let readTogether = 500
}
