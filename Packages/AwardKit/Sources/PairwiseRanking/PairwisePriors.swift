/// How far things are thought to vary before any comparison is seen, as standard deviations in log-odds.
///
/// They shrink what little data says towards "average": an item that always won is not infinitely strong, and
/// a judge who answered five times is not yet unreliable.
public struct PairwisePriors: Hashable, Sendable {
    /// Of items' strengths around their mean.
    public var strength = 1.0
    /// Of what a pair shows beyond the strengths of its two items, where it was compared more than once.
    public var pair = 0.3
    /// Of judges' reliability around 1: at 0.5 about one judge in forty answers at random or worse.
    public var reliability = 0.5
    /// Of the advantage of the left side in general.
    public var side = 1.0
    /// Of judges' own inclination to a side around the general one.
    public var judgeSide = 0.5
    /// Of the general inclination to ties.
    public var tie = 2.0
    /// Of judges' own inclination to ties around the general one.
    public var judgeTie = 1.0

    public init() {}
}
