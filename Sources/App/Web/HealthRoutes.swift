internal import Hummingbird
internal import Platform

/// What a supervisor asks: is the process alive, and can it serve.
struct HealthRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        routes.page("/healthz", alive, kind: .resource)
        routes.page("/readyz", ready, kind: .resource)
    }

    @Sendable func alive(_ anybody: PublicAuthority) async throws -> Response {
        .text("alive\n")
    }

    @Sendable func ready(_ anybody: PublicAuthority) async throws -> Response {
        _ = try await laurel.database.read { try $0.row("SELECT count(*) FROM migration") }
        return .text("ready\n")
    }
}
