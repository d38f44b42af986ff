internal import Foundation
internal import Platform

/// A part of the rules that has forms of its own in the editor; the whole document has everything.
enum RulePart: String, Sendable, CaseIterable {
    case texts, stages, nominations, prizes, eligibility, ranking, outcomes

    /// Whether it is a list of things with keys.
    var isList: Bool {
        switch self {
        case .stages, .nominations, .prizes: true
        case .texts, .eligibility, .ranking, .outcomes: false
        }
    }

    var list: RulePath { RulePath(rawValue) }

    /// The part in which a place of the rules is edited; nothing where only the whole document has it.
    init?(of path: RulePath) {
        switch path.steps.first {
        case "programme", "title", "contact", "texts": self = .texts
        case "eligibility", "limits": self = .eligibility
        case "outcomes", "feedback": self = .outcomes
        case let step?:
            guard let part = RulePart(rawValue: step) else { return nil }
            self = part
        case nil: return nil
        }
    }
}

/// The forms of the editor, made of what the draft holds.
struct RuleForm: Sendable {
    let rules: RuleDocument
    let reader: Reader

    /// The languages that the rules declare, as far as they are any.
    var languages: [Language] {
        let codes = (rules.value(at: RulePath("languages"))?.list ?? []).compactMap(\.text)
        let declared = codes.compactMap { Language($0) }
        return declared.isEmpty ? [.english] : declared
    }

    private var zone: TimeZone {
        rules.value(at: RulePath("time-zone"))?.text.flatMap { TimeZones.zone($0) } ?? .gmt
    }

    /// What a part without elements asks.
    func items(of part: RulePart) -> [RuleItem] {
        switch part {
        case .texts:
            let texts = RulePath("texts")
            return [
                line(RulePath("programme")), line(RulePath("title")), field(RulePath("contact"), .line),
                .heading(texts),
                text(texts, "tagline"), text(texts, "about"), text(texts, "who-may-apply"),
                text(texts, "what-laureates-receive"),
            ]
        case .eligibility:
            let limits = RulePath("limits")
            return eligibility(RulePath("eligibility")) + [
                .heading(limits),
                row([
                    (limits.appending("applications-per-applicant"), .number),
                    (limits.appending("applications-per-nomination"), .number),
                ]),
            ]
        case .ranking: return ranking(part.list)
        case .outcomes: return outcomes(RulePath("outcomes"))
        case .stages, .nominations, .prizes: return []
        }
    }

    private func outcomes(_ path: RulePath) -> [RuleItem] {
        func named(_ values: [String]) -> [Controls.Option] {
            values.map { Controls.Option($0, reader("drafts.outcomes.\($0)")) }
        }
        return [
            choice(path.appending("adoption"), named(AdoptionRule.allCases.map(\.rawValue))),
            row([
                (path.appending("confirmation-days"), .number),
                (path.appending("prizes-per-application"), .number),
            ]),
            choice(path.appending("tells-reserve"), flags),
            .heading(RulePath("feedback")),
            choices(RulePath("feedback"), named(SeasonFeedback.allCases.map(\.rawValue))),
            choice(path.appending("comments"), named(CommentRelease.allCases.map(\.rawValue))),
            field(path.appending("feedback-reviews"), .number),
        ]
    }

    /// What an element of a list asks.
    func items(of part: RulePart, element key: String) -> [RuleItem] {
        let path = part.list.appending(key)
        switch part {
        case .stages: return stage(path)
        case .nominations: return nomination(path)
        case .prizes: return prize(path)
        case .texts, .eligibility, .ranking, .outcomes: return []
        }
    }

    private func stage(_ path: RulePath) -> [RuleItem] {
        let amendments = path.appending("amendments")
        let extensions = rules.names(in: amendments).map { name -> [RuleItem] in
            let one = amendments.appending(name)
            return [
                row([(one.appending("made"), .moment(zone)), (one.appending("closes"), .moment(zone))]),
                text(one, "reason"),
            ]
        }
        let kinds = StageKind.allCases.map {
            Controls.Option($0.rawValue, reader("drafts.stage.\($0.rawValue)"))
        }
        return [
            line(path.appending("title")), choice(path.appending("kind"), kinds),
            row([(path.appending("opens"), .moment(zone)), (path.appending("closes"), .moment(zone))]),
            field(path.appending("grace-minutes"), .number), .extensions(extensions),
        ]
    }

    private func nomination(_ path: RulePath) -> [RuleItem] {
        [
            line(path.appending("title")), text(path, "description"),
            choices(path.appending("open-to"), parties),
            choice(path.appending("track"), titles("tracks")),
            choice(path.appending("form"), titles("forms")),
            .heading(path.appending("eligibility")),
        ] + eligibility(path.appending("eligibility"))
    }

    private func prize(_ path: RulePath) -> [RuleItem] {
        let methods = PrizeMethod.allCases.map {
            Controls.Option($0.rawValue, reader("drafts.method.\($0.rawValue)"))
        }
        let regional = path.appending("regional-passing-scores")
        let regions = rules.names(in: RulePath("regions")).map {
            (regional.appending($0), RuleField.Kind.number)
        }
        return [
            line(path.appending("title")), text(path, "description"),
            choices(path.appending("nominations"), titles("nominations")),
            choices(path.appending("open-to"), parties), .heading(path.appending("eligibility")),
        ] + eligibility(path.appending("eligibility")) + [
            choices(path.appending("regions"), titles("regions")),
            .heading(path), choice(path.appending("method"), methods),
            row([(path.appending("places"), .number), (path.appending("money"), .line)]),
            choice(path.appending("joint-places"), flags), field(path.appending("reserve"), .number),
            field(path.appending("passing-score"), .number), .heading(regional), row(regions),
        ]
    }

    private func eligibility(_ path: RulePath) -> [RuleItem] {
        let kinds = OrganisationKind.allCases.map {
            Controls.Option($0.rawValue, reader("eligibility.organisation.\($0.rawValue)"))
        }
        return [
            row([(path.appending("minimum-age"), .number), (path.appending("maximum-age"), .number)]),
            row([(path.appending("countries"), .codes), (path.appending("countries-except"), .codes)]),
            choices(path.appending("organisation-kinds"), kinds),
            field(path.appending("founded-before"), .date),
        ]
    }
}

extension RuleForm {
    private var parties: [Controls.Option] {
        PartyKind.allCases.map { Controls.Option($0.rawValue, reader("eligibility.party.\($0.rawValue)")) }
    }

    private var flags: [Controls.Option] {
        [
            Controls.Option("true", reader("drafts.outcomes.true")),
            Controls.Option("false", reader("drafts.outcomes.false")),
        ]
    }

    /// The elements of a list by their titles.
    private func titles(_ list: String) -> [Controls.Option] {
        rules.names(in: RulePath(list)).map { key in
            Controls.Option(key, rules.title(of: RulePath(list, key), reader))
        }
    }

    func field(_ path: RulePath, _ kind: RuleField.Kind) -> RuleItem {
        .field(RuleField(path: path, kind: kind))
    }

    func row(_ fields: [(RulePath, RuleField.Kind)]) -> RuleItem {
        .row(fields.map { RuleField(path: $0.0, kind: $0.1) })
    }

    /// What stands there is offered, too, even where it is nothing that may stand there.
    func choice(_ path: RulePath, _ options: [Controls.Option]) -> RuleItem {
        field(path, .choice(options + others(path, than: options)))
    }

    private func choices(_ path: RulePath, _ options: [Controls.Option]) -> RuleItem {
        field(path, .choices(options + others(path, than: options)))
    }

    func others(_ path: RulePath, than options: [Controls.Option]) -> [Controls.Option] {
        let value = rules.value(at: path)
        let held = (value?.list ?? value.map { [$0] } ?? []).compactMap(\.text)
        return held.filter { text in !options.contains { $0.value == text } }.map { Controls.Option($0, $0) }
    }

    private func line(_ path: RulePath) -> RuleItem {
        texts(path, .line)
    }

    private func text(_ parent: RulePath, _ name: String) -> RuleItem {
        texts(parent.appending(name), .text)
    }

    private func texts(_ path: RulePath, _ kind: RuleField.Kind) -> RuleItem {
        .texts(path, languages.map { RuleField(path: path.appending($0.code), kind: kind) })
    }
}

extension RuleDocument {
    /// What an element is called for a reader: its title, or its key as long as it has none.
    func title(of element: RulePath, _ reader: Reader) -> String {
        let texts = (value(at: element.appending("title"))?.fields ?? [:]).compactMapValues(\.text)
        let title = reader.pick(LocalizedText(texts))
        return title.isEmpty ? element.steps.last ?? "" : title
    }

    /// Puts a new element at the end of a list, with what is usual for its kind.
    mutating func add(_ key: String, to part: RulePart) {
        var element: [String: JSON] = ["key": .string(key)]
        switch part {
        case .nominations:
            element["track"] = names(in: RulePath("tracks")).first.map { .string($0) }
            element["form"] = names(in: RulePath("forms")).first.map { .string($0) }
        case .prizes:
            element["nominations"] = .array(names(in: RulePath("nominations")).map { .string($0) })
            element["method"] = .string(PrizeMethod.directorate.rawValue)
            element["places"] = 1
        case .stages: element["kind"] = .string(StageKind.vote.rawValue)
        case .texts, .eligibility, .ranking, .outcomes: return
        }
        append(.object(element), to: part.list)
    }
}
