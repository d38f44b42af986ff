extension Calibration {
    /// The score that a juror would be expected to give an application.
    ///
    /// Quality on the juror's scale, from the juror's leniency. Of an application or a juror about whom there
    /// is not enough to say, the raw mean stands in, or the mean of all; nil where there is no score at all.
    public func expectedScore(application: Int, juror: Int) -> Double? {
        let (result, scorer) = (applications[application], jurors[juror])
        guard let quality = result.calibrated, let level = result.component.flatMap({ levels[$0] }) else {
            return result.raw ?? scorer.raw ?? overallMean
        }
        let leniency: Double = scorer.leniency?.value ?? 0
        let spread: Double = scorer.spread?.value ?? 1
        return level + leniency + spread * (quality.value - level)
    }
}
