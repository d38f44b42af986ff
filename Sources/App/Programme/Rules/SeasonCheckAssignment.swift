import Platform

extension SeasonRules {
    static let mostKinds = 10
    static let largestWeight = 1_000

    func checkAssignment() {
        let (rules, path) = (document.jury.assignment, "jury/assignment")
        if let field = rules.themeField {
            let choices = document.forms.flatMap(\.fields).filter { !$0.settings.choices.isEmpty }
            checkReference(field, among: choices.map(\.key), at: path + "/theme-field")
        } else if rules.themes == .require, reading.isSound(path) {
            find("season.check.no-theme-field", at: path + "/themes")
        }
        for (name, weight) in [
            ("theme", rules.weights.theme), ("region", rules.weights.region),
            ("balance", rules.weights.balance),
        ] {
            checkRange(weight, 0...Self.largestWeight, at: path + "/weights/" + name)
        }
        if let most = rules.togetherAtMost { checkRange(most, 1...10_000, at: path + "/together-at-most") }
        checkKinds(rules.kinds, at: path + "/kinds")
        checkBids()
    }

    private func checkKinds(_ kinds: [JurorKind], at path: String) {
        if kinds.count > Self.mostKinds {
            find("season.check.too-many", at: path, ["limit": .number(Self.mostKinds)])
        }
        let (needed, reviews) = (kinds.count { $0.isRequired }, document.jury.reviewsPerApplication)
        guard needed > reviews, reading.isSound(path), reading.isSound("jury/reviews-per-application") else {
            return
        }
        find("season.check.kinds", at: path, ["needed": .number(needed), "reviews": .number(reviews)])
    }
}
