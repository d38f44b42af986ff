import ArgumentParser
import Foundation
import NIOCore
import NIOPosix

struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Starts servers on fresh data and prints medians beside the ceilings."
    )

    enum Part: String, CaseIterable, ExpressibleByArgument {
        case start, pages, submissions, lists, room, assignment, calibration
    }

    @Option(help: "The program to measure.") var laurel = ".build-release/release/laurel"
    @Option(help: "A folder for data and results; emptied first.") var folder = "var/bench"
    @Option(help: "Measure one part only: start, pages, submissions, lists, room, assignment or calibration.")
    var only: Part?
    @Option(help: "Runs of which the median counts.") var runs = 5
    @Option(help: "Seconds of a run.") var seconds = 4
    @Option(help: "Applicants at once.") var applicants = 16
    @Option(help: "The page that everybody may read.") var page = "/seasons/third"
    @Option(help: "Pages of staff, under the address of the season.") var list: [String] = [
        "/staff/applications", "/screening", "/staff/results",
    ]
    @Option(help: "Applications in the lists.") var applications: [Int] = [5_000, 50_000]

    @Option(help: "Phones of the room, at one address.") var phones = 1_000
    @Option(help: "Ideas that are proposed there.") var ideas = 500
    @Option(help: "Ideas a second.") var pace = 25

    @Option(help: "Applications to be assigned.") var assigned = 30_000

    func run() async throws {
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let path = URL(fileURLWithPath: folder).standardizedFileURL.path
        let bench = Bench(command: self, folder: path, loop: group.next(), report: try Report(folder: path))
        let parts = only.map { [$0] } ?? Part.allCases
        var failed: [Part] = []
        for part in parts {
            do {
                try await bench.measure(part)
            } catch {
                Console.write("\(part.rawValue) failed: \(error)")
                failed.append(part)
            }
        }
        Console.write("Load of this machine at the end, over 1, 5 and 15 minutes: \(Machine.load)")
        try await group.shutdownGracefully()
        guard failed.isEmpty else { throw ExitCode(1) }
    }
}

extension Bench {
    fileprivate func measure(_ part: BenchCommand.Part) async throws {
        switch part {
        case .start: try await measureStart()
        case .pages: try await measurePages()
        case .submissions: try await measureSubmissions()
        case .lists: try await measureLists()
        case .room: try await measureRoom()
        case .assignment: try measureAssignment()
        case .calibration: try measureCalibration()
        }
    }
}
