internal import Platform

/// An application as the jury's staff pages know it: one that screening admitted.
struct JuryApplication: Sendable, Hashable {
    let id: ID<Application>
    let publicID: String
    let title: String
    let country: String
    let language: Language
    let nomination: ID<Nomination>
    let party: ID<Party>
    let partyName: String

    init(_ row: Row) throws {
        id = try row["id"]
        publicID = try row["public_id"]
        title = try row["title"]
        country = try row["country"]
        language = Language(try row["language"]) ?? .english
        nomination = try row["nomination_id"]
        party = try row["party_id"]
        partyName = try row["party_name"]
    }

    static let columns: SQL = """
        SELECT application.id, application.public_id, application.title, application.country,
               application.language, application.nomination_id, application.party_id,
               party.name AS party_name, application.submitted_at
        FROM application JOIN party ON party.id = application.party_id
        """

    static func find(_ publicID: String, in season: ID<Season>, _ tx: Transaction) throws -> JuryApplication {
        let row = try tx.row(
            """
            \(columns) WHERE application.public_id = \(publicID) AND application.season_id = \(season)
                AND \(JuryRules.isInJury)
            """)
        guard let row else { throw Problem.notFound }
        return try JuryApplication(row)
    }
}
