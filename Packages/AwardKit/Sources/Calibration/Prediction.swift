extension Calibration {
    /// The score that a juror would be expected to give an application; nil stands for one nobody has met.
    ///
    /// Quality on the juror's scale, from the juror's leniency. Where there is not enough to say about the
    /// application its raw mean stands in, then the juror's, then that of all; nil where there is no score at
    /// all.
    public func expectedScore(application: Int?, juror: Int?) -> Double? {
        let result: ApplicationResult? = application.map { applications[$0] }
        let scorer: JurorResult? = juror.map { jurors[$0] }
        let leniency: Double = scorer?.leniency?.value ?? 0
        if let quality = result?.calibrated, let level = result?.component.flatMap({ levels[$0] }) {
            return level + leniency + (scorer?.spread?.value ?? 1) * (quality.value - level)
        }
        if let raw = result?.raw { return raw }
        if let level = scorer?.component.flatMap({ levels[$0] }) { return level + leniency }
        return scorer?.raw ?? overallMean
    }
}
