import Foundation
import Platform

/// Everything hand-written of which the demonstration is composed: people's names, places, projects, phrases.
///
/// The files in `Demo/corpus`; nothing else reads them. They name no real private person and no real
/// organisation; the places are real.
struct Corpus: Sendable {
    let countries: [String: CorpusCountry]
    let cultures: [String: CorpusCulture]
    let languages: [String: CorpusLanguage]
    /// By language.
    let projects: [String: [ProjectArchetype]]
    let seasons: [String: SeasonPlan]
    let jurors: [JurorProfile]
    let reviews: ReviewPhrases
    let decisions: DecisionPhrases
    let sessions: CorpusSessions

    /// Throws where a file is missing or does not have the expected shape.
    init(directory: URL) throws {
        countries = try Self.read("countries", in: directory)
        cultures = try Self.read("names", in: directory)
        languages = try Self.read("languages", in: directory)
        seasons = try Self.read("seasons", in: directory)
        jurors = try Self.read("jurors", in: directory)
        reviews = try Self.read("reviews", in: directory)
        decisions = try Self.read("decisions", in: directory)
        sessions = CorpusSessions(
            live: try Self.read("sessions/live", in: directory),
            past: try Self.read("sessions/past", in: directory),
            answers: try Self.read("sessions/answers", in: directory),
            prize: try Self.json("sessions/special-prize", in: directory))
        var projects: [String: [ProjectArchetype]] = [:]
        for language in languages.keys {
            projects[language] = try Self.read("projects/\(language)", in: directory)
        }
        self.projects = projects
    }

    private static func json(_ name: String, in directory: URL) throws -> JSON {
        let file: URL = directory.appendingPathComponent(name + ".json")
        return try JSON(parsing: String(contentsOf: file, encoding: .utf8))
    }

    private static func read<Value: Decodable>(_ name: String, in directory: URL) throws -> Value {
        let file: URL = directory.appendingPathComponent(name + ".json")
        return try JSONDecoder().decode(Value.self, from: Data(contentsOf: file))
    }
}
