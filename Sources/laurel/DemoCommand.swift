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
        var words = "\nLaurel's demonstration stands at \(settings.address)\n"
        words += "Codes for signing in appear at \(settings.address)/demo/mail\n\n"
        for account in DemonstrationPeople.all {
            let role = account.role.padding(toLength: 34, withPad: " ", startingAt: 0)
            words += "    \(role)\(account.email)\n"
        }
        if let room = try await laurel.demonstrationRoom() {
            words +=
                "\nA session goes on; open its pages side by side, each account in a browser of its own:\n\n"
            for page in room.pages {
                let name = page.name.padding(toLength: 12, withPad: " ", startingAt: 0)
                words += "    \(name)\(settings.address)\(page.path)  (\(page.account))\n"
            }
        }
        // Not held back where it goes into a file or through a pipe: serving does not end by itself.
        FileHandle.standardOutput.write(Data(words.utf8))
        try await laurel.serve()
        laurel.close()
    }
}
