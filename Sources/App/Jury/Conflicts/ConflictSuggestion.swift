internal import Platform

/// What two have in common, so that they may stand too close.
enum ConflictHint: Hashable, Sendable {
    /// Two accounts of one person, by the name.
    case sameName(String)
    case organisation(String)
    case mailDomain(String)
    /// A conflict of the two stands in another season.
    case earlierSeason
    /// The applicant named them, or their organisation, in the words of a naming with this public id.
    case named(String)

    /// The fact as it is compared with what staff have ruled on.
    var fact: String {
        switch self {
        case .sameName(let name): "name " + name
        case .organisation(let name): "organisation " + name
        case .mailDomain(let domain): "mail " + domain
        case .earlierSeason: "earlier season"
        case .named(let naming): "named " + naming
        }
    }

    /// Nothing where no hint wrote it.
    init?(fact: String) {
        let hints: [(String, (String) -> ConflictHint)] = [
            ("name ", ConflictHint.sameName), ("organisation ", ConflictHint.organisation),
            ("mail ", ConflictHint.mailDomain), ("earlier season", { _ in .earlierSeason }),
            ("named ", ConflictHint.named),
        ]
        guard let (start, hint) = hints.first(where: { fact.hasPrefix($0.0) }) else { return nil }
        self = hint(String(fact.dropFirst(start.count)))
    }

    fileprivate var kind: ConflictKind {
        switch self {
        case .sameName: .oneself
        case .organisation, .mailDomain: .organisation
        case .earlierSeason, .named: .other
        }
    }
}

/// A pair that facts suggest; staff confirm it or dismiss it.
struct ConflictSuggestion: Sendable, Equatable {
    let judge: ConflictFacts.Judge
    let applicant: ConflictFacts.Entrant
    let hints: [ConflictHint]
    let kind: ConflictKind

    /// Its facts in one text: as long as it is the same, what staff ruled holds.
    var basis: String { hints.map(\.fact).joined(separator: "\n") }

    /// What a page sends back of the facts that it showed.
    var mark: String { String(Base64URL.encode(digest(basis)).prefix(16)) }

    /// By whom and of whom, in an address.
    var place: String { judge.publicID + "." + applicant.publicID }
}

extension ConflictFacts {
    /// The pairs that have something in common, without those of which a conflict stands, those who act for
    /// the applicant themselves, and those of which staff have ruled on the same facts.
    func suggestions() -> [ConflictSuggestion] {
        let index = Index(judges)
        let namings = Dictionary(grouping: namings, by: \.party)
        let met = Dictionary(grouping: earlier, by: \.party)
        return applicants.flatMap { applicant -> [ConflictSuggestion] in
            var hints: [Int: Set<ConflictHint>] = [:]
            index.compare(applicant, into: &hints)
            for naming in namings[applicant.id] ?? [] { index.compare(naming, into: &hints) }
            for person in met[applicant.id] ?? [] {
                guard let number = index.numbers[person.person] else { continue }
                hints[number, default: []].insert(.earlierSeason)
            }
            return hints.sorted { $0.key < $1.key }.compactMap {
                suggestion(of: judges[$0.key], and: applicant, $0.value, namings)
            }
        }
    }

    private func suggestion(
        of judge: Judge, and applicant: Entrant, _ hints: Set<ConflictHint>,
        _ namings: [ID<Party>: [NamedConflict]]
    ) -> ConflictSuggestion? {
        let pair = Pair(judge.id, applicant.id)
        guard !standing.contains(pair), !applicant.members.contains(where: { $0.id == judge.id }) else {
            return nil
        }
        let sorted = hints.sorted { $0.fact < $1.fact }
        var kind = sorted.map(\.kind).first ?? .other
        for case .named(let publicID) in sorted {
            kind = namings[applicant.id]?.first { $0.publicID == publicID }?.kind ?? kind
        }
        if sorted.contains(where: { $0.kind == .oneself }) { kind = .oneself }
        let found = ConflictSuggestion(judge: judge, applicant: applicant, hints: sorted, kind: kind)
        return ruled[pair]?.contains(found.basis) ?? false ? nil : found
    }

    /// Those who judge, by what they may have in common with an applicant.
    private struct Index {
        let numbers: [ID<Person>: Int]
        private var names: [PersonNameKey: [Int]] = [:]
        private var organisations: [OrganisationKey: [Int]] = [:]
        private var domains: [String: [Int]] = [:]
        /// By the domains that theirs lies in.
        private var enclosing: [String: [Int]] = [:]

        init(_ judges: [Judge]) {
            let numbered = judges.enumerated().map { ($1.id, $0) }
            numbers = Dictionary(numbered) { first, _ in first }
            for (number, judge) in judges.enumerated() {
                if let name = PersonNameKey(judge.name) { names[name, default: []].append(number) }
                if let key = OrganisationKey(judge.organisation) {
                    organisations[key, default: []].append(number)
                }
                guard let domain = MailDomain.ofOrganisation(judge.email) else { continue }
                domains[domain, default: []].append(number)
                for outer in MailDomain.enclosing(domain).dropFirst() {
                    enclosing[outer, default: []].append(number)
                }
            }
        }

        func compare(_ applicant: Entrant, into hints: inout [Int: Set<ConflictHint>]) {
            if applicant.kind == .person {
                compare(person: applicant.name, into: &hints) { .sameName($0) }
            } else {
                compare(organisation: applicant.name, into: &hints) { .organisation($0) }
            }
            for member in applicant.members {
                compare(person: member.name, into: &hints) { .sameName($0) }
                guard let domain = MailDomain.ofOrganisation(member.email) else { continue }
                let outer = MailDomain.enclosing(domain).flatMap { domains[$0] ?? [] }
                for number in outer + (enclosing[domain] ?? []) {
                    hints[number, default: []].insert(.mailDomain(domain))
                }
            }
        }

        func compare(_ naming: NamedConflict, into hints: inout [Int: Set<ConflictHint>]) {
            switch naming.subject {
            case .person: compare(person: naming.name, into: &hints) { _ in .named(naming.publicID) }
            case .organisation:
                compare(organisation: naming.name, into: &hints) { _ in .named(naming.publicID) }
            }
        }

        private func compare(
            person name: String, into hints: inout [Int: Set<ConflictHint>], _ hint: (String) -> ConflictHint
        ) {
            guard let key = PersonNameKey(name) else { return }
            for number in names[key] ?? [] { hints[number, default: []].insert(hint(key.text)) }
        }

        private func compare(
            organisation name: String, into hints: inout [Int: Set<ConflictHint>],
            _ hint: (String) -> ConflictHint
        ) {
            guard let key = OrganisationKey(name) else { return }
            for number in organisations[key] ?? [] { hints[number, default: []].insert(hint(key.text)) }
        }
    }
}
