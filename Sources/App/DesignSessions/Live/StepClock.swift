internal import Platform

/// How much time a step has left. A script keeps it going by `data-due` around it; until then, and without
/// one, it says when the step ends.
enum StepClock {
    static func markup(_ due: Instant, at now: Instant, _ reader: Reader) -> HTML {
        """
        <p class="step-clock"><span data-left>\(left(due, at: now, reader))</span></p>
        <p class="soft">\(reader("sessions.live.until")) \(Moments.short(due, reader))</p>
        """
    }

    /// Whole minutes, of which one that has begun counts.
    private static func left(_ due: Instant, at now: Instant, _ reader: Reader) -> String {
        guard due > now else { return reader("sessions.live.up") }
        let minutes = Int((due.milliseconds - now.milliseconds + 59_999) / 60_000)
        return reader("sessions.minutes", ["count": .number(minutes)])
    }
}

extension AgendaStep {
    /// Its title where that is all that stands, as on a button.
    func name(_ reader: Reader) -> String {
        title.isBlank ? kind.word(reader) : reader.pick(title)
    }
}
