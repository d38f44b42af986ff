import Platform
import Testing

@testable import App

struct JurorImportTests {
    private func table(_ text: String, panels: [Panel] = []) throws -> JurorImport {
        let rules = try DemoSeasons.document("second")
        return JurorImport(csv: text, check: JurorCheck(rules: rules, panels: panels))
    }

    @Test func rowsBecomeJurors() throws {
        let table = try table(
            """
            email,name,organisation,country,languages,regions,capacity,panel
            Anna@Example.org,Anna Weber,Red Cross,DE,"en, de",europe,12,
            bo@example.org,Bo,,,ru,,,

            """)
        #expect(table.findings == [])
        #expect(table.lines.map(\.number) == [2, 3])
        let anna = try #require(table.lines.first?.entry)
        #expect(anna.email == "anna@example.org")
        #expect(anna.languages.map(\.code) == ["en", "de"])
        #expect(anna.regions == ["europe"])
        #expect(anna.capacity == 12)
        #expect(table.lines[1].entry.capacity == 30, "the season's largest load where nothing is said")
    }

    @Test(arguments: [",", ";", "\t"])
    func columnsMayStandInAnyOrderBehindAnySeparator(_ separator: String) throws {
        let text = "\u{FEFF}languages,email,name\r\nru en,a@example.org,A\r\n".replacing(",", with: separator)
        let table = try table(text)
        #expect(table.findings == [])
        #expect(table.lines.first?.entry.languages.map(\.code) == ["ru", "en"])
    }

    @Test func everyMistakeIsReportedWithItsLine() throws {
        let table = try table(
            """
            email,name,organisation,country,languages,regions,capacity,panel
            good@example.org,Good,"An organisation
            of two lines",FR,fr,europe,3,
            nobody,No Mail,,FR,fr,,,
            a@example.org,,,FR,fr,,,
            b@example.org,B,,Atlantis,fr,,,
            c@example.org,C,,FR,,,,
            d@example.org,D,,FR,klingonish-language,,,
            e@example.org,E,,FR,fr,moon,,
            f@example.org,F,,FR,fr,,many,
            g@example.org,G,,FR,fr,,3,Nowhere
            good@example.org,Twice,,FR,fr,,,
            h@example.org,H,,FR,fr,,,,surplus
            """)
        let found = table.findings.map { "\($0.line) \($0.column) \($0.message)" }
        #expect(
            found == [
                "4 email people.email.wrong", "5 name jury.entry.missing", "6 country jury.entry.not-country",
                "7 languages jury.entry.missing", "8 languages jury.entry.not-language",
                "9 regions jury.entry.not-region", "10 capacity jury.entry.not-capacity",
                "11 panel jury.entry.not-panel", "12 email jury.import.email-twice",
                "13  jury.import.too-many-cells",
            ])
    }

    @Test(arguments: [
        ("email,name\na@example.org,A", "languages jury.import.column-missing"),
        ("email,name,languages,phone\n", "phone jury.import.no-such-column"),
        ("email,name,languages,email\n", "email jury.import.column-twice"),
        ("email,name,languages\n", " jury.import.empty"),
        ("email,name,languages\n\"a\"b,c,en", " jury.import.unreadable"),
    ])
    func aTableThatIsNoneSaysWhy(_ text: String, _ finding: String) throws {
        #expect(try table(text).findings.map { "\($0.column) \($0.message)" } == [finding])
    }

    @Test func aTableIsBounded() throws {
        let rows = (0...JurorImport.mostRows).map { "p\($0)@example.org,P,en" }
        let table = try table("email,name,languages\n" + rows.joined(separator: "\n"))
        #expect(table.findings.map(\.message) == ["jury.import.too-many"])
        #expect(table.lines.isEmpty)
    }
}
