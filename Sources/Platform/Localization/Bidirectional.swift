// Words of one writing direction inside a sentence of the other (Unicode UAX 9).

/// A value as it may stand inside a message without reordering the words around it.
///
/// Where its direction may differ from the message's it is put between U+2068 (first strong isolate) and
/// U+2069. In a left-to-right message that is text with a right-to-left letter; in a right-to-left one,
/// anything but right-to-left letters and spaces, or a bare number. Web addresses stay bare, because
/// mail readers would take the mark for a part of them. Directional controls that somebody typed are dropped.
func isolated(_ text: String, inRightToLeft: Bool) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }), !inRightToLeft { return text }
    let scalars = text.unicodeScalars
    let isControlled = scalars.contains(where: \.isDirectionalControl)
    let clean = isControlled ? text.filteringScalars { !$0.isDirectionalControl } : text
    return needsIsolation(clean, inRightToLeft: inRightToLeft) ? "\u{2068}\(clean)\u{2069}" : clean
}

private func needsIsolation(_ text: String, inRightToLeft: Bool) -> Bool {
    let scalars = text.unicodeScalars
    guard inRightToLeft else { return scalars.contains(where: \.isRightToLeft) }
    if text.hasPrefix("https://") || text.hasPrefix("http://") { return false }
    if scalars.allSatisfy({ ("0"..."9").contains($0) }) { return false }
    return !scalars.allSatisfy { $0.isRightToLeft || $0 == " " }
}

extension Unicode.Scalar {
    /// Embeddings, overrides and isolates, which can turn round what stands beside them.
    fileprivate var isDirectionalControl: Bool {
        switch value {
        case 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// The blocks of right-to-left scripts.
    fileprivate var isRightToLeft: Bool {
        switch value {
        case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
        default: false
        }
    }
}

extension String {
    fileprivate func filteringScalars(_ isKept: (Unicode.Scalar) -> Bool) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in unicodeScalars where isKept(scalar) { kept.append(scalar) }
        return String(kept)
    }
}
