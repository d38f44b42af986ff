internal import Platform

extension Bid.Wish {
    func word(_ reader: Reader) -> String {
        switch self {
        case .eager: reader("jury.bid.eager")
        case .willing: reader("jury.bid.willing")
        case .notWell: reader("jury.bid.not-well")
        }
    }

    /// Among what speaks for a pairing or against it.
    func why(_ reader: Reader) -> String {
        switch self {
        case .eager: reader("jury.why.eager")
        case .willing: reader("jury.why.willing")
        case .notWell: reader("jury.why.not-well")
        }
    }
}
