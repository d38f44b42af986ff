internal import OpinionMap
internal import Platform

/// All opinions of a poll, statements by their places and voters by number.
struct OpinionTally: Sendable {
    let votes: [Vote]
    let voters: Int

    init(votes: [Vote], voters: Int) {
        self.votes = votes
        self.voters = voters
    }

    init(_ poll: Poll, _ places: [ID<PollItem>: Int], _ tx: Transaction) throws {
        let rows = try tx.rows(
            """
            SELECT voter, item_id, answer FROM poll_opinion WHERE poll_id = \(poll.id)
            ORDER BY voter, item_id
            """)
        var numbers: [String: Int] = [:]
        var votes: [Vote] = []
        for row in rows {
            let voter: String = try row["voter"]
            let person = numbers[voter] ?? numbers.count
            numbers[voter] = person
            let said: Opinion.Answer = try row["answer"]
            guard let statement = places[try row["item_id"]],
                let answer = Vote.Answer(rawValue: said.rawValue)
            else { continue }
            votes.append(Vote(person: person, statement: statement, answer: answer))
        }
        self.votes = votes
        voters = numbers.count
    }
}
