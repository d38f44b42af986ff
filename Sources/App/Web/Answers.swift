internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Platform

extension Response {
    static func html(_ markup: HTML, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: markup.text)))
    }

    /// After a change: the browser asks for a page, so that reloading repeats nothing. `notice` is the last
    /// part of a message key that the page then shows.
    static func seeOther(_ path: String, notice: String? = nil) -> Response {
        let location = notice.map { path + (path.contains("?") ? "&" : "?") + "notice=" + $0 } ?? path
        return Response(status: .seeOther, headers: [.location: location])
    }

    static func json(_ document: JSON, status: HTTPResponse.Status = .ok, type: String = "application/json")
        -> Response
    {
        Response(
            status: status, headers: [.contentType: type],
            body: .init(byteBuffer: ByteBuffer(string: document.canonical)))
    }

    static func text(_ text: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
