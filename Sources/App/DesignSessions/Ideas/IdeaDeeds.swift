internal import Platform

/// What authors, scribes, moderators and facilitators can do on the page of an idea, each behind its own
/// line so that nothing is pressed by mistake.
struct IdeaDeeds: Sendable {
    let page: IdeaPages

    private var idea: IdeaView { page.idea }
    private var sight: IdeaSight { page.sight }

    func markup(_ visit: Visit) -> HTML? {
        let deeds = [
            withdrawing(visit), referring(visit), hiding(visit), removingTranslation(visit),
            disclosing(visit),
        ].compactMap(\.self)
        return deeds.isEmpty ? nil : "<section class=\"stack deeds\">\(deeds)</section>"
    }

    private func withdrawing(_ visit: Visit) -> HTML? {
        let writesForGroup = sight.seat?.part == .scribe && sight.seat?.group == idea.group
        let isTheirs = idea.isOwn || idea.origin != .person && writesForGroup
        guard isTheirs, idea.withdrawnAt == nil else { return nil }
        let reader = visit.reader
        return deed(
            reader("ideas.withdraw"), "/withdrawal", "reason-withdrawal", reader("ideas.withdraw.reason"),
            help: reader("ideas.withdraw.help"), isNeeded: false, visit)
    }

    private func referring(_ visit: Visit) -> HTML? {
        guard let seat = sight.seat, idea.isShown, seat.part == .scribe || sight.here.isFacilitator else {
            return nil
        }
        let reader = visit.reader
        let others = page.groups.filter { $0.id != idea.group && !page.referrals.contains($0.id) }
        guard !others.isEmpty else { return nil }
        let options = others.map { Controls.Option($0.publicID, reader.pick($0.name)) }
        return """
            <details><summary>\(reader("ideas.refer"))</summary>\
            <form class="form" method="post" action="\(page.path)/referrals">\
            \(Controls.select(
                .init("group", reader("ideas.referral.group"), problem: page.problem), options, chosen: "",
                reader))\
            <div class="actions">\(Controls.button(reader("ideas.refer"), style: .secondary))</div>\
            \(Controls.token(visit))</form></details>
            """
    }

    private func hiding(_ visit: Visit) -> HTML? {
        guard sight.here.isModerator, visit.person != nil else { return nil }
        let reader = visit.reader
        if idea.isHidden {
            return Controls.buttonForm(reader("ideas.hiding.lift"), action: page.path + "/hiding/end", visit)
        }
        return deed(
            reader("ideas.hide"), "/hiding", "reason-hiding", reader("ideas.hide.reason"),
            help: reader("ideas.hide.help"), visit)
    }

    private func removingTranslation(_ visit: Visit) -> HTML? {
        guard sight.here.isModerator, visit.person != nil, !page.translations.isEmpty else { return nil }
        let reader = visit.reader
        let languages = page.translations.map { Controls.Option($0, reader.languageName($0)) }
        let select = Controls.select(
            .init("language", reader("ideas.translation.removal.language"), problem: page.problem), languages,
            chosen: "", reader)
        return deed(
            reader("ideas.translation.removal"), "/translation/removal", "reason-translation",
            reader("ideas.translation.removal.reason"), before: select, visit)
    }

    private func disclosing(_ visit: Visit) -> HTML? {
        guard sight.here.isModerator, visit.person != nil, sight.session.namesShown == .nobody,
            idea.origin == .person
        else { return nil }
        let reader = visit.reader
        return deed(
            reader("ideas.disclose"), "/author", "reason-author", reader("ideas.disclose.reason"),
            help: reader("ideas.disclose.help"), visit)
    }

    func moderation(of comment: IdeaComment, _ visit: Visit) -> HTML? {
        guard sight.here.isModerator, visit.person != nil else { return nil }
        let reader = visit.reader
        let path = "/comments/\(comment.publicID)/hiding"
        if comment.hiddenReason != nil {
            return Controls.buttonForm(
                reader("ideas.hiding.lift"), action: page.path + path + "/end", visit, style: .quiet)
        }
        return deed(
            reader("ideas.comment.hide"), path, "reason-" + comment.publicID, reader("ideas.hide.reason"),
            visit)
    }

    /// A line that opens on a reason and a button.
    private func deed(
        _ title: String, _ path: String, _ name: String, _ label: String, help: String? = nil,
        isNeeded: Bool = true, before: HTML? = nil, _ visit: Visit
    ) -> HTML {
        let reader = visit.reader
        let typed = page.note?.field == name ? page.note?.text : nil
        let field = Controls.Field(
            name, label, help: help, mark: isNeeded ? nil : reader("ideas.optional"), problem: page.problem)
        return """
            <details\(typed != nil ? " open" as HTML : nil)><summary>\(title)</summary>\
            <form class="form" method="post" action="\(page.path + path)">\
            \(before)\(Controls.text(field, value: typed ?? "", reader))\
            <div class="actions">\(Controls.button(title, style: .danger))</div>\(Controls.token(visit))</form>\
            </details>
            """
    }
}
