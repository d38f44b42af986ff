import Platform
import Testing

@testable import App

/// What RFC 5545 asks of a calendar's file.
struct CalendarEventTests {
    @Test func whatPartsValuesIsMarked() {
        #expect(
            CalendarEvent.escaped("Hall 1, Moscow; \\ north\nsecond line")
                == #"Hall 1\, Moscow\; \\ north\nsecond line"#)
    }

    @Test func momentsAreInUTC() {
        #expect(CalendarEvent.moment(TestClock.start) == "20270301T120000Z")
    }

    @Test func noLineIsLongerThanAllowedAndNoCharacterIsCut() {
        let line = "DESCRIPTION:" + String(repeating: "Идеи для премии, ", count: 40) + "👩‍🌾 конец"
        let folded = CalendarEvent.folded(line)
        let lines = folded.split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines.count > 5)
        #expect(lines.allSatisfy { $0.utf8.count <= 75 })
        #expect(lines.dropFirst().allSatisfy { $0.hasPrefix(" ") })
        #expect(folded.replacing("\r\n ", with: "") == line)
        #expect(CalendarEvent.folded(String(repeating: "a", count: 75)).utf8.count == 75)
    }

    @Test func everybodyWhoSeesTheSessionMaySaveIt() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let answer = try await test.browser().get(scene.address.calendar)
            #expect(answer.type == "text/calendar; charset=utf-8; method=PUBLISH")
            let lines = answer.text.split(separator: "\r\n").map(String.init)
            #expect(lines.first == "BEGIN:VCALENDAR" && lines.last == "END:VCALENDAR")
            #expect(lines.contains("DTSTART:20270301T120000Z"))
            #expect(lines.contains("DTEND:20270301T150000Z"))
            #expect(lines.contains(#"LOCATION:Hall 1\, Moscow"#))
            #expect(lines.contains("UID:meeting@127.0.0.1:8080"))
            // The link of the meeting is for those who have a seat.
            #expect(!answer.text.contains("meet.example.org"))
            let own = try await scene.guest.browser.get(scene.address.calendar)
            #expect(own.text.contains("meet.example.org"))
            let russian = try await test.browser(language: "ru").get(scene.address.calendar)
            #expect(russian.text.replacing("\r\n ", with: "").contains("Что изменить?"))
        }
    }
}
