internal import Foundation
public import Logging
internal import Platform

/// What an operator decides. Each setting comes from the command line (`--smtp-host`), else from the
/// environment (`LAUREL_SMTP_HOST`), else from the file that `--settings-file` names (`smtp.host = …`), else
/// from its default.
public struct Settings: Sendable {
    public var host = "127.0.0.1"
    public var port = 8080
    /// Where people reach it, without a final slash: links in mail and cookies depend on it.
    public var address = "http://127.0.0.1:8080"
    /// Holds the database file and what people upload.
    public var dataDirectory = "var/laurel"
    /// PostgreSQL's connection string; SQLite in the data directory where it is empty.
    public var postgres = ""
    public var mail = MailSettings()
    /// Proxies whose X-Forwarded-For is believed.
    public var trustedProxies: Set<String> = []
    /// How long requests that have begun may take to end once the process is told to stop.
    public var stopSeconds = 30
    /// After how long a connection on which nothing comes is closed, be it in the middle of a request.
    public var idleSeconds = 60
    public var logLevel = Logger.Level.info
    /// The most rows that one export may have: it is written to the temporary folder before it is sent.
    public var exportRows = 200_000
    /// Set by `laurel demo` alone: shows mail on a page and loads the demonstration.
    public var isDemonstration = false

    public struct MailSettings: Sendable {
        public var from = "Laurel <laurel@localhost>"
        /// Mail stays in the outbox where there is no host.
        public var host = ""
        public var port = 587
        public var security = "starttls"
        public var user = ""
        public var password = ""
    }

    /// Of live streams; nobody but tests needs others.
    var streams = StreamLimits()

    /// Where each setting that is not at its default came from.
    var sources: [String: SettingSource] = [:]

    public init() {}

    var isSecure: Bool { address.hasPrefix("https://") }
    var databasePath: String { dataDirectory + "/laurel.sqlite" }
}

/// One line of `laurel settings`.
public struct Setting: Sendable {
    public let name: String
    public let meaning: String
    let read: @Sendable (Settings) -> String
    let write: @Sendable (inout Settings, String) throws(SettingsError) -> Void

    public var option: String { "--" + name.replacing(".", with: "-") }
    public var variable: String { "LAUREL_" + name.uppercased().replacing(".", with: "_") }
    public func value(in settings: Settings) -> String { read(settings) }
    public func source(in settings: Settings) -> SettingSource { settings.sources[name] ?? .usual }
}

/// Where a setting came from.
public enum SettingSource: String, Sendable {
    case commandLine = "command line"
    case environment
    case file = "settings file"
    case usual = "default"
}

/// A setting that stops the start, as a sentence for the operator.
public struct SettingsError: Error, CustomStringConvertible, Equatable {
    public let description: String
}
