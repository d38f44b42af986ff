import Calibration
import Platform

/// What a calibration found, as a table, as JSON and in a few sentences.
struct CalibrationReport {
    private let calibration: Calibration
    private let file: ScoreFile
    private let top: Int?
    private let duration: Duration
    /// The components, the largest first, and where each stands there.
    private let order: [Int]
    private let places: [Int]

    init(_ calibration: Calibration, _ file: ScoreFile, top: Int?, duration: Duration) {
        self.calibration = calibration
        self.file = file
        self.top = top
        self.duration = duration
        let sizes: [Int] = calibration.components.map(\.applications.count)
        let order: [Int] = sizes.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }
        self.order = order
        places = order.indices.sorted { order[$0] < order[$1] }
    }

    /// A row for each application: component by component, and within one by rank.
    var ranking: Table {
        let numbers: [Int] = order.flatMap { component in
            calibration.components[component].applications.sorted { left, right in
                (calibration.applications[left].rank ?? 0, left)
                    < (calibration.applications[right].rank ?? 0, right)
            }
        }
        return Table(
            columns: [
                "application", "raw", "calibrated", "low", "high", "rank", "probabilityTop", "reviews",
            ],
            rows: numbers.map(row))
    }

    private func row(_ application: Int) -> [Table.Cell] {
        let result: ApplicationResult = calibration.applications[application]
        let figures: [Double?] = [
            result.raw, result.calibrated?.value, result.calibrated?.low, result.calibrated?.high,
        ]
        var cells: [Table.Cell] = [.text(file.applications.names[application])]
        cells += figures.map { $0.map(Table.Cell.number) ?? .empty }
        cells.append(result.rank.map(Table.Cell.integer) ?? .empty)
        cells.append(result.chanceOfBest.map(Table.Cell.number) ?? .empty)
        cells.append(.integer(result.reviews))
        return cells
    }

    var json: JSON {
        let agreement = Agreement(
            of: file.scores, applicationCount: file.applications.names.count,
            jurorCount: file.jurors.names.count)
        return .object([
            "calibrated": .bool(calibration.variances != nil),
            "why": .string(why),
            "scores": .integer(Int64(file.scores.count)),
            "repeatedScores": .integer(Int64(file.repeatedScores)),
            "top": top.map { .integer(Int64($0)) } ?? .null,
            "confidence": .number(0.9),
            "minimum": .object([
                "jurors": .integer(Int64(Minimum.standard.jurors)),
                "applications": .integer(Int64(Minimum.standard.applications)),
                "spareScores": .integer(Int64(Minimum.standard.spareScores)),
            ]),
            "seed": .integer(Int64(ScoreFile.seed)),
            "solveSeconds": .number(duration / .seconds(1)),
            "variances": calibration.variances.map(variances) ?? .null,
            "agreement": .object([
                "krippendorffAlpha": number(agreement.alpha), "icc1": number(agreement.oneWay),
                "icc21": number(agreement.twoWay),
            ]),
            "components": .array(order.indices.map(component)),
            "jurors": .array(calibration.jurors.indices.map(juror)),
        ])
    }

    private func variances(_ variances: Variances) -> JSON {
        .object([
            "quality": .number(variances.quality), "leniency": .number(variances.leniency),
            "noise": .number(variances.noise), "nomination": .number(variances.nomination),
            "logSpread": .number(variances.logSpread),
        ])
    }

    private func component(_ place: Int) -> JSON {
        let component: Component = calibration.components[order[place]]
        return .object([
            "component": .integer(Int64(place + 1)),
            "calibrated": .bool(component.isCalibrated),
            "why": .string(why(component)),
            "scores": .integer(Int64(component.scoreCount)),
            "spareScores": .integer(Int64(component.spareScores)),
            "applications": .array(component.applications.map { .string(file.applications.names[$0]) }),
            "jurors": .array(component.jurors.map { .string(file.jurors.names[$0]) }),
        ])
    }

    private func juror(_ number: Int) -> JSON {
        let result: JurorResult = calibration.jurors[number]
        let place: Int? = result.component.map { places[$0] }
        return .object([
            "juror": .string(file.jurors.names[number]),
            "component": place.map { .integer(Int64($0 + 1)) } ?? .null,
            "reviews": .integer(Int64(result.reviews)),
            "mean": self.number(result.raw),
            "leniency": result.leniency.map(estimate) ?? .null,
            "spread": result.spread.map(estimate) ?? .null,
        ])
    }

    private func estimate(_ estimate: Estimate) -> JSON {
        .object([
            "value": .number(estimate.value), "low": .number(estimate.low), "high": .number(estimate.high),
        ])
    }

    private func number(_ value: Double?) -> JSON { value.map(JSON.number) ?? .null }
}

extension CalibrationReport {
    /// Why calibration was or was not used, for people.
    var why: String {
        var sentences: [String] = []
        if order.count > 1 {
            sentences.append(
                "The scores fall into \(order.count) parts that no common review connects; they are ranked "
                    + "apart and must not be compared.")
        }
        let raw: [Int] = order.indices.filter { !calibration.components[order[$0]].isCalibrated }
        if let variances = calibration.variances { sentences.append(found(variances)) }
        for place in raw.prefix(5) {
            let component: Component = calibration.components[order[place]]
            sentences.append(order.count > 1 ? "Part \(place + 1): \(why(component))" : why(component))
        }
        if raw.count > 5 {
            sentences.append("\(counted(raw.count - 5, "further part")) raw for such reasons.")
        }
        if file.repeatedScores > 0 {
            sentences.append(
                "\(counted(file.repeatedScores, "score")) of jurors for applications that they had scored "
                    + "before; each counts as a review.")
        }
        return sentences.joined(separator: " ")
    }

    private func found(_ variances: Variances) -> String {
        let leniency: String = rounded(variances.leniency.squareRoot())
        let noise: String = rounded(variances.noise.squareRoot())
        let quality: String = rounded(variances.quality.squareRoot())
        let spread: String = rounded(100 * variances.logSpread.squareRoot())
        return
            "Calibrated: jurors differ by \(leniency) in leniency and \(spread) % in spread, applications by "
            + "\(quality) in quality, and a single score carries noise of \(noise) (standard deviations)."
    }

    private func rounded(_ value: Double) -> String {
        let digits: Double = value >= 10 ? 1 : value >= 0.1 ? 100 : 10_000
        return JSON.number((value * digits).rounded() / digits).canonical
    }

    private func why(_ component: Component) -> String {
        guard !component.isCalibrated else {
            let (jurors, applications) = (component.jurors.count, component.applications.count)
            return "Calibrated: \(counted(jurors, "juror")) and \(counted(applications, "application")) are "
                + "connected, with \(counted(component.spareScores, "score")) to spare."
        }
        let lacks: [String] = component.lacks.map { lack in
            switch lack {
            case .jurors(let needed): "\(counted(component.jurors.count, "juror")) where \(needed) are needed"
            case .applications(let needed):
                "\(counted(component.applications.count, "application")) where \(needed) are needed"
            case .spareScores(let has, let needed):
                "\(counted(max(has, 0), "score")) to spare where \(needed) are needed"
            case .difference: "no score differs from another"
            }
        }
        return "Not enough to calibrate, so raw means only: " + lacks.joined(separator: "; ") + "."
    }

    private func counted(_ count: Int, _ word: String) -> String {
        "\(count) \(word)\(count == 1 ? "" : "s")"
    }
}
