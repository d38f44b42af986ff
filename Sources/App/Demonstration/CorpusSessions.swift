import Platform

/// What is said at the demonstration's two sessions, and what the directorate answers: the files in
/// `Demo/corpus/sessions`.
struct CorpusSessions: Sendable {
    /// It goes on while the demonstration is tried.
    let live: SessionScript
    let past: SessionScript
    let answers: AnswerScript
    /// The prize that stands in the draft of the open season's rules, as it is written there.
    let prize: JSON
}

/// A session as it was written by hand: its set-up, who is there, and what they propose and say.
struct SessionScript: Decodable, Sendable {
    let timeZone: String
    let languages: [String]
    let title: [String: String]
    let purpose: [String: String]
    let place: [String: String]
    let agenda: [Step]
    let groups: [Group]
    let team: [Member]
    let guests: [Guest]
    let ideas: [Idea]
    let themes: [Theme]
    let polls: [Survey]?
    let `protocol`: Texts?

    /// What stands around the facts of the protocol, by language.
    struct Texts: Decodable, Sendable {
        let introduction: [String: String]
        let minority: [String: String]
        let next: [String: String]
    }

    struct Step: Decodable, Sendable {
        let kind: AgendaStep.Kind
        let minutes: Int
        let title: [String: String]
    }

    struct Group: Decodable, Sendable {
        let key: String
        let name: [String: String]
        let description: [String: String]
        let report: Text?
    }

    struct Text: Decodable, Sendable {
        let language: String
        let text: String
    }

    /// Somebody whose account the demonstration names, with their part.
    struct Member: Decodable, Sendable {
        let email: String
        let part: SessionSeat.Part
        let name: String
        let country: String
        let language: String
        let group: String?
    }

    /// Somebody who came without an account.
    struct Guest: Decodable, Sendable {
        let name: String
        let country: String
        let language: String
        let group: String
    }

    struct Idea: Decodable, Sendable {
        let key: String
        let group: String
        let origin: String?
        let language: String
        /// A guest's name or a member's address; nothing where anybody who speaks the language may have it.
        let by: String?
        let title: String
        let change: String
        let beneficiary: String?
        let reason: String?
        /// How many support it.
        let support: Int
        let translations: [Translation]?
        let comments: [Comment]?
        /// Why a moderator hid it.
        let hidden: String?
        /// Why its author took it back.
        let withdrawn: String?
    }

    struct Translation: Decodable, Sendable {
        let language: String
        let origin: String
        let title: String
        let change: String
        let beneficiary: String?
        let reason: String?
    }

    struct Comment: Decodable, Sendable {
        let kind: String
        let language: String
        let text: String
    }

    struct Theme: Decodable, Sendable {
        let title: String
        let language: String
        let summary: String
        let ideas: [String]
    }

    struct Survey: Decodable, Sendable {
        let method: Poll.Method
        let question: [String: String]
        let allowance: Int?
        let ideas: [String]
        /// Dots: how they fall, in the order of the ideas.
        let weights: [Double]?
        /// Pairwise: how much each matters, on the scale of Bradley and Terry.
        let strengths: [Double]?
        /// Statements: the share that agrees in each of two groups of people.
        let agreement: [[Double]]?
    }
}

extension AgendaStep.Kind: Decodable {}
extension SessionSeat.Part: Decodable {}
extension AnswerOutcome: Decodable {}

/// What the directorate makes of the ideas of the past session.
struct AnswerScript: Decodable, Sendable {
    let dueDaysAfterSession: Int
    let question: Question
    let meetings: [Meeting]
    let answers: [Answer]

    /// What an author is asked before there is an answer.
    struct Question: Decodable, Sendable {
        let idea: String
        let question: String
        let reply: String
    }

    struct Meeting: Decodable, Sendable {
        let key: String
        let daysAgo: Int
        let place: String
        let minutes: String
    }

    struct Answer: Decodable, Sendable {
        let key: String
        let ideas: [String]
        let meeting: String
        let outcome: AnswerOutcome
        /// By language; English is what was adopted.
        let reason: [String: String]
        let rules: [Rule]?
        let actions: [Action]?
        let reopened: Reopening?
    }

    /// A change of a season's rules: from those of the season before to those that hold, or to its draft.
    struct Rule: Decodable, Sendable {
        let season: String
        let path: String
        let what: String
        let isDraft: Bool?
    }

    /// What is to be done; days are counted from the loading.
    struct Action: Decodable, Sendable {
        let what: String
        let owner: String
        let due: Int
        let measure: String
        let reports: [Report]
    }

    struct Report: Decodable, Sendable {
        let state: String
        let daysAgo: Int
        let evidence: String
        let link: String?
    }

    /// `by` is the key of the answer that took its place.
    struct Reopening: Decodable, Sendable {
        let daysAgo: Int
        let by: String
        let reason: String
    }
}
