import OpinionMap
import Testing

@Test func answersAreTheNumbersOfVotingFiles() {
    #expect(Vote.Answer.allCases.map(\.rawValue) == [-1, 0, 1])
}
