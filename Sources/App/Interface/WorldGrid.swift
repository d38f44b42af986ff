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
            <figcaption>\(reader("interface.world.legend"))</figcaption></figure>
            """
    }

    private static func tile(_ place: Place, count: Int, largest: Int, _ reader: Reader) -> HTML {
        let title =
            count == 0
            ? reader.country(place.country) : "\(reader.country(place.country)): \(reader.number(count))"
        let (x, y) = (place.column * 10, place.row * 10)
        return """
            <g><title>\(title)</title>\
            <rect class="s\(shade(count, largest))" x="\(x)" y="\(y)" width="9.2" height="9.2"/>\
            <text x="\(x + 4).6" y="\(y + 6)">\(place.country)</text></g>
            """
    }

    /// From 0 (none) to 5; the square root spreads the many small numbers.
    static func shade(_ count: Int, _ largest: Int) -> Int {
        guard count > 0, largest > 0 else { return 0 }
        let share = (Double(count) / Double(largest)).squareRoot()
        return max(1, min(5, Int((share * 5).rounded(.up))))
    }

    private struct Place {
        let country: String
        let column: Int
        let row: Int
    }

    private static let rows = layout.split(separator: "\n", omittingEmptySubsequences: false)
    private static let width = 30

    private static let places: [Place] = rows.enumerated().flatMap { row, line -> [Place] in
        line.split(separator: " ").enumerated().compactMap { column, code in
            code == "--" ? nil : Place(country: String(code), column: column, row: row)
        }
    }

    /// Longitude and latitude, crowded Europe and the Caribbean stretched, solved as an assignment of
    /// countries to cells with the least sum of squared distances.
    private static let layout = """
        -- -- -- -- -- -- -- -- -- -- IS -- -- -- NO SE -- FI -- -- -- -- -- -- -- RU
        -- -- -- CA -- -- -- -- -- -- -- -- -- -- DK -- -- LV EE
        -- -- -- -- -- -- -- -- -- -- -- IE GB NL DE CZ PL LT BY
        -- -- -- -- -- -- -- -- -- -- -- -- BE LU LI AT HU SK MD UA -- -- KZ
        -- -- -- -- -- -- -- -- -- -- -- -- FR CH SM SI BA RS RO -- -- -- -- -- -- MN
        -- -- -- US -- -- -- -- -- -- -- ES AD MC IT HR ME MK BG TR GE AZ UZ KG -- -- -- KP
        -- -- -- -- -- -- -- -- -- -- -- PT -- -- VA MT AL GR CY SY AM TM -- TJ -- -- -- KR JP
        -- -- -- -- -- -- -- -- -- -- -- MA -- -- TN -- -- -- PS LB IQ IR AF -- -- CN
        -- -- -- -- -- -- BS -- -- -- -- -- -- DZ -- -- LY EG IL JO KW BH PK -- NP BT
        -- -- -- MX BZ CU HT DO AG -- CV MR -- -- -- -- -- -- -- SA QA AE -- IN BD MM LA TW
        -- -- -- -- GT HN JM KN DM LC GM SN ML -- NE -- TD -- SD ER YE OM -- -- -- TH VN
        -- -- -- -- SV NI -- GD VC BB GW GN BF BJ NG -- -- -- -- -- DJ -- -- -- -- -- KH PH
        -- -- -- -- -- CR PA VE TT GY SL CI GH TG CM -- CF -- SS ET SO -- -- -- LK -- BN PW FM MH
        -- -- -- -- -- -- EC CO SR -- -- LR -- ST GQ CG -- RW UG KE -- -- -- MV -- SG MY -- NR KI
        -- -- -- -- -- -- -- -- -- -- -- -- -- -- GA -- -- CD BI TZ -- SC -- -- -- -- ID -- PG
        -- -- -- -- -- -- PE -- BR -- -- -- -- -- -- -- AO -- ZM MW KM -- -- -- -- -- -- TL SB TV
        WS -- -- -- -- -- -- -- BO -- -- -- -- -- -- -- -- -- ZW MZ MG -- -- -- -- -- -- -- VU FJ
        TO -- -- -- -- -- -- -- PY -- -- -- -- -- -- NA -- BW -- -- -- MU
        -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- ZA SZ -- -- -- -- -- -- -- -- AU
        -- -- -- -- -- -- -- CL UY -- -- -- -- -- -- -- -- -- LS
        -- -- -- -- -- -- -- -- AR
        -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- NZ

        """
}
