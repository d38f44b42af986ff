internal import Platform

/// The figures of a season in the order in which pages and exports show them.
struct StatisticsRow: Sendable {
    /// The key or code; empty for a figure of the whole season.
    let code: String
    let label: String
    let count: Int
    /// In the season before; nothing where there is none, or where it cannot be compared.
    let before: Int?
}

extension SeasonComparison {
    /// The way of applications from submission to honour; each step is a part of one before.
    func steps(_ reader: Reader) -> [StatisticsRow] {
        let steps: [(code: String, label: String, count: (SeasonStatistics) -> Int)] = [
            ("applications", reader("statistics.step.applications"), { $0.applications }),
            ("submitted", reader("statistics.step.waiting"), { $0.count(.submitted) }),
            ("rejected", reader("statistics.step.rejected"), { $0.count(.rejected) }),
            ("admitted", reader("statistics.step.admitted"), { $0.admitted }),
            ("finalists", reader("statistics.step.finalists"), { $0.finalists }),
            ("laureates", reader("statistics.step.laureates"), { $0.laureates }),
        ]
        return steps.map { step in
            // How far applications of another season had got at that distance is not recorded.
            let isComparable = step.code == "applications" || former?.isPartial == false
            return StatisticsRow(
                code: step.code, label: step.label, count: step.count(current),
                before: isComparable ? former.map { step.count($0.statistics) } : nil)
        }
    }

    /// In the order of the rules; what only the season before had stands behind.
    func nominations(_ reader: Reader) -> [StatisticsRow] {
        let keys = season.rules.nominations.map(\.key)
        let own = keys + current.nominations.keys.filter { !keys.contains($0) }.sorted()
        let rows = own.map { key in
            let isKnown = former?.season.rules.nomination(key) != nil
            return StatisticsRow(
                code: key, label: season.nominationTitle(key, reader), count: current.nominations[key] ?? 0,
                before: isKnown ? former?.statistics.nominations[key] ?? 0 : nil)
        }
        guard let former else { return rows }
        let gone = former.season.rules.nominations.map(\.key).filter { !own.contains($0) }
        return rows
            + gone.map { key in
                StatisticsRow(
                    code: key, label: former.season.nominationTitle(key, reader), count: 0,
                    before: former.statistics.nominations[key] ?? 0)
            }
    }

    /// The most applications first.
    func countries(_ reader: Reader) -> [StatisticsRow] {
        ranked(current.countries, former?.statistics.countries, reader) { reader.country($0) }
    }

    func languages(_ reader: Reader) -> [StatisticsRow] {
        ranked(current.languages, former?.statistics.languages, reader) { reader.languageName($0) }
    }

    private func ranked(
        _ counts: [String: Int], _ before: [String: Int]?, _ reader: Reader, name: (String) -> String
    ) -> [StatisticsRow] {
        let codes = Set(counts.keys).union(before?.keys.map(\.self) ?? [])
        let rows = codes.map { code in
            StatisticsRow(
                code: code, label: name(code), count: counts[code] ?? 0,
                before: before.map { $0[code] ?? 0 })
        }
        let named = reader.sorted(rows, by: \.label)
        return named.sorted { ($0.count, $0.before ?? 0) > ($1.count, $1.before ?? 0) }
    }
}

/// A day on the way to the deadline, in both seasons.
struct ArrivalDay: Sendable, Equatable {
    let daysLeft: Int
    /// In the season itself; nothing on days that it has not reached, or had not begun.
    let date: CalendarDate?
    let new: Int?
    let total: Int?
    /// In the season before by the same day.
    let before: Int?
}

extension SeasonComparison {
    /// The season's own curve, no further than today.
    func curve(now: Instant) -> ArrivalCurve? {
        guard let deadline = season.deadlineDay else { return nil }
        let today = now.day(in: season.rules.timeZone)
        let end = today.daysSince1970 < deadline.daysSince1970 ? today : deadline
        return ArrivalCurve(current.days, deadline: deadline, through: end)
    }

    /// The whole curve of the season before, beside which the other is drawn.
    var formerCurve: ArrivalCurve? {
        guard let former, let deadline = former.season.deadlineDay else { return nil }
        return ArrivalCurve(former.days, deadline: deadline, through: deadline)
    }

    /// Both curves beside one another, by the days that were left; the earliest first.
    func arrivals(now: Instant) -> [ArrivalDay] {
        guard let deadline = season.deadlineDay, let own = curve(now: now) else { return [] }
        let totals = Dictionary(uniqueKeysWithValues: own.points.map { ($0.daysLeft, $0.total) })
        let former = formerCurve?.points ?? []
        let earlier = Dictionary(uniqueKeysWithValues: former.map { ($0.daysLeft, $0.total) })
        let days = Set(totals.keys).union(earlier.keys).sorted(by: >)
        let end = former.last
        return days.map { left in
            let date = CalendarDate(daysSince1970: deadline.daysSince1970 - left)
            let total = totals[left]
            // Where a line has ended it stays as high as it was; where it has not begun there is nothing.
            let before = earlier[left] ?? end.flatMap { left < $0.daysLeft ? $0.total : nil }
            return ArrivalDay(
                daysLeft: left, date: date, new: total.map { _ in date.flatMap { current.days[$0] } ?? 0 },
                total: total, before: before)
        }
    }
}

/// The figures as tables to take away.
enum StatisticsTables {
    static func figures(_ comparison: SeasonComparison, _ reader: Reader) -> Table {
        let groups: [(name: String, rows: [StatisticsRow])] = [
            (reader("statistics.steps"), comparison.steps(reader)),
            (reader("statistics.countries"), comparison.countries(reader)),
            (reader("statistics.nominations"), comparison.nominations(reader)),
            (reader("statistics.languages"), comparison.languages(reader)),
        ]
        let rows = groups.flatMap { group in
            group.rows.map { row -> [Table.Cell] in
                [
                    .text(group.name), .text(row.code), .text(row.label), .integer(row.count),
                    ExportCell.integer(row.before),
                ]
            }
        }
        let columns = [
            reader("exports.column.group"), reader("exports.column.code"), reader("exports.column.name"),
            reader.pick(comparison.season.rules.title), name(of: comparison.former, reader),
        ]
        return Table(columns: columns.map { Table.Column($0) }, rows: rows)
    }

    static func arrivals(_ comparison: SeasonComparison, now: Instant, _ reader: Reader) -> Table {
        let rows = comparison.arrivals(now: now).map { day -> [Table.Cell] in
            [
                .integer(day.daysLeft), day.date.map { .date($0) } ?? .empty, ExportCell.integer(day.new),
                ExportCell.integer(day.total), ExportCell.integer(day.before),
            ]
        }
        let columns = [
            reader("statistics.days-left"), reader("statistics.day"), reader("statistics.new"),
            reader("statistics.total"), name(of: comparison.former, reader),
        ]
        return Table(columns: columns.map { Table.Column($0) }, rows: rows)
    }

    private static func name(of former: SeasonComparison.Former?, _ reader: Reader) -> String {
        former.map { reader.pick($0.season.rules.title) } ?? reader("statistics.before")
    }
}
