internal import Platform

/// What a session came to, as it is written down: everything of it may be read by anybody.
struct ProtocolFacts: Codable, Sendable, Equatable {
    struct Person: Codable, Sendable, Equatable {
        let name: String
        /// ISO 3166-1 alpha-2; empty where it was not said, and where few are from there.
        let country: String
    }

    struct Country: Codable, Sendable, Equatable {
        let code: String
        let seats: Int
    }

    struct Step: Codable, Sendable, Equatable {
        let kind: String
        let title: LocalizedText
        let openedAt: Instant?
        let closedAt: Instant?
    }

    struct Group: Codable, Sendable, Equatable {
        let id: String
        let name: LocalizedText
        let seats: Int
        let report: Text?
    }

    struct Text: Codable, Sendable, Equatable {
        let language: String
        let text: String
    }

    struct Comment: Codable, Sendable, Equatable {
        /// Nothing in facts that were gathered before ids were kept.
        let id: String?
        /// `comment`, `for` or `against`.
        let kind: String
        let language: String
        let text: String
        /// Why a moderator took it out of the published protocol.
        var removed: String?
    }

    /// The text of an idea in one language; `origin` is `original`, `human` or `machine`.
    struct Wording: Codable, Sendable, Equatable {
        let language: String
        let origin: String
        let title: String
        let change: String
        let beneficiary: String
        let reason: String
    }

    struct Idea: Codable, Sendable, Equatable {
        let id: String
        let number: Int
        /// The id of its group.
        let group: String
        let origin: String
        /// Where participants saw names and the author agreed to be named here.
        let author: String?
        /// The original first.
        let wordings: [Wording]
        let supporters: Int
        let comments: [Comment]
        /// Why a moderator took it out of the published protocol.
        var removed: String?

        var original: Wording? { wordings.first }
    }

    struct Theme: Codable, Sendable, Equatable {
        let id: String
        let title: String
        let language: String
        let summary: String
        /// Numbers of its ideas.
        let ideas: [Int]
        /// Each counted once, however many of its ideas they support.
        let supporters: Int
    }

    struct Hidden: Codable, Sendable, Equatable {
        let number: Int
        let reason: String
    }

    let title: LocalizedText
    let purpose: LocalizedText
    let place: LocalizedText
    let timeZone: String
    let startsAt: Instant
    let endsAt: Instant
    let languages: [String]
    /// Everybody who took a seat, whether or not they stayed to the end.
    let seats: Int
    let guests: Int
    /// Those who agreed to be named.
    let people: [Person]
    /// Those of at least five seats, the most first.
    let countries: [Country]
    let steps: [Step]
    let groups: [Group]
    var ideas: [Idea]
    let themes: [Theme]
    let hidden: [Hidden]
    /// Numbers of the ideas that their authors took back.
    let withdrawn: [Int]

    func ideas(of group: Group) -> [Idea] {
        ideas.filter { $0.group == group.id }
    }
}
