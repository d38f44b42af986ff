import Platform
import TestSupport
import Testing

@testable import App

/// Non-interference (Goguen and Meseguer 1982): whatever is hidden from somebody may be one thing or another,
/// and every address answers them with the same bytes.
///
/// Each fact is first shown to change what somebody entitled reads. Then everybody asks at every address
/// while all that they may not know is told in one way, and again while it is told in the other.
@Suite(
    .timeLimit(.minutes(10)),
    .enabled(if: !TestEngine.isPostgres, "what is answered does not depend on the engine"))
struct NonInterferenceTests {
    @Test func nothingHiddenChangesAnAnswer() async throws {
        try await HiddenScene.run { scene in
            let addresses = try await scene.addresses()
            let served = Set(scene.test.laurel.routes)
            let asked = Set(addresses.map(\.route))
            #expect(
                served.subtracting(asked).map(\.description).sorted() == [], "nothing in the scene is there")

            try await Inquiry.make(of: scene) { inquiry in
                for fact in scene.facts { try await Self.expectIsKnown(fact, scene, inquiry) }
            }
            let before = try await Self.explore(addresses, as: Onlooker.allCases, of: scene)
            let leaks = try await Self.leaks(before, scene)
            for leak in leaks { Issue.record("\(leak)") }

            print(FactMatrix(facts: scene.facts, addresses: addresses).text)
            let compared = before.values.map(\.count).reduce(0, +)
            print("\(compared) answers to \(before.count) onlookers compared, \(leaks.count) differed.")
        }
    }

    /// Without the check of a role strangers would be told.
    @Test(arguments: [Guard.directorate, .staff, .screener])
    func aMissingGuardIsNoticed(_ guard: Guard) async throws {
        try await HiddenScene.run { scene in
            let addresses = try await scene.addresses().filter(\.isRead)
            let leaks = try await Guard.$removed.withValue(`guard`) {
                let before = try await Self.explore(addresses, as: [.stranger], of: scene)
                return try await Self.leaks(before, scene)
            }
            #expect(!leaks.isEmpty, "nobody would notice that \(`guard`.name) is missing")
        }
    }

    /// Somebody entitled reads the fact, and reads it otherwise when it is told otherwise.
    private static func expectIsKnown(
        _ fact: HiddenFact, _ scene: HiddenScene, _ inquiry: Inquiry
    ) async throws {
        func read(_ telling: @escaping HiddenFact.Telling) async throws -> Glance {
            try await scene.tell([telling])
            return try await inquiry.ask(fact.path, as: fact.reader)
        }
        try await scene.tell([fact.reveal].compactMap { $0 })
        let (one, other) = (try await read(fact.one), try await read(fact.other))
        let again = try await read(fact.one)
        try await scene.tell([fact.conceal].compactMap { $0 })
        #expect(one.status == 200, "\(fact.name): \(fact.path)")
        let (isTold, isAllThatChanges) = (one != other, one == again)
        #expect(isTold, "nobody entitled would notice: \(fact.name)")
        #expect(isAllThatChanges, "\(fact.name): \(one.difference(to: again))")
    }

    /// Everything that somebody asked, with what was answered.
    private typealias Sights = [(question: Question, mark: [UInt8])]

    /// Asks everywhere as everybody. Who is turned away at a door is turned away from all that lies behind
    /// it; what is no page is asked for as JSON too, what is one without its body. What changes something is
    /// sent an empty form.
    private static func explore(
        _ addresses: [SceneAddress], as onlookers: [Onlooker], of scene: HiddenScene
    ) async throws -> [Onlooker: Sights] {
        try await forEach(onlookers, of: scene) { inquiry, onlooker in
            var (shut, asked) = (Set<String>(), Set<String>())
            var sights: Sights = []
            let (pages, actions) = (addresses.filter(\.isRead), addresses.filter { !$0.isRead })
            for address in pages where onlooker.isSomebody(at: address) && !shut.contains(address.door) {
                let page = try await inquiry.ask(address.path, as: onlooker)
                sights.append((Question(address: address, kind: .page), page.mark))
                if page.isTurnedAway { shut.insert(address.door) }
                let further = Question(address: address, kind: page.status == 200 ? .head : .json)
                guard asked.insert("\(further.kind) \(address.route.pattern)").inserted else { continue }
                let glance = try await inquiry.ask(address.path, as: onlooker, further.kind)
                sights.append((further, glance.mark))
            }
            let tried = actions.filter { onlooker.isSomebody(at: $0) && !shut.contains($0.door) }
            let done = try await Inquiry.doing(tried.map(\.path), as: onlooker, in: scene)
            return sights + zip(tried, done).map { (Question(address: $0, kind: .form), $1.mark) }
        }
    }

    /// Tells all that is hidden from somebody otherwise, and asks again.
    private static func leaks(
        _ before: [Onlooker: Sights], _ scene: HiddenScene
    ) async throws -> [Leak] {
        let groups = Dictionary(grouping: before.keys) { onlooker in
            scene.facts.indices.filter { scene.facts[$0].isHidden(from: onlooker) }
        }
        var leaks: [Leak] = []
        for (hidden, onlookers) in groups {
            let facts = hidden.map { scene.facts[$0] }
            try await scene.tell(facts.map(\.other))
            let changed = try await forEach(onlookers, of: scene) { inquiry, onlooker in
                let sights = before[onlooker] ?? []
                let (read, done) = (
                    sights.filter { $0.question.kind != .form }, sights.filter { $0.question.kind == .form }
                )
                var changed: [Question] = []
                for (question, mark) in read {
                    let glance = try await inquiry.ask(question.address.path, as: onlooker, question.kind)
                    if glance.mark != mark { changed.append(question) }
                }
                let answers = try await Inquiry.doing(
                    done.map(\.question.address.path), as: onlooker, in: scene)
                return changed + zip(done, answers).filter { $0.mark != $1.mark }.map(\.0.question)
            }
            try await scene.tell(facts.map(\.one))
            for (onlooker, questions) in changed {
                for question in questions {
                    let leak = Leak(onlooker: onlooker, question: question)
                    leaks.append(try await explain(leak, facts, scene))
                }
            }
        }
        return leaks
    }

    /// Does something as each of them, two at a time: the server makes as many exports at once.
    private static func forEach<Result: Sendable>(
        _ onlookers: [Onlooker], of scene: HiddenScene,
        _ body: @escaping @Sendable (Inquiry, Onlooker) async throws -> Result
    ) async throws -> [Onlooker: Result] {
        try await Inquiry.make(of: scene) { inquiry in
            try await withThrowingTaskGroup(of: (Onlooker, Result).self) { group in
                var results: [Onlooker: Result] = [:]
                for (number, onlooker) in onlookers.enumerated() {
                    if number >= 2, let (done, result) = try await group.next() { results[done] = result }
                    group.addTask { (onlooker, try await body(inquiry, onlooker)) }
                }
                for try await (done, result) in group { results[done] = result }
                return results
            }
        }
    }

    /// Which of the facts it was, and what of the answer changed.
    private static func explain(
        _ leak: Leak, _ facts: [HiddenFact], _ scene: HiddenScene
    ) async throws -> Leak {
        func glance() async throws -> Glance {
            let path = leak.question.address.path
            if leak.question.kind == .form {
                let answers = try await Inquiry.doing([path], as: leak.onlooker, in: scene)
                return try #require(answers.first)
            }
            return try await Inquiry.make(of: scene) {
                try await $0.ask(path, as: leak.onlooker, leak.question.kind)
            }
        }
        let before = try await glance()
        for fact in facts {
            try await scene.tell([fact.other])
            let after = try await glance()
            try await scene.tell([fact.one])
            guard before != after else { continue }
            var found = leak
            found.fact = fact.name
            found.difference = before.difference(to: after)
            return found
        }
        try await scene.tell(facts.map(\.other))
        let after = try await glance()
        try await scene.tell(facts.map(\.one))
        var found = leak
        found.difference = before.difference(to: after)
        return found
    }
}

extension Onlooker {
    fileprivate func isSomebody(at address: SceneAddress) -> Bool {
        guard let seasons, let season = address.season else { return true }
        return seasons.contains(season)
    }
}

/// An answer that tells what somebody may not know.
struct Leak: Sendable, CustomStringConvertible {
    let onlooker: Onlooker
    let question: Question
    var fact = "no single one of the facts"
    var difference = ""

    var description: String {
        "\(question.address.path) (\(question.kind)) tells \(onlooker): \(fact)\n\(difference)"
    }
}
