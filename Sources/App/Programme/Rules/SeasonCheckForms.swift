import Platform

/// What must hold within a form.
struct SeasonFormRules {
    let form: ApplicationForm
    let nominations: [String]
    let rules: SeasonRules

    static let mostFields = 200

    func check() {
        let path = "forms/\(form.key)"
        if form.fields.count > Self.mostFields {
            let limit: MessageValue = .number(Self.mostFields)
            rules.find("season.check.too-many", at: path + "/sections", ["limit": limit])
        }
        let titles = form.fields.filter { $0.kind == .shortText }.map(\.key)
        rules.checkReference(form.titleField, among: titles, at: path + "/title-field")
        var earlier: [FormField] = []
        for section in form.sections {
            let place = path + "/sections/\(section.key)"
            checkNominations(section.onlyFor, at: place)
            checkCondition(section.showWhen, earlier, at: place + "/show-when")
            let keysBefore = earlier.map(\.key)
            for field in section.fields {
                let fieldPlace = place + "/fields/\(field.key)"
                if keysBefore.contains(field.key) {
                    rules.find("season.check.twice", at: fieldPlace + "/key", ["key": .text(field.key)])
                }
                check(field, after: earlier, at: fieldPlace)
                earlier.append(field)
            }
        }
    }

    private func check(_ field: FormField, after earlier: [FormField], at path: String) {
        checkNominations(field.onlyFor, at: path)
        checkCondition(field.showWhen, earlier, at: path + "/show-when")
        checkSettings(field, at: path)
    }

    private func checkNominations(_ keys: [String], at path: String) {
        for key in keys { rules.checkReference(key, among: nominations, at: path + "/only-for/" + key) }
    }
}

// MARK: Conditions

extension SeasonFormRules {
    private func checkCondition(_ condition: FormCondition?, _ earlier: [FormField], at path: String) {
        guard let condition, rules.reading.isSound(path) else { return }
        let isTest = condition.equals != nil || condition.contains != nil || condition.answered != nil
        let groups = [("all", condition.all), ("any", condition.any), ("none", condition.none)]
        if isTest != (condition.field != nil) || !isTest && groups.allSatisfy(\.1.isEmpty) {
            return rules.find("season.check.condition", at: path)
        }
        checkTest(condition, earlier, at: path)
        for (name, parts) in groups {
            for (index, part) in parts.enumerated() {
                checkCondition(part, earlier, at: path + "/\(name)/\(index + 1)")
            }
        }
    }

    private func checkTest(_ condition: FormCondition, _ earlier: [FormField], at path: String) {
        guard let key = condition.field else { return }
        guard let field = earlier.first(where: { $0.key == key }) else {
            let arguments: [String: MessageValue] = ["field": .text(key)]
            return rules.find("season.check.condition-field", at: path + "/field", arguments)
        }
        let isList = field.kind.control.shape == .texts
        if condition.equals != nil && isList || condition.contains != nil && !isList {
            return rules.find("season.check.condition-test", at: path, ["kind": .text(field.kind.name)])
        }
        guard let choice = condition.equals ?? condition.contains, !field.settings.choices.isEmpty else {
            return
        }
        let name = condition.equals == nil ? "contains" : "equals"
        rules.checkReference(choice, among: field.settings.choices.map(\.key), at: path + "/" + name)
    }
}

// MARK: Settings

extension SeasonFormRules {
    private func checkSettings(_ field: FormField, at path: String) {
        guard rules.reading.isSound(path + "/kind") else { return }
        let kind: MessageValue = .text(field.kind.name)
        for name in field.settings.given where !field.kind.takes.contains(name) {
            let arguments: [String: MessageValue] = ["setting": .text(name.rawValue), "kind": kind]
            rules.find("season.check.setting-not-taken", at: path + "/" + name.rawValue, arguments)
        }
        for name in FieldSettings.Name.allCases where field.kind.needs.contains(name) {
            let place = path + "/" + name.rawValue
            guard !field.settings.given.contains(name), rules.reading.isSound(place) else { continue }
            rules.find(
                "season.check.setting-needed", at: place, ["setting": .text(name.rawValue), "kind": kind])
        }
        checkLimits(field, at: path)
        checkColumns(field, at: path)
    }

    private func checkLimits(_ field: FormField, at path: String) {
        let settings = field.settings
        if let minimum = settings.minimum, let maximum = settings.maximum, minimum > maximum {
            rules.find("season.check.minimum-above-maximum", at: path + "/maximum")
        }
        if let decimals = settings.decimals { rules.checkRange(decimals, 0...6, at: path + "/decimals") }
        if let megabytes = settings.megabytes {
            rules.checkRange(megabytes, 1...FormField.mostMegabytes, at: path + "/megabytes")
        }
        guard field.kind != .number else { return }
        for (name, limit) in [("minimum", settings.minimum), ("maximum", settings.maximum)] {
            guard let limit else { continue }
            // Lengths and counts: anything else is outside of the range, halves too.
            rules.checkRange(Int(exactly: limit) ?? -1, 0...100_000, at: path + "/" + name)
        }
    }

    private func checkColumns(_ field: FormField, at path: String) {
        for column in field.settings.columns {
            let place = path + "/columns/\(column.key)"
            if !column.kind.control.fitsCell, rules.reading.isSound(place + "/kind") {
                rules.find("season.check.column-kind", at: place + "/kind", ["kind": .text(column.kind.name)])
            }
            if column.showWhen != nil || !column.onlyFor.isEmpty {
                rules.find("season.check.column-condition", at: place)
            }
            checkSettings(column, at: place)
        }
        let numbers = field.settings.columns.filter { $0.kind == .number }.map(\.key)
        guard rules.reading.isSound(path + "/columns") else { return }
        for key in field.settings.sums {
            rules.checkReference(key, among: numbers, at: path + "/sums/" + key)
        }
    }
}
