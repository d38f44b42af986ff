internal import Platform

// Applications: who applies, what they write, and what they submit.
//
// A party applies: a person, an organisation or a team; accounts act for it, all alike. An application
// enters one nomination of one season. What is typed goes into the draft, valid or not; submitting copies
// the draft, checked by the rules that hold at that moment, into a submission that never changes. The last
// submission stands until a newer one is submitted, and each has a signed receipt.
//
// Screeners may ask for a missing thing, propose another nomination and give more time: their rows
// (screening_request, nomination_move, deadline_extension) are answered here and written there.
//
// Tables: party, party_member, party_invitation, application, draft, draft_conflict, submission, receipt,
// withdrawal, application_file, application_word. Invariants: only members of the party reach an
// application; a draft is saved over the version that it started from and no other; a submission has its
// receipt, its mail and its audit entry in the same transaction; a party holds no more applications than
// the season's limits say, withdrawn ones apart. Saving a draft makes no audit entry: who saved it last
// stands in its row.

/// What grows has a limit.
enum ApplicationBounds {
    /// Answers of one draft, in bytes of their JSON.
    static let answerBytes = 200_000
    /// A form with such answers, as browsers send them: three bytes for each byte that is no ASCII letter.
    static let formBytes = 1_000_000
    /// Uploads to one application, replaced ones included.
    static let files = 40
    /// The largest file of any form, with room for the answers that are sent beside it.
    static let pageBytes = FormField.mostMegabytes * 1_000_000 + formBytes
    static let submissions = 100
    /// Members and open invitations of one party.
    static let collaborators = 10
    /// Parties that one account acts for.
    static let parties = 20
    static let nameLetters = 200
    static let reasonLetters = 2_000
    /// Words under which an application is found.
    static let words = 40

    static let invitations = RateLimiter.Limit("invitations", 20, per: .seconds(3600))
    static let uploads = RateLimiter.Limit("uploads", 60, per: .seconds(3600))
    static let invitationLife: Duration = .seconds(30 * 24 * 3600)
}
