/// When people begin and when they send: most in the last hours, some in the last hours of the deadline that
/// was then moved, few early.
struct SubmissionTimes {
    let originalDeadline: Double?
    /// How much of the intake has passed.
    let elapsed: Double

    /// Both as shares of the intake.
    func draw(using random: inout SeededRandom) -> (begun: Double, submitted: Double) {
        let submitted: Double = elapsed < 1 ? duringIntake(&random) : byDeadline(&random)
        // Most write for some days, a few for an evening.
        let effort: Double = 0.002 + 0.12 * random.share() * random.share()
        let begun: Double = max(submitted - effort, submitted * 0.1 * random.share())
        return (begun: begun, submitted: submitted)
    }

    private func duringIntake(_ random: inout SeededRandom) -> Double {
        0.01 + (elapsed - 0.02) * random.share().squareRoot()
    }

    private func byDeadline(_ random: inout SeededRandom) -> Double {
        let share: Double = random.share()
        if share < 0.13 { return 0.02 + 0.6 * random.share() }
        if let originalDeadline {
            if share < 0.33 { return originalDeadline - lastHours(&random) }
            if share < 0.42 { return originalDeadline + (0.96 - originalDeadline) * random.share() }
        }
        if share < 0.58 { return 0.999 - 0.08 * random.share() }
        return 0.9999 - lastHours(&random)
    }

    /// Denser towards the end; on an intake of two months the half of it lies within ten hours.
    private func lastHours(_ random: inout SeededRandom) -> Double {
        let share: Double = random.share()
        return 0.028 * share * share
    }
}
