import Foundation
import NIOCore
import NIOPosix
import Platform
import SplitMix

/// A server is killed again and again under people who submit. After each restart every submission that was
/// acknowledged must be there once, as it was typed, and the audit log must tell of it.
final class KillTest {
    private let command: KillTestCommand
    private let loop: any EventLoop
    private let server: ServerProcess
    private let people: Crowd
    /// The kills come at the same pace in every run.
    private var random: SplitMix64
    /// Kills that cut a submission off after it was sent and before it was answered.
    private var hits = 0
    /// Kills after which nothing was missing.
    private(set) var survived = 0
    private static let season = "third"
    /// Acknowledged between two kills, at least.
    private static let least = 20

    init(command: KillTestCommand, folder: String, loop: any EventLoop) throws {
        self.command = command
        self.loop = loop
        random = SplitMix64(seed: command.seed)
        server = try ServerProcess(
            ServerProcess.Place(program: command.laurel, data: folder + "/data", log: folder + "/server.log"))
        people = Crowd(season: Self.season, target: server.target, loop: loop)
    }

    /// Gives what was wrong, as sentences.
    func run() async throws -> [String] {
        try server.prepare(season: Self.season)
        try server.start()
        _ = try await server.waitUntilReady(on: loop)
        let database = try Database.sqlite(path: server.database, readers: 1)
        let codes = CodeSource.outbox(database)
        let crowd = (0..<command.applicants).map { _ in
            Task { [people] in await people.submitUntilCancelled(codes) }
        }
        let faults: [String]
        do {
            faults = try await killRepeatedly(database)
        } catch {
            faults = ["\(error)"]
        }
        crowd.forEach { $0.cancel() }
        server.stop()
        for person in crowd { await person.value }
        guard faults.isEmpty else { return faults }
        // What was on its way to people at the last kill has reached them by now.
        return try await StoredSubmissions.read(database).faults(against: people.ledger.all) + closingFaults()
    }

    private func killRepeatedly(_ database: Database) async throws -> [String] {
        try await waitForSubmissions(beyond: 0)
        for kill in 1...command.kills {
            let faults = try await killOnce(kill, database)
            guard faults.isEmpty else { return faults }
        }
        return []
    }

    private func killOnce(_ number: Int, _ database: Database) async throws -> [String] {
        let (acknowledged, cutOff, requests) = (
            people.ledger.count, people.losses.submissions, people.losses.requests
        )
        try await waitForSubmissions(beyond: acknowledged + Self.least)
        try await Task.sleep(for: .milliseconds(Int(random.next() % 400)))
        let process = server.identifier
        await people.ledger.atNextAcknowledgement { kill(process, SIGKILL) }
        server.waitUntilEnded()
        let told = people.ledger.all
        try server.start()
        _ = try await server.waitUntilReady(on: loop)
        let faults = try await StoredSubmissions.read(database).faults(against: told)
        let lost = people.losses.submissions - cutOff
        if lost > 0 { hits += 1 }
        if faults.isEmpty { survived += 1 }
        Console.write(
            "kill \(number): \(told.count) acknowledged so far, "
                + "\(people.losses.requests - requests) requests cut off, \(lost) of them submissions")
        return faults.map { "after kill \(number): \($0)" }
    }

    /// A kill is worth something only while submissions come through.
    private func waitForSubmissions(beyond count: Int) async throws {
        let began = ContinuousClock.now
        while people.ledger.count <= count {
            guard ContinuousClock.now - began < .seconds(60) else {
                throw AnswerError.unexpected("nobody could submit for a minute; \(people.strays.summary)")
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// At least three kills of five must have hit a submission on its way.
    private func closingFaults() -> [String] {
        let wanted = (command.kills * 3 + 4) / 5
        Console.write(
            "\(hits) of \(command.kills) kills cut submissions off; "
                + "\(people.ledger.count) acknowledged submissions, "
                + "\(people.losses.submissions) cut off and repeated. \(people.strays.summary)")
        return hits >= wanted ? [] : ["only \(hits) kills hit a submission in flight; \(wanted) have to"]
    }
}
