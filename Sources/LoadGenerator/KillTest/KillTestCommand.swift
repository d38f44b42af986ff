import ArgumentParser
import Foundation
import NIOCore
import NIOPosix

struct KillTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kill-test",
        abstract: "Kills a server while people submit, and looks for everything that they were told is safe.")

    @Option(help: "The program to kill.") var laurel = ".build/debug/laurel"
    @Option(help: "A folder for data and logs; emptied first.") var folder = "var/kill-test"
    @Option(help: "How often the server is killed.") var kills = 50
    @Option(help: "Applicants at once.") var applicants = 200
    @Option(help: "Decides when the kills come.") var seed: UInt64 = 1

    func run() async throws {
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = URL(fileURLWithPath: folder).standardizedFileURL.path
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let test = try KillTest(command: self, folder: path, loop: group.next())
        let faults = try await test.run()
        for fault in faults.prefix(20) { Console.write("FAIL \(fault)") }
        Console.write("\(test.survived) passed, \(faults.count) failed")
        try await group.shutdownGracefully()
        if !faults.isEmpty { throw ExitCode(1) }
    }
}
