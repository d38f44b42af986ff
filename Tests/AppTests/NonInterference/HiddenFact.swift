import Platform

@testable import App

/// Something that some may know and everybody else may not tell, whatever they ask.
///
/// It is written in one way and in another, with nothing else changed. To add one, say its name, who knows
/// it, where one of them reads it and the two statements: `static let` in one of the lists of facts.
struct HiddenFact: Sendable {
    typealias Telling = @Sendable (Transaction) throws -> Void

    let name: String
    let known: Set<Onlooker>
    /// Somebody who knows it, and where their answer says so.
    let reader: Onlooker
    let path: String
    let one: Telling
    let other: Telling
    /// What makes it known, where nobody is told before; and what takes that back.
    var reveal: Telling?
    var conceal: Telling?

    /// `known` and whoever reads it at `path`.
    init(
        _ name: String, known: Set<Onlooker> = [], seenBy reader: Onlooker, at path: String,
        one: @escaping Telling, other: @escaping Telling
    ) {
        self.name = name
        self.known = known.union([reader])
        self.reader = reader
        self.path = path
        self.one = one
        self.other = other
    }

    init(
        _ name: String, known: Set<Onlooker> = [], seenBy reader: Onlooker, at path: String, one: SQL,
        other: SQL
    ) {
        self.init(
            name, known: known, seenBy: reader, at: path, one: { _ = try $0.run(one) },
            other: { _ = try $0.run(other) })
    }

    /// Nobody knows it before `reveal`, after which the reader does.
    static func untilRevealed(
        _ name: String, then reader: Onlooker, at path: String, one: @escaping Telling,
        other: @escaping Telling, reveal: @escaping Telling, conceal: @escaping Telling
    ) -> HiddenFact {
        var fact = HiddenFact(name, seenBy: reader, at: path, one: one, other: other)
        fact.isUnknown = true
        (fact.reveal, fact.conceal) = (reveal, conceal)
        return fact
    }

    private var isUnknown = false

    func isHidden(from onlooker: Onlooker) -> Bool {
        isUnknown || !known.contains(onlooker)
    }
}
