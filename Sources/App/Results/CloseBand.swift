internal import Platform

/// The applications of a nomination that are too close to call, and of which of them another review may be
/// asked for.
struct CloseBand: Sendable, Equatable {
    let count: Int
    /// The public ids of those whose reviews are all in, as many as may be asked for at once.
    let ready: [String]
    /// How many wait for reviews that they are to have anyway.
    let waiting: Int

    /// `wanted` is how many reviews an application is to have, with the further ones that were asked for.
    init(
        _ band: [RankedEntry], _ names: [ID<Application>: NamedApplication],
        wanted: (ID<Application>) -> Int
    ) {
        let complete = band.filter { $0.reviews >= wanted($0.application) }
        count = band.count
        waiting = band.count - complete.count
        ready = complete.compactMap { names[$0.application]?.publicID }.prefix(FurtherReview.mostAtOnce)
            .map(\.self)
    }
}
