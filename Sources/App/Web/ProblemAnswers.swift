internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import Platform

/// Turns every error into an answer, in one place: a page, or RFC 9457 JSON, in the reader's language.
struct ProblemAnswers: RouterMiddleware {
    let laurel: Laurel

    func handle(
        _ request: Request, context: Visit, next: (Request, Visit) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as WrongMethod {
            let response = answer(error, context)
            return request.method == .head ? response.createHeadResponse() : response
        } catch let error as Problem {
            return answer(error, context)
        } catch let error as HTTPError where error.status == .notFound {
            return answer(.notFound, context)
        } catch DatabaseError.busy {
            return answer(Problem(.busy, "problem.busy"), context)
        } catch {
            return internalFailure(error, context)
        }
    }

    private func answer(_ problem: Problem, _ visit: Visit) -> Response {
        if visit.request.wantsJSON { return json(problem, visit) }
        if problem.code == .signIn {
            return .seeOther(SignInAddress.after(visit.request.path))
        }
        var response = visit.answer(problem)
        if problem.code == .tooMany || problem.code == .busy { response.headers[.retryAfter] = "60" }
        return response
    }

    /// With the methods that the address takes, as RFC 9110 asks of such answers.
    private func answer(_ error: WrongMethod, _ visit: Visit) -> Response {
        let allowed = error.allowed.joined(separator: ", ")
        var response = answer(
            Problem(.wrongMethod, "problem.wrong-method", ["methods": .text(allowed)]), visit)
        response.headers[.allow] = allowed
        return response
    }

    private func json(_ problem: Problem, _ visit: Visit) -> Response {
        let fields = problem.fields.map { field -> JSON in
            .object([
                "name": .string(field.name), "detail": .string(visit.reader(field.message, field.arguments)),
            ])
        }
        let document: [String: JSON] = [
            "type": .string("about:blank"),
            "title": .string(visit.reader("problem.title.\(problem.code.rawValue)")),
            "status": .integer(Int64(problem.status.code)),
            "detail": .string(visit.reader(problem.message, problem.arguments)),
            "fields": .array(fields),
        ]
        return .json(.object(document), status: problem.status, type: "application/problem+json")
    }

    /// What went wrong is for the log; the reader gets its number.
    private func internalFailure(_ error: any Error, _ visit: Visit) -> Response {
        let number = String(laurel.randomness.publicID().prefix(8))
        laurel.logger.error(
            "A request failed",
            metadata: ["failure": "\(number)", "path": "\(visit.request.path)", "error": "\(error)"])
        let (title, detail) = (
            visit.reader("problem.title.internal"),
            visit.reader("problem.internal", ["number": .text(number)])
        )
        guard !visit.request.wantsJSON else {
            let document: JSON = [
                "type": "about:blank", "title": .string(title), "status": 500, "detail": .string(detail),
            ]
            return .json(document, status: .internalServerError, type: "application/problem+json")
        }
        var response = visit.page(title: title, "<p class=\"lead\">\(detail)</p>")
        response.status = .internalServerError
        return response
    }
}
