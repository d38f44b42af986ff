internal import Foundation
internal import Platform

/// A season's figures beside those of the season before at the same distance from its deadline.
struct SeasonComparison: Sendable {
    let season: Season
    let current: SeasonStatistics
    let former: Former?

    /// The season before.
    struct Former: Sendable {
        let season: Season
        /// At the same distance from the deadline; all of it once that has passed.
        let statistics: SeasonStatistics
        /// To the end, for the line that the current season has not reached yet.
        let days: [CalendarDate: Int]
        /// Whether `statistics` end before the season did, because the current one has not got further.
        let isPartial: Bool
    }

    static func read(
        _ season: Season, for reader: ID<Person>, now: Instant, _ cache: RulesCache, _ tx: Transaction
    ) throws -> SeasonComparison {
        let scope = SeasonStatistics.Scope(reader: reader)
        let current = try SeasonStatistics.compute(season, tx, scope: scope)
        return SeasonComparison(
            season: season, current: current, former: try former(season, scope, now: now, cache, tx))
    }

    private static func former(
        _ season: Season, _ scope: SeasonStatistics.Scope, now: Instant, _ cache: RulesCache,
        _ tx: Transaction
    ) throws -> Former? {
        let id: ID<Season>? = try tx.row(
            """
            SELECT id FROM season WHERE rules_version_id IS NOT NULL
            AND position < (SELECT position FROM season WHERE id = \(season.id)) ORDER BY position DESC
                LIMIT 1
            """)?.only()
        guard let id, let former = try Season.find(id, cache, tx) else { return nil }
        guard let before = moment(of: former, like: now, in: season) else {
            let all = try SeasonStatistics.compute(former, tx, scope: scope)
            return Former(season: former, statistics: all, days: all.days, isPartial: false)
        }
        var early = scope
        early.before = before
        let statistics = try SeasonStatistics.compute(former, tx, scope: early)
        let days = try SeasonStatistics.days(of: former, tx, scope: scope)
        return Former(season: former, statistics: statistics, days: days, isPartial: true)
    }

    /// When the former season was as far from its deadline as this one is now; nothing once the deadline
    /// has passed.
    static func moment(of former: Season, like now: Instant, in season: Season) -> Instant? {
        guard let end = season.stage(.intake)?.closes, let formerEnd = former.stage(.intake)?.closes,
            now < end
        else { return nil }
        return formerEnd - (end - now)
    }
}

/// How applications added up on the way to a deadline.
struct ArrivalCurve: Sendable, Equatable {
    struct Point: Sendable, Equatable {
        /// Days until the day of the deadline; below zero after it.
        let daysLeft: Int
        /// All that had arrived by the end of that day.
        let total: Int
    }

    /// Every day from the first arrival on, the earliest first; none where nothing arrived.
    let points: [Point]

    /// Goes on to a day after the last arrival, so that a line does not end before what it shows.
    init(_ days: [CalendarDate: Int], deadline: CalendarDate, through end: CalendarDate? = nil) {
        guard let first = days.keys.min(), let last = days.keys.max() else {
            points = []
            return
        }
        let final = max(last.daysSince1970, end?.daysSince1970 ?? last.daysSince1970)
        var total = 0
        points = (first.daysSince1970...final).map { number in
            total += CalendarDate(daysSince1970: number).flatMap { days[$0] } ?? 0
            return Point(daysLeft: deadline.daysSince1970 - number, total: total)
        }
    }
}

extension Season {
    /// The day on which applications close, by the season's clocks.
    var deadlineDay: CalendarDate? {
        stage(.intake)?.closes?.day(in: rules.timeZone)
    }
}
