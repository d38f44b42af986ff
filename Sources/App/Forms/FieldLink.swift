import Foundation
import Platform

extension FieldKind {
    /// The address of a page on the web.
    static let link = FieldKind(
        name: "link", control: .line(.link), tidy: { tidyLink($0.asLine) },
        problem: { text, _, _ in isLink(text) ? nil : FieldProblem(message: "field.link.invalid") })
}

/// People leave the scheme out: example.org/news.
private func tidyLink(_ text: String) -> String {
    guard !text.isEmpty, !text.contains(":"), isLink("https://" + text) else { return text }
    return "https://" + text
}

/// Only what is safe to show as a link: http or https, a host with a dot, nobody's password.
private func isLink(_ text: String) -> Bool {
    guard text.utf8.count <= 500, !text.contains(where: \.isWhitespace) else { return false }
    guard let parts = URLComponents(string: text), let host = parts.host else { return false }
    guard parts.scheme?.lowercased() == "https" || parts.scheme?.lowercased() == "http" else { return false }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count > 1 && labels.allSatisfy { !$0.isEmpty } && parts.user == nil && parts.password == nil
}
