internal import Platform

/// What of a nomination can be compared, and what the scores are not enough for.
struct RankingBoardParts {
    let content: RankingBoardPages.Content
    let reader: Reader

    private var shares: [RankingBoard.Share] { content.board.shares }

    var markup: HTML? {
        let lacking = shares.filter { !(part($0)?.isCalibrated ?? true) }.prefix(Self.mostNamed)
        let lacks = lacking.compactMap { share in
            part(share).map { "<p>\(Self.lack($0, number: number(share), reader))</p>" as HTML }
        }
        guard shares.count > 1 else {
            return lacks.isEmpty ? nil : Notices.information(reader("board.not-enough"), "\(lacks)")
        }
        let isRaw = content.ranking.ofRecord == .raw
        let record = reader(isRaw ? "board.parts.raw" : "board.parts.calibrated")
        return Notices.caution(
            reader("board.parts", ["count": .number(shares.count)]),
            """
            <p>\(reader("board.parts.why")) \(record)</p>\(Array(lacks))\(shares.dropFirst().map(island))
            """)
    }

    private static let mostNamed = 5

    private func part(_ share: RankingBoard.Share) -> JuryPart? {
        let parts = content.summary.parts
        return parts.indices.contains(share.part) ? parts[share.part] : nil
    }

    /// What people call the part; nothing where there is no other.
    private func number(_ share: RankingBoard.Share) -> Int? {
        content.summary.parts.count > 1 ? share.part + 1 : nil
    }

    private func island(_ share: RankingBoard.Share) -> HTML {
        let names = share.names.map { name -> HTML in
            "<li><bdi>\(name.title.isEmpty ? reader("results.untitled") : name.title)</bdi></li>"
        }
        let numbers: [String: MessageValue] = [
            "part": .number(share.part + 1), "count": .number(share.count),
            "jurors": .number(part(share)?.jurors ?? 0),
        ]
        let more = share.count - share.names.count
        let rest: HTML? =
            more > 0 ? "<li>\(reader("board.island.more", ["count": .number(more)]))</li>" : nil
        return "<p>\(reader("board.island", numbers))</p><ul>\(names)\(rest)</ul>"
    }

    /// Why a part stays raw: "Part 2 stays raw: 2 jurors where 3 are needed."
    private static func lack(_ part: JuryPart, number: Int?, _ reader: Reader) -> String {
        let lacks = part.lacks.map { lack -> String in
            switch lack {
            case .jurors(let needed):
                reader("board.lack.jurors", ["has": .number(part.jurors), "needed": .number(needed)])
            case .applications(let needed):
                reader(
                    "board.lack.applications", ["has": .number(part.applications), "needed": .number(needed)])
            case .spareScores(let has, let needed):
                reader("board.lack.spare", ["has": .number(max(0, has)), "needed": .number(needed)])
            case .difference: reader("board.lack.difference")
            }
        }
        let list: MessageValue = .text(lacks.joined(separator: "; "))
        guard let number else { return reader("board.lack", ["lacks": list]) }
        return reader("board.lack.part", ["part": .number(number), "lacks": list])
    }
}
