internal import Platform

/// What a juror is an expert of, as they or staff said.
struct JurorExpertise: Sendable, Hashable {
    static let none = JurorExpertise()

    /// The key of one of the season's kinds of juror; empty where it is not said.
    var kind = ""
    /// Keys of the season's themes; any where there is none.
    var themes: [String] = []

    /// What staff or a table say.
    static func store(_ expertise: JurorExpertise, of juror: ID<Juror>, at moment: Instant, _ tx: Transaction)
        throws
    {
        try tx.run(
            """
            INSERT INTO juror_expertise (juror_id, kind, themes, stated_at)
            VALUES (\(juror), \(expertise.kind), \(StoredList.text(expertise.themes)), \(moment))
            ON CONFLICT (juror_id) DO UPDATE SET kind = excluded.kind, themes = excluded.themes,
                stated_at = excluded.stated_at
            """)
    }

    /// What a juror says of themselves: their themes. Which kind of juror they are is for staff to say. Keys
    /// that the season does not know are passed over.
    static func declare(
        _ themes: [String], by who: SeatedJuror, act: Act, _ tx: Transaction
    ) throws {
        let known = who.season.rules.themes.map(\.key).filter { themes.contains($0) }
        guard known != who.juror.expertise.themes else { return }
        var expertise = who.juror.expertise
        expertise.themes = known
        try store(expertise, of: who.juror.id, at: act.at, tx)
        try tx.audit(
            "themes declared", on: "juror", who.juror.id.rawValue, by: act,
            ["themes": .array(known.map { .string($0) })])
    }
}
