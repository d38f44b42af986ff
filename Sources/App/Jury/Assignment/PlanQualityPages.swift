internal import Assignment
internal import Platform

/// How good a plan is, in plain words.
enum PlanQualityPages {
    static func section(_ content: PlanPages.Content, _ reader: Reader) -> HTML {
        let (plan, quality) = (content.plan, content.plan.quality)
        var facts: [(String, HTML)] = [
            (reader("jury.plan.new"), "\(reader.number(plan.pairings.count))"),
            (reader("jury.plan.kept"), "\(reader.number(plan.kept))"),
            (reader("jury.plan.moved"), "\(reader.number(plan.moves.count))"),
        ]
        facts.append((reader("jury.plan.aim"), "\(aim(content.rules, reader))"))
        facts.append((reader("jury.plan.points"), "\(points(quality, reader))"))
        if !quality.worst.isEmpty { facts.append((reader("jury.plan.worst"), worst(content, reader))) }
        facts.append((reader("jury.plan.connected"), "\(connected(quality, reader))"))
        facts += rules(quality, content, reader)
        return """
            <section class="stack"><h2>\(reader("jury.plan"))</h2>\(Lists.facts(facts))</section>
            """
    }

    private static func aim(_ rules: SeasonDocument, _ reader: Reader) -> String {
        switch rules.jury.assignment.objective {
        case .sum: reader("jury.plan.aim.sum")
        case .fair: reader("jury.plan.aim.fair")
        }
    }

    private static func points(_ quality: PlanQuality, _ reader: Reader) -> String {
        let uneven = quality.points - quality.total.value
        let points: [String: MessageValue] = [
            "points": .number(quality.points), "uneven": .number(uneven),
        ]
        let total =
            uneven == 0 ? reader("jury.plan.points.all", points) : reader("jury.plan.points.less", points)
        return total + " " + proof(quality.total, reader)
    }

    /// That no plan is better, or how much better one might be.
    private static func proof(_ figure: Bounded, _ reader: Reader) -> String {
        figure.isProvenBest
            ? reader("jury.plan.proven") : reader("jury.plan.gap", ["count": .number(figure.gap)])
    }

    private static func worst(_ content: PlanPages.Content, _ reader: Reader) -> HTML {
        let quality = content.plan.quality
        let words = reader("jury.plan.worst.points", ["count": .number(quality.worstServed.value)])
        let rest = quality.worst.count - 1
        let others = rest > 0 ? reader("jury.plan.worst.others", ["count": .number(rest)]) : ""
        let title = AssignmentPages.title(content.names.applications[quality.worst[0]], content.season)
        return """
            \(title)<br>\(others) \(words) \(proof(quality.worstServed, reader))
            """
    }

    private static func connected(_ quality: PlanQuality, _ reader: Reader) -> String {
        guard quality.parts > 1 else { return reader("jury.plan.connected.yes") }
        let words = reader("jury.plan.connected.no", ["count": .number(quality.parts)])
        if quality.parts == quality.fewestParts { return words + " " + reader("jury.plan.connected.why") }
        let rest =
            quality.fewestParts > 1
            ? reader("jury.plan.fewest.bound", ["count": .number(quality.fewestParts)])
            : reader("jury.plan.connected.maybe")
        return words + " " + rest
    }

    /// What no plan could do without, of something that is better the less there is of it.
    private static func fewest(_ figure: PlanQuality.Few, _ reader: Reader) -> String {
        if figure.count == figure.fewest { return reader("jury.plan.fewest.proven") }
        if figure.fewest == 0 { return reader("jury.plan.fewest.none") }
        return reader("jury.plan.fewest.bound", ["count": .number(figure.fewest)])
    }

    private static func rules(
        _ quality: PlanQuality, _ content: PlanPages.Content, _ reader: Reader
    ) -> [(String, HTML)] {
        let rules = content.rules.jury.assignment
        var facts: [(String, HTML)] = []
        for kind in rules.kinds where kind.isRequired {
            let without = quality.withoutKind.first { $0.kind == kind.key }
            facts.append((reader.pick(kind.title), "\(lacking(without, reader))"))
        }
        if quality.mutual.count > 0 {
            let words = reader("jury.plan.mutual.some", ["count": .number(quality.mutual.count)])
            facts.append((reader("jury.plan.mutual"), "\(words). \(fewest(quality.mutual, reader))"))
        }
        if let most = rules.togetherAtMost {
            facts.append((reader("jury.plan.together"), "\(together(quality.tooOften, most, reader))"))
        }
        return facts
    }

    private static func lacking(_ without: PlanQuality.WithoutKind?, _ reader: Reader) -> String {
        guard let without else { return reader("jury.plan.kind.all") }
        let count = without.applications.count
        return reader("jury.plan.kind.lacking", ["count": .number(count)]) + " "
            + fewest(.init(count: count, fewest: without.fewest), reader)
    }

    private static func together(_ tooOften: PlanQuality.Few, _ most: Int, _ reader: Reader) -> String {
        guard tooOften.count > 0 else { return reader("jury.plan.together.kept", ["count": .number(most)]) }
        return reader("jury.plan.together.broken", ["count": .number(tooOften.count)]) + " "
            + fewest(tooOften, reader)
    }
}
