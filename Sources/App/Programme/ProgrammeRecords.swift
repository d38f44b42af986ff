internal import Platform

/// Somebody honoured, as the public reads it once the season's laureates are published.
struct PublishedLaureate: Sendable {
    let name: String
    let country: String
    let title: String
    /// The key of the prize, which the season's rules name.
    let prize: String?
    let season: ID<Season>

    /// The laureates of all seasons that published them, the newest season first.
    static func all(_ tx: Transaction) throws -> [PublishedLaureate] {
        let rows = try tx.rows(
            """
            SELECT party.name, submission.applicant, application.country, application.title,
                   application.season_id, prize.key AS prize_key
            FROM publication
            JOIN season ON season.id = publication.season_id AND season.is_public = 1
            JOIN honour ON honour.id IN (SELECT min(id) FROM honour
                WHERE honour.season_id = publication.season_id AND honour.gate = publication.gate
                    AND honour.ended_by IS NULL GROUP BY honour.application_id)
            JOIN application ON application.id = honour.application_id
            JOIN party ON party.id = application.party_id
            LEFT JOIN submission ON submission.id = application.submission_id
            LEFT JOIN prize ON prize.id = honour.prize_id
            WHERE publication.gate = 'laureates'
            ORDER BY season.position DESC, honour.place, application.id LIMIT 200
            """)
        return try rows.map { row in
            PublishedLaureate(
                name: try name(row), country: try row["country"], title: try row["title"],
                prize: try row["prize_key"], season: try row["season_id"])
        }
    }

    /// The name that was submitted, of a row of `party` and `submission`: whatever its owner may write into
    /// the account later, it does not change what was honoured.
    static func name(_ row: Row) throws -> String {
        let applicant: String? = try row["applicant"]
        return try applicant.flatMap { try JSON(parsing: $0)["name"]?.text } ?? row["name"]
    }
}

/// The figures that were frozen when a season was published.
struct PublishedStatistics: Sendable {
    let season: ID<Season>
    let gate: String
    let document: JSON

    /// Applications by country.
    var countries: [String: Int] {
        (document["countries"]?.fields ?? [:]).compactMapValues(\.int)
    }

    /// The last that each public season published, the newest season first.
    static func all(_ tx: Transaction) throws -> [PublishedStatistics] {
        let rows = try tx.rows(
            """
            SELECT publication.season_id, publication.gate, publication.statistics FROM publication
            JOIN season ON season.id = publication.season_id AND season.is_public = 1
            ORDER BY season.position DESC, publication.id DESC LIMIT 100
            """)
        return try rows.map { row in
            PublishedStatistics(
                season: try row["season_id"], gate: try row["gate"],
                document: try JSON(parsing: row["statistics"] as String))
        }
    }
}
