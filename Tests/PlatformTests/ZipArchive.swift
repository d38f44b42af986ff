/// Builds archives of stored entries, right or deliberately wrong, for tests.
struct ZipArchive {
    var entries: [(name: String, content: String)]
    var comment = ""

    init(_ entries: [(name: String, content: String)], comment: String = "") {
        self.entries = entries
        self.comment = comment
    }

    init(names: [String]) {
        self.init(names.map { ($0, "") })
    }

    var bytes: [UInt8] {
        var local: [UInt8] = []
        var central: [UInt8] = []
        for entry in entries {
            let size = number(entry.content.utf8.count, width: 4)
            let name = number(entry.name.utf8.count, width: 2)
            let zeros = { (count: Int) in [UInt8](repeating: 0, count: count) }
            central += [0x50, 0x4B, 0x01, 0x02] + zeros(16) + size + size + name + zeros(12)
            central += number(local.count, width: 4) + entry.name.utf8
            local += [0x50, 0x4B, 0x03, 0x04] + zeros(14) + size + size + name + zeros(2)
            local += Array(entry.name.utf8) + Array(entry.content.utf8)
        }
        let count = number(entries.count, width: 2)
        var end: [UInt8] = [0x50, 0x4B, 0x05, 0x06, 0, 0, 0, 0] + count + count
        end += number(central.count, width: 4) + number(local.count, width: 4)
        end += number(comment.utf8.count, width: 2) + comment.utf8
        return local + central + end
    }

    private func number(_ value: Int, width: Int) -> [UInt8] {
        (0..<width).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
}
