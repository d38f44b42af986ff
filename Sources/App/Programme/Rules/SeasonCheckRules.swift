import Platform

/// What must hold between the parts of a document that are each well formed.
struct SeasonRules {
    let document: SeasonDocument
    let reading: DocumentReading

    func check() {
        checkRegions()
        checkStages()
        checkNominations()
        checkPrizes()
        checkOutcomes()
        checkLimits()
        checkRubric()
        checkJury()
        checkAssignment()
        checkRanking()
        checkScoring()
        for form in document.forms {
            SeasonFormRules(form: form, nominations: document.nominations.map(\.key), rules: self).check()
        }
    }

    func find(_ message: String, at path: String, _ arguments: [String: MessageValue] = [:]) {
        reading.find(message, at: path, reading.position(of: path), arguments)
    }

    /// A reference to something that the document defines elsewhere.
    func checkReference(_ key: String, among keys: [String], at path: String) {
        guard reading.isSound(path), !keys.contains(key) else { return }
        var arguments: [String: MessageValue] = ["key": .text(key)]
        let suggestion = Spelling.nearest(to: key, among: keys)
        if let suggestion { arguments["suggestion"] = .text(suggestion) }
        find(
            suggestion == nil ? "season.check.no-such-key" : "season.check.no-such-key-but", at: path,
            arguments)
    }

    func checkRange(_ value: Int, _ range: ClosedRange<Int>, at path: String) {
        guard reading.given.contains(path), reading.isSound(path), !range.contains(value) else { return }
        let arguments: [String: MessageValue] = [
            "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound),
        ]
        find("season.check.range", at: path, arguments)
    }
}

// MARK: Regions

extension SeasonRules {
    private func checkRegions() {
        var places: [CountryCode: String] = [:]
        for region in document.regions {
            for country in region.countries {
                place(country, in: region.key, at: "regions/\(region.key)/countries/\(country.code)", &places)
            }
        }
        for country in document.excludedCountries {
            place(country, in: "excluded-countries", at: "excluded-countries/\(country.code)", &places)
        }
        let missing = Countries.all.filter { code in !places.keys.contains { $0.code == code } }
        guard !missing.isEmpty, reading.isSound("regions"), reading.isSound("excluded-countries") else {
            return
        }
        let arguments: [String: MessageValue] = [
            "count": .number(missing.count), "countries": .text(missing.joined(separator: ", ")),
        ]
        find("season.check.countries-missing", at: "regions", arguments)
    }

    private func place(
        _ country: CountryCode, in group: String, at path: String, _ places: inout [CountryCode: String]
    ) {
        guard let other = places.updateValue(group, forKey: country), other != group else { return }
        find("season.check.country-twice", at: path, ["country": .text(country.code), "other": .text(other)])
    }
}

// MARK: Nominations

extension SeasonRules {
    private func checkNominations() {
        for nomination in document.nominations {
            let path = "nominations/\(nomination.key)"
            checkReference(nomination.track, among: document.tracks.map(\.key), at: path + "/track")
            checkReference(nomination.form, among: document.forms.map(\.key), at: path + "/form")
            checkEligibility(nomination.eligibility, at: path + "/eligibility")
            let isForOrganisations = nomination.openTo.contains(.organisation)
            let kindsPath = path + "/eligibility/organisation-kinds"
            if !nomination.eligibility.organisationKinds.isEmpty, !isForOrganisations, reading.isSound(path) {
                find("season.check.no-organisations", at: kindsPath)
            }
        }
        checkEligibility(document.eligibility, at: "eligibility")
    }

    func checkEligibility(_ rule: EligibilityRule, at path: String) {
        if let minimum = rule.minimumAge { checkRange(minimum, 0...120, at: path + "/minimum-age") }
        if let maximum = rule.maximumAge {
            checkRange(maximum, max(0, rule.minimumAge ?? 0)...120, at: path + "/maximum-age")
        }
        for country in rule.countriesExcept where rule.countries.contains(country) {
            let place = path + "/countries-except/" + country.code
            find("season.check.country-both", at: place, ["country": .text(country.code)])
        }
    }

    private func checkLimits() {
        let limits = document.limits
        if let limit = limits.perApplicant {
            checkRange(limit, 1...100, at: "limits/applications-per-applicant")
        }
        if let limit = limits.perNomination {
            checkRange(limit, 1...100, at: "limits/applications-per-nomination")
        }
    }
}

// MARK: Rubric and jury

extension SeasonRules {
    private func checkRubric() {
        let rubric = document.rubric
        if reading.isSound("rubric/minimum"), reading.isSound("rubric/maximum") {
            checkRange(rubric.maximum, (rubric.minimum + 1)...(rubric.minimum + 100), at: "rubric/maximum")
        }
        for criterion in rubric.criteria {
            let path = "rubric/criteria/\(criterion.key)"
            checkRange(criterion.weight, 1...100, at: path + "/weight")
            guard rubric.minimum < rubric.maximum else { continue }
            for anchor in criterion.anchors where !(rubric.minimum...rubric.maximum).contains(anchor.score) {
                let place = path + "/anchors/\(anchor.score)/score"
                if reading.isSound(place) { find("season.check.not-on-scale", at: place) }
            }
        }
        let sum = rubric.criteria.map(\.weight).reduce(0, +)
        if sum != 100, reading.isSound("rubric/criteria") {
            find("season.check.weights", at: "rubric/criteria", ["sum": .number(sum)])
        }
    }

    private func checkJury() {
        let jury = document.jury
        checkRange(jury.reviewsPerApplication, 1...20, at: "jury/reviews-per-application")
        let most = max(1, jury.reviewsPerApplication)
        checkRange(jury.minimumReviews, 1...most, at: "jury/minimum-reviews")
        checkRange(jury.maximumLoad, 1...1_000, at: "jury/maximum-load")
        checkRange(document.screening.requiredPercent, 0...100, at: "screening/required-percent")
        if MailAddress(document.contact) == nil, reading.isSound("contact") {
            find("season.check.contact", at: "contact")
        }
    }
}
