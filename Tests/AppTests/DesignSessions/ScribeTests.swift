import Platform
import Testing

@testable import App

struct ScribeTests {
    @Test func aScribeWritesForTheGroup() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test) { $0.namesShown = .participants }
            let scribe = scene.scribe.browser
            #expect(try await scene.participants[0].browser.get(scene.address.scribing).status == 403)
            let unguarded = try await Guard.$removed.withValue(.scribe) {
                try await scene.participants[0].browser.get(scene.address.scribing)
            }
            #expect(unguarded.status == 200)
            try await scribe.get(scene.address.scribing)
            let answer = try await scribe.post(
                scene.address.scribing + "/ideas",
                ["title": "We all say", "change": "This.", "language": "en", "request_key": "key-00001"])
            #expect(answer.status == 303)
            #expect(try await scene.count("SELECT count(*) FROM idea WHERE origin = 'group'") == 1)
            #expect(try await scene.count("SELECT count(*) FROM idea_author") == 0)
            let page = try await scene.guest.browser.get(
                scene.address.idea(try await scene.idea("key-00001")))
            #expect(page.text.contains("A group, by its scribe") && !page.text.contains("Sofia"))
        }
    }

    @Test func aReportSavesItselfAndIsNotOverwritten() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let scribe = scene.scribe.browser
            try await scribe.get(scene.address.scribing)
            func save(_ text: String, _ version: String, accept: String = "application/json") async throws
                -> Browser.Answer
            {
                try await scribe.post(
                    scene.address.scribing + "/report",
                    ["report": text, "report_language": "en", "version": version], accept: accept)
            }
            #expect(try await save("We noted", "0").text == #"{"version":1}"#)
            #expect(try await save("We noted more", "1").text == #"{"version":2}"#)
            #expect(try await save("Older", "1").status == 409)
            let page = try await save("Older", "1", accept: "text/html")
            #expect(page.status == 409)
            #expect(page.text.contains("We noted more") && page.text.contains("Older"))
        }
    }

    @Test func aTableComesInOnceAndOnlyWhole() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let scribe = scene.scribe.browser
            let path = scene.address.flipcharts
            try await scribe.get(path)
            let wrong = "title,change,language\nGood,Change,en\n,Nothing,en\nBad,Change,klingon\n"
            let refused = try await scribe.post(path, ["table": wrong, "deed": "bring"])
            #expect(refused.status == 422)
            #expect(refused.text.contains("Give the idea a title."))
            #expect(refused.text.contains("Choose a language of the list."))
            #expect(try await scene.count("SELECT count(*) FROM idea") == 0)
            let right = "title;change;language\n\"First\nline\";Change;en\nВторое;Изменить;ru\n"
            let looked = try await scribe.post(path, ["table": right])
            #expect(looked.status == 200 && looked.text.contains("2 ideas are ready"))
            #expect(try await scene.count("SELECT count(*) FROM idea") == 0)
            for _ in 0..<2 {
                #expect(try await scribe.post(path, ["table": right, "deed": "bring"]).status == 303)
            }
            #expect(try await scene.count("SELECT count(*) FROM idea WHERE origin = 'flipchart'") == 2)
            #expect(try await scene.participants[0].browser.get(path).status == 403)
        }
    }

    @Test func facilitatorsNameTheGroupOfEachRow() async throws {
        try await TestLaurel.run { test in
            let scene = try await SessionScene.make(test)
            let browser = scene.facilitator.browser
            let path = scene.address.flipcharts
            try await browser.get(path)
            let rows = "title,change,group\nOne,Change,2\nTwo,Change,attracting participants\n"
            #expect(try await browser.post(path, ["table": rows, "deed": "bring"]).status == 303)
            let (first, second) = (scene.groups[0].id, scene.groups[1].id)
            #expect(try await scene.count("SELECT count(*) FROM idea WHERE group_id = \(first)") == 1)
            #expect(try await scene.count("SELECT count(*) FROM idea WHERE group_id = \(second)") == 1)
            let nowhere = "title,change,group\nOne,Change,Nowhere\n"
            let refused = try await browser.post(path, ["table": nowhere, "deed": "bring"])
            #expect(refused.status == 422 && refused.text.contains("Name a group of this session"))
        }
    }
}
