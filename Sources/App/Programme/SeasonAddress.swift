internal import Platform

extension Season {
    /// Where a season begins; the addresses of every feature lie below it.
    static func path(_ key: String) -> String { "/seasons/" + key }

    var path: String { Self.path(key) }
    var staff: String { path + "/staff" }
    var applying: String { path + "/apply" }
    var finalists: String { path + "/finalists" }
    var laureates: String { path + "/laureates" }
    var statistics: String { path + "/statistics" }
    var sessions: String { path + "/sessions" }
    var promises: String { path + "/promises" }

    /// The first step of the trail of each page below.
    func link(_ reader: Reader) -> Link {
        Link(text: reader.pick(rules.title), path: path)
    }

    /// The step after it on the pages of staff.
    func staffLink(_ reader: Reader) -> Link {
        Link(text: reader("results.staff"), path: staff)
    }
}
