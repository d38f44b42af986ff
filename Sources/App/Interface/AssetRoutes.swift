internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Platform

/// Serves what pages load.
struct AssetRoutes: Sendable {
    func add(to routes: RouteTable) {
        routes.page("/assets/:edition/:name", asset, kind: .resource)
    }

    @Sendable func asset(_ anybody: PublicAuthority) async throws -> Response {
        let visit = anybody.visit
        guard let asset = Assets.asset(try visit.parameter("name")) else { throw Problem.notFound }
        // A page of another build asks another edition; it gets what there is, but must not keep it.
        let isOurs = try visit.parameter("edition") == Assets.edition
        var headers: HTTPFields = [
            .contentType: asset.type, .vary: "Accept-Encoding",
            .cacheControl: isOurs ? "public, max-age=31536000, immutable" : "no-cache",
        ]
        let gzipped = visit.request.takesGzip ? asset.gzipped : nil
        if gzipped != nil { headers[.contentEncoding] = "gzip" }
        return Response(
            status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: gzipped ?? asset.bytes)))
    }
}
