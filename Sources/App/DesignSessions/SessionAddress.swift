/// The addresses of a session's pages. Those of staff and of everybody else lie together: what a visitor may
/// do there is told by their seat.
struct SessionAddress: Sendable {
    /// All sessions of the season.
    let list: String
    let page: String

    init(_ season: Season, _ session: DesignSession) {
        self.init(season, session.publicID)
    }

    init(_ season: Season, _ publicID: String) {
        list = season.sessions
        page = list + "/" + publicID
    }

    /// Where somebody takes a seat.
    var joining: String { page + "/join" }
    /// What a participant has in their hand.
    var room: String { page + "/room" }
    /// What the hall looks at.
    var projector: String { page + "/projector" }
    /// Where the facilitator leads from.
    var console: String { page + "/console" }
    var setup: String { page + "/setup" }
    /// The event stream.
    var events: String { page + "/events" }
    /// Where a scribe writes for their group.
    var scribing: String { page + "/scribe" }
    /// Where what stands on flipcharts comes in as a table.
    var flipcharts: String { scribing + "/flipcharts" }
    var ideas: String { page + "/ideas" }
    func idea(_ publicID: String) -> String { ideas + "/" + publicID }
    /// What moderators took out of sight, and why.
    var log: String { page + "/log" }
    var themes: String { page + "/themes" }
    func theme(_ publicID: String) -> String { themes + "/" + publicID }
    var polls: String { page + "/polls" }
    func poll(_ publicID: String) -> String { polls + "/" + publicID }
    var `protocol`: String { page + "/protocol" }
}
