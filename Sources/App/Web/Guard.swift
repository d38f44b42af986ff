internal import Platform

/// A named check. In debug builds a test can take one away and must then see a cell of the authority table
/// fail.
struct Guard: Hashable, Sendable {
    let name: String

    static let signedIn = Guard(name: "signed in")
    static let seasonIsVisible = Guard(name: "season is visible")
    static let staff = Guard(name: "staff")
    static let screener = Guard(name: "screener")
    static let juror = Guard(name: "juror")
    static let directorate = Guard(name: "directorate")
    static let formToken = Guard(name: "form token")

    #if DEBUG
        @TaskLocal static var removed: Guard?
    #endif

    func require(_ holds: Bool, orElse problem: @autoclosure () -> Problem) throws {
        #if DEBUG
            if Guard.removed == self { return }
        #endif
        guard holds else { throw problem() }
    }

    func session(of visit: Visit) throws -> SignedInSession {
        if let session = visit.session { return session }
        throw Problem(.signIn, "problem.sign-in")
    }
}
