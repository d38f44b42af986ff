internal import Hummingbird
internal import Platform

extension Laurel {
    /// A page with a form for somebody who may not be signed in: the browser gets a secret to tie the form
    /// to.
    func formPage(_ visit: Visit, _ problem: Problem? = nil, _ page: (Visit) -> Page) -> Response {
        guard visit.browser == nil, visit.session == nil else { return visit.answer(page(visit), problem) }
        var visit = visit
        let secret = randomness.token()
        visit.formToken = keys.token(secret)
        var response = visit.answer(page(visit), problem)
        response.setCookie(secretCookie(CookieName.browser(settings), secret, lasting: .seconds(86_400)))
        return response
    }
}
