import Calibration
import SplitMix
import Testing

/// The coefficients are those that their authors published for the same tables.
struct AgreementTests {
    /// Rows are jurors, columns applications.
    private func agreement(_ rows: [[Double?]]) -> Agreement {
        let scores: [Score] = rows.enumerated().flatMap { juror, row in
            row.enumerated().compactMap { application, value in
                value.map { Score(application: application, juror: juror, value: $0) }
            }
        }
        return Agreement(of: scores, applicationCount: rows[0].count, jurorCount: rows.count)
    }

    /// Krippendorff, *Computing Krippendorff's Alpha-Reliability* (2011), section C: 0.849 for interval data.
    @Test func alphaIsKrippendorffs() throws {
        let rows: [[Double?]] = [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, nil, nil, nil],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nil, 3],
            [nil, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nil],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nil],
        ]
        let alpha: Double = try #require(agreement(rows).alpha)
        #expect(abs(alpha - 0.849) < 0.0005)
    }

    /// Shrout and Fleiss, *Intraclass Correlations* (1979), table 4: .17 and .29.
    @Test func intraclassCorrelationsAreThoseOfShroutAndFleiss() throws {
        let targets: [[Double?]] = [
            [9, 6, 8, 7, 10, 6], [2, 1, 4, 1, 5, 2], [5, 3, 6, 2, 6, 4], [8, 2, 8, 6, 9, 7],
        ]
        let found: Agreement = agreement(targets)
        #expect(abs(try #require(found.oneWay) - 0.1657) < 0.0001)
        #expect(abs(try #require(found.twoWay) - 0.2898) < 0.0001)
    }

    @Test func isOneWhereAllAgree() {
        let found: Agreement = agreement([[1, 2, 3], [1, 2, nil], [nil, 2, 3]])
        #expect(found.alpha == 1)
        #expect(found.oneWay == 1)
        #expect(abs((found.twoWay ?? 0) - 1) < 1e-9)
    }

    @Test func saysNothingWhereScoresSayNothing() {
        let silent = Agreement(of: [], applicationCount: 0, jurorCount: 0)
        #expect((silent.alpha, silent.oneWay, silent.twoWay) == (nil, nil, nil))
        let single: Agreement = agreement([[1, 2, 3]])
        #expect((single.alpha, single.oneWay, single.twoWay) == (nil, nil, nil))
        let same: Agreement = agreement([[4, 4], [4, 4]])
        #expect((same.alpha, same.oneWay, same.twoWay) == (nil, nil, nil))
    }

    /// In an incomplete table the coefficients find the shares of the variances that were simulated.
    @Test func findsTheSimulatedShares() throws {
        let outcome: Simulation.Outcome = Simulation(applications: 6_000, jurors: 600).run(seed: 3)
        let found = Agreement(of: outcome.scores, applicationCount: 6_000, jurorCount: 600)
        let share: Double = 1.278 / (1.278 + 0.240 + 1.268)
        for value in [found.alpha, found.oneWay, found.twoWay] {
            #expect(abs(try #require(value) - share) < 0.02)
        }
    }
}
