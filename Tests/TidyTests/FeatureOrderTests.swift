import Testing

/// Which feature of the product may use which: the table is the rule, the test reads the code.
///
/// A heuristic on names: a file may mention the top-level types of its own folder, of those that its folder
/// stands on, and of what ties the features together: the files directly in `Sources/App`, and `Web`, whose
/// visit knows the person and the season of a request. A key, `ID<Season>`, only points and uses nothing.
struct FeatureOrderTests {
    struct Feature {
        let name: String
        let standsOn: [String]

        init(_ name: String, on standsOn: String...) {
            self.name = name
            self.standsOn = standsOn
        }
    }

    /// Read upwards: each stands on those that it names, and on all that these stand on.
    static let features: [Feature] = [
        Feature("Schema"),
        Feature("Interface"),
        Feature("People", on: "Interface"),
        // The questions of a form and their answers: a season's rules state forms, applications fill them in.
        Feature("Forms", on: "Interface"),
        Feature("Programme", on: "People", "Forms"),
        Feature("Applications", on: "Programme"),
        Feature("Screening", on: "Applications"),
        Feature("Jury", on: "Screening"),
        Feature("Results", on: "Jury"),
        Feature("Voting", on: "Applications"),
        Feature("DesignSessions", on: "Programme"),
        Feature("Polls", on: "DesignSessions"),
        Feature("Protocols", on: "Polls"),
        Feature("Decisions", on: "Results", "Voting", "Protocols"),
        Feature("Community", on: "Decisions"),
        Feature("Partners", on: "Programme"),
        Feature("Events", on: "Community", "Partners"),
        Feature("Opportunities", on: "Community", "Partners"),
        Feature("Fundraising", on: "Community", "Partners"),
        Feature("Newsroom", on: "Events"),
        Feature("Credentials", on: "Community"),
        // These two only read, so they may look at everything and nothing may stand on them.
        Feature("Statistics", on: "Newsroom", "Opportunities", "Fundraising", "Credentials"),
        Feature("Transparency", on: "Newsroom", "Opportunities", "Fundraising", "Credentials"),
        // It fills every feature with people and projects, as those would who use it.
        Feature("Demonstration", on: "Statistics"),
    ]

    static let ties: Set<String> = ["Web"]

    @Test func theTableReadsUpwards() {
        var known: Set<String> = []
        for feature in Self.features {
            #expect(known.isSuperset(of: feature.standsOn), "\(feature.name) stands on a later one")
            #expect(known.insert(feature.name).inserted, "\(feature.name) is declared twice")
        }
    }

    @Test func featuresUseOnlyWhatTheyStandOn() {
        expectNone(violations(in: Repository.sources))
    }

    @Test func aForbiddenUseIsFound() {
        let planted: [SourceFile] = [
            SourceFile(
                path: "Sources/App/Jury/Jury.swift", text: "public struct Juror {\nstruct Inner {}\n}"),
            SourceFile(
                path: "Sources/App/People/People.swift", text: "enum Role {}\n// Juror\nlet a = \"Juror\""),
            SourceFile(
                path: "Sources/App/People/Roles.swift",
                text: "let a = Juror()\nlet b: Role.Juror, c: ID<Juror>"),
            SourceFile(path: "Sources/App/Statistics/Counts.swift", text: "let a: [Juror], b: Role"),
            SourceFile(path: "Sources/App/Routes.swift", text: "struct Routes { let a: Juror }"),
            SourceFile(path: "Sources/App/Oddities/Odd.swift", text: "let a: Routes"),
        ]
        let found: [Finding] = violations(in: planted)
        #expect(found.map(\.path) == ["Sources/App/Oddities/Odd.swift", "Sources/App/People/Roles.swift"])
        #expect(found.map(\.line) == [nil, 1])
    }

    private func violations(in files: [SourceFile]) -> [Finding] {
        let members: [(file: SourceFile, feature: String, code: String)] = files.compactMap { file in
            feature(of: file).map { (file, $0, CodeMask.code(of: file.text)) }
        }
        var owners: [String: String] = [:]
        for member in members {
            for type in Self.topLevelTypes(in: member.code) { owners[type] = member.feature }
        }
        var findings: [Finding] = []
        for member in members {
            guard let allowed = Self.reach[member.feature] else {
                findings.append(
                    Finding(path: member.file.path, message: "\(member.feature) is not in the table"))
                continue
            }
            for use in Self.typeNames(in: member.code) {
                guard let owner = owners[use.name], !allowed.contains(owner) else { continue }
                let message: String = "\(member.feature) uses \(use.name) of \(owner)"
                findings.append(Finding(path: member.file.path, line: use.line, message: message))
            }
        }
        return findings.sorted { $0.path < $1.path }
    }

    /// The folder under `Sources/App`; what ties the features together belongs to none.
    private func feature(of file: SourceFile) -> String? {
        let parts: [Substring] = file.path.split(separator: "/")
        guard parts.count > 3, parts[0] == "Sources", parts[1] == "App" else { return nil }
        return Self.ties.contains(String(parts[2])) ? nil : String(parts[2])
    }

    /// What each feature may use: itself, what it stands on, and so on down.
    private static let reach: [String: Set<String>] = {
        var reach: [String: Set<String>] = [:]
        for feature in features {
            let below: [Set<String>] = feature.standsOn.compactMap { reach[$0] }
            reach[feature.name] = below.reduce([feature.name]) { $0.union($1) }
        }
        return reach
    }()

    private static let declarations: Set<Substring> = [
        "struct", "enum", "class", "actor", "protocol", "typealias",
    ]

    /// Types declared at the left margin, the private ones left out, for nobody else can mean them.
    private static func topLevelTypes(in code: String) -> [String] {
        code.split(separator: "\n").compactMap { line in
            guard let first = line.first, first.isLetter || first == "@" else { return nil }
            let words: [Substring] = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
            guard let keyword = words.firstIndex(where: declarations.contains), keyword + 1 < words.count
            else {
                return nil
            }
            guard !words.contains("private"), !words.contains("fileprivate") else { return nil }
            return String(words[keyword + 1])
        }
    }

    /// Capitalised names that are nobody's members and not the subject of a key, with their lines.
    private static func typeNames(in code: String) -> [(name: String, line: Int)] {
        var found: [(name: String, line: Int)] = []
        let used: String = code.replacing("ID<", with: "ID.")
        for (index, line) in used.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            for word in line.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }
            ) {
                let name: Substring = word.prefix { $0 != "." }
                if name.first?.isUppercase == true { found.append((String(name), index + 1)) }
            }
        }
        return found
    }
}
