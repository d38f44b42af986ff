internal import Platform

/// What another feature says of an idea on its page, such as how it was answered.
typealias IdeaSection = @Sendable (IdeaView, IdeaSight, Reader, Transaction) throws -> HTML?

/// The page of one idea: what it says, in the reader's language where somebody has translated it, what is
/// said about it, and what its reader may do.
struct IdeaPages: Sendable {
    let sight: IdeaSight
    let idea: IdeaView
    let groups: [SessionGroup]
    let referrals: [ID<SessionGroup>]
    let translations: [String]
    let discussion: IdeaComment.Page
    /// The number of the session's newest event.
    let last: Int
    /// Whether the original was asked for where there is a translation.
    var showsOriginal = false
    /// Of the next comment.
    let key: String
    var typed: Discussing.Entry?
    /// A reason that was typed and could not be taken.
    var note: Note?
    var problem: Problem?
    /// What was looked up just now; nothing where nobody did.
    var disclosure: String?
    var section: HTML?

    var address: SessionAddress { SessionAddress(sight.season, sight.session) }
    var path: String { address.idea(idea.publicID) }
    private var isOpen: Bool { sight.session.isOpen && sight.seat != nil && idea.isShown }

    /// A fixed number of statements.
    static func read(
        _ publicID: String, key: String, after: String? = nil, _ sight: IdeaSight, _ tx: Transaction
    ) throws -> IdeaPages {
        let session = sight.session.id
        let idea = try IdeaView.find(publicID, sight, tx)
        return IdeaPages(
            sight: sight, idea: idea, groups: try SessionGroup.of(session, tx),
            referrals: try Referring.groups(of: publicID, in: session, tx),
            translations: try IdeaTranslations.languages(of: publicID, in: session, tx),
            discussion: try IdeaComment.page(of: publicID, after: after, sight, tx),
            last: try SessionEvent.last(of: session, tx), key: key)
    }

    func page(_ visit: Visit) -> Page {
        let reader = visit.reader
        let trail = RoomTrail.room(sight.season, sight.session, reader)
        return Page(
            title: IdeaWords.number(idea.number, reader),
            trail: trail + [Link(text: reader("ideas.list"), path: address.ideas)],
            body: """
                \(follow(visit))<div class="stack-wide" data-idea="\(idea.publicID)">\
                \(Notices.problem(problem, reader))\(disclosed(reader))\(said(reader))\(section)\
                \(facts(reader))\(support(visit))\(talk(visit))\
                \(IdeaDeeds(page: self).markup(visit))</div>
                """)
    }

    private func follow(_ visit: Visit) -> HTML? {
        guard isOpen else { return nil }
        return LiveLine.markup(address, after: last, at: visit.now, visit.reader)
    }

    private func disclosed(_ reader: Reader) -> HTML? {
        disclosure.map { name in
            let words = name.isEmpty ? reader("ideas.author.unnamed") : name
            return Notices.information(
                reader("ideas.author.is"), "<p><bdi>\(words)</bdi></p><p>\(reader("ideas.author.logged"))</p>"
            )
        }
    }

    // MARK: What it says

    private func said(_ reader: Reader) -> HTML {
        let hidden: HTML? = idea.hiddenReason.map { reason in
            Notices.caution(reader("ideas.hidden.title"), "<p><bdi>\(reason)</bdi></p>")
        }
        let withdrawn: HTML? = idea.withdrawnAt.map { moment in
            Notices.information(reader("ideas.withdrawn.title"), "<p>\(Moments.short(moment, reader))</p>")
        }
        guard !idea.text.title.isEmpty else { return "\(hidden)\(withdrawn)" }
        let translation = showsOriginal ? nil : idea.translation
        let text = translation?.text ?? idea.text
        let language = translation?.language ?? idea.language
        return """
            \(hidden)\(withdrawn)<article class="idea-text stack">\
            <h2\(IdeaWords.attributes(language))>\(text.title)</h2>\
            \(IdeaWords.paragraphs(text.change, language: language))\
            \(part(reader("ideas.beneficiary"), text.beneficiary, language))\
            \(part(reader("ideas.reason"), text.reason, language))\
            \(languages(translation, reader))</article>
            """
    }

    private func part(_ label: String, _ text: String, _ language: String) -> HTML? {
        guard !text.isEmpty else { return nil }
        return "<h3>\(label)</h3>\(IdeaWords.paragraphs(text, language: language))"
    }

    /// Which language this is, where the other is, and what is missing.
    private func languages(_ shown: IdeaView.Translation?, _ reader: Reader) -> HTML {
        let original = reader.languageName(idea.language)
        let own = reader.language.code
        if let shown {
            return """
                <p class="small">\(IdeaWords.origin(shown.origin, from: idea.language, reader)) \
                <a href="\(path)?original=yes">\(reader("ideas.original.show"))</a> \(translating(own, reader))</p>
                """
        }
        if idea.translation != nil {
            return """
                <p class="small">\(reader("ideas.original.in", ["language": .text(original)])) \
                <a href="\(path)">\(reader("ideas.translation.show"))</a></p>
                """
        }
        guard idea.language != own else { return "<p class=\"small\">\(translating("", reader))</p>" }
        let missing = reader(
            "ideas.translation.missing", ["language": .text(reader.languageName(own))])
        return "<p class=\"small\">\(missing) \(translating(own, reader))</p>"
    }

    private func translating(_ language: String, _ reader: Reader) -> HTML? {
        guard sight.seat != nil, idea.isShown,
            sight.session.isOpen || IdeaTranslations.isTimeless(sight.here)
        else { return nil }
        let words = reader("ideas.translate")
        return "<a href=\"\(path)/translation?language=\(language)\">\(words)</a>"
    }

    private func facts(_ reader: Reader) -> HTML {
        let group = groups.first { $0.id == idea.group }.map { reader.pick($0.name) } ?? ""
        let others = groups.filter { referrals.contains($0.id) }.map { reader.pick($0.name) }
        var facts: [(String, HTML)] = [(reader("ideas.group"), "\(group)")]
        if !others.isEmpty { facts.append((reader("ideas.referral.also"), "\(reader.list(others))")) }
        if let author = IdeaWords.author(idea, reader) {
            facts.append((reader("ideas.author"), author))
        }
        facts.append((reader("ideas.proposed-at"), Moments.short(idea.proposedAt, reader)))
        if let theme = idea.theme {
            let attributes = IdeaWords.attributes(theme.language)
            let link: HTML =
                "<a href=\"\(address.theme(theme.publicID))\"\(attributes)>\(theme.title)</a>"
            facts.append((reader("ideas.theme"), link))
        }
        if !translations.isEmpty {
            let names = reader.list(translations.map(reader.languageName))
            facts.append((reader("ideas.translations"), "\(names)"))
        }
        return Lists.facts(facts)
    }

    // MARK: Support

    private func support(_ visit: Visit) -> HTML {
        let reader = visit.reader
        let count: HTML = """
            <p>\(reader("ideas.supporters.word")) \
            <span data-supporters>\(reader.number(idea.supporters))</span></p>
            """
        guard isOpen else { return count }
        if idea.isSupported {
            let note: HTML? =
                idea.wantsAnswer == true
                ? "<p class=\"soft\">\(reader("ideas.support.answer-comes"))</p>" : nil
            return """
                <section class="stack" aria-label="\(reader("ideas.support"))">\(count)\(note)\
                <form method="post" action="\(path)/support/end" data-support="given">\
                \(Controls.token(visit))\(Controls.hidden("place", IdeaCards.Place.idea.rawValue))\
                \(Controls.button(reader("ideas.support.end"), style: .secondary))</form></section>
                """
        }
        let wants: HTML? =
            sight.seat?.person == nil
            ? nil
            : Controls.checkbox(
                .init("wants_answer", reader("ideas.support.send-answer")), isChecked: false, reader)
        return """
            <section class="stack" aria-label="\(reader("ideas.support"))">\(count)\
            <form class="stack" method="post" action="\(path)/support" data-support="open">\
            \(Controls.token(visit))\(Controls.hidden("place", IdeaCards.Place.idea.rawValue))\(wants)\
            \(Controls.button(reader("ideas.support")))</form></section>
            """
    }

    // MARK: Discussion

    private func talk(_ visit: Visit) -> HTML {
        let reader = visit.reader
        let comments = discussion.comments.map { comment($0, visit) }
        let none: HTML? = comments.isEmpty ? "<p class=\"soft\">\(reader("ideas.comments.none"))</p>" : nil
        let list = ListAddress(path: path, query: visit.request.query)
        return """
            <section class="stack" id="discussion"><div class="stack" data-live="comments">\
            <h2>\(reader("ideas.discussion")) (<span data-comments>\(reader.number(idea.comments))</span>)</h2>\
            \(none)<ol class="comments">\(comments)</ol>\
            \(Lists.pager(list, next: discussion.next, reader))</div>\
            \(isOpen ? commenting(visit) : nil)</section>
            """
    }

    private func comment(_ comment: IdeaComment, _ visit: Visit) -> HTML {
        let reader = visit.reader
        let author: HTML? =
            comment.isOwn
            ? "<span>\(reader("ideas.author.you"))</span>"
            : comment.author.map { IdeaWords.author($0, reader) }
        let hidden: HTML? = comment.hiddenReason.map { reason in
            "<p class=\"soft\">\(reader("ideas.comment.hidden")) <bdi>\(reason)</bdi></p>"
        }
        let text: HTML? =
            comment.text.isEmpty ? nil : IdeaWords.paragraphs(comment.text, language: comment.language)
        return """
            <li class="comment" data-comment="\(comment.publicID)"><p class="idea-head">\
            <strong>\(IdeaWords.kind(comment.kind, reader))</strong>\(author)\
            <span>\(Moments.short(comment.writtenAt, reader))</span></p>\(hidden)\(text)\
            \(IdeaDeeds(page: self).moderation(of: comment, visit))</li>
            """
    }

    private func commenting(_ visit: Visit) -> HTML {
        let reader = visit.reader
        let kinds = IdeaComment.Kind.allCases.map {
            Controls.Option($0.rawValue, IdeaWords.kind($0, reader))
        }
        let kind = typed?.kind ?? .comment
        let language = typed?.language ?? sight.seat?.language ?? reader.language.code
        return """
            <form class="form" method="post" action="\(path)/comments" data-outbox="comment" novalidate>\
            \(Controls.choices(
                .init("kind", reader("ideas.comment.kind")), kinds, chosen: [kind.rawValue], reader))\
            \(Controls.longText(
                .init("text", reader("ideas.comment.text"), problem: problem), value: typed?.text ?? "", rows: 3,
                reader))\
            \(Controls.select(
                .init("language", reader("ideas.language"), problem: problem),
                IdeaWords.languages(sight.session, reader), chosen: language, reader))\
            <div class="actions">\(Controls.button(reader("ideas.comment.send")))</div>\
            \(Controls.token(visit))\(Controls.hidden("request_key", typed?.key ?? key))</form>
            """
    }
}
