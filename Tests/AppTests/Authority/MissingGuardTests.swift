import Platform
import Testing

@testable import App

struct MissingGuardTests {
    typealias State = AuthorityStates.State

    @Test(arguments: State.allCases)
    func everyDoorAnswersAsTheTableSays(_ state: State) async throws {
        try await TestLaurel.run { test in
            let scene = try await StateScene(test, state)
            for cell in AuthorityStates.cells where cell.only.contains(state) {
                let answer = try await scene.knock(cell)
                #expect(answer == cell.answer(in: state), "\(cell) while \(state.rawValue)")
            }
        }
    }

    @Test func theTableNamesRoutesThatThereAre() {
        let served = Set(AuthorityTable.doors.flatMap(\.routes))
        #expect(Set(AuthorityStates.cells.map(\.route)).subtracting(served) == [])
    }

    /// Each with a state in which somebody would miss it.
    private static let guards: [(Guard, State)] = [
        (.seasonIsVisible, .hidden), (.staff, .open), (.screener, .open), (.atWork, .open), (.juror, .open),
        (.directorate, .open), (.formToken, .open), (.actsForParty, .open), (.isInvited, .open),
        (.ownSession, .open), (.invitedJuror, .judging), (.seatedJuror, .judging),
        (.ownAssignment, .judging), (.conflictsDeclared, .judging), (.roundIsOpen, .judged),
        (.otherMember, .judged), (.chair, .judging), (.ownReviewIsIn, .judging),
    ]

    /// Whichever guard is taken away, the table notices.
    @Test(arguments: [State.hidden, .open, .judging, .judged])
    func aMissingGuardChangesACell(_ state: State) async throws {
        try await TestLaurel.run { test in
            let scene = try await StateScene(test, state)
            for (removed, missed) in Self.guards where missed == state {
                let changed = try await Guard.$removed.withValue(removed) {
                    try await Self.changedCell(scene, state)
                }
                // What was shown without the guard may not be shown again from memory.
                test.laurel.pages.clear()
                #expect(changed != nil, "nobody misses the guard \(removed.name)")
            }
            #expect(try await Self.changedCell(scene, state) == nil, "with all guards in their places")
        }
    }

    /// The first that answers otherwise. Those that let somebody in are left out: they may change what the
    /// next would find.
    private static func changedCell(_ scene: StateScene, _ state: State) async throws -> String? {
        for cell in AuthorityStates.cells where cell.only.contains(state) && cell.answer(in: state) != .open {
            if try await scene.knock(cell) != cell.answer(in: state) { return "\(cell)" }
        }
        return nil
    }
}
