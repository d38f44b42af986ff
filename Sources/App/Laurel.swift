internal import Crypto
internal import Foundation
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
public import Platform
internal import ServiceLifecycle
internal import UnixSignals

/// A running Laurel: what it is set to, where it keeps things, and the clock and randomness it was given.
public struct Laurel: Sendable {
    let settings: Settings
    let database: Database
    let catalogue: Catalogue
    let clock: @Sendable () -> Instant
    let randomness: Randomness
    let keys: InstallationKeys
    let rules = RulesCache()
    let limiter = RateLimiter()
    let pages = PageCache()
    let due = DueWatch()
    let bodies = LargeBodies()
    let exports = ExportSlots(StatisticsBounds.exportsAtOnce)
    let provisionalRankings = ProvisionalRankings()
    let files: FileStore
    let streams: EventStreams
    let logger: Logger

    /// Opens the database, brings its schema up to date and reads the installation's keys.
    public static func open(
        settings: Settings, clock: @escaping @Sendable () -> Instant = Instant.now,
        randomness: Randomness = .system, database: Database? = nil
    ) async throws -> Laurel {
        var logger = Logger(label: "laurel")
        logger.logLevel = settings.logLevel
        let database = try database ?? openDatabase(settings)
        try database.migrate(Schema.migrations)
        return Laurel(
            settings: settings, database: database, catalogue: try Locales.catalogue(), clock: clock,
            randomness: randomness, keys: try await InstallationKeys.load(database, randomness),
            files: try FileStore(directory: settings.dataDirectory + "/files"),
            streams: EventStreams(database, settings.streams), logger: logger)
    }

    private static func openDatabase(_ settings: Settings) throws -> Database {
        if !settings.postgres.isEmpty { return try .postgres(connection: settings.postgres) }
        try FileManager.default.createDirectory(
            atPath: settings.dataDirectory, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        return try .sqlite(path: settings.databasePath)
    }

    /// Serves until the process is told to stop, then finishes the requests and the jobs that have begun.
    public func serve() async throws {
        if settings.mail.host.isEmpty {
            logger.notice("No mail server is set (smtp.host): mail waits in the outbox until there is one.")
        }
        do {
            try OpenFileLimit.require(Self.mostConnections + Self.otherFiles)
        } catch {
            logger.warning("\(error)")
        }
        var configuration = ServiceGroupConfiguration(
            services: [application()], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(settings.stopSeconds)
        try await ServiceGroup(configuration: configuration).run()
    }

    /// Further ones wait until others end.
    private static let mostConnections = 4_000
    /// The database's, uploads and exports.
    private static let otherFiles = 500

    /// The server with its jobs, which tests run without a socket.
    func application() -> Hummingbird.Application<RouterResponder<Visit>> {
        let configuration = ApplicationConfiguration(
            address: .hostname(settings.host, port: settings.port), serverName: nil,
            availableConnectionsDelegate: MaximumAvailableConnections(Self.mostConnections))
        let patience = TimeAmount.seconds(Int64(settings.idleSeconds))
        return Hummingbird.Application(
            router: router(), server: .http1(configuration: .init(idleTimeout: patience)),
            configuration: configuration, services: [jobs()], logger: logger)
    }

    func jobs() -> JobRunner {
        var handlers: [String: JobRunner.Handler] = [:]
        if let mail = MailDelivery(self) { handlers[MailDelivery.kind] = mail.deliver }
        handlers[RobustnessJob.kindName] = RobustnessJob(laurel: self).perform
        handlers[PrizeRobustnessJob.kindName] = PrizeRobustnessJob(laurel: self).perform
        handlers[DueOutcomes.kind.description] = dueOutcomes.work
        return JobRunner(database: database, handlers: handlers, clock: clock, logger: logger)
    }

    public func close() {
        database.close()
    }
}

/// Random bytes, passed in so that tests are exact.
public struct Randomness: Sendable {
    private let next: @Sendable (Int) -> [UInt8]

    public init(_ next: @escaping @Sendable (Int) -> [UInt8]) {
        self.next = next
    }

    /// The system is asked for eight bytes at a time, each of which is as random as the others.
    public static let system = Randomness { count in
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        while bytes.count < count {
            withUnsafeBytes(of: generator.next()) { bytes += $0 }
        }
        return Array(bytes.prefix(count))
    }

    func bytes(_ count: Int) -> [UInt8] {
        next(count)
    }

    /// A secret that may stand in a cookie or an address: 256 bits.
    func token() -> String {
        Base64URL.encode(next(32))
    }

    /// What people see of a row: 80 bits in letters that are not mistaken for one another, with no time in
    /// them.
    func publicID() -> String {
        let letters = Array("abcdefghjkmnpqrstuvwxyz023456789")
        return String(next(16).map { letters[Int($0) & 31] })
    }

    /// Eight digits for a person to type.
    func code() -> String {
        let number = next(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % 100_000_000
        let digits = String(number)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}

/// The installation's own secrets, made once and kept in its database.
struct InstallationKeys: Sendable {
    /// Signs form tokens and the codes that staff give by phone.
    let tokens: SymmetricKey
    /// Signs receipts.
    let receipts: SigningKey

    static func load(_ database: Database, _ randomness: Randomness) async throws -> InstallationKeys {
        let fresh = ["receipts": randomness.bytes(32), "tokens": randomness.bytes(32)]
        let stored: [String: [UInt8]] = try await database.write { tx in
            for (name, secret) in fresh {
                try tx.run(
                    """
                    INSERT INTO installation_key (name, secret) VALUES (\(name), \(secret))
                    ON CONFLICT (name) DO NOTHING
                    """)
            }
            let rows = try tx.rows("SELECT name, secret FROM installation_key")
            return try Dictionary(uniqueKeysWithValues: rows.map { (try $0["name"], try $0["secret"]) })
        }
        return InstallationKeys(
            tokens: SymmetricKey(data: stored["tokens"] ?? []),
            receipts: try SigningKey(seed: stored["receipts"] ?? []))
    }

    /// HMAC-SHA-256 of a text, for tokens that are checked and not kept.
    func token(_ text: String) -> String {
        Base64URL.encode(Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: tokens)))
    }
}

/// SHA-256, in which secrets are stored.
func digest(_ text: String) -> [UInt8] {
    [UInt8](SHA256.hash(data: Array(text.utf8)))
}
