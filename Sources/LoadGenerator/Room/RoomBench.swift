import Foundation
import Glibc
import NIOCore
import Platform

/// A hall of phones at one address, which hear of ideas and give out dots while the server is killed.
struct RoomBench {
    let phones: Int
    let ideas: Int
    let perSecond: Int
    let server: ServerProcess
    let scene: RoomScene
    let loop: any EventLoop
    let report: Report

    func run() async throws {
        try OpenFileLimit.require(phones * 2 + 200)
        let database = try Database.sqlite(path: server.database, readers: 1)
        try await scene.fill(database)
        try server.start()
        defer { server.stop() }
        _ = try await server.waitUntilReady(on: loop)
        let losses = Losses()
        let facilitator = try await server.signInStaff(on: loop, losses: losses)
        let proposers = try await Proposers(
            scene, ideas: ideas, perSecond: perSecond, server.target, loop, losses)
        let arrivals = Arrivals()
        let hall = scene.seats.map { Phone($0, scene, server.target, loop, arrivals) }
        defer { hall.forEach { $0.turnOff() } }
        try await connect(hall, arrivals)
        try await measure(proposers, hall, arrivals)
        try await proposeAcrossKill(proposers, arrivals, losses)
        try await compare(proposers, hall, database)
        try await voteAcrossKill(facilitator, arrivals, losses)
        database.close()
    }

    /// What each open stream costs the server.
    private func connect(_ hall: [Phone], _ arrivals: Arrivals) async throws {
        let before = try server.residentMebibytes()
        hall.forEach { $0.turnOn() }
        try await wait("all phones are connected") { arrivals.connections >= hall.count }
        let after = try server.residentMebibytes()
        try report.add(
            Measurement(
                name: "memory of a phone in the room", unit: "KiB",
                runs: [(after - before) * 1_024 / Double(hall.count)],
                remark: "\(hall.count) streams are open"))
    }

    /// How long the first half takes, from sending to the arrival on everybody else's phone.
    private func measure(_ proposers: Proposers, _ hall: [Phone], _ arrivals: Arrivals) async throws {
        let half = ideas / 2
        let (before, own) = (try server.processorSeconds(), try Machine.processorSeconds())
        let began = ContinuousClock.now
        try await proposers.propose(0..<half)
        try await wait("the first half arrived everywhere") { arrivals.ideas >= half * hall.count }
        let used = try server.processorSeconds() - before
        let usedHere = try Machine.processorSeconds() - own
        let took = (ContinuousClock.now - began).inSeconds
        let sent = proposers.sent
        var durations: [Duration] = []
        for (phone, seat) in zip(hall, scene.seats) {
            for (idea, moment) in try await heard(phone) where idea % scene.seats.count != seat.number - 1 {
                if let began = sent[idea] { durations.append(moment - began) }
            }
        }
        let samples = Samples(durations)
        let cost = """
            processor time of the server \(Report.figure(used)) s (\(Report.figure(used * 1_000 / Double(half))) ms \
            each idea), of the phones \(Report.figure(usedHere)) s, in \(Report.figure(took)) s
            """
        for percentile in [50.0, 99.0, 100.0] {
            try report.add(
                Measurement(
                    name: "idea to the other \(hall.count - 1) phones, p\(Int(percentile))", unit: "ms",
                    runs: [samples.milliseconds(percentile: percentile)],
                    remark: "\(samples.count) arrivals; \(cost); load \(Machine.load)"))
        }
    }

    /// The second half: at the same pace at first, then the rest at once and a kill into it.
    private func proposeAcrossKill(
        _ proposers: Proposers, _ arrivals: Arrivals, _ losses: Losses
    ) async throws {
        let rest = ideas * 3 / 4..<ideas
        try await proposers.propose(ideas / 2..<rest.lowerBound)
        try await kill(when: proposers.tripwire, after: 1, what: "ideas", arrivals, losses) {
            try await proposers.propose(rest, atOnce: true)
        }
        try await wait("every idea arrived everywhere") { arrivals.ideas >= ideas * phones }
    }

    /// Everybody gives out their dots at once, and the server is killed after the first quarter. What is
    /// revealed has to be the sum of what was acknowledged.
    private func voteAcrossKill(
        _ facilitator: Visitor, _ arrivals: Arrivals, _ losses: Losses
    ) async throws {
        let poll = try await RoomPoll.open(scene, as: facilitator)
        let voters = try await Voters(scene, poll, server.target, loop, losses)
        let began = ContinuousClock.now
        try await kill(when: voters.tripwire, after: max(1, phones / 4), what: "ballots", arrivals, losses) {
            try await voters.vote()
        }
        let took = (ContinuousClock.now - began).inSeconds
        try await voters.voteAgain()
        let (revealed, acknowledged) = (try await poll.reveal(as: facilitator), voters.acknowledged)
        guard revealed == acknowledged else {
            throw AnswerError.unexpected(
                "the poll counts \(revealed.dots), but acknowledged were \(acknowledged.dots)")
        }
        let dots = revealed.dots.values.reduce(0, +)
        try report.add(
            Measurement(
                name: "all ballots of the room, a kill among them", unit: "s", runs: [took],
                remark: "\(dots) dots of \(phones) phones, on each item as many as were acknowledged; "
                    + "every ballot was sent once more and refused"))
    }

    /// Kills the server while a burst of requests is on its way, and starts it again.
    private func kill(
        when tripwire: Tripwire, after count: Int, what: String, _ arrivals: Arrivals, _ losses: Losses,
        under burst: @escaping @Sendable () async throws -> Void
    ) async throws {
        let before = losses.requests
        let process = server.identifier
        tripwire.set(after: count) { _ = Glibc.kill(process, SIGKILL) }
        async let answers: Void = burst()
        server.waitUntilEnded()
        let (connections, killed) = (arrivals.connections, ContinuousClock.now)
        try server.start()
        _ = try await server.waitUntilReady(on: loop)
        try await wait("all phones came back") { arrivals.connections >= connections + phones }
        let seconds = (ContinuousClock.now - killed).inSeconds
        try await answers
        let lost = losses.requests - before
        guard lost > 0 else { throw AnswerError.unexpected("the kill cut no \(what) off") }
        try report.add(
            Measurement(
                name: "from a kill until all phones are back", unit: "s", runs: [seconds],
                remark: "it cut off \(lost) requests with \(what), which were sent again"))
    }

    /// Sets sent, stored and received are the same on every phone, and nothing is there twice.
    private func compare(_ proposers: Proposers, _ hall: [Phone], _ database: Database) async throws {
        let acknowledged = proposers.acknowledged
        guard acknowledged.count == ideas else {
            throw AnswerError.unexpected("\(ideas - acknowledged.count) ideas were not acknowledged")
        }
        let stored = try await database.read { tx in
            try tx.rows("SELECT title FROM idea ORDER BY title").map { try $0.only() as String }
        }
        guard stored == acknowledged.map(RoomScene.title).sorted() else {
            throw AnswerError.unexpected("\(stored.count) ideas are stored, \(acknowledged.count) were sent")
        }
        for (phone, seat) in zip(hall, scene.seats) {
            let heard = Set(try await heard(phone).keys)
            let repeated = try await loop.submit { phone.repeated }.get()
            guard heard == acknowledged, repeated == 0 else {
                throw AnswerError.unexpected(
                    "phone \(seat.number) lacks \(acknowledged.subtracting(heard).count) ideas, "
                        + "has \(heard.subtracting(acknowledged).count) that nobody sent, \(repeated) twice")
            }
        }
        Console.write(
            "\(ideas) ideas were sent; each is stored once, and every one of \(hall.count) phones has "
                + "exactly these, each once.")
    }

    private func heard(_ phone: Phone) async throws -> [Int: ContinuousClock.Instant] {
        try await loop.submit { phone.heard }.get()
    }

    private func wait(_ what: String, until holds: () -> Bool) async throws {
        let began = ContinuousClock.now
        while !holds() {
            guard ContinuousClock.now - began < .seconds(120) else {
                throw AnswerError.unexpected("after two minutes it is not so that \(what)")
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
