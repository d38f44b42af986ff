import Foundation
import NIOCore
import NIOPosix
import Platform

/// What `bin/bench` measures, part by part, each with its ceiling in the same run.
struct Bench {
    let command: BenchCommand
    let folder: String
    let loop: any EventLoop
    let report: Report
    private let numbers = Numbers()
    static let season = "third"

    private var time: Duration { .seconds(command.seconds) }

    init(command: BenchCommand, folder: String, loop: any EventLoop, report: Report) {
        self.command = command
        self.folder = folder
        self.loop = loop
        self.report = report
    }

    // MARK: Starting

    func measureStart() async throws {
        let server = try server("start")
        var seconds: [Double] = []
        var memory: [Double] = []
        for _ in 0..<command.runs {
            try server.start()
            seconds.append(try await server.waitUntilReady(on: loop).inSeconds)
            memory.append(try server.residentMebibytes())
            server.stop()
        }
        try report.add(Measurement(name: "start until ready", unit: "s", runs: seconds))
        try report.add(Measurement(name: "memory after the start", unit: "MiB", runs: memory))
    }

    // MARK: Pages

    func measurePages() async throws {
        let server = try server("pages")
        try server.start()
        defer { server.stop() }
        _ = try await server.waitUntilReady(on: loop)
        var bytes = 0
        for connections in [16, 64] {
            bytes = try await measure(server.target, command.page, connections, "public page \(command.page)")
        }
        try report.add(
            Measurement(name: "memory after the pages", unit: "MiB", runs: [try server.residentMebibytes()]))
        server.stop()
        let nginx = try StaticServer(bytes: bytes, in: folder)
        try nginx.start()
        defer { nginx.stop() }
        for connections in [16, 64] {
            _ = try await measure(
                nginx.target, "/page.html", connections, "ceiling: nginx, a file of that size")
        }
    }

    private func measure(_ target: Target, _ path: String, _ connections: Int, _ name: String) async throws
        -> Int
    {
        _ = try await PageLoad(target: target, path: path, connections: connections, time: .seconds(1)).run(
            on: loop)
        var runs: [PageLoad.Outcome] = []
        for _ in 0..<command.runs {
            let load = PageLoad(target: target, path: path, connections: connections, time: time)
            runs.append(try await load.run(on: loop))
        }
        let bytes = runs.first?.bytes ?? 0
        try report.add(
            Measurement(
                name: "\(name), \(connections) connections", unit: "requests/s", runs: runs.map(\.perSecond),
                remark: percentiles(runs.map(\.samples)) + ", \(bytes) bytes"))
        return bytes
    }

    // MARK: Submissions

    func measureSubmissions() async throws {
        let sink = try await MailSink.open(on: loop)
        defer { sink.close() }
        let server = try server("submissions", mailPort: sink.port)
        try server.start()
        defer { server.stop() }
        _ = try await server.waitUntilReady(on: loop)
        let outbox = try Database.sqlite(path: server.database, readers: 2)
        defer { outbox.close() }
        // The mailbox comes first: afterwards the queue is long.
        try await measureSubmissions(server, .mailbox(sink), "codes from the mailbox", runs: command.runs)
        try await measureSubmissions(server, .outbox(outbox), "codes from the outbox", runs: command.runs)
        try report.add(
            Measurement(
                name: "memory after the submissions", unit: "MiB", runs: [try server.residentMebibytes()],
                remark: try await backlog(outbox, sink)))
        server.stop()
        try await measureCeilings()
    }

    private func measureSubmissions(
        _ server: ServerProcess, _ codes: CodeSource, _ name: String, runs: Int
    ) async throws {
        var outcomes: [SubmissionLoad.Outcome] = []
        var costs: [Double] = []
        for _ in 0..<runs {
            let before = try server.processorSeconds()
            let load = SubmissionLoad(
                season: Self.season, target: server.target, codes: codes, applicants: command.applicants,
                time: time, numbers: numbers)
            outcomes.append(try await load.run(on: loop))
            let used = try server.processorSeconds() - before
            costs.append(used * 1_000 / Double(max(1, outcomes[outcomes.count - 1].samples.count)))
        }
        // Tells more than the rate on a machine that others use as well.
        let cost = "\(Report.figure(costs.median)) ms of processor time each"
        try report.add(
            Measurement(
                name: "complete submissions, \(command.applicants) applicants, \(name)",
                unit: "submissions/s",
                runs: outcomes.map(\.perSecond), remark: percentiles(outcomes.map(\.samples)) + ", " + cost))
    }

    private func backlog(_ outbox: Database, _ sink: MailSink) async throws -> String {
        let waiting: Int? = try await outbox.read { tx in
            try tx.row("SELECT count(*) FROM mail WHERE sent_at IS NULL")?.only()
        }
        return "\(sink.count) letters delivered, \(waiting ?? 0) in the outbox"
    }

    private func measureCeilings() async throws {
        for writers in [1, command.applicants] {
            var runs: [Double] = []
            for _ in 0..<command.runs {
                runs.append(try await CommitLoad(writers: writers, time: time).perSecond(in: folder))
            }
            let name =
                writers == 1
                ? "ceiling: durable rows, one by one" : "ceiling: durable rows, \(writers) writers"
            try report.add(Measurement(name: name, unit: "transactions/s", runs: runs))
        }
    }

    // MARK: Lists

    func measureLists() async throws {
        for applications in command.applications {
            let server = try server("lists-\(applications)")
            let database = try Database.sqlite(path: server.database, readers: 1)
            let season = JudgedSeason(season: Self.season, applications: applications)
            try await season.fill(database)
            database.close()
            try server.start()
            defer { server.stop() }
            _ = try await server.waitUntilReady(on: loop)
            let staff = try await staff(server)
            for list in command.list {
                var runs: [Samples] = []
                for _ in 0..<command.runs {
                    let load = ListLoad(path: "/seasons/\(Self.season)\(list)", requests: 100)
                    runs.append(try await load.run(as: staff))
                }
                let name = "\(list), \(applications) applications, \(season.reviews) reviews"
                try report.add(
                    Measurement(
                        name: name, unit: "ms", runs: runs.map { $0.milliseconds(percentile: 50) },
                        remark: percentiles(runs)))
            }
            try report.add(
                Measurement(
                    name: "memory after the lists, \(applications) applications", unit: "MiB",
                    runs: [try server.residentMebibytes()]))
        }
    }

    /// Somebody of the staff who has the round counted.
    private func staff(_ server: ServerProcess) async throws -> Visitor {
        let visitor = try await server.signInStaff(on: loop)
        if command.list.contains("/staff/results") {
            try await visitor.open("/seasons/\(Self.season)/staff/results")
            let count = await visitor.forms.first { $0.action.hasSuffix("/count") }
            if let count { try await visitor.send(count) }
        }
        return visitor
    }

    // MARK: A room

    func measureRoom() async throws {
        let room = RoomBench(
            phones: command.phones, ideas: command.ideas, perSecond: command.pace, server: try server("room"),
            scene: RoomScene(season: Self.season, phones: command.phones), loop: loop, report: report)
        try await room.run()
    }

    // MARK: Assignment

    func measureAssignment() throws {
        let bench = AssignmentBench(
            laurel: command.laurel, folder: folder, runs: command.runs,
            size: AssignmentInstance.Size(
                applications: command.assigned, jurors: max(1, command.assigned / 20)), report: report)
        try bench.run()
    }

    // MARK: Calibration

    func measureCalibration() throws {
        let bench = CalibrationBench(
            laurel: command.laurel, folder: folder, runs: command.runs, report: report)
        try bench.run()
    }

    // MARK: What they share

    /// A server on fresh data with the open season of the demonstration.
    private func server(_ name: String, mailPort: Int? = nil) throws -> ServerProcess {
        let place = ServerProcess.Place(
            program: command.laurel, data: "\(folder)/\(name)", log: "\(folder)/\(name).log",
            mailPort: mailPort)
        let server = try ServerProcess(place)
        try server.prepare(season: Self.season)
        return server
    }

    private func percentiles(_ runs: [Samples]) -> String {
        let middle = runs.map { $0.milliseconds(percentile: 50) }.median
        let high = runs.map { $0.milliseconds(percentile: 99) }.median
        return "p50 \(Report.figure(middle)) ms, p99 \(Report.figure(high)) ms"
    }
}

extension ServerProcess {
    /// Lays the open season of the demonstration into an empty folder.
    func prepare(season: String) throws {
        try FileManager.default.createDirectory(atPath: place.data, withIntermediateDirectories: true)
        try command(
            "season", "apply", "Demo/season-\(season).yaml", "--reason", "A season to measure.", "--public")
    }

    /// Somebody of the staff, signed in with a code that was given by phone; comes back after a kill where
    /// losses are counted.
    func signInStaff(on loop: any EventLoop, losses: Losses? = nil) async throws -> Visitor {
        let email = "bench@example.org"
        try command("user", "add", email, "--role", "administrator")
        try command("user", "add", email, "--role", "staff")
        let code = try command("user", "code", email)
        let visitor = Visitor(number: 1, target: target, loop: loop, losses: losses)
        try await visitor.open("/sign-in")
        try await visitor.open("/sign-in/code?email=\(email)&next=/")
        var form = try await visitor.form(to: "/sign-in/code")
        form.fill(["code": [code]])
        try await visitor.send(form)
        return visitor
    }
}
