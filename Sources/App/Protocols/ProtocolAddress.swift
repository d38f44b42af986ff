extension SessionAddress {
    var protocolTexts: String { self.protocol + "/texts" }
    var protocolFacts: String { self.protocol + "/facts" }
    var protocolPublication: String { self.protocol + "/publication" }
    /// Open data.
    var protocolJSON: String { self.protocol + "/protocol.json" }
    var protocolCSV: String { self.protocol + "/ideas.csv" }
}
