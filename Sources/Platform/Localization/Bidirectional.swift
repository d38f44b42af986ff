// Words of one writing direction inside a sentence of the other (Unicode UAX 9).

/// A value as it may stand inside a message without reordering the words around it.
///
/// Where its direction may differ from the message's it is put between U+2068 (first strong isolate) and
/// U+2069. In a left-to-right message that is text with a right-to-left letter; in a right-to-left one,
/// anything but right-to-left letters and spaces, or a bare number. Web addresses stay bare, because
/// mail readers would take the mark for a part of them.
///
/// Embeddings and overrides that somebody typed are dropped, and isolates that are not closed.
func isolated(_ text: String, inRightToLeft: Bool) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }), !inRightToLeft { return text }
    let clean = withoutLooseControls(text)
    return needsIsolation(clean, inRightToLeft: inRightToLeft) ? "\u{2068}\(clean)\u{2069}" : clean
}

private func withoutLooseControls(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.contains(where: { $0.isOverride || $0.isIsolate }) else { return text }
    let keepsIsolates = hasClosedIsolates(text)
    var kept = String.UnicodeScalarView()
    for scalar in scalars where !scalar.isOverride && (keepsIsolates || !scalar.isIsolate) {
        kept.append(scalar)
    }
    return String(kept)
}

/// Whether every isolate is closed after it was opened, as in a list that was put into words.
private func hasClosedIsolates(_ text: String) -> Bool {
    var depth = 0
    for scalar in text.unicodeScalars where scalar.isIsolate {
        depth += scalar == "\u{2069}" ? -1 : 1
        if depth < 0 { return false }
    }
    return depth == 0
}

private func needsIsolation(_ text: String, inRightToLeft: Bool) -> Bool {
    let scalars = text.unicodeScalars
    guard inRightToLeft else { return scalars.contains(where: \.isRightToLeft) }
    if text.hasPrefix("https://") || text.hasPrefix("http://") { return false }
    if scalars.allSatisfy({ ("0"..."9").contains($0) }) { return false }
    return !scalars.allSatisfy { $0.isRightToLeft || $0 == " " }
}

extension Unicode.Scalar {
    /// Embeddings and overrides, U+202A to U+202E, which can turn round what stands beside them.
    fileprivate var isOverride: Bool {
        (0x202A...0x202E).contains(value)
    }

    /// U+2066 to U+2068 open an isolate, U+2069 closes it.
    fileprivate var isIsolate: Bool {
        (0x2066...0x2069).contains(value)
    }

    /// The blocks of right-to-left scripts.
    fileprivate var isRightToLeft: Bool {
        switch value {
        case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
        default: false
        }
    }
}
