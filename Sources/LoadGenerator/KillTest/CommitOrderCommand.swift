import ArgumentParser
import Foundation
import NIOCore
import NIOPosix
import Platform

struct CommitOrderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "commit-order",
        abstract: "Shows by strace that a submission is on the disk before it is acknowledged.")

    @Option(help: "The program to trace.") var laurel = ".build/debug/laurel"
    @Option(help: "A folder for data and the trace; emptied first.") var folder = "var/commit-order"

    func run() async throws {
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = URL(fileURLWithPath: folder).standardizedFileURL.path
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        try await submitOnce(in: path, on: group.next())
        let trace = try await wholeTrace(path + "/trace")
        let order = CommitOrder(trace: trace)
        for line in order.lines { Console.write(String(line.prefix(150))) }
        Console.write(
            order.isDurableFirst
                ? "1 passed, 0 failed" : "FAIL acknowledged before it was durable\n0 passed, 1 failed")
        try await group.shutdownGracefully()
        if !order.isDurableFirst { throw ExitCode(1) }
    }

    /// The tracer writes its last lines a moment after the server has ended.
    private func wholeTrace(_ path: String) async throws -> String {
        for _ in 0..<100 {
            let trace = try String(contentsOfFile: path, encoding: .utf8)
            if trace.contains("+++ exited with") || trace.contains("+++ killed by") { return trace }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw AnswerError.unexpected("the tracer did not finish")
    }

    private func submitOnce(in folder: String, on loop: any EventLoop) async throws {
        let calls = "trace=read,recvfrom,recvmsg,write,writev,sendto,sendmsg,pwrite64,pwritev,fsync,fdatasync"
        let server = try ServerProcess(
            ServerProcess.Place(
                program: laurel, data: folder + "/data", log: folder + "/server.log",
                // The tracer stays in the background, so that the process that is stopped is the server.
                wrapper: [
                    "strace", "-D", "-f", "-tt", "-y", "-s", "160", "-e", calls, "-o", folder + "/trace",
                ]))
        try server.prepare(season: "third")
        try server.start()
        defer { server.stop() }
        _ = try await server.waitUntilReady(on: loop)
        let database = try Database.sqlite(path: server.database, readers: 1)
        defer { database.close() }
        let applicant = Applicant(
            number: 1, season: "third", target: server.target, loop: loop, codes: .outbox(database))
        _ = try await applicant.apply()
        await applicant.visitor.close()
    }
}

/// What a trace says of its one submission: the write-ahead log is written, synced, then comes the answer.
struct CommitOrder: Sendable {
    /// The request, the last write to the log, its sync and the answer.
    let lines: [String]
    let isDurableFirst: Bool

    init(trace: String) {
        let all = trace.split(separator: "\n")
        let asked =
            all.firstIndex { $0.contains("POST ") && $0.contains("/submission HTTP/1.1") } ?? all.endIndex
        let answered = all[asked...].firstIndex { $0.contains("HTTP/1.1 303") } ?? all.endIndex
        let between = all[asked..<answered]
        let written = between.lastIndex { $0.contains("pwrite64(") && $0.contains("-wal>") }
        let synced = between.lastIndex(where: Self.isSynced)
        if let written, let synced, answered < all.endIndex {
            isDurableFirst = written < synced
        } else {
            isDurableFirst = false
        }
        let shown: [Int?] = [asked, written, synced, answered]
        lines = shown.compactMap { $0 }.filter { $0 < all.endIndex }.sorted().map { String(all[$0]) }
    }

    /// A sync of the log that has ended well; where other threads ran meanwhile, strace writes its end apart.
    private static func isSynced(_ line: Substring) -> Bool {
        guard line.hasSuffix("= 0") else { return false }
        return line.contains("sync(") && line.contains("-wal>") || line.contains("sync resumed>")
    }
}
