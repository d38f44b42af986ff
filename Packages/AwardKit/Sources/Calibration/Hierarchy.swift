/// What differs between applications and between jurors, and how much: the model's few parameters.
///
/// A score is `level + leniency[juror] + spread[juror] * (nomination + quality[application] + noise)`, all
/// terms independent and normal around zero, the spread log-normal around one. The level belongs to a
/// component, so that nothing is compared across components.
struct Hierarchy: Sendable {
    /// Variances; that of the spread is of its logarithm.
    var quality: Double
    var noise: Double
    var leniency: Double
    var spread: Double
    var nomination: Double

    /// Where the search begins, for scores of variance one: about what the NeurIPS 2014 experiment saw.
    static let start = Hierarchy(quality: 0.4, noise: 0.45, leniency: 0.15, spread: 0.04, nomination: 0.02)

    /// Scales of the half-normal priors of the standard deviations, where the scores have standard deviation
    /// one: wide enough for any jury that was ever published, and felt only where jurors are few.
    static let leniencyScale: Double = 0.5
    static let nominationScale: Double = 0.5
    static let spreadScale: Double = 0.25

    /// No variance but the spread's is taken for less, in parts of the variance of the scores.
    static let least: Double = 1e-4

    /// How much of what a sum of scores says about quality is believed: the shrinkage of one score among
    /// `count`.
    func shrinkage(_ count: Int) -> Double { quality / (noise + Double(count) * quality) }
}
