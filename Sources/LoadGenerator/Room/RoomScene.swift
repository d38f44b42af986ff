import Crypto
import Foundation
import Platform

/// An open session with one group and a seat for each phone, known by its browser alone.
struct RoomScene: Sendable {
    struct Seat: Sendable {
        let number: Int
        /// What the browser is known by.
        let secret: String
    }

    let season: String
    let seats: [Seat]
    /// The number of the newest event when the phones come.
    let lastEvent = 0

    static let session = "hall"
    static let group = "everybody"

    var path: String { "/seasons/\(season)/sessions/\(Self.session)" }

    init(season: String, phones: Int) {
        self.season = season
        seats = (1...phones).map { Seat(number: $0, secret: "phone-\($0)-of-the-hall") }
    }

    /// The title of an idea, and the idea of a title.
    static func title(_ idea: Int) -> String { "Idea \(idea) of the hall" }

    static func idea(in text: UnsafeRawBufferPointer) -> Int? {
        text.firstOffset(of: "\"Idea ").map { text.number(at: $0 + 6) }
    }

    func fill(_ database: Database) async throws {
        let (season, seats, now) = (season, seats, Instant.now())
        let end = now + .seconds(4 * 3_600)
        try await database.write { tx in
            try tx.run(
                """
                INSERT INTO design_session (public_id, season_id, version, title, purpose, place, time_zone, starts_at,
                    ends_at, languages, allows_guests, most_seats, names_shown, announced_at, opened_at, created_at)
                SELECT \(Self.session), id, 1, '{"en":"A hall"}', '{"en":""}', '{"en":"Hall 1"}', 'UTC', \(now), \(end),
                    '["en"]', 1, 5000, 'participants', \(now), \(now), \(now) FROM season WHERE key = \(season)
                """)
            try tx.run(
                """
                INSERT INTO session_group (public_id, session_id, position, name, description)
                SELECT \(Self.group), id, 0, '{"en":"Everybody"}', '{}' FROM design_session
                """)
            for seat in seats {
                let digest = Array(SHA256.hash(data: Array(seat.secret.utf8)))
                try tx.run(
                    """
                    INSERT INTO seat (public_id, session_id, browser_digest, group_id, part, name, language, joined_at)
                    SELECT \("seat-\(seat.number)"), design_session.id, \(digest), session_group.id, 'participant',
                        \("Guest \(seat.number)"), 'en', \(now)
                    FROM design_session JOIN session_group ON session_group.session_id = design_session.id
                    """)
            }
        }
    }
}
