import ArgumentParser

/// Measures Laurel and kills it, with applicants who do what people do.
@main
struct LoadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "laurel-load", abstract: "Measures a Laurel, or kills it while people apply.",
        subcommands: [BenchCommand.self, KillTestCommand.self, CommitOrderCommand.self])
}
