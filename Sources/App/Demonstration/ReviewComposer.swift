extension CorpusComposer {
    /// What this juror gives to this application, whoever else reads it and in whatever order.
    ///
    /// A score is the true quality, spread around the middle of the scale as this juror does it, shifted by
    /// their leniency, with noise; then rounded and kept within the scale.
    func review(
        of application: DemonstrationApplication, by juror: DemonstrationJuror,
        in season: DemonstrationSeason.Key
    ) -> DemonstrationReview {
        var random: SeededRandom = stream("review \(season) \(application.number) \(juror.person.email)")
        // A good or bad day, which touches all criteria alike.
        let mood: Double = random.normal(mean: 0, deviation: juror.noise * 0.6)
        let scores: [Int] = application.quality.byCriterion.map { quality in
            let seen: Double = 6 + juror.spread * (quality - 6) + juror.leniency + mood
            let score: Double = random.normal(mean: seen, deviation: juror.noise)
            return min(max(Int(score.rounded()), 0), 10)
        }
        let language: String = commentLanguage(of: juror, for: application)
        return DemonstrationReview(
            scores: scores, comment: comment(on: scores, in: language, using: &random),
            commentLanguage: language, minutes: random.number(in: 11...48))
    }

    /// The applicant's language where the juror knows it and the corpus has phrases, else the juror's own.
    private func commentLanguage(of juror: DemonstrationJuror, for application: DemonstrationApplication)
        -> String
    {
        let known: [String] = ([application.language] + juror.languages).filter(juror.reads)
        return known.first { corpus.reviews.comments[$0] != nil } ?? "en"
    }

    /// An opening by the level, what convinced most, what is missing most.
    private func comment(on scores: [Int], in language: String, using random: inout SeededRandom) -> String {
        guard let phrases = corpus.reviews.comments[language] else {
            preconditionFailure("no comments in \(language)")
        }
        let mean = Double(scores.reduce(0, +)) / Double(scores.count)
        let ranked = zip(DemonstrationCriterion.allCases, scores).sorted { $0.1 > $1.1 }
        guard let best = ranked.first, let worst = ranked.last else { return "" }
        var sentences: [String] = [random.element(of: phrases.openings[level(of: mean)] ?? [])]
        if best.1 >= 7, random.happens(0.8), let praise = phrases.strengths[best.0.rawValue] {
            sentences.append(random.element(of: praise))
        }
        if worst.1 <= 7, random.happens(0.85), let advice = phrases.suggestions[worst.0.rawValue] {
            sentences.append(random.element(of: advice))
        }
        return sentences.joined(separator: " ")
    }

    private func level(of mean: Double) -> String {
        mean >= 8.2 ? "excellent" : mean >= 6.7 ? "strong" : mean >= 4.8 ? "fair" : "weak"
    }
}

extension CorpusComposer {
    /// What a screener writes to the applicant about a rejection, in their language or in English.
    func screeningNote(
        on flaw: DemonstrationApplication.Flaw, to application: DemonstrationApplication
    ) -> String {
        let notes: [String: [String]] = corpus.decisions.screening.notes[flaw.rawValue] ?? [:]
        var random: SeededRandom = stream("note \(application.title)")
        return random.element(of: notes[application.language] ?? notes["en"] ?? [])
    }

    /// What a screener asks for where something is missing.
    func correctionRequest(to application: DemonstrationApplication) -> String {
        let requests: [String: [String]] = corpus.decisions.screening.requests
        var random: SeededRandom = stream("request \(application.title)")
        return random.element(of: requests[application.language] ?? requests["en"] ?? [])
    }

    /// Why the directorate chooses this laureate; `place` keeps two of one theme apart.
    func reason(forLaureate application: DemonstrationApplication, place: Int) -> String {
        if let reason = corpus.decisions.projects[application.title] { return reason }
        let reasons: [[String: String]] = corpus.decisions.laureates[application.theme] ?? []
        return reasons.isEmpty ? "" : reasons[place % reasons.count]["en"] ?? ""
    }
}
