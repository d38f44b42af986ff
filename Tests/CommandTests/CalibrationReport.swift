import Foundation
import Testing

/// The report of `laurel calibrate`, as a program reads it.
struct CalibrationReport: Decodable {
    struct Interval: Decodable {
        let value: Double
        let low: Double
        let high: Double

        var isInOrder: Bool { low < value && value < high }
    }
    struct Juror: Decodable {
        let juror: String
        let component: Int
        let reviews: Int
        let leniency: Interval?
        let spread: Interval?
    }
    struct Part: Decodable {
        let calibrated: Bool
        let why: String
        let spareScores: Int
        let applications: [String]
        let jurors: [String]
    }
    struct Variances: Decodable {
        let quality: Double
        let leniency: Double
        let noise: Double
        let nomination: Double
        let logSpread: Double
    }
    struct Agreement: Decodable {
        let krippendorffAlpha: Double?
        let icc1: Double?
        let icc21: Double?
    }
    let calibrated: Bool
    let why: String
    let scores: Int
    let top: Int?
    let confidence: Double
    let variances: Variances?
    let agreement: Agreement
    let components: [Part]
    let jurors: [Juror]
    let repeatedScores: Int

    init(_ run: CommandRun) throws {
        let text = try #require(run.files["report.json"])
        self = try JSONDecoder().decode(CalibrationReport.self, from: Data(text.utf8))
    }
}
