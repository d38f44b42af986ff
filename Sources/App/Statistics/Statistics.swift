internal import Platform

// Statistics: how many applied, from where, for what, in which language and when; and the tables that staff
// take away.
//
// Figures of a season are counted in one transaction. Staff see them live, beside the season before at the
// same distance from its deadline; the public sees those that were frozen with a publication. Exports hold
// what the role of the reader may see and are recorded as readings of personal data.
//
// It only reads, apart from the audit entries of exports. Invariants: drafts and withdrawn applications are
// neither counted nor exported; persons of a country are not counted where fewer than five would stand out;
// nobody counts or takes away what they take part in themselves; marks reach no screener, and what the
// directorate has not published reaches nobody.

/// What grows has a limit; how many rows an export has is for the operator to say (`Settings.exportRows`).
enum StatisticsBounds {
    /// Fewer persons of one country than this are gathered with those of others.
    static let fewestPeople = 5
    /// Exports that are made at the same time by one server, and by one person in an hour.
    static let exportsAtOnce = 2
    static let exports = RateLimiter.Limit("exports", 30, per: .seconds(3600))
    /// How many rows are held in memory while an export is written.
    static let readTogether = 500
    /// How much of a finished export is sent at a time.
    static let sentTogether = 256 * 1024
    /// Countries and languages that a chart shows; the table behind it has them all.
    static let shownCountries = 12
    static let shownLanguages = 8
}
