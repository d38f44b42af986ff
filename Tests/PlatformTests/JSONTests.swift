import Foundation
import Platform
import Testing

struct JSONTests {
    @Test func readsEveryKindOfValue() throws {
        let document = """
            { "null": null, "yes": true, "no": false, "count": -42, "share": 0.25, "name": "Анна",
              "list": [1, [], {}] , "nested": {"a": {"b": "c"}} }
            """
        let json = try JSON(parsing: document)
        #expect(json["null"]?.isNull == true)
        #expect(json["yes"]?.bool == true)
        #expect(json["no"]?.bool == false)
        #expect(json["count"]?.int == -42)
        #expect(json["share"]?.double == 0.25)
        #expect(json["name"]?.text == "Анна")
        #expect(json["list"]?.list == [1, [], [:]])
        #expect(json["nested"]?["a"]?["b"] == "c")
        #expect(json["missing"] == nil)
        #expect(json["name"]?["inside a text"] == nil)
    }

    @Test func accessorsDoNotConvert() {
        #expect(JSON.string("1").int == nil)
        #expect(JSON.integer(1).text == nil)
        #expect(JSON.integer(1).bool == nil)
        #expect(JSON.number(1.5).int == nil)
        #expect(JSON.null.list == nil)
        #expect(JSON.array([]).fields == nil)
    }

    @Test func literalsBuildDocuments() {
        let name = "Ann"
        let json: JSON = ["name": "Dear \(name)", "list": [1, 2.5, true, nil]]
        #expect(json.canonical == #"{"list":[1,2.5,true,null],"name":"Dear Ann"}"#)
    }

    @Test(arguments: [
        (#""\u0041\u20ac\ud83d\ude02""#, "A€😂"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
        (#""\u0000""#, "\u{0}"), (#""😂 عربي""#, "😂 عربي"), (#""""#, ""),
    ])
    func readsTexts(source: String, text: String) throws {
        #expect(try JSON(parsing: source).text == text)
    }

    @Test(arguments: [
        ("0", JSON.integer(0)), ("-0", .integer(0)), ("1.0", .integer(1)), ("1e3", .integer(1000)),
        ("9007199254740991", .integer(9_007_199_254_740_991)),
        ("9007199254740993", .number(9_007_199_254_740_992)), ("-1.5E-2", .number(-0.015)),
        ("1e-400", .integer(0)),
    ])
    func readsNumbers(source: String, number: JSON) throws {
        #expect(try JSON(parsing: source) == number)
    }

    @Test(arguments: [
        ("", JSONError.Reason.endOfText), ("  ", .endOfText), ("[1", .endOfText), ("\"a", .endOfText),
        ("\"a\\", .endOfText), ("{\"a\"", .endOfText), ("tru", .endOfText), ("truth", .unexpectedCharacter),
        ("{a:1}", .unexpectedCharacter), ("[1,]", .unexpectedCharacter), ("{\"a\":1,}", .unexpectedCharacter),
        ("[1 2]", .unexpectedCharacter), ("'a'", .unexpectedCharacter), ("NaN", .unexpectedCharacter),
        ("+1", .unexpectedCharacter), (".5", .unexpectedCharacter), ("\"\\x\"", .unexpectedCharacter),
        ("\"\\u12\"", .unexpectedCharacter), ("\"\\u12g4\"", .unexpectedCharacter),
        ("01", .malformedNumber), ("-", .malformedNumber), ("1.", .malformedNumber), ("1e", .malformedNumber),
        ("1e400", .numberTooLarge), ("\"\u{1}\"", .controlCharacterInText),
        ("\"\n\"", .controlCharacterInText), ("\"\\ud83d\"", .invalidText), ("\"\\ude02\"", .invalidText),
        ("\"\\ud83d\\u0041\"", .invalidText), ("1 2", .trailingCharacters), ("{} x", .trailingCharacters),
        ("\u{FEFF}{}", .unexpectedCharacter), ("{\"a\":1,\"a\":2}", .duplicateKey("a")),
        ("{\"a\":1,\"\\u0061\":2}", .duplicateKey("a")),
        ("{\"\\u00e5\":1,\"a\\u030a\":2}", .duplicateKey("å")),
    ])
    func refuses(source: String, reason: JSONError.Reason) {
        let error = #expect(throws: JSONError.self) { try JSON(parsing: source) }
        #expect(error?.reason == reason)
    }

    @Test func refusesBytesThatAreNotUTF8() {
        for bytes: [UInt8] in [
            [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
        ] {
            let error = #expect(throws: JSONError.self) { try JSON(parsing: bytes) }
            #expect(error?.reason == .invalidText)
        }
    }

    @Test func boundsTheDepth() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(try JSON(parsing: nested(64)).list?.count == 1)
        let error = #expect(throws: JSONError.self) { try JSON(parsing: nested(65)) }
        #expect(error?.reason == .nestedTooDeeply)
        #expect(throws: JSONError.self) { try JSON(parsing: String(repeating: "[{\"a\":", count: 1_000_000)) }
    }

    @Test func saysWhereTheMistakeIs() {
        let error = #expect(throws: JSONError.self) { try JSON(parsing: "{\n  \"a\": 1,\n  \"b\": ?\n}") }
        #expect(error?.description == "line 3, byte 19: this character cannot stand here")
    }
}

struct CanonicalJSONTests {
    /// IEEE-754 bits and the text of RFC 8785, appendix B.
    @Test(
        arguments: [
            (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
            (0x8000_0000_0000_0001, "-5e-324"), (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
            (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"), (0x4340_0000_0000_0000, "9007199254740992"),
            (0xc340_0000_0000_0000, "-9007199254740992"), (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"), (0x44b5_2d02_c7e1_4af6, "1e+23"),
            (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
            (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
            (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"), (0x444b_1ae4_d6e2_ef50, "1e+21"),
            (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"), (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
            (0x41b3_de43_5555_5553, "333333333.3333332"), (0x41b3_de43_5555_5554, "333333333.33333325"),
            (0x41b3_de43_5555_5555, "333333333.3333333"), (0x41b3_de43_5555_5556, "333333333.3333334"),
            (0x41b3_de43_5555_5557, "333333333.33333343"),
            (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
            (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
        ] as [(UInt64, String)])
    func writesNumbersAsECMAScript(bits: UInt64, text: String) throws {
        let number = Double(bitPattern: bits)
        #expect(JSON.number(number).canonical == text)
        #expect(try JSON(parsing: text).double == number)
    }

    @Test func writesMoreNumbersAsECMAScript() {
        let list: JSON = [1.5, 100.0, 0.1, 1e-6, 1e-7, 123e-20, 1e20, 1e21, 12345678901234567890.0, 2.5e25]
        let text = """
            [1.5,100,0.1,0.000001,1e-7,1.23e-18,100000000000000000000,1e+21,12345678901234567000,2.5e+25]
            """
        #expect(list.canonical == text)
    }

    @Test func writesIntegers() {
        let list: [JSON] = [.integer(9_007_199_254_740_991), .integer(-7), .integer(.max), .integer(.min)]
        #expect(
            JSON.array(list).canonical == "[9007199254740991,-7,9223372036854776000,-9223372036854776000]")
    }

    @Test func writesWhatJSONLacksAsNull() {
        #expect(JSON.array([.number(.nan), .number(.infinity)]).canonical == "[null,null]")
    }

    /// The example of RFC 8785, section 3.2.3: emoji sort before the Hebrew letter, as UTF-16 does.
    @Test func sortsKeysByCodeUnits() {
        let json: JSON = [
            "\u{20ac}": "Euro Sign", "\r": "Carriage Return", "\u{fb33}": "Hebrew Letter Dalet With Dagesh",
            "1": "One", "\u{1f600}": "Emoji: Grinning Face", "\u{80}": "Control",
            "\u{f6}": "Latin Small Letter O With Diaeresis",
        ]
        let values = [
            "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign",
            "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh",
        ]
        let places = values.compactMap { json.canonical.range(of: $0)?.lowerBound }
        #expect(places.count == values.count)
        #expect(places == places.sorted())
    }

    @Test func escapesOnlyWhatMustBe() {
        let text: JSON = "\u{0}\u{8}\t\n\u{b}\u{c}\r\u{1f}\"\\/<>&\u{7f}\u{2028}é"
        #expect(
            text.canonical == #""\u0000\b\t\n\u000b\f\r\u001f\"\\/<>&"# + "\u{7f}\u{2028}é\"")
    }

    @Test func keepsTheNormalizationOfTexts() throws {
        let decomposed = try JSON(parsing: "\"A\u{30a}\"")
        #expect(Array(decomposed.canonicalBytes) == [0x22, 0x41, 0xCC, 0x8A, 0x22])
    }

    @Test func readingTheCanonicalFormGivesTheSameDocument() throws {
        let json: JSON = ["a": [1, -2.5, 1e300, "tab\t", nil], "б": ["c": false, "": [:]], "😂": []]
        #expect(try JSON(parsing: json.canonical) == json)
    }

    private static let sharedFolder = ProcessInfo.processInfo.environment["LAUREL_SHARED"]

    /// The published pairs that accompany RFC 8785.
    @Test(
        .enabled(if: sharedFolder != nil, "LAUREL_SHARED names no folder with the published pairs"),
        arguments: ["arrays", "french", "structures", "unicode", "values", "weird"])
    func conformance(name: String) throws {
        let folder = URL(filePath: try #require(Self.sharedFolder)).appending(path: "data/credentials/jcs")
        let input = try Data(contentsOf: folder.appending(path: "input/\(name).json"))
        let output = try Data(contentsOf: folder.appending(path: "output/\(name).json"))
        #expect(try JSON(parsing: Array(input)).canonicalBytes == Array(output))
    }
}
