internal import Platform

/// How staff state and lift a conflict of a juror, beside an application.
enum StaffConflictControls {
    static func stating(_ juror: Juror, at path: String, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let id = "kind-" + juror.publicID
        let options = ConflictKind.allCases.map { kind -> HTML in
            let mark: HTML = kind == .other ? " selected" : ""
            return "<option value=\"\(kind.rawValue)\"\(mark)>\(kind.word(reader))</option>"
        }
        return small(
            reader("jury.conflict.state"), path, juror,
            """
            <div class="field"><label for="\(id)">\(reader("jury.conflict.kind"))</label>
            <select id="\(id)" name="kind">\(options)</select></div>
            """, visit)
    }

    static func lifting(_ juror: Juror, at path: String, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let id = "reason-" + juror.publicID
        return small(
            reader("jury.conflict.lift"), path, juror,
            """
            <div class="field"><label for="\(id)">\(reader("jury.conflict.lift.reason"))</label>
            <input id="\(id)" name="reason" type="text"></div>
            """, visit)
    }

    /// A form that opens below its name.
    private static func small(
        _ name: String, _ path: String, _ juror: Juror, _ field: HTML, _ visit: Visit
    ) -> HTML {
        """
        <details class="more"><summary>\(Icon.onward)\(name)</summary>
        <form class="row" method="post" action="\(path)">\(field)
        \(Controls.button(name, style: .secondary))\(Controls.hidden("juror", juror.publicID))
        \(Controls.token(visit))</form></details>
        """
    }
}
