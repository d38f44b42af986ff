import Platform
import Testing

@testable import App

/// What was written by hand for the two sessions is complete and fits together.
struct CorpusSessionsTests {
    let sessions: CorpusSessions

    init() throws {
        sessions = try DemonstrationCorpus.corpus.get().sessions
    }

    private var scripts: [SessionScript] { [sessions.live, sessions.past] }

    @Test func theLiveSessionHasManyIdeasInManyLanguages() {
        let ideas = sessions.live.ideas
        #expect(sessions.live.groups.count == 4)
        #expect((45...60).contains(ideas.count))
        #expect(Set(ideas.map(\.language)).isSuperset(of: ["ru", "en", "ar", "es", "fr", "zh"]))
        #expect(Set(ideas.map(\.title)).count == ideas.count)
        #expect(ideas.count { $0.hidden != nil } == 1)
        let origins = ideas.flatMap { $0.translations ?? [] }.map(\.origin)
        #expect(Set(origins) == ["human", "machine"])
    }

    /// Whatever an idea, a poll, a theme or an answer names is there.
    @Test func everythingThatIsNamedExists() {
        for script in scripts {
            let groups = Set(script.groups.map(\.key))
            let keys = Set(script.ideas.map(\.key))
            let people = Set(script.guests.map(\.name) + script.team.map(\.email))
            #expect(keys.count == script.ideas.count)
            #expect(groups.isSuperset(of: script.ideas.map(\.group) + script.guests.map(\.group)))
            #expect(groups == Set(script.team.filter { $0.part == .scribe }.compactMap(\.group)))
            #expect(people.isSuperset(of: script.ideas.compactMap(\.by)))
            #expect(
                keys.isSuperset(of: script.themes.flatMap(\.ideas) + (script.polls ?? []).flatMap(\.ideas)))
            #expect(Set(script.languages).isSuperset(of: script.ideas.map(\.language)))
            for survey in script.polls ?? [] {
                let leanings = [survey.weights?.count, survey.strengths?.count, survey.agreement?.count]
                #expect(leanings.compactMap(\.self) == [survey.ideas.count])
            }
        }
    }

    @Test func theTeamHasTheAccountsThatThePageNames() {
        let accounts = Set(DemonstrationPeople.all.map(\.email))
        for member in scripts.flatMap(\.team) { #expect(accounts.contains(member.email)) }
    }

    @Test func everyIdeaOfThePastSessionIsAnswered() {
        let answered = Set(sessions.answers.answers.flatMap(\.ideas))
        let withdrawn = sessions.past.ideas.filter { $0.withdrawn != nil }.map(\.key)
        #expect(answered.union(withdrawn) == Set(sessions.past.ideas.map(\.key)))
        #expect(Set(sessions.answers.answers.map(\.outcome)) == Set(AnswerOutcome.allCases))
    }

    @Test func whoeverAcceptsPromisesSomething() {
        for answer in sessions.answers.answers {
            let promises = (answer.rules?.count ?? 0) + (answer.actions?.count ?? 0)
            #expect((promises > 0) == answer.outcome.isAcceptance, "\(answer.key)")
        }
    }

    @Test func whatStaffWriteIsInThreeLanguages() {
        for answer in sessions.answers.answers {
            #expect(Set(answer.reason.keys) == ["en", "ru", "ar"], "\(answer.key)")
        }
        for script in scripts {
            var texts = [script.title, script.purpose, script.place]
            texts += script.groups.flatMap { [$0.name, $0.description] } + script.agenda.map(\.title)
            texts += (script.polls ?? []).map(\.question)
            for text in texts { #expect(Set(text.keys) == ["en", "ru", "ar"]) }
        }
    }
}
