internal import Configuration
internal import Foundation
internal import Platform

extension Settings {
    /// Reads the settings; `arguments` are the options after the command, `environment` the process's own.
    public init(arguments: [String], environment: [String: String]) throws(SettingsError) {
        let (arguments, file) = try SettingsFile.take(from: arguments, environment)
        try Settings.refuseUnknown(arguments)
        let variables = EnvironmentVariablesProvider(environmentVariables: environment)
        let places: [(SettingSource, any ConfigProvider)] = [
            (.commandLine, CommandLineArgumentsProvider(arguments: ["laurel"] + arguments)),
            (.environment, variables.prefixKeys(with: "laurel")),
            (.file, InMemoryProvider(values: file)),
        ]
        for setting in Setting.all {
            for (source, provider) in places where sources[setting.name] == nil {
                let found = ConfigReader(provider: provider).string(forKey: ConfigKey(setting.name))
                guard let value = found else { continue }
                try setting.write(&self, value)
                sources[setting.name] = source
            }
        }
        try refusePasswordInTheClear()
    }

    private static func refuseUnknown(_ arguments: [String]) throws(SettingsError) {
        let known = Set(Setting.all.map(\.option))
        for argument in arguments where argument.hasPrefix("--") {
            let name = argument.split(separator: "=", maxSplits: 1).first.map(String.init) ?? argument
            guard known.contains(name) else {
                throw SettingsError(
                    description: "There is no setting \(name); `laurel settings` lists those there are.")
            }
        }
    }

    /// Without encryption a password may go to a mail server on this machine and nowhere else.
    private func refusePasswordInTheClear() throws(SettingsError) {
        guard mail.security == "none", !mail.password.isEmpty, !mail.isOnThisMachine else { return }
        throw SettingsError(
            description: """
                The setting smtp.security is “none”, so smtp.password would cross the network to \
                \(mail.host) in the clear; it has to be starttls or tls.
                """)
    }
}

extension Settings.MailSettings {
    fileprivate var isOnThisMachine: Bool {
        host.isEmpty || host == "localhost" || host == "::1" || host == "[::1]" || host.isLoopbackIPv4
    }
}

extension String {
    /// Four numbers of which the first is 127; a name that begins like one is somebody else's.
    fileprivate var isLoopbackIPv4: Bool {
        let parts = split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
