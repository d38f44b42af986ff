/// Scores made comparable across severe and lenient, narrow and generous jurors, with how sure that is.
///
/// A hierarchical model (`Hierarchy`) of each application's quality, each juror's leniency and spread and,
/// where they are given, the nominations' effects, all of them shrunk by as much as the scores themselves
/// call for. Parts of the jury that no common review connects are calibrated each on its own and never
/// compared. Deterministic to the last bit on every system; the order of the scores has no influence.
public struct Calibration: Sendable {
    /// By the caller's numbers.
    public let applications: [ApplicationResult]
    /// By the caller's numbers.
    public let jurors: [JurorResult]
    /// The parts between which the scores compare nothing.
    public let components: [Component]
    /// On the scale of the scores; nil where nothing is calibrated.
    public let variances: Variances?

    /// The score of an average juror for an average application, by component; nil where it stays raw.
    let levels: [Double?]
    /// The mean of all scores; nil where there is none.
    let overallMean: Double?

    /// Calibrates the scores; a second score of one juror for one application counts as a further review.
    ///
    /// - Parameters:
    ///   - nominations: the caller's number of each application's nomination, whose applications are then
    ///     taken for more alike than others; nil where that makes no difference.
    ///   - best: how many are sought, for `chanceOfBest`; none where nobody asks.
    ///   - minimum: what a component needs to be calibrated; fixed when a round opens.
    ///   - seed: of the draws from which intervals and chances are counted.
    /// - Precondition: numbers are in range, values are finite.
    public init(
        of scores: [Score], applicationCount: Int, jurorCount: Int, nominations: [Int]? = nil,
        best: Best? = nil, minimum: Minimum = .standard, seed: UInt64 = 0
    ) {
        precondition(best.map { $0.fits(nominations) } ?? true, "a number for each nomination")
        precondition(nominations.map { $0.count == applicationCount } ?? true, "a nomination for each")
        let table = ScoreTable(scores, applicationCount: applicationCount, jurorCount: jurorCount)
        let parts = Components(of: table)
        let components: [Component] = Component.all(of: table, parts, minimum)
        let fitted = FittedTable(
            table, parts, calibrated: components.map(\.isCalibrated), nominations: nominations)
        let fit: HierarchicalFit? = fitted.applicationCount > 0 ? HierarchicalFit(fitted) : nil
        let posterior: Posterior? = fit.map {
            Posterior(of: $0, best: best, nominations: nominations, seed: seed)
        }
        self.components = components
        levels = components.indices.map { component in
            components[component].isCalibrated
                ? fit.map { fitted.scale.score($0.levels[component], in: component) } : nil
        }
        overallMean = scores.isEmpty ? nil : table.values.reduce(0, +) / Double(scores.count)
        variances = fit.map(Variances.init)
        var applications: [ApplicationResult] = ApplicationResult.raw(table, parts)
        var jurors: [JurorResult] = JurorResult.raw(table, parts)
        if let fit, let posterior {
            ApplicationResult.calibrate(&applications, fit, posterior)
            JurorResult.calibrate(&jurors, fit, posterior)
        }
        ApplicationResult.rank(&applications, componentCount: components.count)
        self.applications = applications
        self.jurors = jurors
    }
}

extension Best {
    fileprivate func fits(_ nominations: [Int]?) -> Bool {
        switch self {
        case .ofComponent(let count): count > 0
        case .ofNominations(let counts):
            counts.allSatisfy { $0 >= 0 } && nominations?.allSatisfy(counts.indices.contains) ?? false
        }
    }
}

/// Calibrated scores alone, the same as those of `Calibration`, for asking many times what would be if: the
/// intervals and chances, which take most of the time, are left out.
public struct CalibratedScores: Sendable {
    /// By the caller's numbers; nil where there is not enough to say.
    public let values: [Double?]
    /// Which component each application belongs to; nil where it has no score.
    public let components: [Int?]

    /// - Precondition: as for `Calibration`.
    public init(
        of scores: [Score], applicationCount: Int, jurorCount: Int, nominations: [Int]? = nil,
        minimum: Minimum = .standard
    ) {
        let table = ScoreTable(scores, applicationCount: applicationCount, jurorCount: jurorCount)
        let parts = Components(of: table)
        let calibrated: [Bool] = Component.all(of: table, parts, minimum).map(\.isCalibrated)
        let fitted = FittedTable(table, parts, calibrated: calibrated, nominations: nominations)
        var values = [Double?](repeating: nil, count: applicationCount)
        if fitted.applicationCount > 0 {
            for (own, estimate) in HierarchicalFit(fitted).estimates.enumerated() {
                let component: Int = fitted.componentOfApplication[own]
                values[fitted.applications[own]] = fitted.scale.score(estimate, in: component)
            }
        }
        self.values = values
        components = parts.ofApplication
    }
}

/// An estimate and the 90 % interval around it.
public struct Estimate: Hashable, Sendable {
    /// What the model finds most likely.
    public let value: Double
    /// Where the interval begins: the truth lies below in 5 % of cases.
    public let low: Double
    /// Where the interval ends: the truth lies above in 5 % of cases.
    public let high: Double
}

/// What differs, as variances on the scale of the scores.
public struct Variances: Hashable, Sendable {
    /// Of the applications within their nomination.
    public let quality: Double
    /// Of how much higher or lower than an average juror the jurors score.
    public let leniency: Double
    /// What is left of a score beside quality and leniency.
    public let noise: Double
    /// Of the nominations' effects; zero where they are not told apart.
    public let nomination: Double
    /// Of the logarithm of the jurors' spreads.
    public let logSpread: Double
}

extension Variances {
    init(_ fit: HierarchicalFit) {
        let square: Double = fit.table.scale.deviation * fit.table.scale.deviation
        quality = fit.hierarchy.quality * square
        leniency = fit.hierarchy.leniency * square
        noise = fit.hierarchy.noise * square
        nomination = fit.table.groupNodes.isEmpty ? 0 : fit.hierarchy.nomination * square
        logSpread = fit.hierarchy.spread
    }
}
