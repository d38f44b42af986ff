internal import Platform

extension ConflictKind {
    func word(_ reader: Reader) -> String {
        switch self {
        case .oneself: reader("jury.conflict.kind.self")
        case .family: reader("jury.conflict.kind.family")
        case .employer: reader("jury.conflict.kind.employer")
        case .organisation: reader("jury.conflict.kind.organisation")
        case .country: reader("jury.conflict.kind.country")
        case .mentor: reader("jury.conflict.kind.mentor")
        case .coAuthor: reader("jury.conflict.kind.co-author")
        case .other: reader("jury.conflict.kind.other")
        }
    }

    static func options(_ reader: Reader) -> [Controls.Option] {
        allCases.map { Controls.Option($0.rawValue, $0.word(reader)) }
    }
}

extension ConflictOfInterest.Origin {
    func word(_ reader: Reader) -> String {
        switch self {
        case .declared: reader("jury.conflict.origin.declared")
        case .applicant: reader("jury.conflict.origin.applicant")
        case .staff: reader("jury.conflict.origin.staff")
        case .suggested: reader("jury.conflict.origin.suggested")
        }
    }
}

extension NamedConflict.Subject {
    func word(_ reader: Reader) -> String {
        switch self {
        case .person: reader("jury.naming.subject.person")
        case .organisation: reader("jury.naming.subject.organisation")
        }
    }
}

extension ConflictHint {
    func words(_ reader: Reader) -> String {
        switch self {
        case .sameName: reader("jury.conflict.hint.name")
        case .organisation(let name): reader("jury.conflict.hint.organisation", ["name": .text(name)])
        case .mailDomain(let domain): reader("jury.conflict.hint.mail", ["domain": .text(domain)])
        case .earlierSeason: reader("jury.conflict.hint.earlier")
        case .named: reader("jury.conflict.hint.named")
        }
    }
}
