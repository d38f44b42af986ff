/// The addresses of the jury's pages.
struct JuryAddress: Sendable {
    let queue: String
    let staff: String

    init(_ season: Season) {
        queue = season.path + "/jury"
        staff = season.staff + "/jury"
        own = season.path + "/conflicts"
    }

    var invitation: String { queue + "/invitation" }
    /// Where a juror goes through the names, and where staff rule on conflicts.
    var conflicts: String { queue + "/conflicts" }
    var conflictDesk: String { staff + "/conflicts" }
    func conflictShelf(_ shelf: String) -> String { conflictDesk + "?show=\(shelf)" }
    func naming(_ naming: String) -> String { conflictDesk + "/namings/\(naming)" }
    /// Where everybody else at work declares their own.
    let own: String
    func review(_ assignment: String) -> String { queue + "/reviews/\(assignment)" }

    /// For who reviews it; for a chair; and for staff.
    func discussion(of assignment: String) -> String { review(assignment) + "/discussion" }
    var chaired: String { queue + "/discussions" }
    func chaired(_ application: String) -> String { chaired + "/\(application)" }
    var discussions: String { staff + "/discussions" }
    func discussion(_ application: String) -> String { discussions + "/\(application)" }

    var jurors: String { staff + "/jurors" }
    func juror(_ juror: String) -> String { jurors + "/\(juror)" }
    var newJuror: String { jurors + "/new" }
    var importing: String { jurors + "/import" }
    var invitations: String { staff + "/invitations" }
    var panels: String { staff + "/panels" }
    var round: String { staff + "/round" }
    var closing: String { round + "/close" }
    var automatic: String { staff + "/assign" }
    var further: String { staff + "/assignment/further" }
    var furtherWithdrawal: String { further + "/withdraw" }
    var replacement: String { staff + "/assignment/replacement" }
    var panelScopes: String { staff + "/assignment/panels" }
    var themes: String { queue + "/themes" }
    var bids: String { queue + "/bids" }
    func bidConflict(_ application: String) -> String { bids + "/\(application)/conflict" }
    var coverage: String { staff + "/coverage" }
    func application(_ application: String) -> String { coverage + "/\(application)" }
    var flags: String { staff + "/flags" }
    var extensions: String { staff + "/extensions" }
    func translations(_ application: String) -> String { staff + "/translations/\(application)" }
    var scores: String { staff + "/scores" }
    func history(_ application: String) -> String { staff + "/history/\(application)" }
    var proposals: String { staff + "/proposals" }
    var reminders: String { staff + "/reminders" }
}
