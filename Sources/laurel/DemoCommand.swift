import App
import ArgumentParser
import Foundation

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Loads the demonstration into a fresh SQLite database and serves it.")
    @OptionGroup var options: SettingsArguments

    func run() async throws {
        var settings = try options.read()
        settings.isDemonstration = true
        let laurel = try await Laurel.open(settings: settings)
        try await laurel.loadDemonstration(from: "Demo")
        print("\nLaurel's demonstration stands at \(settings.address)")
        print("Codes for signing in appear at \(settings.address)/demo/mail\n")
        for account in DemonstrationPeople.all {
            print("    \(account.role.padding(toLength: 34, withPad: " ", startingAt: 0))\(account.email)")
        }
        try await laurel.serve()
        laurel.close()
    }
}
