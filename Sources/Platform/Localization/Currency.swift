/// Facts of ISO 4217 that storing money in minor units needs.
public enum Currency {
    /// How many digits of a currency stand behind the point: 2 of the dollar, 0 of the yen.
    public static func minorDigits(of code: String) -> Int {
        exceptions[code] ?? 2
    }

    /// How many minor units make one: 100 cents.
    public static func minorUnits(of code: String) -> Int {
        var units = 1
        for _ in 0..<minorDigits(of: code) { units *= 10 }
        return units
    }

    private static let exceptions: [String: Int] = [
        "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0,
        "UGX": 0, "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
        "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
        "CLF": 4, "UYW": 4,
    ]
}
