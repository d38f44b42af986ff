internal import Foundation
internal import Platform

/// The rules with which a new season begins.
enum NextSeason {
    /// A copy with another key and every date a year later. Extensions belong to the season that gave them.
    static func copy(of rules: SeasonDocument, key: String) throws -> SeasonDocument {
        var copy = rules
        copy.season = key
        for index in copy.stages.indices {
            copy.stages[index].opens = aYearLater(copy.stages[index].opens, copy.timeZone)
            copy.stages[index].closes = copy.stages[index].closes.map { aYearLater($0, copy.timeZone) }
            copy.stages[index].amendments = []
        }
        if let bids = copy.jury.assignment.bids {
            copy.jury.assignment.bids?.until = aYearLater(bids.until, copy.timeZone)
        }
        copy.eligibility = aYearLater(copy.eligibility)
        for index in copy.nominations.indices {
            copy.nominations[index].eligibility = aYearLater(copy.nominations[index].eligibility)
        }
        for index in copy.prizes.indices {
            copy.prizes[index].eligibility = aYearLater(copy.prizes[index].eligibility)
        }
        return copy
    }

    private static func aYearLater(_ rule: EligibilityRule) -> EligibilityRule {
        var later = rule
        if case .date(let date) = rule.foundedBefore { later.foundedBefore = .date(aYearLater(date)) }
        return later
    }

    /// The same time on the clocks of the season.
    private static func aYearLater(_ moment: SeasonMoment, _ zone: TimeZone) -> SeasonMoment {
        guard case .instant(let instant) = moment else { return moment }
        let time = instant.local(in: zone).suffix(5)
        let day = aYearLater(instant.day(in: zone))
        return Instant(local: "\(day)T\(time)", in: zone).map(SeasonMoment.instant) ?? moment
    }

    /// The last of February where there is no such day.
    private static func aYearLater(_ date: CalendarDate) -> CalendarDate {
        let year = date.year + 1
        return CalendarDate(year: year, month: date.month, day: date.day)
            ?? CalendarDate(year: year, month: 2, day: 28) ?? date
    }
}
