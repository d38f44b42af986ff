internal import Foundation

/// Addresses of signing in, and where it leads back to.
enum SignInAddress {
    static func after(_ path: String) -> String {
        "/sign-in?next=" + encoded(path)
    }

    static func code(email: String, next: String) -> String {
        "/sign-in/code?email=\(encoded(email))&next=\(encoded(next))"
    }

    /// Only a path of ours: anything else would send people who have just signed in wherever a link says.
    static func local(_ path: String?) -> String {
        guard let path, path.hasPrefix("/"), !path.hasPrefix("//"), !path.contains("\\"),
            !path.unicodeScalars.contains(where: { $0.value < 0x20 })
        else { return "/" }
        return path
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
