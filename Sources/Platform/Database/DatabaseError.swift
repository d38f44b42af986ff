/// What can go wrong with a statement, in the same words for both engines.
public enum DatabaseError: Error, Sendable, Equatable {
    /// A row with this key is there already; `detail` names the constraint or the columns.
    case unique(detail: String)
    case foreignKey(detail: String)
    case check(detail: String)
    case notNull(detail: String)
    /// Two transactions met; the one that is told so may be run again.
    case serialization
    /// Nothing was free in time.
    case busy
    case connectionLost
    /// The commit was sent and no answer came: it may have happened.
    case outcomeUnknown
    /// A statement failed earlier in this transaction, which can only be rolled back.
    case poisoned
    case decoding(String)
    case other(String)

    /// Whether it is the answer to a second row where only one may be.
    public var isUnique: Bool {
        if case .unique = self { true } else { false }
    }
}
