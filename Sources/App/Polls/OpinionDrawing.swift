internal import Platform

/// The opinion map as a drawing: a dot for each person, and around each group its hull with its number.
enum OpinionDrawing {
    static func figure(_ result: StatementsResult, _ reader: Reader) -> HTML? {
        guard !result.places.isEmpty else { return nil }
        let dots = result.places.map { place -> HTML in
            let style = place.group.map { "g\($0)" } ?? "g0"
            return "<circle class=\"\(style)\" cx=\"\(x(place))\" cy=\"\(y(place))\" r=\"7\"/>"
        }
        let numbers = result.groups.indices.map { $0 + 1 }
        let hulls = numbers.map { hull($0, result.places) }
        let labels = numbers.map { label($0, result.places, reader) }
        let legend = numbers.map { number -> HTML in
            let people: MessageValue = .number(result.groups[number - 1].people)
            let text = reader("polls.group.legend", ["number": .number(number), "people": people])
            let mark: HTML =
                "<svg viewBox=\"0 0 14 14\"><circle class=\"g\(number)\" cx=\"7\" cy=\"7\" r=\"7\"/></svg>"
            return "<li>\(mark)\(text)</li>"
        }
        return """
            <figure class="opinion-map"><svg viewBox="0 0 1000 720" role="img" \
            aria-label="\(reader("polls.map.label", ["people": .number(result.places.count)]))">\
            \(hulls)\(dots)\(labels)</svg>
            <figcaption><p>\(reader("polls.map"))</p><ul class="legend">\(legend)</ul></figcaption></figure>
            """
    }

    /// Within a margin for the dots; the map has no up and no left that means anything.
    private static func x(_ place: StatementsResult.Place) -> Int { Int(500 + place.x * 470) }
    private static func y(_ place: StatementsResult.Place) -> Int { Int(360 - place.y * 330) }

    private static func hull(_ group: Int, _ places: [StatementsResult.Place]) -> HTML {
        let points = convexHull(places.filter { $0.group == group }.map { Point(x: x($0), y: y($0)) })
        let corners = points.map { "\($0.x),\($0.y)" }.joined(separator: " ")
        return "<polygon class=\"hull g\(group)\" points=\"\(corners)\"/>"
    }

    /// The group's number in the middle of its people.
    private static func label(
        _ group: Int, _ places: [StatementsResult.Place], _ reader: Reader
    ) -> HTML {
        let members = places.filter { $0.group == group }
        let count = max(1, members.count)
        let (across, down) = (members.map(x).reduce(0, +) / count, members.map(y).reduce(0, +) / count)
        return "<text x=\"\(across)\" y=\"\(down)\">\(reader.number(group))</text>"
    }

    struct Point: Hashable, Sendable {
        let x: Int
        let y: Int
    }

    /// The corners around points, by the monotone chain of Andrew (1979).
    static func convexHull(_ points: [Point]) -> [Point] {
        let sorted = Set(points).sorted { ($0.x, $0.y) < ($1.x, $1.y) }
        guard sorted.count > 2 else { return sorted }
        return chain(sorted).dropLast() + chain(sorted.reversed()).dropLast()
    }

    private static func chain(_ points: [Point]) -> [Point] {
        var corners: [Point] = []
        for point in points {
            while corners.count > 1, turn(corners[corners.count - 2], corners[corners.count - 1], point) <= 0
            {
                corners.removeLast()
            }
            corners.append(point)
        }
        return corners
    }

    private static func turn(_ from: Point, _ over: Point, _ to: Point) -> Int {
        (over.x - from.x) * (to.y - from.y) - (over.y - from.y) * (to.x - from.x)
    }
}
