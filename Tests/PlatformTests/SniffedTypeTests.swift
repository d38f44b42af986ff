import Testing

@testable import Platform

struct SniffedTypeTests {
    @Test(arguments: [
        ("%PDF-1.7\n%\u{e2}", SniffedType.pdf), ("GIF87a", .gif), ("GIF89a,", .gif),
        ("RIFF\u{1}\u{2}\u{3}\u{4}WEBPVP8 ", .webP), ("Привет, мир!\r\n\tHello\u{c}", .plainText),
        ("a,b\n1,2\n", .plainText), ("مرحبا", .plainText),
    ])
    func recognisesByContent(content: String, type: SniffedType) {
        #expect(SniffedType(sniffing: Array(content.utf8)) == type)
    }

    @Test func recognisesPictures() {
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]
        #expect(SniffedType(sniffing: png) == .png)
        #expect(SniffedType(sniffing: [0xFF, 0xD8, 0xFF, 0xE0, 0, 16]) == .jpeg)
    }

    @Test func recognisesOfficeDocuments() {
        let word = ZipArchive(names: ["[Content_Types].xml", "_rels/.rels", "word/document.xml"])
        let workbook = ZipArchive(names: ["[Content_Types].xml", "xl/workbook.xml"])
        let text = ZipArchive(
            [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>")],
            comment: "saved by an office suite")
        #expect(SniffedType(sniffing: word.bytes) == .wordDocument)
        #expect(SniffedType(sniffing: workbook.bytes) == .workbook)
        #expect(SniffedType(sniffing: text.bytes) == .openDocumentText)
    }

    @Test(arguments: [
        ["a.txt"], [], ["[Content_Types].xml"], ["word/document.xml"],
        ["[Content_Types].xml", "ppt/presentation.xml"],
        ["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"],
        ["[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"], ["mimetype", "content.xml"],
    ])
    func refusesOtherArchivesAndMacros(names: [String]) {
        #expect(SniffedType(sniffing: ZipArchive(names: names).bytes) == nil)
    }

    @Test func refusesOpenDocumentsWithMacrosOrOfAnotherKind() {
        let type = "application/vnd.oasis.opendocument.text"
        let macros = ZipArchive([("mimetype", type), ("content.xml", ""), ("Basic/Standard/Module1.xml", "")])
        let late = ZipArchive([("content.xml", ""), ("mimetype", type)])
        let drawing = ZipArchive([
            ("mimetype", "application/vnd.oasis.opendocument.graphics"), ("content.xml", ""),
        ])
        for archive in [macros, late, drawing] { #expect(SniffedType(sniffing: archive.bytes) == nil) }
    }

    @Test func refusesDamagedArchives() {
        let whole = ZipArchive(names: ["[Content_Types].xml", "word/document.xml"]).bytes
        #expect(SniffedType(sniffing: whole) == .wordDocument)
        for length in 3..<whole.count { #expect(SniffedType(sniffing: Array(whole[..<length])) == nil) }
        #expect(SniffedType(sniffing: whole + [0]) == nil)
        #expect(SniffedType(sniffing: Array("#!".utf8) + whole) == nil)
    }

    /// Numbers in an archive are somebody else's: none of them may lead outside of the bytes.
    @Test func survivesEveryChangedByteOfAnArchive() {
        let whole = ZipArchive(names: ["[Content_Types].xml", "word/document.xml"]).bytes
        for index in whole.indices {
            for replacement: UInt8 in [0x00, 0x7F, 0xFF] {
                var changed = whole
                changed[index] = replacement
                let type = SniffedType(sniffing: changed)
                #expect(type == nil || type == .wordDocument)
            }
        }
    }

    @Test func refusesAnArchiveWithTooManyNames() {
        let office = ["[Content_Types].xml", "word/document.xml"]
        let padding = { (count: Int) in (0..<count).map { "word/media/\($0)" } }
        let limit = ZipDirectory.entryLimit - office.count
        #expect(SniffedType(sniffing: ZipArchive(names: office + padding(limit)).bytes) == .wordDocument)
        #expect(SniffedType(sniffing: ZipArchive(names: office + padding(limit + 1)).bytes) == nil)
    }

    @Test func refusesEverythingElse() {
        let programs: [[UInt8]] = [
            [], [0x7F, 0x45, 0x4C, 0x46, 2, 1], Array("MZ\u{90}\u{0}".utf8), [0x1F, 0x8B, 8],
            [0xFF, 0xFE, 0x41, 0],
            Array("text with \u{0} in it".utf8), Array("\u{1b}[31mred".utf8), [0x61, 0xFF], [0xC3],
            Array("RIFF\u{1}\u{2}\u{3}\u{4}WAVE".utf8), [0xFF, 0xD8], [0x50, 0x4B, 0x03, 0x04],
        ]
        for program in programs { #expect(SniffedType(sniffing: program) == nil) }
    }

    /// A page or a drawing with scripts is text by its content, and is named and served as such.
    @Test func markupIsPlainText() {
        for markup in ["<!doctype html><script>", "<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"] {
            #expect(SniffedType(sniffing: Array(markup.utf8)) == .plainText)
        }
        #expect(SniffedType.plainText.mediaType == "text/plain; charset=utf-8")
        #expect(!SniffedType.plainText.extensions.contains("html"))
    }
}
