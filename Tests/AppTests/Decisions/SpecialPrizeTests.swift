import Platform
import Testing

@testable import App

/// A prize that crosses nominations, for individuals up to an age.
struct SpecialPrizeTests {
    private static func addPrize(to document: inout SeasonDocument) {
        var prize = document.prizes[0]
        prize.key = "young-volunteers"
        prize.title = LocalizedText(["en": "Young volunteers", "ru": "Молодые", "ar": "الشباب"])
        prize.openTo = [.person]
        prize.eligibility.maximumAge = 25
        prize.places = 1
        document.prizes.append(prize)
    }

    private static let young = PartyDetails(
        kind: .person, name: "Applicant 1", country: "KZ", since: CalendarDate("2005-01-01"))
    private static let organisation = PartyDetails(
        kind: .organisation, name: "Applicant 2", country: "KZ", organisationKind: .nonprofit,
        since: CalendarDate("2005-01-01"))

    /// Of 37 and 22 years, and an organisation.
    private static let entries: [ResultScene.Entry] = [
        .init(title: "Wells", marks: [9, 9]), .init(title: "Books", marks: [8, 8], applicant: young),
        .init(title: "Trees", marks: [7, 7], nomination: "organisation", applicant: organisation),
    ]

    private func run(_ body: @escaping @Sendable (ResultScene) async throws -> Void) async throws {
        try await ResultScene.run(Self.entries, change: { Self.addPrize(to: &$0) }) { scene in
            try await scene.decide(.finalists, [0, 1, 2])
            try await body(scene)
        }
    }

    private func begin(_ scene: ResultScene) async throws -> [DecisionItem] {
        let (season, act) = (scene.season, try await scene.act(ResultScene.members[0]))
        let draft = DecisionDrafting.Draft(
            gate: .laureates, publicID: "laureates", reasons: "Weighed.",
            applications: scene.applications.map(\.publicID))
        return try await scene.laurel.database.write { tx in
            let decision = try DecisionDrafting.begin(draft, in: season, by: act, tx)
            return try DecisionItem.of(decision, tx)
        }
    }

    @Test func itIsOfferedToThoseWhomItIsFor() async throws {
        try await run { scene in
            let items = try await begin(scene)
            let prizes = Dictionary(uniqueKeysWithValues: items.map { ($0.title, $0.prize) })
            #expect(prizes == ["Wells": "laureate", "Books": nil, "Trees": "laureate"])
            let page = try await scene.test.browser(signedInAs: ResultScene.members[0])
                .get(scene.directorate + "/decisions/laureates").text
            let selects = page.split(separator: "<select id=\"prize.").dropFirst()
            let offered = selects.filter { select in
                let end = select.firstRange(of: "</select>")?.lowerBound ?? select.endIndex
                return select[..<end].contains("young-volunteers")
            }
            #expect(offered.count == 1)
            #expect(offered.first?.hasPrefix(scene.applications[1].publicID) == true)
        }
    }

    @Test(arguments: [(0, false), (1, true), (2, false)])
    func itCannotBeAdoptedForOthers(_ number: Int, _ isForThem: Bool) async throws {
        try await run { scene in
            let items = try await begin(scene)
            let act = try await scene.act(ResultScene.members[0])
            let edits = items.map { item in
                let prize = item.publicID == scene.applications[number].publicID
                return (
                    item.publicID,
                    DecisionEdit.Item(prize: prize ? "young-volunteers" : "laureate", reason: "It helps.")
                )
            }
            let edit = DecisionEdit(
                base: 1, reasons: "Weighed.", items: Dictionary(uniqueKeysWithValues: edits))
            try await scene.laurel.database.write {
                try DecisionDrafting.save(edit, of: "laureates", in: scene.season, by: act, $0)
            }
            if isForThem {
                try await scene.adopt("laureates")
            } else {
                await #expect(throws: Problem.self) { try await scene.adopt("laureates") }
            }
        }
    }
}
