/// Legal forms and articles, which one organisation writes and leaves out as it likes.
enum LegalForms {
    static func removed(from words: [String]) -> [String] {
        var kept = words
        for phrase in phrases where kept.count > phrase.count {
            if Array(kept.prefix(phrase.count)) == phrase { kept.removeFirst(phrase.count) }
            if kept.count > phrase.count, Array(kept.suffix(phrase.count)) == phrase {
                kept.removeLast(phrase.count)
            }
        }
        let named = kept.filter { !abbreviations.contains($0) }
        // What consists of nothing else is a name after all.
        return (named.isEmpty ? kept : named).map(unspaced)
    }

    /// Scripts without spaces write the form into the word.
    private static func unspaced(_ word: String) -> String {
        for form in attached where word.count > form.count + 1 {
            if word.hasSuffix(form) { return String(word.dropLast(form.count)) }
            if word.hasPrefix(form) { return String(word.dropFirst(form.count)) }
        }
        return word
    }

    /// The longest first, so that none takes a piece of another.
    private static let phrases: [[String]] =
        [
            "общество с ограниченной ответственностью", "публичное акционерное общество",
            "закрытое акционерное общество", "открытое акционерное общество", "акционерное общество",
            "товарищество с ограниченной ответственностью", "индивидуальный предприниматель",
            "автономная некоммерческая организация", "некоммерческая организация",
            "общественная организация", "региональная общественная организация",
            "межрегиональная общественная организация", "международная общественная организация",
            "общественное объединение", "sp z oo", "sa de cv", "s de rl", "de cv", "sdn bhd", "co ltd",
            "private limited", "public limited company", "limited liability company",
            "joint stock company", "non profit organization", "nonprofit organization",
            "شركة ذات مسؤولية محدودة",
        ].map(ComparedText.words).sorted { $0.count > $1.count }

    private static let abbreviations = Set(shortForms.flatMap(ComparedText.words))

    private static let shortForms = [
        // English and the law that follows it
        "the", "inc", "incorporated", "ltd", "limited", "llc", "llp", "lp", "plc", "co", "company", "corp",
        "corporation", "pty", "pvt", "pte", "bhd", "cic", "cio", "ngo", "npo", "jsc", "ojsc", "cjsc", "pjsc",
        // Continental Europe, Latin America
        "gmbh", "ggmbh", "mbh", "ag", "ug", "kg", "ohg", "ev", "sa", "sas", "sasu", "sarl", "srl", "spa",
        "sl",
        "slu", "sau", "sc", "bv", "nv", "vzw", "asbl", "ab", "as", "asa", "oy", "oyj", "aps", "kft", "zrt",
        "sro", "doo", "dd", "ood", "eood", "ltda", "eirl", "cv", "sti",
        // Cyrillic
        "ооо", "оао", "зао", "пао", "ао", "нао", "ано", "нко", "роо", "моо", "воо", "мроо", "оо", "ип", "тоо",
        "чуп", "муп", "гуп", "фгуп", "фгбоу", "гбоу", "мбоу", "мау", "гбу", "тов", "прат", "ат", "дп",
        // Arabic
        "شركة", "المحدودة", "ذمم", "شمم", "شمل",
        // Korean, which spaces them
        "주식회사", "주", "유한회사", "사단법인", "재단법인",
    ]

    private static let attached: [String] = [
        "股份有限公司", "有限责任公司", "股份有限責任公司", "有限責任公司", "有限公司", "株式会社", "有限会社",
        "合同会社", "一般社団法人", "公益財団法人", "一般財団法人", "特定非営利活動法人", "npo法人",
    ].flatMap(ComparedText.words)
}
