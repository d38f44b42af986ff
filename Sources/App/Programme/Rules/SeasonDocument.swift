import Foundation
import Platform

/// The rules of a season, as one document that people read, change, compare and apply.
///
/// YAML is how people read it, canonical JSON how it is stored; `SeasonCheck` is the only way in.
public struct SeasonDocument: Equatable, Sendable {
    /// The key of the season, unique in the programme and part of its addresses.
    var season = ""
    /// The languages in which every text is there; the first is the programme's own.
    var languages: [Language] = []
    /// The clocks by which the season's times are written.
    var timeZone = TimeZone.gmt
    var programme = LocalizedText([:])
    var title = LocalizedText([:])
    var contact = ""
    var texts = SeasonTexts()
    var stages: [SeasonStage] = []
    var tracks: [SeasonTrack] = []
    var nominations: [SeasonNomination] = []
    var prizes: [SeasonPrize] = []
    /// What every applicant must fulfil, whatever they enter.
    var eligibility = EligibilityRule()
    var limits = ApplicationLimits()
    var forms: [ApplicationForm] = []
    var screening = SeasonScreening()
    var rubric = SeasonRubric()
    var jury = SeasonJury()
    var ranking = SeasonRanking()
    /// What applicants are told of the jury's work once results are published.
    var feedback: [SeasonFeedback] = []
    var outcomes = SeasonOutcomes()
    var regions: [SeasonRegion] = []
    /// The countries that lie in no region, such as those where nobody lives.
    var excludedCountries: [CountryCode] = []
}

extension SeasonDocument: DocumentRecord {
    mutating func fields(_ part: inout DocumentPart) {
        part.key("season", &season)
        part.values("languages", &languages, atLeast: 1)
        part.purpose.reading?.languages = languages
        part.value("time-zone", &timeZone)
        part.text("programme", &programme)
        part.text("title", &title)
        part.value("contact", &contact)
        part.record("texts", &texts)
        part.records("stages", &stages, atLeast: 1)
        part.records("tracks", &tracks, atLeast: 1)
        part.records("nominations", &nominations, atLeast: 1)
        part.records("prizes", &prizes)
        part.record("eligibility", &eligibility, default: EligibilityRule())
        part.record("limits", &limits, default: ApplicationLimits())
        part.records("forms", &forms, atLeast: 1)
        part.record("screening", &screening)
        part.record("rubric", &rubric)
        part.record("jury", &jury)
        part.record("ranking", &ranking, default: SeasonRanking())
        part.values("feedback", &feedback)
        part.record("outcomes", &outcomes, default: SeasonOutcomes())
        part.records("regions", &regions, atLeast: 1)
        part.values("excluded-countries", &excludedCountries)
    }
}

/// What the public pages say about the season, besides names and dates.
struct SeasonTexts: Equatable, Sendable {
    var tagline = LocalizedText([:])
    var about = LocalizedText([:])
    var whoMayApply = LocalizedText([:])
    var whatLaureatesReceive: LocalizedText?
}

extension SeasonTexts: DocumentRecord {
    mutating func fields(_ part: inout DocumentPart) {
        part.text("tagline", &tagline)
        part.text("about", &about)
        part.text("who-may-apply", &whoMayApply)
        part.text("what-laureates-receive", &whatLaureatesReceive)
    }
}

/// A part of the world, by which experts are matched and passing scores may differ.
struct SeasonRegion: Equatable, Sendable {
    var key = ""
    var title = LocalizedText([:])
    var countries: [CountryCode] = []
}

extension SeasonRegion: DocumentRecord {
    static var identifier: String? { "key" }

    mutating func fields(_ part: inout DocumentPart) {
        part.key("key", &key)
        part.text("title", &title)
        part.values("countries", &countries, atLeast: 1)
    }
}

extension SeasonDocument {
    /// The region in which a country lies; nothing for those that are excluded.
    func region(of country: String) -> SeasonRegion? {
        regions.first { region in region.countries.contains { $0.code == country } }
    }

    func nomination(_ key: String) -> SeasonNomination? {
        nominations.first { $0.key == key }
    }

    /// The form that a nomination asks to be filled in.
    func form(of nomination: SeasonNomination) -> ApplicationForm? {
        forms.first { $0.key == nomination.form }
    }
}
