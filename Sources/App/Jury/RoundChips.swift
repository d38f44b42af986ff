internal import Platform

/// The same page for each round of a season, the newest first; nothing where there is only one.
enum RoundChips {
    static func markup(_ rounds: [Round], shown: Round, path: String, _ reader: Reader) -> HTML? {
        guard rounds.count > 1 else { return nil }
        let links = rounds.map { round -> HTML in
            let isShown = round.id == shown.id
            let mark: HTML? = isShown ? " aria-current=\"page\"" : nil
            let name: HTML = isShown ? "<strong>\(round.name)</strong>" : "\(round.name)"
            let address = ListAddress(path: path, query: ["round": round.publicID]).with([:])
            return "<a class=\"chip\" href=\"\(address)\"\(mark)><bdi>\(name)</bdi></a>"
        }
        return "<nav class=\"list-head\" aria-label=\"\(reader("jury.rounds"))\">\(links)</nav>"
    }
}
