import Foundation
import NIOCore
import Platform

/// A hall of phones at one address, which hear of ideas while the server is killed once.
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
        database.close()
        try server.start()
        defer { server.stop() }
        _ = try await server.waitUntilReady(on: loop)
        let losses = Losses()
        let proposers = try await Proposers(
            scene, ideas: ideas, perSecond: perSecond, server.target, loop, losses)
        let arrivals = Arrivals()
        let hall = scene.seats.map { Phone($0, scene, server.target, loop, arrivals) }
        defer { hall.forEach { $0.turnOff() } }
        try await connect(hall, arrivals)
        try await measure(proposers, hall, arrivals)
        try await killAndGoOn(proposers, arrivals)
        try await compare(proposers, hall, losses)
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
        let before = try server.processorSeconds()
        try await proposers.propose(0..<half)
        try await wait("the first half arrived everywhere") { arrivals.ideas >= half * hall.count }
        let used = try server.processorSeconds() - before
        let sent = proposers.sent
        var durations: [Duration] = []
        for (phone, seat) in zip(hall, scene.seats) {
            for (idea, moment) in try await heard(phone) where idea % scene.seats.count != seat.number - 1 {
                if let began = sent[idea] { durations.append(moment - began) }
            }
        }
        let samples = Samples(durations)
        let cost = Report.figure(used * 1_000 / Double(half))
        for percentile in [50.0, 99.0, 100.0] {
            try report.add(
                Measurement(
                    name: "idea to the other \(hall.count - 1) phones, p\(Int(percentile))", unit: "ms",
                    runs: [samples.milliseconds(percentile: percentile)],
                    remark: "\(samples.count) arrivals, \(cost) ms of processor time each idea"))
        }
    }

    /// The second half, with a kill in its middle.
    private func killAndGoOn(_ proposers: Proposers, _ arrivals: Arrivals) async throws {
        let second = ideas / 2..<ideas
        async let rest: Void = proposers.propose(second)
        try await wait("a quarter more is acknowledged") { proposers.acknowledged.count >= ideas * 3 / 4 }
        let process = server.identifier
        proposers.atNextAcknowledgement { kill(process, SIGKILL) }
        server.waitUntilEnded()
        let (connections, killed) = (arrivals.connections, ContinuousClock.now)
        try server.start()
        _ = try await server.waitUntilReady(on: loop)
        try await wait("all phones came back") { arrivals.connections >= connections + phones }
        try report.add(
            Measurement(
                name: "from a kill until all phones are back", unit: "s",
                runs: [(ContinuousClock.now - killed).inSeconds]))
        try await rest
        try await wait("every idea arrived everywhere") { arrivals.ideas >= ideas * phones }
    }

    /// Sets sent and received are the same on every phone, and nothing came twice.
    private func compare(_ proposers: Proposers, _ hall: [Phone], _ losses: Losses) async throws {
        let acknowledged = proposers.acknowledged
        guard acknowledged.count == ideas else {
            throw AnswerError.unexpected("\(ideas - acknowledged.count) ideas were not acknowledged")
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
            "\(ideas) ideas were sent, and every one of \(hall.count) phones has exactly these, each once; "
                + "the kill cut off \(losses.requests) requests, which were repeated.")
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
