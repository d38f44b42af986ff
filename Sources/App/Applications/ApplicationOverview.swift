internal import Platform

/// One application: where it stands, what to do next, who acts for it.
struct ApplicationOverview: Sendable {
    let held: HeldApplication
    let season: Season
    let members: [Person]
    let invitations: [Collaboration.Invitation]
    /// How it ended, once that is public.
    let outcome: HTML?
    var invited = ""
    var problem: Problem?

    private var address: ApplicationAddress {
        ApplicationAddress(season: season.key, application: held.application.publicID)
    }

    func page(_ visit: Visit) throws -> Page {
        let reader = visit.reader
        let step = try NextStep(held, season, at: visit.now)
        return Page(
            title: held.title(reader), lead: step.words(reader), actions: try actions(step, visit),
            trail: ApplicationPages.trail(season, reader),
            body: """
                <div class="stack-wide">\(outcome)\(move(visit))\(request(visit))\(differs(step, visit))
                \(Lists.facts(try facts(visit)))
                \(try people(visit))
                \(naming(visit))\(withdrawal(visit))</div>
                """)
    }

    private func actions(_ step: NextStep, _ visit: Visit) throws -> HTML? {
        let reader = visit.reader
        switch step {
        case .restore:
            return Controls.buttonForm(
                reader("applications.restore"), action: address.restoration, visit, style: .primary)
        case .finish, .answerRequest, .submitChanges:
            return Controls.link(reader("applications.continue"), to: address.form)
        case .wait, .answerMove:
            let isOpen = try held.deadline(season).accepts(at: visit.now)
            return isOpen
                ? Controls.link(reader("applications.edit"), to: address.form, style: .secondary) : nil
        case .tooLate:
            return Controls.link(reader("applications.read"), to: address.preview, style: .secondary)
        case .nothing, .seeResult:
            return nil
        }
    }

    private func facts(_ visit: Visit) throws -> [(String, HTML)] {
        let reader = visit.reader
        let application = held.application
        var facts: [(String, HTML)] = [
            (reader("applications.fact.state"), ApplicationPages.badge(held.shownState, reader)),
            (
                reader("applications.fact.nomination"),
                "\(season.nominationTitle(application.nomination, reader))"
            ),
            (reader("applications.fact.party"), "<bdi>\(held.party.name)</bdi>"),
            (reader("applications.fact.number"), "<code>\(application.publicID)</code>"),
            (
                reader("applications.fact.deadline"),
                ApplicationPages.deadline(try held.deadline(season), visit)
            ),
        ]
        facts.append((reader("applications.fact.standing"), standing(reader)))
        if let savedAt = held.draft.savedAt {
            let words: [String: MessageValue] = [
                "moment": .text(Moments.mark), "person": .text(held.draft.savedBy),
            ]
            let sentence = reader("applications.form.saved", words)
            facts.append((reader("applications.fact.draft"), Moments.inside(sentence, savedAt, reader)))
        }
        return facts
    }

    private func standing(_ reader: Reader) -> HTML {
        guard let standing = held.standing else { return "\(reader("applications.standing.none"))" }
        let words: [String: MessageValue] = [
            "number": .number(standing.number), "person": .text(standing.by),
        ]
        return """
            <p>\(reader("applications.standing", words)) \(Moments.moment(standing.at, reader))</p>
            <p><a href="\(address.standing)">\(reader("applications.standing.read"))</a> · \
            <a href="\(address.receipts)">\(reader("applications.receipts"))</a></p>
            """
    }

    private func differs(_ step: NextStep, _ visit: Visit) -> HTML? {
        guard step == .submitChanges, let standing = held.standing else { return nil }
        let reader = visit.reader
        return Notices.caution(
            reader("applications.differs", ["number": .number(standing.number)]),
            "<p><a href=\"\(address.preview)\">\(reader("applications.differs.preview"))</a></p>")
    }
}

// MARK: What screeners ask

extension ApplicationOverview {
    private func move(_ visit: Visit) -> HTML? {
        guard let move = held.move, held.shownState == .submitted else { return nil }
        let reader = visit.reader
        let words: [String: MessageValue] = [
            "from": .text(season.nominationTitle(held.application.nomination, reader)),
            "to": .text(season.nominationTitle(move.nomination, reader)),
        ]
        let accept = Controls.buttonForm(
            reader("applications.move.accept"), action: address.move(move.publicID), visit, style: .primary,
            hidden: [("answer", NominationMoves.Answer.accepted.rawValue)])
        let decline = Controls.buttonForm(
            reader("applications.move.decline"), action: address.move(move.publicID), visit,
            hidden: [("answer", NominationMoves.Answer.declined.rawValue)])
        return Notices.caution(
            reader("applications.move.title", words),
            """
            <div class="stack">\(Paragraphs.markup(move.reason))<p>\(reader("applications.move.effect"))</p>
            <div class="actions">\(accept)\(decline)</div></div>
            """)
    }

    private func request(_ visit: Visit) -> HTML? {
        guard let request = held.request, held.shownState == .submitted else { return nil }
        let reader = visit.reader
        return Notices.caution(
            reader("applications.request.title"),
            """
            <div class="stack">\(Paragraphs.markup(request.question))
            <p>\(reader("applications.request.due")) \(Moments.moment(request.dueAt, reader))</p>
            <p>\(reader("applications.request.how"))</p></div>
            """)
    }

    private func naming(_ visit: Visit) -> HTML? {
        guard season.rules.jury.conflicts.applicantsMayName else { return nil }
        let reader = visit.reader
        return "<p>\(Controls.link(reader("jury.naming"), to: address.conflicts, style: .quiet))</p>"
    }

    private func withdrawal(_ visit: Visit) -> HTML? {
        guard held.mayBeWithdrawn else { return nil }
        let reader = visit.reader
        return
            "<p>\(Controls.link(reader("applications.withdraw"), to: address.withdrawal, style: .quiet))</p>"
    }
}

// MARK: People

extension ApplicationOverview {
    private func people(_ visit: Visit) throws -> HTML {
        let reader = visit.reader
        let present = members.map { person -> HTML in
            let mark: HTML? =
                person.id == visit.person?.id ? Notices.badge(reader("applications.people.you")) : nil
            return "<li><span><bdi>\(person.shownName)</bdi> \(mark)</span></li>"
        }
        let waiting = invitations.map { invitation -> HTML in
            let words: [String: MessageValue] = ["day": .text(reader.day(invitation.expiresAt))]
            let cancel = Controls.buttonForm(
                reader("applications.people.cancel"), action: address.cancellation(invitation.publicID),
                visit,
                style: .quiet)
            return """
                <li><span><bdi>\(invitation.email)</bdi> <span class="soft">\
                \(reader("applications.people.invited", words))</span></span>\(cancel)</li>
                """
        }
        return """
            <section class="stack" id="people"><h2>\(reader("applications.people"))</h2>
            <p class="soft">\(reader("applications.people.what", ["party": .text(held.party.name)]))</p>
            <ul class="files">\(present)\(waiting)</ul>\(try invite(visit))\(leave(visit))</section>
            """
    }

    private func invite(_ visit: Visit) throws -> HTML? {
        let reader = visit.reader
        guard try held.isUnderWay(season, at: visit.now) else { return Notices.problem(problem, reader) }
        let email = Controls.Field("email", reader("applications.people.email"), problem: problem)
        return Controls.form(
            action: address.collaborators, visit, problem: problem,
            body: Controls.text(email, value: invited, input: .email, reader),
            actions: Controls.button(reader("applications.people.invite"), style: .secondary))
    }

    private func leave(_ visit: Visit) -> HTML? {
        guard members.count > 1 else { return nil }
        return Controls.buttonForm(
            visit.reader("applications.people.leave"), action: address.departure, visit, style: .quiet)
    }
}
