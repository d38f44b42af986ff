internal import Foundation
internal import Platform

/// The world as a grid with a square for each country, placed so that neighbours stay neighbours: small
/// countries are seen as well as large ones. The numbers stand in a table beside it.
enum WorldGrid {
    /// A shade for each country that has a count; five steps, by share of the largest.
    static func drawing(_ counts: [String: Int], _ reader: Reader) -> HTML {
        let largest = counts.values.max() ?? 0
        let tiles = places.map { tile($0, count: counts[$0.country] ?? 0, largest: largest, reader) }
        return """
            <figure class="world">\
            <svg viewBox="0 0 \(width * 10) \(rows.count * 10)" aria-hidden="true">\(tiles)</svg>\
            <figcaption>\(reader("interface.world.legend"))\(legend(largest, reader))</figcaption></figure>
            """
    }

    private static func tile(_ place: Place, count: Int, largest: Int, _ reader: Reader) -> HTML {
        let name = reader.country(place.country)
        let title = count == 0 ? name : "\(name): \(reader.number(count))"
        let (x, y) = (place.column * 10, place.row * 10)
        return """
            <g><title>\(title)</title>\
            <rect class="s\(shade(count, largest))" x="\(x)" y="\(y)" width="9.3" height="9.3" rx=".6"/>\
            <text x="\(x + 4).6" y="\(y + 6)">\(place.country)</text></g>
            """
    }

    /// From 0 (none) to 5; the logarithm tells many small numbers apart beside a few large ones.
    static func shade(_ count: Int, _ largest: Int) -> Int {
        guard count > 0, largest > 0 else { return 0 }
        let share = log(Double(count + 1)) / log(Double(largest + 1))
        // The largest is in the last shade, however its logarithm is rounded.
        return max(1, min(5, Int((share * 5 - 1e-9).rounded(.up))))
    }

    /// The counts of each shade that occurs: "1–4", "5–18", …
    private static func legend(_ largest: Int, _ reader: Reader) -> HTML? {
        guard largest > 0 else { return nil }
        let ranges = Dictionary(grouping: edges(largest)) { shade($0, largest) }
        let items = ranges.sorted { $0.key < $1.key }.map { shade, counts -> HTML in
            let (low, high) = (counts.min() ?? 0, counts.max() ?? 0)
            let words = low == high ? reader.number(low) : "\(reader.number(low))–\(reader.number(high))"
            return """
                <li><svg><rect class="s\(shade)" width="100%" height="100%"/></svg>\
                <bdi dir="ltr">\(words)</bdi></li>
                """
        }
        return "<ul class=\"legend\" aria-hidden=\"true\">\(items)</ul>"
    }

    /// Counts on both sides of every border between shades.
    private static func edges(_ largest: Int) -> [Int] {
        let ends = (1...5).map { step -> Int in Int(pow(Double(largest + 1), Double(step) / 5)) - 1 }
        let around = ends.flatMap { [$0 - 1, $0, $0 + 1] }
        return ([1, largest] + around).filter { (1...largest).contains($0) }
    }

    struct Place: Sendable {
        let country: String
        let column: Int
        let row: Int
    }

    private static let rows = layout.split(separator: "\n")
    private static let width = rows.map { $0.split(separator: " ").count }.max() ?? 0

    static let places: [Place] = rows.enumerated().flatMap { row, line -> [Place] in
        line.split(separator: " ").enumerated().compactMap { column, code in
            code == "--" ? nil : Place(country: String(code), column: column, row: row)
        }
    }

    /// The members of the United Nations, its two observer states and the territories from which people often
    /// apply. Others, mostly small islands, stand in the table only.
    private static let layout = """
        -- -- -- -- -- -- -- -- -- IS -- NO SE FI
        -- -- -- -- -- GL -- -- -- GB -- DK -- EE
        -- -- -- -- -- -- -- -- IE -- NL DE PL LV
        CA -- -- -- -- -- -- -- -- -- BE LU CZ LT BY RU -- KZ KG -- MN -- KP
        US -- -- -- -- -- -- -- -- FR CH LI AT SK UA -- -- UZ TJ -- CN -- KR JP
        MX -- -- BS -- -- -- -- AD MC SM SI HR HU RO MD GE TM AF NP BT MO HK TW
        GT BZ -- CU HT DO -- PT ES -- IT -- BA RS BG -- AM AZ PK IN BD MM LA VN
        SV HN -- JM PR KN -- -- -- -- VA -- ME MK -- TR -- IR -- MV LK TH KH -- PH
        -- NI -- -- DM AG -- -- -- -- MT -- AL GR CY LB SY IQ KW -- -- MY BN
        -- CR -- -- VC LC BB -- MA DZ TN LY EG -- PS IL JO SA BH QA -- SG ID TL
        -- -- PA -- GD TT -- CV MR ML NE TD SD ER -- -- YE OM AE -- -- -- -- PW FM MH
        -- -- CO VE GY SR -- SN GM BF BJ NG CF SS ET DJ -- -- -- -- -- -- PG SB NR KI
        -- -- EC PE BR -- -- GW GN GH TG CM CG UG KE SO -- -- -- -- -- -- AU VU TV
        -- -- -- BO PY -- -- SL LR CI ST GQ CD RW TZ -- SC -- -- -- -- -- -- FJ TO WS
        -- -- CL AR UY -- -- -- -- -- -- GA AO BI MW KM -- -- -- -- -- -- -- NZ
        -- -- -- -- -- -- -- -- -- -- -- -- NA ZM MZ MG MU
        -- -- -- -- -- -- -- -- -- -- -- -- BW ZW SZ
        -- -- -- -- -- -- -- -- -- -- -- -- ZA LS
        """
}
