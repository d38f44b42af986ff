internal import Platform

/// What would become of a sheet of scores, row by row. The same sheet in the same situation is the same plan.
struct ScoreImportPlan: Sendable {
    struct Row: Sendable {
        enum Effect: Sendable, Equatable {
            case new
            case changed(Former)
            case unchanged
            case refused([Problem.Field])
        }

        /// What it would stand in the place of.
        enum Former: String, Sendable {
            /// What the juror has begun and not sent. It is theirs, and shown to nobody.
            case draft
            /// What the juror sent themselves.
            case own
            case imported
        }

        let line: Int
        /// As the sheet says it.
        let application: String
        let juror: String
        let effect: Effect
        /// Nothing where the sheet names none that there is.
        let place: ScoreSituation.Place?
        let content: ReviewContent

        /// A juror's own work gives way only to a decision of its own.
        var needsTick: Bool { effect == .changed(.draft) || effect == .changed(.own) }

        var faults: [Problem.Field] {
            guard case .refused(let faults) = effect else { return [] }
            return faults
        }
    }

    let rows: [Row]
    /// Rows in which nothing was filled in.
    let blank: Int

    var refused: [Row] { rows.filter { !$0.faults.isEmpty } }

    /// What confirming enters: new scores, corrections of earlier sheets, and of jurors' own what was ticked.
    func entered(ticked: Set<Int>) -> [Row] {
        rows.filter { row in
            switch row.effect {
            case .new, .changed(.imported): true
            case .changed(.own), .changed(.draft): ticked.contains(row.line)
            case .unchanged, .refused: false
            }
        }
    }

    init(_ sheet: ScoreSheet, in situation: ScoreSituation) {
        let columns = ScoreSheetColumns(terms: situation.terms)
        let filled = sheet.lines.filter { line in columns.blanks.contains { line.cells[$0] != nil } }
        let places: [String: ScoreSituation.Place] = Dictionary(
            situation.places.map { (Self.key($0.application, $0.email), $0) }, uniquingKeysWith: { $1 })
        var linesByPlace: [String: Int] = [:]
        rows = filled.map { line in
            let key = Self.key(line[ScoreSheetColumns.application], line[ScoreSheetColumns.juror])
            let former = linesByPlace[key]
            if former == nil { linesByPlace[key] = line.number }
            return Row(line, places[key], sameAs: former, situation)
        }
        blank = sheet.lines.count - filled.count
    }

    private static func key(_ application: String, _ juror: String) -> String {
        application.trimmed + "\n" + juror.trimmed.lowercased()
    }

    /// Tells one plan from another.
    var digest: String {
        let said = rows.map { row -> JSON in
            [
                .integer(Int64(row.line)), .integer(row.place?.assignment.rawValue ?? 0),
                .integer(Int64(row.place?.stored?.version ?? 0)), row.content.json, .string(row.mark),
            ]
        }
        let text = JSON.array(said).canonical
        return Base64URL.encode(App.digest(text))
    }
}

extension ScoreImportPlan.Row {
    fileprivate init(
        _ line: ScoreSheet.Line, _ place: ScoreSituation.Place?, sameAs former: Int?,
        _ situation: ScoreSituation
    ) {
        let fields = line.cells.mapValues { [Table.unguarded($0)] }
        let input = ReviewInput(Form(fields), situation.terms)
        var faults = Self.formulas(line, situation.terms)
        if faults.isEmpty { faults = Self.misplaced(line, place, sameAs: former, situation) }
        if faults.isEmpty {
            faults = input.faults.isEmpty ? situation.terms.lacks(input.content) : input.faults
        }
        self.line = line.number
        application = line[ScoreSheetColumns.application].trimmed
        juror = line[ScoreSheetColumns.juror].trimmed
        self.place = place
        content = input.content
        effect = faults.isEmpty ? Self.effect(of: input.content, at: place) : .refused(faults)
    }

    private static func effect(of content: ReviewContent, at place: ScoreSituation.Place?) -> Effect {
        guard let place, let stored = place.stored else { return .new }
        if stored.submittedAt == nil { return .changed(.draft) }
        if stored.content == content { return .unchanged }
        return .changed(place.isImported ? .imported : .own)
    }

    /// A formula says nothing of what it came to.
    private static func formulas(_ line: ScoreSheet.Line, _ terms: ReviewTerms) -> [Problem.Field] {
        ScoreSheetColumns(terms: terms).all.compactMap { column in
            line[column].trimmed.hasPrefix("=") ? .init(column, "jury.scores.formula") : nil
        }
    }

    /// What is wrong with the row before anything in it is read.
    private static func misplaced(
        _ line: ScoreSheet.Line, _ place: ScoreSituation.Place?, sameAs former: Int?,
        _ situation: ScoreSituation
    ) -> [Problem.Field] {
        if line.isTooLong { return [.init("", "jury.import.too-many-cells")] }
        let round = line[ScoreSheetColumns.round].trimmed
        if !round.isEmpty, round != situation.round.publicID { return [.init("", "jury.scores.other-round")] }
        if !situation.applications.contains(line[ScoreSheetColumns.application].trimmed) {
            return [.init(ScoreSheetColumns.application, "jury.scores.no-application")]
        }
        if !situation.jurors.contains(line[ScoreSheetColumns.juror].trimmed.lowercased()) {
            return [.init(ScoreSheetColumns.juror, "jury.scores.no-juror")]
        }
        guard let place else { return [.init("", "jury.scores.not-assigned")] }
        if let former { return [.init("", "jury.scores.twice", ["line": .number(former)])] }
        if let obstacle = place.obstacle { return [.init("", obstacle.message)] }
        return outdated(line, place)
    }

    /// Somebody has worked on the review since the sheet was downloaded.
    private static func outdated(_ line: ScoreSheet.Line, _ place: ScoreSituation.Place) -> [Problem.Field] {
        let typed = line[ScoreSheetColumns.version].trimmed
        guard let version = typed.isEmpty ? 0 : Int(typed) else {
            return [.init(ScoreSheetColumns.version, "jury.scores.version-wrong")]
        }
        let stored = place.stored?.version ?? 0
        return version == stored ? [] : [.init(ScoreSheetColumns.version, "jury.scores.outdated")]
    }

    /// The effect as the plan's digest has it.
    fileprivate var mark: String {
        switch effect {
        case .new: "new"
        case .changed(let former): "changed \(former.rawValue)"
        case .unchanged: "unchanged"
        case .refused(let faults):
            "refused " + faults.map { $0.name + " " + $0.message }.joined(separator: " ")
        }
    }
}

extension ScoreSituation.Place.Obstacle {
    fileprivate var message: String {
        switch self {
        case .unsent: "jury.scores.unsent"
        case .recused: "jury.scores.recused"
        case .conflict: "jury.scores.conflict"
        case .late: "jury.scores.late"
        }
    }
}
