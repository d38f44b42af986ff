import TestSupport
import Testing

@testable import App
@testable import Platform

/// The columns of a round's results, as CSV and as XLSX.
struct ResultExportTests {
    private static let columns = [
        "Application", "Title", "Applicant", "Country", "Region", "Nomination", "Rank in the nomination",
        "Mean",
        "Median", "Spread", "Lowest", "Highest", "Reviews", "Passes", "Rank of record", "Score of record",
        "Standing", "Part of the jury", "Calibrated score", "Calibrated, lower end", "Calibrated, upper end",
        "Chance of being among the best", "Too close to call", "Tried without each juror",
        "Stays without a juror", "Tried with other weights", "Stays with other weights",
        "Stays by the other ranking",
    ]

    /// Twelve that are compared, two apart, one with a single review.
    private static let entries: [ResultScene.Entry] =
        (0..<12).map { number in
            let quality = 4 + number % 5
            return ResultScene.Entry(
                title: "Project \(number)", marks: [quality, quality + 1, min(10, quality + number % 3)],
                firstJuror: number % 4)
        } + [
            .init(title: "Alone in the sea", marks: [9, 9], firstJuror: 8),
            .init(title: "=Beside it", marks: [8, 7], firstJuror: 8), .init(title: "Single", marks: [7]),
        ]

    private static func run(
        _ body: @escaping @Sendable (ResultScene, Browser) async throws -> Void
    ) async throws {
        try await ResultScene.run(
            entries,
            change: { document in
                document.ranking.ofRecord = .calibrated
                document.ranking.places = ["person": 3]
            }
        ) { scene in
            await scene.laurel.jobs().runDue()
            try await body(scene, try await scene.test.browser(signedInAs: ResultScene.staff))
        }
    }

    private static func row(_ title: String, _ lines: CSVLines) throws -> [String: String] {
        let row = try #require(lines.rows.first { $0[1] == title })
        return Dictionary(uniqueKeysWithValues: zip(lines.columns, row))
    }

    @Test func everyColumnHoldsWhatItsNameSays() async throws {
        try await Self.run { scene, staff in
            let path = scene.path + "/staff/exports/results.csv"
            let lines = CSVLines(try await staff.get(path).text)
            #expect(lines.columns == Self.columns && lines.rows.count == 15)
            let round = scene.round
            let stored = try await scene.laurel.database.read { try RecordRanking.ofRound(round, $0) }
            let first = try #require(
                scene.applications.first { stored[$0.id]?.recordRank == 1 && stored[$0.id]?.part == 0 })
            let (ranking, row) = (try #require(stored[first.id]), try Self.row(first.title, lines))
            let interval = try #require(ranking.calibrated)
            #expect(row["Application"] == first.publicID && row["Country"] == "Kazakhstan")
            #expect(row["Rank of record"] == "1" && row["Standing"] == "Among the first")
            #expect(row["Part of the jury"] == "1" && row["Reviews"] == "3" && row["Passes"] == "Yes")
            for (column, value) in [
                ("Mean", ranking.rawMean), ("Score of record", ranking.recordScore),
                ("Calibrated score", interval.value), ("Calibrated, lower end", interval.low),
                ("Calibrated, upper end", interval.high),
                ("Chance of being among the best", ranking.chanceOfBest ?? -1),
            ] {
                let written = try #require(Double(row[column] ?? ""), "\(column)")
                #expect(abs(written - value) < 0.01, "\(column)")
            }
            #expect(row["Tried without each juror"] == "8" && row["Tried with other weights"] == "14")
            #expect(Int(row["Stays without a juror"] ?? "") != nil)
            #expect(["Yes", "No"].contains(row["Stays by the other ranking"]))
        }
    }

    @Test func whatCannotBeSaidIsLeftEmpty() async throws {
        try await Self.run { scene, staff in
            let path = scene.path + "/staff/exports/results.csv"
            let lines = CSVLines(try await staff.get(path).text)
            let apart = try Self.row("Alone in the sea", lines)
            #expect(apart["Part of the jury"] == "2" && apart["Standing"] == "Cannot be compared")
            #expect(apart["Mean"] == "90" && apart["Too close to call"] == "No")
            let single = try Self.row("Single", lines)
            #expect(single["Reviews"] == "1" && single["Mean"] == "70", "raw figures always")
            for column in ["Calibrated score", "Calibrated, lower end", "Chance of being among the best"] {
                #expect(apart[column] == "" && single[column] == "", "\(column)")
            }
            for column in [
                "Passes", "Rank in the nomination", "Rank of record", "Standing", "Too close to call",
            ] {
                #expect(single[column] == "", "\(column)")
            }
            #expect(lines.rows.contains { $0[1] == "'=Beside it" }, "no formula")
        }
    }

    @Test(.needsPython) func theWorkbookHasTheSameColumnsWithNumbersAsNumbers() async throws {
        try await Self.run { scene, staff in
            let exports = scene.path + "/staff/exports/"
            let lines = CSVLines(try await staff.get(exports + "results.csv").text)
            let sheet = try Workbook.read(try await staff.get(exports + "results.xlsx").bytes)
            let rows = try #require(sheet["rows"]?.list)
            #expect(sheet["formulas"] == 0 && rows.count == 16)
            let letters = Self.columns.indices.map { index in
                index < 26
                    ? String(UnicodeScalar(UInt8(65 + index)))
                    : "A" + String(UnicodeScalar(UInt8(39 + index)))
            }
            #expect(letters.map { rows[0][$0]?.list?.last?.text } == Self.columns)
            for (row, line) in zip(rows.dropFirst(), lines.rows) {
                for (index, letter) in letters.enumerated() where index != 1 {
                    let cell = row[letter]?.list?.compactMap(\.text) ?? []
                    guard let number = Double(line[index]) else {
                        #expect(cell.last ?? "" == line[index])
                        continue
                    }
                    #expect(cell.first == "n" && Double(cell[1]).map { abs($0 - number) < 0.01 } == true)
                }
            }
        }
    }

    @Test func headingsAreInTheReadersLanguage() async throws {
        try await Self.run { scene, staff in
            for (language, heading) in [
                ("ru", "Остаётся по другому порядку"), ("ar", "يبقى في الترتيب الآخر"),
            ] {
                let path = scene.path + "/staff/exports/results.csv?lang=" + language
                let lines = CSVLines(try await staff.get(path).text)
                #expect(lines.columns.last == heading && lines.columns.count == Self.columns.count)
                #expect(Set(lines.columns).count == Self.columns.count)
            }
        }
    }
}
