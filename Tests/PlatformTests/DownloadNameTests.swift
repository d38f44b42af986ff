import Testing

@testable import Platform

struct DownloadNameTests {
    @Test(arguments: [
        ("report.pdf", "report.pdf"), ("Отчёт 2026.PDF", "Отчёт 2026.PDF"), ("report", "report.pdf"),
        ("page.html", "page.html.pdf"), ("a.tar.gz", "a.tar.gz.pdf"), ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\x\\plan.pdf", "plan.pdf"), ("", "file.pdf"), ("...", "file.pdf"), ("/", "file.pdf"),
        (".pdf", "pdf.pdf"), ("  .hidden.pdf  ", "hidden.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ("a\u{0}b.pdf", "ab.pdf"), ("invoice\u{202E}fdp.exe", "invoicefdp.exe.pdf"),
        ("<script>\"|?*%.pdf", "script.pdf"), ("CON", "_CON.pdf"), ("con.pdf", "_con.pdf"),
        ("lpt1.txt", "_lpt1.txt.pdf"), ("console.pdf", "console.pdf"), ("e\u{301}.pdf", "é.pdf"),
        ("Smith v. Jones", "Smith v. Jones.pdf"), ("x. pdf", "x. pdf.pdf"),
    ])
    func makesSafeNames(proposed: String, name: String) {
        let made = DownloadName(proposed, type: .pdf).description
        #expect(Array(made.unicodeScalars) == Array(name.unicodeScalars))
    }

    @Test func keepsEveryExtensionThatSuitsTheType() {
        #expect(DownloadName("jurors.csv", type: .plainText).description == "jurors.csv")
        #expect(DownloadName("photo.JPEG", type: .jpeg).description == "photo.JPEG")
        #expect(DownloadName("photo.png", type: .jpeg).description == "photo.png.jpg")
        #expect(DownloadName("page.html", type: .plainText).description == "page.html.txt")
    }

    @Test func leavesNamesOfOurOwnTheirExtension() {
        #expect(DownloadName("receipt.json").description == "receipt.json")
        #expect(DownloadName("receipt").description == "receipt")
    }

    @Test func shortensLongNamesAtACharacter() {
        let family = "👨‍👩‍👧.pdf"
        for length in [50, 117, 118, 200, 100_000] {
            let name = DownloadName(String(repeating: "ж", count: length) + ".pdf", type: .pdf).description
            #expect(name.utf8.count <= DownloadName.lengthLimit)
            #expect(name.hasSuffix("ж.pdf"))
        }
        #expect(DownloadName(family, type: .pdf).description == "👨👩👧.pdf")
        let marks = "a" + String(repeating: "\u{301}", count: 5_000)
        #expect(DownloadName(marks, type: .pdf).description == "file.pdf")
    }

    @Test func writesTheHeaderForOldAndNewClients() {
        #expect(
            DownloadName("plan b.pdf").contentDisposition
                == "attachment; filename=\"plan b.pdf\"; filename*=UTF-8''plan%20b.pdf")
        #expect(
            DownloadName("Ёж €.pdf").contentDisposition
                == "attachment; filename=\"__ _.pdf\"; filename*=UTF-8''%D0%81%D0%B6%20%E2%82%AC.pdf")
    }

    @Test func theHeaderHasOnlyPrintableCharacters() {
        let hostile = "a\r\nX: \"y\";\\ \u{2028}\u{85}\t=?utf-8?q?x?= filename=z'.pdf"
        let header = DownloadName(hostile).contentDisposition
        #expect(header.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
        #expect(header.filter { $0 == "\"" }.count == 2)
        #expect(!header.contains("\\"))
    }
}
