internal import Platform

/// How many of those that are sought in a nomination may come from one country, and from one region.
struct PlaceCaps: Sendable {
    let mostPerCountry: Int
    let mostPerRegion: Int

    /// Without a ranking there are none.
    init(_ ranking: SeasonRanking?) {
        mostPerCountry = ranking?.mostPerCountry ?? .max
        mostPerRegion = ranking?.mostPerRegion ?? .max
    }

    /// Where somebody comes from.
    struct Origin: Sendable, Equatable {
        let country: String
        /// The key of a region.
        let region: String?
    }

    /// Whether those who have places leave none for somebody from there.
    func isFull(for origin: Origin, among taken: [Origin]) -> Bool {
        guard mostPerCountry < .max || mostPerRegion < .max else { return false }
        let fromCountry = taken.count { $0.country == origin.country }
        let fromRegion = origin.region == nil ? 0 : taken.count { $0.region == origin.region }
        return fromCountry >= mostPerCountry || fromRegion >= mostPerRegion
    }
}
