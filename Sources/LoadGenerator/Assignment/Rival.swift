import Foundation

/// Another program that solves an instance and prints the seconds it took and the least cost.
struct Rival {
    let name: String
    /// A program and its arguments; the file of the instance comes behind them.
    private let command: [String]

    private static let python = "var/rivals/bin/python"

    /// Those that can be run here; of the others it says what is missing.
    static func present(in folder: String) -> [Rival] {
        let lemon = folder + "/lemon"
        return ortools() + (compile(to: lemon) ? flows(of: lemon) : [])
    }

    private static func ortools() -> [Rival] {
        guard FileManager.default.isExecutableFile(atPath: python) else {
            Console.write("OR-tools is missing (Tests/Rivals/requirements.txt in var/rivals): not compared.")
            return []
        }
        return [Rival(name: "OR-tools", command: [python, "Tests/Rivals/ortools_flow.py"])]
    }

    private static func flows(of lemon: String) -> [Rival] {
        [
            Rival(name: "LEMON, network simplex", command: [lemon, "simplex"]),
            Rival(name: "LEMON, cost scaling", command: [lemon, "scaling"]),
        ]
    }

    private static func compile(to program: String) -> Bool {
        let options = ["-O2", "-march=native", "-o", program, "Tests/Rivals/lemon.cc"]
        do {
            try Tool.output(of: "/usr/bin/env", ["g++"] + options)
            return true
        } catch {
            Console.write("LEMON or g++ is missing (Debian: liblemon-dev, g++): not compared.")
            return false
        }
    }

    func solve(_ instance: String) throws -> (seconds: Double, cost: Int) {
        let printed: String = try Tool.output(of: "/usr/bin/env", command + [instance])
        let words = printed.split(separator: " ")
        guard words.count == 2, let seconds = Double(words[0]), let cost = Int(words[1]) else {
            throw AnswerError.unexpected("\(name) printed something else")
        }
        return (seconds, cost)
    }
}
