internal import Foundation
internal import Platform

/// What the directorate writes to those who proposed and supported ideas, each in their language.
struct AnswerLetters: Sendable {
    private let season: Season
    private let address: String
    private let catalogue: Catalogue

    init(_ season: Season, _ laurel: Laurel) {
        self.season = season
        address = laurel.settings.address
        catalogue = laurel.catalogue
    }

    /// Titles in one letter; who proposed more is told how many more.
    private static let mostTitles = 5

    /// The same words for authors and for supporters, so that no letter tells whose an idea is.
    func published(_ answer: IdeaAnswer, _ outcome: AnswerOutcome, to recipient: AnswerRecipient)
        -> OutgoingMail
    {
        let reader = reader(recipient.person)
        var titles = recipient.titles.prefix(Self.mostTitles).map {
            reader("answers.mail.title", ["title": .text($0)])
        }
        let further = recipient.titles.count - titles.count
        if further > 0 { titles.append(reader("answers.mail.further", ["count": .number(further)])) }
        return mail(
            "answers.mail.published.subject", "answers.mail.published.body", to: recipient.person, reader,
            [
                "ideas": .text(titles.joined(separator: "\n")), "count": .number(recipient.titles.count),
                "outcome": .text(reader("answers.state.\(outcome.rawValue)")),
                "link": .text(address + AnswerAddress(season).promise(answer.publicID)),
            ])
    }

    func question(_ question: String, title: String, path: String, to person: Person) -> OutgoingMail {
        mail(
            "answers.mail.question.subject", "answers.mail.question.body", to: person, reader(person),
            ["question": .text(question), "title": .text(title), "link": .text(address + path)])
    }

    private func reader(_ person: Person) -> Reader {
        Reader(language: catalogue.best(for: [person.language]), timeZone: .gmt, catalogue: catalogue)
    }

    private func mail(
        _ subject: String, _ body: String, to person: Person, _ reader: Reader,
        _ particulars: [String: MessageValue]
    ) -> OutgoingMail {
        var values = particulars
        values["programme"] = .text(reader.pick(season.rules.programme))
        values["name"] = .text(person.shownName)
        values["contact"] = .text(season.rules.contact)
        return OutgoingMail(
            recipient: person.email, subject: reader(subject, values), body: reader(body, values))
    }
}

/// Somebody who is told of an answer: an author with an account, or a supporter who asked for it.
struct AnswerRecipient: Sendable {
    let person: Person
    /// Of the ideas that they proposed or support, in the words of their authors.
    let titles: [String]

    /// Each once, in the order of their accounts, which says nothing of whose an idea is.
    static func of(_ answer: ID<IdeaAnswer>, _ tx: Transaction) throws -> [AnswerRecipient] {
        let rows = try tx.rows(
            """
            SELECT person.*, idea.title FROM (
                SELECT idea_author.idea_id, seat.person_id FROM idea_author
                JOIN seat ON seat.id = idea_author.seat_id
                UNION SELECT idea_support.idea_id, seat.person_id FROM idea_support
                JOIN seat ON seat.id = idea_support.seat_id WHERE idea_support.wants_answer = 1
            ) AS concerned JOIN person ON person.id = concerned.person_id
            JOIN idea ON idea.id = concerned.idea_id
            JOIN answer_idea ON answer_idea.idea_id = idea.id AND answer_idea.answer_id = \(answer)
            LEFT JOIN idea_withdrawal AS withdrawal ON withdrawal.idea_id = idea.id
            WHERE withdrawal.idea_id IS NULL ORDER BY person.id, idea.id
            """)
        var recipients: [AnswerRecipient] = []
        for row in rows {
            let (person, title): (Person, String) = (try Person(row), try row["title"])
            if let last = recipients.last, last.person.id == person.id {
                recipients[recipients.count - 1] = AnswerRecipient(
                    person: person, titles: last.titles + [title])
            } else {
                recipients.append(AnswerRecipient(person: person, titles: [title]))
            }
        }
        return recipients
    }
}
