internal import Platform

/// A name that one stranger chose, as our mail brings it to another: short, and with nothing in it that a
/// mail program would make a link of or that would turn the words around it.
enum StrangersName {
    /// Counted in what names are made of, because one letter on the screen may have any number of marks.
    private static let most = 80

    static func inMail(_ name: String) -> String {
        let line = name.asLine
        var text = ""
        for (character, next) in zip(line, line.dropFirst().map(Character?.some) + [nil]) {
            let kept = String(character.unicodeScalars.filter { !turning.contains($0.value) })
            guard text.unicodeScalars.count + kept.unicodeScalars.count <= most else { return text + "…" }
            text += kept
            // “award. example” is two words to every mail program.
            if parting.contains(character), let next, !next.isWhitespace { text += " " }
        }
        return text
    }

    /// What holds the parts of addresses together, in any width in which it is typed.
    private static let parting: Set<Character> = [
        ".", ":", "/", "\\", "@", "。", "．", "｡", "：", "／", "＼", "＠",
    ]

    /// Marks, embeddings, overrides and isolates of direction (Unicode Standard Annex 9).
    private static let turning: Set<UInt32> = Set([0x061C, 0x200E, 0x200F])
        .union(0x202A...0x202E).union(0x2066...0x2069)
}
