/// Why a mail did not go out, in the server's words where it said any.
public enum MailError: Error, Equatable, CustomStringConvertible {
    /// The server refuses this mail for good, for instance because there is no such mailbox.
    case permanent(code: Int, reason: String)
    /// Another attempt may succeed; without a code no answer came. The mail may have gone out all the same.
    case temporary(code: Int?, reason: String)

    public var isPermanent: Bool {
        if case .permanent = self { true } else { false }
    }

    public var description: String {
        switch self {
        case .permanent(_, let reason): "the mail server refuses the mail: \(reason)"
        case .temporary(_, let reason): "the mail could not be handed over now: \(reason)"
        }
    }
}
