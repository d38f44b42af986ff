import App
import ArgumentParser
import Foundation

struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Gives roles, and codes to those whom mail does not reach.",
        subcommands: [Add.self, Code.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Gives somebody a role; the first administrator is made this way.")
        @Argument(help: "E-mail address of the account.") var email: String
        @Option(help: "administrator, staff, screener, juror, directorate or observer.") var role =
            "administrator"
        @Option(help: "Key of the season; the whole programme where it is left out.") var season: String?
        @OptionGroup var options: SettingsArguments

        func run() async throws {
            let laurel = try await Laurel.open(settings: options.read())
            defer { laurel.close() }
            if let fault = try await laurel.grant(role, to: email, season: season) {
                throw ValidationError(fault)
            }
            print("\(email) is \(role) now.")
        }
    }

    struct Code: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints a code that signs somebody in, once, within half an hour.")
        @Argument(help: "E-mail address of the account.") var email: String
        @OptionGroup var options: SettingsArguments

        func run() async throws {
            let laurel = try await Laurel.open(settings: options.read())
            defer { laurel.close() }
            guard let code = try await laurel.phoneCode(for: email) else {
                throw ValidationError("There is no account with the address \(email).")
            }
            print(code)
        }
    }
}
