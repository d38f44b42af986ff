/// The addresses of one application.
struct ApplicationAddress: Sendable {
    let page: String

    init(season: String, application: String) {
        page = Season.path(season) + "/applications/\(application)"
    }

    var form: String { page + "/form" }
    var preview: String { page + "/preview" }
    var submission: String { page + "/submission" }
    var standing: String { page + "/standing" }
    var receipts: String { page + "/receipts" }
    var withdrawal: String { page + "/withdrawal" }
    var restoration: String { page + "/restoration" }
    var collaborators: String { page + "/collaborators" }
    var departure: String { page + "/departure" }
    var conflict: String { page + "/conflict" }
    /// Where the applicant names whom they would rather not be judged by.
    var conflicts: String { page + "/conflicts" }

    func receiptFile(_ number: Int) -> String { page + "/receipts/\(number)" }
    func upload(_ field: String) -> String { page + "/uploads/\(field)" }
    func removal(_ field: String) -> String { page + "/uploads/\(field)/removal" }
    func file(_ publicID: String) -> String { page + "/files/\(publicID)" }
    func move(_ publicID: String) -> String { page + "/moves/\(publicID)" }
    func notice(_ publicID: String) -> String { page + "/notices/\(publicID)" }
    func cancellation(_ invitation: String) -> String { page + "/collaborators/\(invitation)/cancellation" }

    static func list(season: String) -> String { Season.path(season) + "/applications" }
    static func party(_ publicID: String, season: String) -> String {
        Season.path(season) + "/apply/parties/\(publicID)"
    }

    static func invitation(_ publicID: String, season: String) -> String {
        Season.path(season) + "/apply/invitations/\(publicID)"
    }
}
