internal import Configuration
internal import Foundation
internal import Platform

/// A file of settings, a line each: `smtp.host = mail.example.org`. A line that begins with # is a comment.
enum SettingsFile {
    private static let option = "--settings-file"
    private static let variable = "LAUREL_SETTINGS_FILE"

    /// The settings of the file that is named, if one is, and the arguments without its name.
    static func take(
        from arguments: [String], _ environment: [String: String]
    ) throws(SettingsError) -> (arguments: [String], settings: [AbsoluteConfigKey: ConfigValue]) {
        var rest = arguments
        var path = environment[variable] ?? ""
        if let index = rest.firstIndex(where: { $0 == option || $0.hasPrefix(option + "=") }) {
            let argument = rest.remove(at: index)
            let stands = argument == option
            guard !stands || index < rest.count else {
                throw SettingsError(description: "The setting \(option) needs the path of a file.")
            }
            path = stands ? rest.remove(at: index) : String(argument.dropFirst(option.count + 1))
        }
        guard !path.isEmpty else { return (rest, [:]) }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw SettingsError(description: "The settings file \(path) cannot be read.")
        }
        return (rest, try read(text, path))
    }

    private static func read(
        _ text: String, _ path: String
    ) throws(SettingsError) -> [AbsoluteConfigKey: ConfigValue] {
        var settings: [AbsoluteConfigKey: ConfigValue] = [:]
        for (index, line) in text.components(separatedBy: .newlines).enumerated() {
            let line = line.trimmed
            if line.isEmpty || line.hasPrefix("#") { continue }
            let (name, value) = try entry(line, place: "Line \(index + 1) of \(path)")
            let key = AbsoluteConfigKey(ConfigKey(name))
            guard settings[key] == nil else {
                throw SettingsError(description: "\(path) gives the setting \(name) twice.")
            }
            settings[key] = ConfigValue(.string(value), isSecret: false)
        }
        return settings
    }

    private static func entry(
        _ line: String, place: String
    ) throws(SettingsError) -> (name: String, value: String) {
        guard let mark = line.firstIndex(of: "=") else {
            throw SettingsError(
                description: "\(place) is “\(line)”, but it has to be like smtp.host = mail.example.org.")
        }
        let name = String(line[..<mark]).trimmed
        guard Setting.all.contains(where: { $0.name == name }) else {
            throw SettingsError(
                description: "\(place): there is no setting \(name); `laurel settings` lists those there are."
            )
        }
        return (name, String(line[line.index(after: mark)...]).trimmed)
    }
}
