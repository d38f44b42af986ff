internal import Platform

/// Opening, answering and concluding, as forms below what there is to read.
enum DiscussionForms {
    static func markup(_ content: DiscussionPages.Content, _ visit: Visit) -> HTML? {
        guard let action = content.action, content.round.isOpen else { return nil }
        guard content.state == .open else {
            return content.isChair ? opening(content, action, visit) : nil
        }
        let concluding: HTML? = content.isChair ? concluding(content, action, visit) : nil
        return "\(answering(content, action, visit))\(concluding)"
    }

    private static func opening(
        _ content: DiscussionPages.Content, _ action: String, _ visit: Visit
    ) -> HTML? {
        guard content.reading.reviews.count >= Discussion.leastReviews else { return nil }
        let reader = visit.reader
        let field = Controls.Field(
            "reason", reader("jury.discussion.reason.label"), help: reader("jury.discussion.reason.help"),
            problem: content.problem)
        let saving = Autosave.here(content.reading.discussions.count, visit)
        let form: HTML = """
            <p>\(reader("jury.discussion.start.what"))</p>
            \(Controls.longText(field, value: content.reason, rows: 3, reader))
            \(saving.bar(Controls.button(reader("jury.discussion.start.do")), reader))\(Controls.token(visit))
            """
        let attributes: HTML = "method=\"post\" action=\"\(action)\" novalidate\(saving.attribute)"
        guard content.state != nil else {
            return """
                <section class="stack"><h2>\(reader("jury.discussion.start"))</h2>
                <form class="form" \(attributes)>\(form)</form></section>
                """
        }
        let open: HTML? = field.faults.isEmpty ? nil : " open"
        return """
            <details class="more"\(open)><summary>\(Icon.onward)\(reader("jury.discussion.reopen"))</summary>
            <form class="form" \(attributes)>\(form)</form></details>
            """
    }

    private static func answering(
        _ content: DiscussionPages.Content, _ action: String, _ visit: Visit
    ) -> HTML {
        let reader = visit.reader
        let field = Controls.Field(
            "text", reader("jury.discussion.text"), help: reader("jury.discussion.text.help"),
            problem: content.problem)
        let saving = Autosave.here(content.reading.remarks.count(where: \.voice.isOneself), visit)
        return """
            <form class="form" method="post" action="\(action)/remarks" novalidate\(saving.attribute)>
            \(Controls.longText(field, value: content.entry.text, rows: 4, reader))
            \(saving.bar(Controls.button(reader("jury.discussion.text.do")), reader))
            \(Controls.hidden("request_key", content.entry.key))\(Controls.token(visit))</form>
            """
    }

    private static func concluding(
        _ content: DiscussionPages.Content, _ action: String, _ visit: Visit
    ) -> HTML {
        let reader = visit.reader
        let field = Controls.Field(
            "conclusion", reader("jury.discussion.conclusion"),
            help: reader("jury.discussion.conclusion.help"), problem: content.problem)
        let open: HTML? = field.faults.isEmpty ? nil : " open"
        let saving = Autosave.here(content.reading.discussions.count, visit)
        return """
            <details class="more"\(open)><summary>\(Icon.onward)\(reader("jury.discussion.conclude"))</summary>
            <form class="form" method="post" action="\(action)/conclusion" novalidate\(saving.attribute)>
            <p>\(reader("jury.discussion.conclude.what"))</p>
            \(Controls.longText(field, value: content.conclusion, rows: 4, reader))
            \(saving.bar(Controls.button(reader("jury.discussion.conclude.do")), reader))
            \(Controls.token(visit))</form></details>
            """
    }
}
