internal import Platform

extension PollSummary.Item {
    /// Its title in its own language; where a moderator has hidden the idea, that.
    func heading(_ reader: Reader) -> HTML {
        guard !isHidden else { return "<span class=\"soft\">\(reader("polls.item.hidden"))</span>" }
        return "<bdi lang=\"\(language)\">\(title)</bdi>\(otherLanguage(reader))"
    }

    /// Says which language a text is in that the reader may not read.
    private func otherLanguage(_ reader: Reader) -> HTML? {
        guard Language(language)?.code != reader.language.code else { return nil }
        return " <span class=\"soft small\">(\(reader.languageName(language)))</span>"
    }
}

extension PollItem {
    func heading(_ reader: Reader) -> HTML {
        PollSummary.Item(self).heading(reader)
    }

    /// The rest of it, to be opened by whoever wants to read on.
    func details(_ reader: Reader) -> HTML? {
        guard !text.isEmpty else { return nil }
        return """
            <details class="more"><summary>\(reader("polls.item.more"))\(Icon.onward)</summary>\
            <p class="letter" lang="\(language)" dir="auto">\(text)</p></details>
            """
    }
}

extension Poll {
    /// In the reader's language where it was asked in that.
    func questionMarkup(_ reader: Reader) -> HTML {
        let picked = question.pick(reader.language)
        return "<bdi lang=\"\(picked.language.code)\">\(picked.text)</bdi>"
    }

    func badge(_ reader: Reader) -> HTML {
        let tone: Notices.Tone =
            switch state {
            case .draft: .neutral
            case .open: .active
            case .closed: .waiting
            case .revealed: .positive
            }
        return Notices.badge(reader("polls.state.\(state.rawValue)"), tone)
    }
}

extension PollParticipation {
    func meter(_ reader: Reader) -> HTML {
        Drawings.meter(reader("polls.participation"), done: voted, of: electorate, reader)
    }
}
