import Platform

/// Composes the demonstration from the corpus: the same seed and day give the same people, texts and numbers.
struct CorpusComposer: Sendable {
    let corpus: Corpus
    let seed: UInt64
    /// The day of loading; birthdays and the beginnings of projects are counted back from it.
    let today: CalendarDate

    func demonstration() -> Demonstration {
        var parties = PartyComposer(corpus: corpus, today: today, random: stream("parties"))
        let jurors: [DemonstrationPerson] = corpus.jurors.map { parties.juror($0) }
        var titles: Set<String> = []
        var earlier: [DemonstrationParty] = []
        var seasons: [DemonstrationSeason.Key: DemonstrationSeason] = [:]
        for key in DemonstrationSeason.Key.allCases {
            let plan: SeasonPlan = plan(of: key)
            var composer = ApplicationComposer(
                plan: plan, corpus: corpus, today: today, earlier: earlier, parties: parties, titles: titles,
                random: stream("applications of \(key)"))
            let applications: [DemonstrationApplication] = composer.compose()
            (parties, titles) = (composer.parties, composer.titles)
            earlier += applications.map(\.party)
            seasons[key] = DemonstrationSeason(
                key: key, applications: applications, jurors: panel(of: key, people: jurors),
                originalDeadline: plan.originalDeadline)
        }
        guard let finished = seasons[.finished], let judging = seasons[.judging], let open = seasons[.open]
        else { preconditionFailure("a season is missing") }
        return Demonstration(finished: finished, judging: judging, open: open)
    }

    private func plan(of key: DemonstrationSeason.Key) -> SeasonPlan {
        guard let plan = corpus.seasons[key.rawValue] else { preconditionFailure("no plan of \(key)") }
        return plan
    }

    /// Those who sit in a season. Their habits are theirs: whoever returns is as severe as before.
    private func panel(of key: DemonstrationSeason.Key, people: [DemonstrationPerson]) -> [DemonstrationJuror]
    {
        var panel: [DemonstrationJuror] = []
        for (index, profile) in corpus.jurors.enumerated() where profile.seasons.contains(key) {
            var random: SeededRandom = stream("juror \(index)")
            panel.append(
                DemonstrationJuror(
                    number: panel.count + 1, person: people[index], languages: profile.languages,
                    regions: profile.regions, themes: profile.themes, organisation: profile.organisation,
                    biography: profile.biography, leniency: random.normal(mean: 0, deviation: 0.8),
                    spread: min(max(random.normal(mean: 1, deviation: 0.22), 0.45), 1.6),
                    noise: 0.45 + 0.7 * random.share(), capacity: random.number(in: 20...30)))
        }
        return panel
    }

    func stream(_ name: String) -> SeededRandom {
        SeededRandom(seed: seed, stream: name)
    }
}
