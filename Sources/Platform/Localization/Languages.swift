import Foundation
import Synchronization

/// The languages for people to choose from: those they write in, speak, and can review.
///
/// Any well-formed code is kept where data brings one; this is what a list offers. `Reader.languageName` has
/// their names.
public enum Languages {
    public static let all: [String] = codes.split(whereSeparator: \.isWhitespace).map(String.init)

    public static func contains(_ code: String) -> Bool {
        known.contains(code)
    }

    /// The name of a language in itself: "қазақ тілі".
    public static func endonym(_ language: Language) -> String {
        endonyms.withLock { names in
            if let name = names[language] { return name }
            let locale = Locale(identifier: language.code)
            let name = locale.localizedString(forIdentifier: language.code) ?? language.code
            if names.count < mostEndonyms { names[language] = name }
            return name
        }
    }

    /// Every page names its languages, and asking takes twenty microseconds.
    private static let endonyms = Mutex<[Language: String]>([:])
    private static let mostEndonyms = 1_000

    private static let known = Set(all)

    private static let codes = """
        af ak am ar as ay az ba be bg bho bm bn bo bs ca ce ceb ckb cs cv cy da de dv dz ee el en eo es et
        eu fa fa-AF ff fi fil fj fo fr ga gl gn gu ha he hi hr ht hu hy id ig is it ja jv ka kg kk km kn ko
        ku ky lb lg ln lo lt lv mai mfe mg mi mk ml mn mr ms mt my nb ne nl nn ny om or os pa pl ps pt qu rn
        ro ru rw sah sd sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tn to tr ts tt ug uk ur
        uz ve vi wo xh yi yo yue zh-Hans zh-Hant zu
        """
}
