import Foundation
import HTTPTypes
import Platform
import Testing

@testable import App

struct ApplicationFileTests {
    private static let report = Array("%PDF-1.7\nA report of the year\n%%EOF".utf8)

    private func uploaded(
        _ applicant: ApplicantBrowsing, _ application: String, _ bytes: [UInt8] = report,
        named name: String = "report.pdf", typed: [String: String] = [:]
    ) async throws -> Browser.Answer {
        let version = try await applicant.browser.get(application + "/form").hidden("version")
        return try await applicant.browser.upload(
            bytes, named: name, as: "evidence", with: typed.merging(["version": version]) { $1 },
            to: application + "/uploads/evidence")
    }

    private func path(_ applicant: ApplicantBrowsing, _ application: String) async throws -> String {
        let form = try await applicant.browser.get(application + "/form").text
        let found = try #require(form.firstMatch(of: #/href="([^"]*\/files\/[a-z0-9]+)"/#))
        return String(found.1)
    }

    @Test func aFileIsKeptWithWhatWasTypedBesideIt() async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.start()
            let answer = try await uploaded(applicant, application, typed: ["plans": "Typed but not saved"])
            #expect(answer.location == application + "/form#evidence")
            let form = try await applicant.browser.get(application + "/form").text
            #expect(form.contains("report.pdf") && form.contains("Typed but not saved</textarea>"))
            let file = try await applicant.browser.get(try await path(applicant, application))
            #expect(file.status == 200 && file.text == String(decoding: Self.report, as: UTF8.self))
        }
    }

    @Test func aFileIsADownloadThatNoBrowserOpensAmongOurPages() async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.start()
            _ = try await uploaded(applicant, application, named: "../../отчёт%22.html")
            let file = try await applicant.browser.get(try await path(applicant, application))
            #expect(file.type == "application/pdf")
            let disposition = try #require(file.headers[.contentDisposition])
            #expect(disposition.hasPrefix("attachment;") && disposition.contains(".html.pdf"))
            #expect(file.headers[.contentSecurityPolicy] == "sandbox; default-src 'none'")
            #expect(file.headers[.xContentTypeOptions] == "nosniff")
            #expect(file.headers[.cacheControl] == "private, no-store")
        }
    }

    @Test func onlyThoseWhoActForThePartyFindTheFile() async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.start()
            _ = try await uploaded(applicant, application)
            let path = try await path(applicant, application)
            let stranger = try await applicant.test.browser(signedInAs: "stranger@example.org")
            #expect(try await stranger.get(path).status == 404)
            #expect(
                try await applicant.test.browser().get(path).status == 303, "a session, not only the address")
            let second = try await applicant.start()
            let file = try #require(path.split(separator: "/").last)
            #expect(try await applicant.browser.get("\(second)/files/\(file)").status == 404)
        }
    }

    @Test(arguments: [
        ("page.pdf", "<html><script>alert(1)</script></html>"), ("run.pdf", "MZ\u{0}\u{1}"),
        ("note.pdf", "Only words"), ("empty.pdf", ""),
    ])
    func whatIsNotOfTheAllowedKindsIsRefused(_ name: String, _ content: String) async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.start()
            let answer = try await uploaded(
                applicant, application, Array(content.utf8), named: name, typed: ["plans": "Typed meanwhile"])
            #expect(answer.status == 422)
            #expect(answer.text.contains("id=\"evidence-error\""))
            #expect(answer.text.contains("Typed meanwhile</textarea>"))
            let form = try await applicant.browser.get(application + "/form").text
            #expect(form.contains("Typed meanwhile</textarea>") && !form.contains("/files/"))
        }
    }

    @Test func aFileBeyondTheFieldsLimitIsRefused() async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.start()
            let large = Self.report + Array(repeating: 0x20, count: 10_000_001)
            let answer = try await uploaded(applicant, application, large)
            #expect(answer.status == 422 && answer.text.contains("larger than 10 MB"))
        }
    }

    @Test func filesHaveALimitPerApplication() async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.start()
            let publicID = application.split(separator: "/").last.map(String.init) ?? ""
            try await applicant.test.laurel.database.write { tx in
                for number in 0..<ApplicationBounds.files {
                    let id: Int64? = try tx.row(
                        """
                        INSERT INTO stored_file (public_id, storage_key, name, media_type, size, digest, created_at)
                        VALUES (\("file\(number)"), \("key\(number)"), 'a.pdf', 'application/pdf', 1,
                            \([0] as [UInt8]), 0)
                        RETURNING id
                        """)?.only()
                    try tx.run(
                        """
                        INSERT INTO application_file (application_id, file_id, field)
                        SELECT id, \(id), 'evidence' FROM application WHERE public_id = \(publicID)
                        """)
                }
            }
            let answer = try await uploaded(applicant, application)
            #expect(answer.status == 429 && answer.text.contains("At most 40 files"))
        }
    }

    @Test func aRemovedFileStaysWithWhatWasSubmitted() async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.start()
            try await applicant.save(ApplicantScene.complete, in: application)
            _ = try await uploaded(applicant, application)
            let path = try await path(applicant, application)
            try await applicant.submit(application)
            let version = try await applicant.browser.get(application + "/form").hidden("version")
            let removed = try await applicant.browser.post(
                application + "/uploads/evidence/removal", ["version": version])
            #expect(removed.status == 303)
            #expect(try await !applicant.browser.get(application + "/form").text.contains("report.pdf"))
            #expect(try await applicant.browser.get(application + "/standing").text.contains(path))
            #expect(try await applicant.browser.get(path).status == 200)
        }
    }

    @Test func nobodyNamesAFileInTheForm() async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.start()
            try await applicant.save(["evidence": ["{\"file\":\"abc\"}"]], in: application)
            #expect(try await !applicant.browser.get(application + "/form").text.contains("/files/"))
            let version = try await applicant.browser.get(application + "/form").hidden("version")
            let wrong = try await applicant.browser.upload(
                Self.report, named: "a.pdf", as: "plans", with: ["version": version],
                to: application + "/uploads/plans")
            #expect(wrong.status == 404, "it is no field for files")
        }
    }

    // MARK: Whichever button is pressed

    @Test(arguments: [("stay", "/form?notice=saved"), ("preview", "/preview")])
    func aChosenFileGoesWithEveryButton(_ then: String, _ next: String) async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.start()
            let form = try await applicant.browser.get(application + "/form")
            #expect(form.text.contains("enctype=\"multipart/form-data\""), "browsers send the file")
            let answer = try await applicant.browser.upload(
                Self.report, named: "report.pdf", as: "evidence",
                with: ["version": try form.hidden("version"), "then": then, "plans": "Typed with it"],
                to: application + "/form")
            #expect(answer.location == application + next)
            let kept = try await applicant.browser.get(application + "/form").text
            #expect(kept.contains("report.pdf") && kept.contains("Typed with it</textarea>"))
            let file = try await applicant.browser.get(try await path(applicant, application))
            #expect(file.text == String(decoding: Self.report, as: UTF8.self))
        }
    }

    @Test func aPageWithoutAChosenFileKeepsTheOneThatIsThere() async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.start()
            _ = try await uploaded(applicant, application)
            let version = try await applicant.browser.get(application + "/form").hidden("version")
            // A browser sends an empty part for a field without a file.
            let answer = try await applicant.browser.upload(
                [], named: "", as: "evidence", with: ["version": version, "plans": "More"],
                to: application + "/form")
            #expect(answer.status == 303)
            let form = try await applicant.browser.get(application + "/form").text
            #expect(form.contains("report.pdf") && form.contains("More</textarea>"))
        }
    }

    @Test func aRefusedFileHoldsThePreviewBackAndLosesNothing() async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.start()
            _ = try await uploaded(applicant, application)
            let version = try await applicant.browser.get(application + "/form").hidden("version")
            let answer = try await applicant.browser.upload(
                Array("Only words".utf8), named: "note.pdf", as: "evidence",
                with: ["version": version, "then": "preview", "plans": "Typed meanwhile"],
                to: application + "/form")
            #expect(answer.status == 422 && answer.text.contains("id=\"evidence-error\""))
            let form = try await applicant.browser.get(application + "/form").text
            #expect(form.contains("Typed meanwhile</textarea>"))
            #expect(form.contains("report.pdf"), "the file that was there stays")
        }
    }

    @Test func tooManyUploadsAreRefusedAndWhatWasTypedIsKept() async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.start()
            let person = try await applicant.test.person("amina@example.org")
            for _ in 0..<ApplicationBounds.uploads.count {
                try applicant.test.laurel.limiter.count(
                    ApplicationBounds.uploads, for: person.publicID, now: applicant.test.clock.now)
            }
            let answer = try await uploaded(applicant, application, typed: ["plans": "Typed at last"])
            #expect(answer.status == 422 && answer.text.contains("id=\"evidence-error\""))
            let form = try await applicant.browser.get(application + "/form").text
            #expect(form.contains("Typed at last</textarea>") && !form.contains("/files/"))
        }
    }

    @Test func aFileThatMetANewerVersionSurvivesTheConflict() async throws {
        try await ApplicantBrowsing.run { applicant in
            let application = try await applicant.start()
            let stale = try await applicant.browser.get(application + "/form").hidden("version")
            try await applicant.save(["plans": ["Saved elsewhere"]], in: application)
            let conflict = try await applicant.browser.upload(
                Self.report, named: "report.pdf", as: "evidence",
                with: ["version": stale, "plans": "Mine"], to: application + "/form")
            #expect(conflict.status == 409)
            let page = try await applicant.browser.get(application + "/form")
            #expect(page.text.contains("report.pdf") && page.text.contains("Mine</textarea>"))
            #expect(page.text.contains("Saved elsewhere") && !page.text.contains("data-autosave=\"changes\""))
            try await applicant.save(
                ["plans": ["Mine"], "conflict": [try page.hidden("conflict")]], in: application)
            let settled = try await applicant.browser.get(application + "/form").text
            #expect(settled.contains("report.pdf") && settled.contains("Mine</textarea>"))
            #expect(!settled.contains("Saved elsewhere"))
        }
    }
}
