internal import Foundation
internal import Platform

/// What the facts alone say of minorities and of what comes next, in each language of the pages: for people
/// to write on. Ideas go by their numbers, so that nothing is quoted that a moderator may hide later.
struct ProtocolProposal: Sendable {
    /// More are told by the facts themselves.
    private static let mostLines = 30

    let catalogue: Catalogue
    let facts: ProtocolFacts
    let polls: [PollSummary]

    var texts: ProtocolTexts {
        ProtocolTexts(minority: inEachLanguage(minority), next: inEachLanguage(next))
    }

    private func inEachLanguage(_ lines: (Reader) -> [String]) -> LocalizedText {
        let zone = TimeZones.zone(facts.timeZone) ?? .gmt
        let texts = catalogue.languages.map { language -> (String, String) in
            let reader = Reader(language: language, timeZone: zone, catalogue: catalogue)
            return (language.code, lines(reader).prefix(Self.mostLines).joined(separator: "\n"))
        }
        return LocalizedText(Dictionary(uniqueKeysWithValues: texts))
    }

    /// What each group of opinion says more than the others, and which ideas met with points against them.
    private func minority(_ reader: Reader) -> [String] {
        polls.flatMap { groups($0, reader) } + opposed(reader)
    }

    private func groups(_ poll: PollSummary, _ reader: Reader) -> [String] {
        guard case .statements(let result) = poll.result else { return [] }
        return result.groups.enumerated().flatMap { number, group -> [String] in
            func items(_ answer: String) -> String? {
                list(group.says.filter { $0.answer == answer }.map(\.item), of: poll, reader)
            }
            let words: [String: MessageValue] = [
                "question": .text(reader.pick(poll.question)), "number": .number(number + 1),
                "people": .number(group.people),
            ]
            let agrees = items("agree").map { items in
                reader("protocol.proposal.agrees", words.merging(["items": .text(items)]) { $1 })
            }
            let disagrees = items("disagree").map { items in
                reader("protocol.proposal.disagrees", words.merging(["items": .text(items)]) { $1 })
            }
            return [agrees, disagrees].compactMap(\.self)
        }
    }

    private func opposed(_ reader: Reader) -> [String] {
        facts.ideas.filter { $0.count("against") > 0 }.map { idea in
            reader(
                "protocol.proposal.opposed",
                [
                    "idea": .text(number(idea, reader)), "against": .number(idea.count("against")),
                    "for": .number(idea.count("for")),
                ])
        }
    }

    /// That all are studied, and what the comparisons leave open.
    private func next(_ reader: Reader) -> [String] {
        guard !facts.ideas.isEmpty else { return [] }
        let studied = reader("protocol.proposal.studied", ["count": .number(facts.ideas.count)])
        return [studied] + polls.compactMap { undecided($0, reader) }
    }

    private func undecided(_ poll: PollSummary, _ reader: Reader) -> String? {
        guard case .pairwise(let result) = poll.result else { return nil }
        let open = result.parts.joined().filter { $0.bestRank < $0.worstRank }.map(\.item)
        return list(open, of: poll, reader).map { items in
            reader(
                "protocol.proposal.undecided",
                ["question": .text(reader.pick(poll.question)), "items": .text(items)])
        }
    }

    private func list(_ items: [String], of poll: PollSummary, _ reader: Reader) -> String? {
        let names = items.compactMap { name($0, of: poll, reader) }
        return names.isEmpty ? nil : reader.list(names)
    }

    /// Nothing for an idea that is not in the protocol.
    private func name(_ item: String, of poll: PollSummary, _ reader: Reader) -> String? {
        guard let item = poll.item(item) else { return nil }
        if let theme = item.theme { return facts.themes.first { $0.id == theme }?.title }
        return facts.ideas.first { $0.id == item.idea }.map { number($0, reader) }
    }

    private func number(_ idea: ProtocolFacts.Idea, _ reader: Reader) -> String {
        reader("protocol.number", ["number": .number(idea.number)])
    }
}
