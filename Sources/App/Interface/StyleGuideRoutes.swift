internal import Hummingbird

/// Shows the components, in the demonstration alone.
struct StyleGuideRoutes: Sendable {
    func add(to routes: RouteTable) {
        routes.page("/demo/components", components)
    }

    @Sendable func components(_ anybody: PublicAuthority) async throws -> Response {
        anybody.visit.answer(StyleGuidePage(anybody.visit).page)
    }
}
