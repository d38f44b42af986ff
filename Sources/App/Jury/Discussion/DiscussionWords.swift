internal import Platform

// What the pages of discussions call things, in the reader's language.

extension DiscussionVoice {
    /// How the reader knows who speaks.
    func label(_ reader: Reader) -> String {
        let voice = isOneself ? reader("jury.discussion.voice.own", ["voice": .text(words(reader))]) : nil
        return voice ?? words(reader)
    }

    private func words(_ reader: Reader) -> String {
        guard !isChair, let number else {
            guard let name else { return reader("jury.chair") }
            return reader("jury.discussion.voice.chair", ["name": .text(name)])
        }
        let reviewer = reader("jury.discussion.voice.reviewer", ["number": .number(number)])
        guard let name else { return reviewer }
        return reader("jury.discussion.voice.named", ["name": .text(name), "reviewer": .text(reviewer)])
    }
}

extension Discussion.State {
    func badge(_ reader: Reader) -> HTML {
        switch self {
        case .open: Notices.badge(reader("jury.discussion.open"), .active)
        case .concluded: Notices.badge(reader("jury.discussion.concluded"), .positive)
        case .ended: Notices.badge(reader("jury.discussion.ended"))
        }
    }
}

extension ChairedApplication.Standing {
    func badge(_ reader: Reader) -> HTML {
        switch self {
        case .ownFirst: Notices.badge(reader("jury.discussion.standing.own"), .waiting)
        case .tooFewReviews: Notices.badge(reader("jury.discussion.standing.few"), .waiting)
        case .ready: Notices.badge(reader("jury.discussion.standing.ready"))
        case .discussed(let state): state.badge(reader)
        }
    }
}

/// What a juror is told beside their review.
enum DiscussionNotice {
    /// Among the ways on from a review: on a phone the rest stands far below.
    static func link(_ content: ScoringPages.Content, _ reader: Reader) -> HTML? {
        guard let standing = content.discussion, standing != .waits else { return nil }
        let path = JuryAddress(content.season).discussion(of: content.opened.publicID)
        return "<a href=\"\(path)\">\(reader("jury.discussion"))</a>"
    }

    static func markup(_ content: ScoringPages.Content, _ reader: Reader) -> HTML? {
        guard let standing = content.discussion else { return nil }
        let path = JuryAddress(content.season).discussion(of: content.opened.publicID)
        let link: HTML = "<p><a href=\"\(path)\">\(reader("jury.discussion.go"))</a></p>"
        switch standing {
        case .waits:
            return Notices.information(
                reader("jury.discussion.waits"), "<p>\(reader("jury.discussion.waits.why"))</p>")
        case .open:
            return Notices.information(
                reader("jury.discussion.is-open"), "<p>\(reader("jury.discussion.is-open.what"))</p>\(link)")
        case .over:
            return Notices.information(reader("jury.discussion.is-over"), link)
        }
    }
}
