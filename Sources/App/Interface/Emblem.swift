internal import Platform

/// The laurel of the front page: two branches drawn leaf by leaf.
enum Emblem {
    static let branches: HTML = {
        let leaves = (0..<9).map { leaf($0) }
        return """
            <figure class="branches" aria-hidden="true"><svg viewBox="-170 -190 340 340">\
            <g>\(leaves)<path class="stem" d="M0 130C-90 110-140 40-120-120"/></g>\
            <g transform="scale(-1 1)">\(leaves)<path class="stem" d="M0 130C-90 110-140 40-120-120"/></g>\
            </svg></figure>
            """
    }()

    /// Leaves in pairs along the stem, smaller towards its end, lighter in turn.
    private static func leaf(_ number: Int) -> HTML {
        let (x, y) = stem[number]
        let size = 100 - number * 5
        let turn = -62 + number * 12
        let shade: HTML = number % 3 == 0 ? "l1" : number % 3 == 1 ? "l2" : "l3"
        let path: HTML = "M0 0C16-22 16-48 0-66C-16-48-16-22 0 0Z"
        return """
            <g transform="translate(\(x) \(y)) scale(.\(size < 100 ? size : 99))">\
            <path class="\(shade)" transform="rotate(\(turn - 38))" d="\(path)"/>\
            <path class="l2" transform="rotate(\(turn + 52))" d="\(path)"/></g>
            """
    }

    private static let stem = [
        (-22, 123), (-50, 108), (-76, 86), (-96, 58), (-110, 28), (-118, -4), (-122, -38), (-122, -72),
        (-120, -104),
    ]
}
