internal import Platform

/// What the handlers of one application begin with: the application of the address, in the season of the
/// address, for those who act for it. For everybody else it does not exist.
extension Applicant {
    func held(_ database: Database) async throws -> HeldApplication {
        try await reading(database) { held, _ in held }
    }

    /// Reads the application, and what belongs to it, at one moment.
    func reading<R: Sendable>(
        _ database: Database, _ body: @escaping @Sendable (HeldApplication, Transaction) throws -> R
    ) async throws -> R {
        try await database.read(holding(body))
    }

    /// Changes the application as it is at that moment.
    func changing<R: Sendable>(
        _ database: Database, _ body: @escaping @Sendable (HeldApplication, Transaction) throws -> R
    ) async throws -> R {
        try await database.write(holding(body))
    }

    private func holding<R>(
        _ body: @escaping @Sendable (HeldApplication, Transaction) throws -> R
    ) throws -> @Sendable (Transaction) throws -> R {
        let publicID = try visit.parameter("application")
        let (season, person) = (season.id, person.id)
        return { tx in
            let found = try HeldApplication.find(publicID, in: season, for: person, tx)
            guard let held = found else { throw Problem.notFound }
            return try body(held, tx)
        }
    }

    /// The addresses of the application.
    func address() throws -> ApplicationAddress {
        ApplicationAddress(season: season.key, application: try visit.parameter("application"))
    }
}
