internal import Platform

/// The part of an application's page that tells its outcome, and what comes next.
struct OutcomeSection: Sendable {
    let released: ReleasedOutcome
    let season: Season

    func markup(_ reader: Reader) -> HTML {
        """
        <section class="stack" aria-labelledby="outcome"><h2 id="outcome">\(reader("decisions.outcome"))</h2>
        \(verdict(reader))\(next(reader))\(released.feedback.map { FeedbackMarkup(feedback: $0).markup(reader) })\
        </section>
        """
    }

    private func verdict(_ reader: Reader) -> HTML {
        let rejection = season.rules.screening.reasons.first { $0.key == released.rejection }
        let prizes = season.rules.prizes.filter { released.prizes.contains($0.key) }
        let details: [String] = [
            released.outcome == .rejected ? rejection.map { reader.pick($0.text) } : nil,
            prizes.isEmpty ? nil : reader.list(prizes.map { reader.pick($0.title) }),
            released.reason.isEmpty ? nil : released.reason,
        ].compactMap(\.self)
        let lines = details.map { text -> HTML in "<p class=\"letter\" dir=\"auto\">\(text)</p>" }
        return Notices.information(sentence(reader), "\(lines)")
    }

    private func sentence(_ reader: Reader) -> String {
        switch released.outcome {
        case .finalist: reader("decisions.outcome.finalist")
        case .notFinalist: reader("decisions.outcome.not-finalist")
        case .rejected: reader("decisions.outcome.rejected")
        case .laureate: reader("decisions.outcome.laureate")
        case .notLaureate: reader("decisions.outcome.not-laureate")
        }
    }

    /// What to do now, whom everybody sees, and whom to ask.
    private func next(_ reader: Reader) -> HTML {
        let gate: Gate =
            released.outcome == .laureate || released.outcome == .notLaureate ? .laureates : .finalists
        let everybody =
            gate == .laureates ? reader("decisions.outcome.laureates") : reader("decisions.outcome.finalists")
        return """
            <h3>\(reader("decisions.outcome.next"))</h3><p>\(step(reader))</p>
            <p><a href="\(season.page(of: gate))">\(everybody)</a></p>
            <p>\(reader("decisions.outcome.questions")) \
            <a href="mailto:\(season.rules.contact)"><bdi>\(season.rules.contact)</bdi></a></p>
            """
    }

    private func step(_ reader: Reader) -> String {
        switch released.outcome {
        case .finalist: reader("decisions.outcome.next.finalist")
        case .notFinalist: reader("decisions.outcome.next.not-finalist")
        case .rejected: reader("decisions.outcome.next.rejected")
        case .laureate: reader("decisions.outcome.next.laureate")
        case .notLaureate: reader("decisions.outcome.next.not-laureate")
        }
    }
}

/// What is told of the jury's work.
struct FeedbackMarkup: Sendable {
    let feedback: ReleasedFeedback

    func markup(_ reader: Reader) -> HTML {
        "\(lack(reader))\(bands(reader))\(reviews(reader))\(scores(reader))\(comments(reader))"
    }

    private func lack(_ reader: Reader) -> HTML? {
        feedback.lacksReviews ? "<p>\(reader("decisions.outcome.few-reviews"))</p>" : nil
    }

    private func bands(_ reader: Reader) -> HTML? {
        guard !feedback.bands.isEmpty else { return nil }
        let facts = feedback.bands.map { band -> (String, HTML) in
            (reader.pick(band.criterion), "\(name(band.level, reader))")
        }
        return "<h3>\(reader("decisions.outcome.bands"))</h3>\(Lists.facts(facts))"
    }

    private func name(_ level: ReleasedFeedback.Level, _ reader: Reader) -> String {
        switch level {
        case .described(let text): reader.pick(text)
        case .lower: reader("decisions.outcome.band.lower")
        case .middle: reader("decisions.outcome.band.middle")
        case .upper: reader("decisions.outcome.band.upper")
        }
    }

    private func reviews(_ reader: Reader) -> HTML? {
        feedback.reviews.map {
            "<p>\(reader("decisions.outcome.reviews", ["count": .number($0)]))</p>"
        }
    }

    private func scores(_ reader: Reader) -> HTML? {
        guard !feedback.scores.isEmpty else { return nil }
        let lead = reader("decisions.outcome.scores", ["count": .number(feedback.scores.count)])
        return """
            <h3>\(lead)</h3>\
            \(Lists.facts([(reader("results.mean"), ResultFigures.score(feedback.mean, reader))]))
            \(Drawings.marks(feedback.scores, mean: feedback.mean))<p>\
            \(ResultFigures.list(feedback.scores, reader))</p>
            """
    }

    private func comments(_ reader: Reader) -> HTML? {
        guard !feedback.comments.isEmpty else { return nil }
        let texts = feedback.comments.map { text -> HTML in
            "<blockquote class=\"letter\" dir=\"auto\">\(text)</blockquote>"
        }
        return "<h3>\(reader("decisions.outcome.comments"))</h3>\(texts)"
    }
}
