internal import Logging
internal import Platform

extension Setting {
    /// Every setting there is; one that is not here stops the start.
    public static let all: [Setting] = [
        text("host", "Address to listen on", \.host),
        number("port", "Port to listen on", \.port, 0...65535),
        Setting(
            name: "address", meaning: "Where people reach it, such as https://award.example.org",
            read: \.address, write: writeAddress),
        text("data.directory", "Folder of the database file and the uploads", \.dataDirectory),
        Setting(
            name: "postgres", meaning: "Connection string of PostgreSQL; empty for SQLite",
            read: { ConnectionString.withoutSecrets($0.postgres) }, write: { $0.postgres = $1 }),
        Setting(
            name: "mail.from", meaning: "Sender of all mail, such as We Are Together <award@example.org>",
            read: \.mail.from, write: writeSender),
        text("smtp.host", "Mail server; all mail waits in the outbox while empty", \.mail.host),
        number("smtp.port", "Port of the mail server", \.mail.port, 1...65535),
        choice(
            "smtp.security", "starttls, tls or none; none takes no password but on this machine",
            \.mail.security, ["starttls", "tls", "none"]),
        text("smtp.user", "Account at the mail server", \.mail.user),
        Setting(
            name: "smtp.password", meaning: "Its password",
            read: { $0.mail.password.isEmpty ? "" : "(set)" }, write: { $0.mail.password = $1 }),
        Setting(
            name: "trusted.proxies",
            meaning: "Addresses of proxies whose X-Forwarded-For is believed, by commas",
            read: { $0.trustedProxies.sorted().joined(separator: ",") },
            write: { $0.trustedProxies = Set($1.split(separator: ",").map { String($0).trimmed }) }),
        number(
            "stop.seconds", "Seconds that requests may take to end when it is told to stop", \.stopSeconds,
            1...600),
        number(
            "idle.seconds", "Seconds after which a silent connection is closed, be it within a request",
            \.idleSeconds, 1...3600),
        number("export.rows", "The most rows of one export", \.exportRows, 1...1_000_000),
        Setting(
            name: "log.level", meaning: "trace, debug, info, notice, warning, error or critical",
            read: { $0.logLevel.rawValue }, write: writeLevel),
    ]

    private static func text(
        _ name: String, _ meaning: String, _ path: any WritableKeyPath<Settings, String> & Sendable
    ) -> Setting {
        Setting(name: name, meaning: meaning, read: { $0[keyPath: path] }, write: { $0[keyPath: path] = $1 })
    }

    private static func number(
        _ name: String, _ meaning: String, _ path: any WritableKeyPath<Settings, Int> & Sendable,
        _ range: ClosedRange<Int>
    ) -> Setting {
        Setting(name: name, meaning: meaning, read: { String($0[keyPath: path]) }) {
            (settings, value) throws(SettingsError) in
            guard let number = Int(value), range.contains(number) else {
                throw wrong(name, value, "a number from \(range.lowerBound) to \(range.upperBound)")
            }
            settings[keyPath: path] = number
        }
    }

    private static func choice(
        _ name: String, _ meaning: String, _ path: any WritableKeyPath<Settings, String> & Sendable,
        _ words: [String]
    ) -> Setting {
        Setting(name: name, meaning: meaning, read: { $0[keyPath: path] }) {
            (settings, value) throws(SettingsError) in
            guard words.contains(value) else {
                throw wrong(name, value, "one of " + words.joined(separator: ", "))
            }
            settings[keyPath: path] = value
        }
    }

    private static func writeAddress(_ settings: inout Settings, _ value: String) throws(SettingsError) {
        let hasScheme = value.hasPrefix("http://") || value.hasPrefix("https://")
        guard hasScheme, !value.hasSuffix("/"), value.split(separator: "/").count == 2 else {
            throw wrong("address", value, "an address such as https://award.example.org, without a path")
        }
        settings.address = value
    }

    private static func writeSender(_ settings: inout Settings, _ value: String) throws(SettingsError) {
        guard MailAddress(value) != nil else {
            throw wrong("mail.from", value, "a sender such as We Are Together <award@example.org>")
        }
        settings.mail.from = value
    }

    private static func writeLevel(_ settings: inout Settings, _ value: String) throws(SettingsError) {
        guard let level = Logger.Level(rawValue: value) else {
            throw wrong("log.level", value, "trace, debug, info, notice, warning, error or critical")
        }
        settings.logLevel = level
    }

    private static func wrong(_ name: String, _ value: String, _ expected: String) -> SettingsError {
        SettingsError(description: "The setting \(name) is “\(value)”, but it has to be \(expected).")
    }
}
