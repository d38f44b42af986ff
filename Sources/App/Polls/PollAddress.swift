extension SessionAddress {
    var newPoll: String { polls + "/new" }
    /// With the code of a card, the page of whoever holds it.
    func poll(_ publicID: String, card: String) -> String {
        card.isEmpty ? poll(publicID) : poll(publicID) + "?card=" + card
    }
    func pollBallot(_ publicID: String) -> String { poll(publicID) + "/ballot" }
    /// Where a facilitator prepares and leads it.
    func pollSetup(_ publicID: String) -> String { poll(publicID) + "/setup" }
    func pollOpening(_ publicID: String) -> String { poll(publicID) + "/opening" }
    func pollClosing(_ publicID: String) -> String { poll(publicID) + "/closing" }
    func pollReveal(_ publicID: String) -> String { poll(publicID) + "/reveal" }
    func pollRemoval(_ publicID: String) -> String { poll(publicID) + "/removal" }
    func pollCards(_ publicID: String) -> String { poll(publicID) + "/cards" }
    /// Open data, as `csv` or `json`.
    func pollResults(_ publicID: String, _ format: String) -> String {
        poll(publicID) + "/results/" + format
    }
}
