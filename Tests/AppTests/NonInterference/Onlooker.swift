/// Everybody who looks at the award of `HiddenScene`, told by what they are in it.
enum Onlooker: String, CaseIterable, Sendable, Comparable {
    case nobody
    /// Signed in, and nothing else.
    case stranger
    /// They act for two parties that applied; most facts are about the first.
    case applicant, otherApplicant
    /// Both review the first application.
    case juror, fellow
    /// Reviews another.
    case otherJuror
    /// Has stated a conflict with the first applicant.
    case conflicted
    /// Was to review the first application, and stepped back.
    case recused
    /// Not invited yet; and who said no.
    case listed, declined
    case screener
    case staff, administrator
    /// Members of the directorate: who drafted its decisions, and who adopted them.
    case author, colleague
    /// Staff, and a member of the directorate, each of whom has applied.
    case partakingStaff, partakingMember
    /// Staff of whom a conflict with the first applicant stands.
    case nearStaff
    /// Holds every role there is, in another season.
    case elsewhere
    /// Of the session that is under way: those who lead it, and those who sit in it.
    case facilitator, moderator, scribe, participant, neighbour, otherGroup, guest
    /// Leads another session.
    case otherFacilitator

    /// Those who sit in the session are known by the names that `SessionScene` gives them.
    var email: String { (Self.seated[self] ?? rawValue.lowercased()) + "@example.org" }

    static let seated: [Onlooker: String] = [
        .facilitator: "fatima", .moderator: "marat", .scribe: "sofia", .participant: "pavel",
        .neighbour: "paola", .otherGroup: "priya", .guest: "",
    ]

    /// The seasons in which they are somebody; nothing where that is all. In others they are strangers, as
    /// `stranger` is everywhere.
    var seasons: Set<String>? {
        switch self {
        case .juror, .fellow, .otherJuror, .conflicted, .recused, .listed, .declined:
            ["second", "judged", "honoured"]
        case .facilitator, .moderator, .scribe, .participant, .neighbour, .otherGroup, .guest,
            .otherFacilitator:
            ["third"]
        default: nil
        }
    }

    static func < (one: Onlooker, other: Onlooker) -> Bool { one.rawValue < other.rawValue }
}

extension Set<Onlooker> {
    /// Staff to whom nothing of the award is hidden, having no part in it.
    static let staff: Set = [.staff, .administrator]
    static let anyStaff: Set = staff.union([.partakingStaff, .nearStaff])
    static let screeners: Set = anyStaff.union([.screener])
    /// Members who may decide, having no part in the award.
    static let directorate: Set = [.author, .colleague]
    /// Those who lead the session that is under way.
    static let leaders: Set = anyStaff.union([.facilitator])
}
