/// The addresses of screening in a season.
struct ScreeningAddress: Sendable {
    let queue: String
    /// The list of staff, over all states.
    let applications: String

    init(_ season: Season) {
        queue = season.path + "/screening"
        applications = season.staff + "/applications"
    }

    /// Admitting several together.
    var together: String { queue + "/together" }

    func application(_ publicID: String) -> String { queue + "/" + publicID }
    func version(_ number: Int, of application: String) -> String {
        self.application(application) + "?version=\(number)"
    }
    func decision(_ application: String) -> String { self.application(application) + "/decision" }
    func undoing(_ application: String) -> String { self.application(application) + "/undoing" }
    func questions(_ application: String) -> String { self.application(application) + "/questions" }
    func moves(_ application: String) -> String { self.application(application) + "/moves" }
    func file(_ publicID: String, of application: String) -> String {
        self.application(application) + "/files/" + publicID
    }
    func cancellation(ofQuestion publicID: String, _ application: String) -> String {
        questions(application) + "/" + publicID + "/cancellation"
    }
    func cancellation(ofMove publicID: String, _ application: String) -> String {
        moves(application) + "/" + publicID + "/cancellation"
    }
}
