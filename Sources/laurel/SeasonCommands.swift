import App
import ArgumentParser
import Foundation
import Platform

struct SeasonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "season", abstract: "Checks, applies, compares and exports the rules of a season.",
        subcommands: [Check.self, Apply.self, Diff.self, Export.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reports every mistake in a document, with its line.")
        @Argument(help: "A season document in YAML.") var file: String

        func run() async throws {
            let document = try read(file)
            print("\(file) reads as the rules of the season \(document.key).")
        }
    }

    struct Apply: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Makes a document the rules that hold.")
        @Argument(help: "A season document in YAML.") var file: String
        @Option(help: "Why; kept with the rules.") var reason: String
        @Flag(inversion: .prefixedNo, help: "Whether the public sees the season.") var `public`: Bool?
        @OptionGroup var options: SettingsArguments

        func run() async throws {
            let document = try read(file)
            let laurel = try await Laurel.open(settings: options.read())
            defer { laurel.close() }
            let diff = try await laurel.apply(document, reason: reason, isPublic: `public`)
            print(
                diff.map { $0.description.isEmpty ? "Nothing changed." : $0.description } ?? "A new season.")
        }
    }

    struct Diff: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows what differs between two documents, or rules that the database has.",
            discussion: """
                third means the rules in force, third@2 its second version, third@draft its draft. Below each change \
                stand the ideas that led to it; at the end each change that was promised for the season, and \
                whether the second rules keep it: kept, lost (as it was before) or different.
                """
        )
        @Argument(help: "A season document, or the key of a season.") var old: String
        @Argument(help: "A season document, or the key of a season.") var new: String
        @OptionGroup var options: SettingsArguments

        func run() async throws {
            let files = FileManager.default
            if files.fileExists(atPath: old), files.fileExists(atPath: new) {
                return print(SeasonDiff(from: try read(old), to: try read(new)).description)
            }
            let laurel = try await Laurel.open(settings: options.read())
            defer { laurel.close() }
            let (before, after) = (try await document(old, laurel), try await document(new, laurel))
            let diff = SeasonDiff(from: before, to: after)
            print(try await laurel.description(of: diff, to: after))
        }

        private func document(_ name: String, _ laurel: Laurel) async throws -> SeasonDocument {
            if FileManager.default.fileExists(atPath: name) { return try read(name) }
            guard let rules = try await laurel.rules(named: name) else {
                throw ValidationError("There are no rules “\(name)”.")
            }
            return rules
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the rules that hold in a season, as YAML.")
        @Argument(help: "The key of a season.") var season: String
        @OptionGroup var options: SettingsArguments

        func run() async throws {
            print(try await held(season, options).yaml, terminator: "")
        }
    }
}

/// Reads a document or ends with everything that is wrong with it.
private func read(_ file: String) throws -> SeasonDocument {
    let text: String
    do {
        text = try String(contentsOfFile: file, encoding: .utf8)
    } catch {
        throw ValidationError("\(file) cannot be read as UTF-8 text.")
    }
    let check = SeasonCheck(yaml: text)
    if let document = check.document { return document }
    let reader = try Laurel.terminalReader()
    for finding in check.findings {
        let place = [finding.line, finding.column].compactMap { $0.map(String.init) }.joined(separator: ":")
        let path = finding.path.isEmpty ? "" : finding.path + ": "
        print("\(file):\(place): \(path)\(finding.text(reader))")
    }
    print("\(check.findings.count) to mend.")
    throw ExitCode(1)
}

private func held(_ season: String, _ options: SettingsArguments) async throws -> SeasonDocument {
    let laurel = try await Laurel.open(settings: options.read())
    defer { laurel.close() }
    guard let rules = try await laurel.rules(ofSeason: season) else {
        throw ValidationError("There is no season “\(season)”.")
    }
    return rules
}
