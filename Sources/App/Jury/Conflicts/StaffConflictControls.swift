internal import Platform

/// How staff state a conflict of a juror, beside an application.
enum StaffConflictControls {
    static func stating(_ juror: Juror, at path: String, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let (name, id) = (reader("jury.conflict.state"), "kind-" + juror.publicID)
        let options = ConflictKind.allCases.map { kind -> HTML in
            let mark: HTML = kind == .other ? " selected" : ""
            return "<option value=\"\(kind.rawValue)\"\(mark)>\(kind.word(reader))</option>"
        }
        return """
            <details class="more"><summary>\(Icon.onward)\(name)</summary>
            <form class="row" method="post" action="\(path)">
            <div class="field"><label for="\(id)">\(reader("jury.conflict.kind"))</label>
            <select id="\(id)" name="kind">\(options)</select></div>
            \(Controls.button(name, style: .secondary))\(Controls.hidden("juror", juror.publicID))
            \(Controls.token(visit))</form></details>
            """
    }
}
