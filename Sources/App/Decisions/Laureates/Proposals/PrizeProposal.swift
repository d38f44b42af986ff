internal import Platform

/// What the ranking of record suggests for the prizes of a season. Pure: the same candidates give the same
/// proposal.
struct PrizeProposal: Sendable, Equatable {
    struct Award: Sendable, Equatable {
        let candidate: RankedApplication
        let place: Int
    }

    struct Prize: Sendable, Equatable {
        let prize: SeasonPrize
        let awards: [Award]
        let reserve: [RankedApplication]
        /// Equals of whom not all find a place, where the prize has no joint ones: the directorate chooses.
        let tied: [RankedApplication]
        /// Those in another part of the jury than most of the pool, whose scores nothing compares with the
        /// others': people decide about them.
        let apart: [RankedApplication]
    }

    let prizes: [Prize]
    /// Those that the public's vote decides: the ranking suggests nobody for them.
    let voted: [SeasonPrize]

    /// Prizes in the order of the rules.
    init(_ candidates: [RankedApplication], in season: Season) {
        let rules = season.rules
        voted = rules.prizes.filter { $0.method == .vote }
        let ranked = candidates.filter { $0.isPassing && $0.score != nil }
        var won: [String: Int] = [:]
        prizes = rules.prizes.filter { $0.method != .vote }.map { prize in
            let pool = ranked.filter { candidate in
                won[candidate.publicID, default: 0] < rules.outcomes.prizesPerApplication
                    && prize.isOpen(to: candidate, in: season)
            }
            let proposed = Self.fill(prize, pool)
            for award in proposed.awards { won[award.candidate.publicID, default: 0] += 1 }
            return proposed
        }
    }

    private static func fill(_ prize: SeasonPrize, _ open: [RankedApplication]) -> Prize {
        let parts = Dictionary(grouping: open, by: \.part)
        let largest = parts.max { ($0.value.count, -$0.key) < ($1.value.count, -$1.key) }?.key
        let pool = open.filter { $0.part == largest }.sorted { $0.precedes($1) }
        let equals = groups(pool)
        var (awards, tied): ([Award], [RankedApplication]) = ([], [])
        for group in equals {
            let free = prize.places - awards.count
            guard free > 0 else { break }
            guard group.count <= free || prize.hasJointPlaces else {
                tied = group
                break
            }
            let place = awards.count + 1
            awards += group.map { Award(candidate: $0, place: place) }
        }
        let others = pool.dropFirst(awards.count)
        return Prize(
            prize: prize, awards: awards, reserve: Array(others.prefix(prize.reserve)), tied: tied,
            apart: open.filter { $0.part != largest })
    }

    /// Candidates between whom the ranking makes no difference, together.
    private static func groups(_ ranked: [RankedApplication]) -> [[RankedApplication]] {
        ranked.reduce(into: []) { groups, candidate in
            if let last = groups.last?.last, !last.precedes(candidate) {
                groups[groups.count - 1].append(candidate)
            } else {
                groups.append([candidate])
            }
        }
    }
}
