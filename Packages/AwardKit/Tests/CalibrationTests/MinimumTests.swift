import Calibration
import Testing

/// Where there is not enough, nothing is claimed.
struct MinimumTests {
    private func scores(applications: Int, jurors: Int) -> [Score] {
        (0..<applications).flatMap { application in
            (0..<jurors).map { juror in
                Score(
                    application: application, juror: juror, value: Double((application * 7 + juror * 3) % 10))
            }
        }
    }

    private func lacks(applications: Int, jurors: Int) -> [Component.Lack] {
        let scores: [Score] = scores(applications: applications, jurors: jurors)
        let result = Calibration(
            of: scores, applicationCount: applications, jurorCount: jurors, best: .ofComponent(1))
        return result.components[0].lacks
    }

    @Test func aSingleJurorIsNotEnough() {
        #expect(
            lacks(applications: 30, jurors: 1) == [.jurors(needed: 3), .spareScores(has: 0, needed: 10)])
        let scores: [Score] = scores(applications: 30, jurors: 1)
        let result = Calibration(of: scores, applicationCount: 30, jurorCount: 1, best: .ofComponent(3))
        #expect(result.variances == nil)
        for application in result.applications {
            #expect(application.calibrated == nil && application.chanceOfBest == nil)
            #expect(application.raw != nil && application.rank != nil)
        }
        #expect(result.jurors[0].leniency == nil && result.jurors[0].spread == nil)
        #expect(result.expectedScore(application: 4, juror: 0) == 8)
    }

    @Test func namesWhatIsMissing() {
        #expect(
            lacks(applications: 4, jurors: 4) == [.applications(needed: 5), .spareScores(has: 9, needed: 10)])
        #expect(lacks(applications: 30, jurors: 2) == [.jurors(needed: 3)])
        #expect(lacks(applications: 5, jurors: 4) == [])
    }

    @Test func scoresThatNeverDifferAreNotCalibrated() {
        let scores: [Score] = scores(applications: 10, jurors: 4).map {
            Score(application: $0.application, juror: $0.juror, value: 7)
        }
        let result = Calibration(of: scores, applicationCount: 10, jurorCount: 4)
        #expect(result.components[0].lacks == [.difference])
        #expect(result.applications.map(\.rank) == Array(repeating: 1, count: 10))
    }

    /// A panel too small to calibrate does not keep the others from it, nor is it compared with them.
    @Test func aSmallPanelStaysRawBesideAnother() {
        var scores: [Score] = Simulation(applications: 60, jurors: 10).run(seed: 1).scores
        scores += [Score(application: 60, juror: 10, value: 9), Score(application: 61, juror: 10, value: 3)]
        let result = Calibration(of: scores, applicationCount: 63, jurorCount: 12, best: .ofComponent(5))
        #expect(result.components.map(\.isCalibrated) == [true, false])
        #expect(result.applications[59].calibrated != nil)
        #expect(result.applications[60].calibrated == nil)
        #expect(result.applications[60...].map(\.rank) == [1, 2, nil])
        #expect(result.applications[62].component == nil && result.applications[62].raw == nil)
        #expect(result.jurors[11].component == nil && result.jurors[11].raw == nil)
        #expect(result.expectedScore(application: 62, juror: 11) != nil)
    }

    @Test func nothingIsNothing() {
        let result = Calibration(of: [], applicationCount: 0, jurorCount: 0, best: .ofComponent(3))
        #expect(result.applications.isEmpty && result.components.isEmpty && result.variances == nil)
    }

    /// Extreme but legal: all jurors agree exactly, and applications with very different numbers of reviews.
    @Test func extremesStayFinite() throws {
        let agreeing: [Score] = (0..<20).flatMap { application in
            (0..<4).map { Score(application: application, juror: $0, value: Double(application) * 1e6) }
        }
        let uneven: [Score] = (0..<40).flatMap { application in
            (0...(application % 13)).map { juror in
                Score(application: application, juror: juror, value: Double((application * juror) % 7))
            }
        }
        for scores in [agreeing, uneven] {
            let result = Calibration(of: scores, applicationCount: 40, jurorCount: 13, best: .ofComponent(3))
            for application in result.applications where application.component != nil {
                let estimate: Estimate = try #require(application.calibrated)
                #expect(estimate.low.isFinite && estimate.high.isFinite)
                #expect(estimate.low <= estimate.value && estimate.value <= estimate.high)
            }
            for juror in result.jurors { #expect(juror.spread.map { $0.high.isFinite } ?? true) }
        }
    }
}
