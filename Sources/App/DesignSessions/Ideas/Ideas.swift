internal import Platform

// Ideas: what people propose, say about it and support, what moderators take out of sight, and who may know
// whose an idea is.
//
// The text of an idea never changes; what can be added is a translation, a comment, support, a referral to
// another group. Nobody overwrites the translation of another but the author, scribes and moderators.
// Whoever sends the same request key twice has sent one idea, and is answered alike. Names are not in what
// is read for those who may not see them; where nobody may, not even the audit log knows who acts.

/// How much may be said in a session, and how fast.
enum IdeaBounds {
    static let longestTitle = 150
    static let longestChange = 2_000
    static let longestBeneficiary = 300
    static let longestReason = 2_000
    static let longestComment = 2_000
    /// Why something was hidden, withdrawn or looked up.
    static let longestNote = 500

    static let mostInSession = 5_000
    static let mostOfGroup = 1_000
    static let mostOfSeat = 200
    static let commentsOnIdea = 2_000

    /// Counted in the database, so that they hold for a seat wherever it sends from.
    static let ideasAMinute = 20
    static let ideasAnHour = 100
    static let commentsAMinute = 20
    static let commentsAnHour = 200
    static let translationsAMinute = 10
    static let translationsAnHour = 100

    static let pageRows = 30
    static let pageComments = 100
    /// Of a country with fewer people in the room nothing is said but that it is another one.
    static let fewestOfCountry = 5
}

/// What a change in the room is recorded with, made before the transaction that may run twice.
struct RoomAct: Sendable {
    private let named: Act
    private let unnamed: Act

    init(_ visit: Visit, _ laurel: Laurel) {
        named = visit.act(laurel)
        unnamed = Act(by: nil, at: visit.now, nonce: laurel.randomness.bytes(16))
    }

    /// By those whose work it is: moderators and facilitators.
    var official: Act { named }
    var at: Instant { named.at }

    /// By people in the room: where names are shown to nobody, the log has none either.
    func inside(_ session: DesignSession) -> Act {
        session.namesShown == .nobody ? unnamed : named
    }
}
