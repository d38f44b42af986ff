import Calibration
import SplitMix
import Testing

/// Who is among the best, and among whom.
struct BestTests {
    private static let outcome: Simulation.Outcome = Simulation(
        applications: 60, jurors: 12, spread: 0.2, isRounded: false
    ).run(seed: 11)

    private func calibration(_ nominations: [Int], _ best: Best) -> Calibration {
        Calibration(
            of: Self.outcome.scores, applicationCount: 60, jurorCount: 12, nominations: nominations,
            best: best,
            seed: 2)
    }

    /// Somebody has each place, so the chances of a nomination add up to its places.
    @Test func chancesOfEachNominationAddUpToItsPlaces() throws {
        let nominations: [Int] = (0..<60).map { $0 % 3 }
        let result = calibration(nominations, .ofNominations([4, 1, 9]))
        for (nomination, places) in [4.0, 1.0, 9.0].enumerated() {
            let chances: [Double] = zip(nominations, result.applications)
                .filter { $0.0 == nomination }
                .compactMap(\.1.chanceOfBest)
            #expect(chances.count == 20)
            #expect(abs(chances.reduce(0, +) - places) < 0.15)
        }
    }

    @Test func oneNominationIsTheWholeComponent() {
        let nominations = [Int](repeating: 0, count: 60)
        let one = calibration(nominations, .ofNominations([8])).applications.map(\.chanceOfBest)
        #expect(one == calibration(nominations, .ofComponent(8)).applications.map(\.chanceOfBest))
    }

    @Test func whereNoPlaceIsGivenNobodyHasAChance() {
        let nominations: [Int] = (0..<60).map { $0 % 2 }
        let result = calibration(nominations, .ofNominations([0, 30]))
        for (nomination, application) in zip(nominations, result.applications) {
            #expect(application.chanceOfBest == (nomination == 0 ? 0 : 1))
        }
    }

    @Test func scoresAloneAreThoseOfTheWholeCalibration() {
        let nominations: [Int] = (0..<60).map { $0 % 3 }
        let whole = calibration(nominations, .ofComponent(5))
        let alone = CalibratedScores(
            of: Self.outcome.scores, applicationCount: 60, jurorCount: 12, nominations: nominations)
        #expect(alone.values == whole.applications.map { $0.calibrated?.value })
        #expect(alone.components == whole.applications.map(\.component))
    }
}
