import Foundation
import Logging
import Testing

@testable import App

struct SettingsTests {
    /// A file with these lines, for as long as the closure lasts.
    private func file<R>(_ lines: String, _ body: (String) throws -> R) throws -> R {
        let path = FileManager.default.temporaryDirectory.appending(path: "laurel-\(UUID()).conf").path
        try lines.write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try body(path)
    }

    private func sentence(_ arguments: [String], _ environment: [String: String] = [:]) -> String? {
        let error = #expect(throws: SettingsError.self) {
            _ = try Settings(arguments: arguments, environment: environment)
        }
        return error?.description
    }

    @Test func theCommandLineGoesBeforeTheEnvironmentAndThatBeforeTheFile() throws {
        let lines = """
            # The mail server
            smtp.host = mail.example.org
            smtp.port=2525

              data.directory =  /srv/laurel = award
            log.level = debug
            """
        try file(lines) { path in
            let settings = try Settings(
                arguments: ["--log-level", "error", "--settings-file", path, "--port=9000"],
                environment: ["LAUREL_LOG_LEVEL": "trace", "LAUREL_SMTP_PORT": "26"])
            #expect(settings.port == 9000)
            #expect(settings.logLevel == .error)
            #expect(settings.mail.host == "mail.example.org")
            #expect(settings.mail.port == 26)
            #expect(settings.dataDirectory == "/srv/laurel = award")
            let sources = Dictionary(
                uniqueKeysWithValues: Setting.all.map { ($0.name, $0.source(in: settings)) })
            #expect(sources["log.level"] == .commandLine)
            #expect(sources["smtp.port"] == .environment)
            #expect(sources["smtp.host"] == .file)
            #expect(sources["host"] == .usual)
        }
    }

    @Test func theFileMayBeNamedByTheEnvironment() throws {
        try file("port = 81\n") { path in
            let named = ["LAUREL_SETTINGS_FILE": path]
            #expect(try Settings(arguments: [], environment: named).port == 81)
            try file("port = 82\n") { other in
                let settings = try Settings(arguments: ["--settings-file=\(other)"], environment: named)
                #expect(settings.port == 82)
            }
        }
    }

    @Test(arguments: [
        ("smtp.hots = mail.example.org\n", "there is no setting smtp.hots"),
        ("\n# right\nsmtp.host mail.example.org\n", "Line 3"),
        ("port = 81\nport = 82\n", "twice"),
        ("port = many\n", "a number from 0 to 65535"),
        ("smtp.security = ssl\n", "one of starttls, tls, none"),
        ("stop.seconds = 0\n", "a number from 1 to 600"),
    ])
    func aWrongFileIsASentence(_ lines: String, _ expected: String) throws {
        try file(lines) { path in
            #expect(sentence(["--settings-file", path])?.contains(expected) == true)
        }
    }

    @Test func aWrongArgumentIsASentence() {
        #expect(sentence(["--settings-file", "/nowhere/laurel.conf"])?.contains("cannot be read") == true)
        #expect(sentence(["--settings-file"])?.contains("path of a file") == true)
        #expect(sentence(["--prot", "80"])?.contains("--prot") == true)
        #expect(sentence([], ["LAUREL_ADDRESS": "award.example.org"])?.contains("address") == true)
        #expect(sentence(["--mail-from", "nobody"])?.contains("mail.from") == true)
    }

    @Test(arguments: ["mail.example.org", "10.0.0.7", "127.0.0.1.example.org", "127.example.org"])
    func aPasswordDoesNotCrossTheNetworkInTheClear(_ host: String) throws {
        let clear = ["--smtp-host", host, "--smtp-security", "none"]
        #expect(sentence(clear + ["--smtp-password", "secret"])?.contains("smtp.security") == true)
        #expect(try Settings(arguments: clear, environment: [:]).mail.host == host)
        let encrypted = ["--smtp-host", host, "--smtp-security", "tls", "--smtp-password", "secret"]
        #expect(try Settings(arguments: encrypted, environment: [:]).mail.password == "secret")
    }

    @Test(arguments: ["localhost", "127.0.0.1", "127.1.2.3", "::1"])
    func aServerOnThisMachineMayHaveAPasswordWithoutEncryption(_ host: String) throws {
        let arguments = ["--smtp-host", host, "--smtp-security", "none", "--smtp-password", "secret"]
        #expect(try Settings(arguments: arguments, environment: [:]).mail.host == host)
    }

    @Test func noSecretIsListed() throws {
        let settings = try Settings(arguments: [], environment: ["LAUREL_SMTP_PASSWORD": "secret"])
        #expect(settings.mail.password == "secret")
        #expect(Setting.all.allSatisfy { $0.value(in: settings) != "secret" })
    }

    @Test(arguments: [
        ("", ""), ("host=db dbname=laurel", "host=db dbname=laurel"),
        ("host=db password=secret user=laurel", "host=db password=(set) user=laurel"),
        (" password = 'it\\'s a secret'  host=db ", " password = (set)  host=db "),
        ("PASSWORD=secret\nsslpassword=secret\thost=a,b", "PASSWORD=(set)\nsslpassword=(set)\thost=a,b"),
        (#"password=my\ secret host='' options='-c x=y'"#, "password=(set) host='' options='-c x=y'"),
        ("password='secret\nsecret' passfile=/etc/pass", "password=(set) passfile=/etc/pass"),
        ("password=sec'ret host=db", "password=(set) host=db"),
        ("password='secret host=db", "(set)"), ("password=my secret", "(set)"),
        ("password='secret'secret", "(set)"), ("secret", "(set)"),
        ("postgresql://db/laurel", "postgresql://db/laurel"),
        ("postgresql://db:5432/laurel?sslmode=require", "postgresql://db:5432/laurel?sslmode=require"),
        ("postgresql://me@db:5432,b:5433/laurel", "postgresql://me@db:5432,b:5433/laurel"),
        ("postgres://me:secret@db:5432/laurel", "postgres://me:(set)@db:5432/laurel"),
        ("postgresql://me:se:c/r?e@t@[::1]/laurel", "postgresql://me:(set)@[::1]/laurel"),
        (
            "postgresql:///laurel?host=/run&password=secret&pass%77ord=secret&user=me",
            "postgresql:///laurel?host=/run&password=(set)&pass%77ord=(set)&user=me"
        ),
    ])
    func aConnectionStringIsListedWithoutItsSecrets(_ given: String, _ shown: String) throws {
        let settings = try Settings(arguments: [], environment: ["LAUREL_POSTGRES": given])
        let setting = try #require(Setting.all.first { $0.name == "postgres" })
        #expect(settings.postgres == given, "it is used as it is")
        #expect(setting.value(in: settings) == shown)
    }
}
