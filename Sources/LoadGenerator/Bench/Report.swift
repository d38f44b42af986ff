import Foundation
import Platform

/// One figure: what several runs gave.
struct Measurement: Sendable {
    let name: String
    let unit: String
    let runs: [Double]
    /// What else was seen, such as percentiles.
    var remark = ""
}

/// Says each figure as soon as it is known, and keeps it as a line of JSON.
struct Report {
    private let file: FileHandle

    init(folder: String) throws {
        let path = folder + "/results.jsonl"
        try Data().write(to: URL(fileURLWithPath: path))
        file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        Console.write(Self.line("", "median", "lowest", "highest", ""))
    }

    func add(_ measurement: Measurement) throws {
        let runs = measurement.runs
        Console.write(
            Self.line(
                measurement.name, Self.figure(runs.median), Self.figure(runs.min() ?? 0),
                Self.figure(runs.max() ?? 0),
                measurement.unit + (measurement.remark.isEmpty ? "" : ", " + measurement.remark)))
        let json: JSON = .object([
            "name": .string(measurement.name), "unit": .string(measurement.unit),
            "median": .number(runs.median), "runs": .array(runs.map { .number($0) }),
            "remark": .string(measurement.remark), "load": .string(Machine.load),
        ])
        try file.write(contentsOf: Data((json.canonical + "\n").utf8))
    }

    static func figure(_ number: Double) -> String {
        if number >= 1_000 { return String(format: "%.0f", number) }
        return String(format: number >= 100 ? "%.1f" : number >= 1 ? "%.2f" : "%.3f", number)
    }

    private static func line(_ name: String, _ figures: String...) -> String {
        let columns = figures.dropLast().map { String(repeating: " ", count: max(1, 10 - $0.count)) + $0 }
        return name.padding(toLength: 66, withPad: " ", startingAt: 0) + columns.joined() + "  "
            + (figures.last ?? "")
    }
}
