internal import Foundation
internal import Platform

/// The laurel of the public pages.
enum Emblem {
    /// A branch for each group and a leaf for each of its members, the longest branches in the middle; the
    /// brighter a leaf, the more it stands for. `groups` holds what the leaves of each branch stand for.
    static func branches(_ groups: [[Int]]) -> HTML {
        let longestInside = arranged(groups.filter { !$0.isEmpty })
        let ranked = groups.joined().sorted()
        let most = groups.map(\.count).max() ?? 1
        let middle = Double(longestInside.count - 1) / 2
        let drawn = longestInside.enumerated().map { index, leaves -> HTML in
            let lean = middle == 0 ? 0 : (Double(index) - middle) / max(1, middle)
            return branch(leaves, Stem(leaning: lean, leaves: leaves.count, of: most), ranked)
        }
        return """
            <svg viewBox="-60 0 720 620" aria-hidden="true">\
            <defs><path id="leaf" d="M0 0C10-13 34-15 54 0C34 15 10 13 0 0Z"/></defs>\(drawn)</svg>
            """
    }

    /// Short, longer, longest, long, short.
    private static func arranged(_ groups: [[Int]]) -> [[Int]] {
        var (before, after): ([[Int]], [[Int]]) = ([], [])
        for (index, group) in groups.sorted(by: { $0.count < $1.count }).enumerated() {
            if index.isMultiple(of: 2) { before.append(group) } else { after.insert(group, at: 0) }
        }
        return before + after
    }

    private static func branch(_ leaves: [Int], _ stem: Stem, _ ranked: [Int]) -> HTML {
        let last = Double(max(1, leaves.count - 1))
        let drawn = leaves.enumerated().map { index, count -> HTML in
            let along = Double(index) / last
            let isTip = index == leaves.count - 1 && index > 0
            let side: Double = isTip ? 0 : index.isMultiple(of: 2) ? 1 : -1
            let place = stem.place(at: stem.bare + (1 - stem.bare) * along)
            let turn = place.angle + side * (46 - 16 * along)
            // A third of all leaves in each shade; equal counts look alike.
            let size = stem.leafSize * (1.05 - 0.4 * along)
            let shade = 1 + (ranked.firstIndex(of: count) ?? 0) * 3 / ranked.count
            return """
                <use href="#leaf" class="l\(shade)" transform="translate(\(Int(place.x)) \(Int(place.y)))\
                rotate(\(Int(turn)))scale(\(decimal(size)))"/>
                """
        }
        return "<path class=\"stem\" d=\"\(stem.path)\"/>\(drawn)"
    }

    private static func decimal(_ number: Double) -> String {
        let hundredths = Int(number * 100)
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }

    /// A curve from the common root, the longer the more leaves it carries.
    private struct Stem {
        let control: (x: Double, y: Double)
        let tip: (x: Double, y: Double)
        /// The share of its length at which leaves begin.
        let bare: Double
        /// Where leaves are few they are large, so that they nearly touch.
        let leafSize: Double
        private let root = (x: 300.0, y: 640.0)

        init(leaning lean: Double, leaves: Int, of most: Int) {
            let length = 310 + 280 * Double(leaves) / Double(most)
            let angle = lean * 58 * Double.pi / 180
            tip = (root.x + sin(angle) * min(length, 380), root.y - cos(angle) * length)
            control = (root.x + lean * 24, root.y - length * 0.5)
            bare = (210 - 50 * abs(lean)) / length
            leafSize = min(1.45, 0.75 + length * (1 - bare) / Double(leaves) / 50)
        }

        var path: String {
            "M300 640Q\(Int(control.x)) \(Int(control.y)) \(Int(tip.x)) \(Int(tip.y))"
        }

        /// A point of the quadratic curve, and its direction in degrees.
        func place(at t: Double) -> (x: Double, y: Double, angle: Double) {
            let (a, b, c) = ((1 - t) * (1 - t), 2 * t * (1 - t), t * t)
            let x = a * root.x + b * control.x + c * tip.x
            let y = a * root.y + b * control.y + c * tip.y
            let dx = (1 - t) * (control.x - root.x) + t * (tip.x - control.x)
            let dy = (1 - t) * (control.y - root.y) + t * (tip.y - control.y)
            return (x, y, atan2(dy, dx) * 180 / Double.pi)
        }
    }
}
