import App
import ArgumentParser
import Foundation
import Platform

@main
struct LaurelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "laurel", abstract: "Runs an international award together with the people it honours.",
        subcommands: [
            Serve.self, Demo.self, SeasonCommand.self, UserCommand.self, Verify.self, Assign.self,
            Calibrate.self, Rank.self, Opinions.self, Routes.self, ShowSettings.self,
        ])
}

/// The options that stand after a command are settings, which `laurel settings` lists.
struct SettingsArguments: ParsableArguments {
    @Argument(parsing: .allUnrecognized, help: "Settings, such as --port 8080; `laurel settings` lists them.")
    var settings: [String] = []

    func read() throws -> Settings {
        try Settings(arguments: settings, environment: ProcessInfo.processInfo.environment)
    }
}

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serves the award until it is told to stop.")
    @OptionGroup var options: SettingsArguments

    func run() async throws {
        let laurel = try await Laurel.open(settings: options.read())
        try await laurel.serve()
        laurel.close()
    }
}

struct Routes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Prints every address, its kind and who may.")
    @OptionGroup var options: SettingsArguments

    /// Asks a Laurel with nothing in it: what an address is does not depend on what an award keeps.
    func run() async throws {
        let name = "laurel-routes-" + UUID().uuidString
        let empty = FileManager.default.temporaryDirectory.appending(path: name)
        defer { try? FileManager.default.removeItem(at: empty) }
        var settings = try options.read()
        settings.dataDirectory = empty.path
        settings.postgres = ""
        let laurel = try await Laurel.open(settings: settings)
        for route in laurel.routes { print(route) }
        laurel.close()
    }
}

struct ShowSettings: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "Lists the settings, their values and where they come from.")
    @OptionGroup var options: SettingsArguments

    func run() throws {
        let settings = try options.read()
        print("--settings-file  LAUREL_SETTINGS_FILE")
        print("    A file of settings, a line each: smtp.host = mail.example.org")
        for setting in Setting.all {
            let value = setting.value(in: settings)
            print("\(setting.option)  \(setting.variable)  \(setting.name)")
            print("    \(setting.meaning)")
            print("    \(value.isEmpty ? "(empty)" : value), from: \(setting.source(in: settings).rawValue)")
        }
    }
}
