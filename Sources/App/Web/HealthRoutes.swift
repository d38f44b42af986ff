internal import Hummingbird
internal import Platform
internal import ServiceLifecycle

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

    /// Not while it is stopping: a balancer that still holds a connection sends people elsewhere.
    @Sendable func ready(_ anybody: PublicAuthority) async throws -> Response {
        guard !Task.isShuttingDownGracefully else { throw Problem(.busy, "problem.busy") }
        _ = try await laurel.database.read { try $0.row("SELECT count(*) FROM migration") }
        return .text("ready\n")
    }
}
