import Foundation
import Platform
import Testing

@testable import App

/// The demonstration has the stated shape and reads as if people had written it.
struct DemonstrationTests {
    let corpus: Corpus
    let demonstration: Demonstration

    init() throws {
        corpus = try DemonstrationCorpus.corpus.get()
        demonstration = try DemonstrationCorpus.composed.get()
    }

    private var applications: [DemonstrationApplication] {
        demonstration.seasons.flatMap(\.applications)
    }

    @Test func theSameSeedGivesTheSameBytes() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let again: Demonstration = DemonstrationCorpus.composer(corpus).demonstration()
        let other: Demonstration = DemonstrationCorpus.composer(corpus, seed: 7).demonstration()
        let bytes: Data = try encoder.encode(demonstration)
        #expect(try encoder.encode(again) == bytes)
        #expect(try encoder.encode(other) != bytes)
    }

    @Test func theFinishedSeasonHasTheShapeOf2021() {
        let season: DemonstrationSeason = demonstration.finished
        #expect(season.applications.count == 429)
        #expect(Set(season.applications.map(\.country)).count == 59)
        #expect(season.applications.count { $0.screening == .admitted } == 309)
        #expect(season.applications.allSatisfy { $0.submittedAt != nil })
        #expect(season.jurors.count == 42)
        #expect(Set(season.jurors.map(\.person.country)).count == 31)
    }

    @Test func theJudgingSeasonHasAScreeningRemainder() {
        let season: DemonstrationSeason = demonstration.judging
        #expect(season.applications.count == 448)
        #expect(Set(season.applications.map(\.country)).count == 72)
        #expect(season.applications.count { $0.screening == .admitted } == 304)
        #expect(season.applications.count { $0.screening == .waiting } == 44)
        #expect(season.applications.count { $0.screening == .correctionsRequested } == 14)
        #expect(season.jurors.count == 53)
    }

    @Test func theOpenSeasonHasDraftsAndSubmissions() {
        let season: DemonstrationSeason = demonstration.open
        #expect(Set(season.applications.map(\.country)).count == 25)
        #expect(season.applications.count { $0.submittedAt == nil } == 27)
        #expect(season.applications.count { $0.submittedAt != nil } == 37)
        #expect(season.applications.allSatisfy { $0.begunAt < 0.36 && ($0.submittedAt ?? 0) < 0.36 })
    }

    @Test(arguments: [DemonstrationSeason.Key.finished, .judging])
    func everyRegionTakesPartAndNoneOverwhelms(key: DemonstrationSeason.Key) throws {
        let season = try #require(demonstration.seasons.first { $0.key == key })
        var regions: [String: Int] = [:]
        for application in season.applications {
            regions[corpus.countries[application.country]?.region ?? "", default: 0] += 1
        }
        #expect(regions.count == 6)
        let commonwealth = Double(regions["cis"] ?? 0) / Double(season.applications.count)
        #expect((0.3...0.45).contains(commonwealth))
    }

    @Test(arguments: [DemonstrationSeason.Key.finished, .judging])
    func everyApplicationHasAReader(key: DemonstrationSeason.Key) throws {
        let season = try #require(demonstration.seasons.first { $0.key == key })
        for application in season.applications where application.screening == .admitted {
            #expect(season.jurors.contains { $0.reads(application.language) }, "\(application.language)")
        }
    }

    @Test func noTitleIsTakenTwice() {
        let titles: [String] = applications.map(\.title)
        #expect(Set(titles).count == titles.count)
        #expect(titles.allSatisfy { $0.count <= 120 })
    }

    @Test func nothingIsEmptyOrUnfilled() throws {
        var texts: [String] = []
        for application in applications {
            let sections = application.sections
            texts += [
                application.title, application.summary, application.city, application.party.contact.name,
            ]
            texts += [
                sections.problem, sections.solution, sections.results, sections.partners, sections.future,
                sections.experience,
            ].compactMap(\.self)
            texts += application.budget.map(\.item)
            if case .organisation(let organisation) = application.party { texts.append(organisation.name) }
        }
        #expect(texts.count > 6_000)
        for text in texts {
            #expect(!text.isEmpty)
            #expect(!text.contains { "{}[]|<>=".contains($0) }, "\(text)")
            #expect(text == text.trimmingCharacters(in: .whitespacesAndNewlines))
        }
    }

    @Test func submittedApplicationsAreComplete() {
        for application in applications where application.screening == .admitted {
            #expect(application.sections.problem != nil && application.sections.solution != nil)
            #expect(application.sections.results != nil && application.sections.partners != nil)
            #expect(application.sections.future != nil && !application.budget.isEmpty)
            #expect((application.sections.experience == nil) == application.party.isOrganisation)
            #expect(application.peopleHelped > 0 && application.volunteers > 0)
            let total: Int64 = application.budget.reduce(0) { $0 + $1.amountMinor }
            #expect((100_000...1_000_000).contains(total), "\(total)")
        }
    }

    @Test func namesAndTextsAreInManyScripts() {
        let names: String = applications.map(\.party.contact.name).joined()
        let texts: String = applications.map(\.summary).joined()
        for (script, range) in Self.scripts {
            #expect(names.unicodeScalars.contains { range.contains($0.value) }, "no name in \(script)")
            #expect(texts.unicodeScalars.contains { range.contains($0.value) }, "no text in \(script)")
        }
    }

    /// Blocks of Unicode in which each script is written.
    static let scripts: [String: ClosedRange<UInt32>] = [
        "Latin": 0x41...0x7a, "Greek": 0x370...0x3ff, "Cyrillic": 0x400...0x4ff, "Armenian": 0x530...0x58f,
        "Hebrew": 0x590...0x5ff, "Arabic": 0x600...0x6ff, "Devanagari": 0x900...0x97f,
        "Bengali": 0x980...0x9ff,
        "Tamil": 0xb80...0xbff, "Thai": 0xe00...0xe7f, "Georgian": 0x10a0...0x10ff, "Hangul": 0xac00...0xd7a3,
        "Ethiopic": 0x1200...0x137f, "Han": 0x4e00...0x9fff,
    ]

    @Test func nothingPointsToARealDomain() throws {
        let encoded: String = try #require(String(data: JSONEncoder().encode(demonstration), encoding: .utf8))
        let text: String = encoded.replacingOccurrences(of: "\\/", with: "/")
        for match in text.matches(of: /@([a-z0-9.-]+)|:\/\/([a-z0-9.-]+)/) {
            let domain: Substring = match.output.1 ?? match.output.2 ?? ""
            #expect(domain == "example.org" || domain == "example.com", "\(match.output.0)")
        }
        #expect(text.matches(of: /www\.|\.ru\b|\.net\b/).isEmpty)
        #expect(
            applications.allSatisfy {
                $0.party.contact.email.wholeMatch(of: /[a-z0-9.]+@example\.(org|com)/) != nil
            })
    }

    @Test func anAddressBelongsToOnePerson() {
        var people: [String: DemonstrationPerson] = [:]
        let all: [DemonstrationPerson] =
            applications.map(\.party.contact) + demonstration.seasons.flatMap { $0.jurors.map(\.person) }
        for person in all {
            #expect(people[person.email] ?? person == person)
            people[person.email] = person
        }
    }

    @Test func someApplyAgainAndNobodyTooOften() {
        let finished = Set(demonstration.finished.applications.map(\.party.contact.email))
        let returned = demonstration.judging.applications.count { finished.contains($0.party.contact.email) }
        #expect((10...60).contains(returned), "\(returned)")
        for season in demonstration.seasons {
            let entries: [String: [DemonstrationApplication]] = Dictionary(
                grouping: season.applications, by: \.party.contact.email)
            #expect(entries.values.allSatisfy { $0.count <= 2 })
        }
    }

    @Test func applicantsAreOldEnoughAndProjectsHaveBegun() throws {
        for season in demonstration.seasons {
            let plan: SeasonPlan = try #require(corpus.seasons[season.key.rawValue])
            let opening: CalendarDate = try #require(
                DemonstrationCorpus.today.adding(days: -plan.latestStart))
            for application in season.applications {
                #expect(application.startedOn < opening)
                #expect(application.party.contact.bornOn.years(until: opening) >= 16)
                switch application.party {
                case .person(let person): #expect(person.bornOn.years(until: application.startedOn) >= 13)
                case .organisation(let organisation): #expect(organisation.foundedOn < opening)
                }
            }
        }
    }

    @Test func mostArriveInTheLastHours() {
        let times: [Double] = demonstration.finished.applications.compactMap(\.submittedAt)
        #expect(times.allSatisfy { $0 > 0 && $0 < 1 })
        #expect(times.count { $0 > 0.97 } > 429 * 45 / 100)
        #expect(times.count { $0 < 0.6 } > 20)
        for application in demonstration.finished.applications {
            #expect(application.begunAt <= application.submittedAt ?? 1)
        }
    }

    @Test func duplicatesRepeatAnAdmittedApplication() {
        let season: DemonstrationSeason = demonstration.finished
        let copies: [DemonstrationApplication] = season.applications.filter { $0.duplicateOf != nil }
        #expect(copies.count == 8)
        for copy in copies {
            let original = season.applications.first { $0.number == copy.duplicateOf }
            #expect(original?.summary == copy.summary)
            #expect(original?.screening == .admitted)
            #expect(original?.party != copy.party)
        }
    }

    @Test func numbersFollowTheOrderOfBeginning() {
        for season in demonstration.seasons {
            #expect(season.applications.map(\.number) == Array(1...season.applications.count))
            let times: [Double] = season.applications.map(\.begunAt)
            #expect(times == times.sorted())
        }
    }
}
