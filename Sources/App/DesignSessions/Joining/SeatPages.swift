internal import Platform

/// Who sits in a session, and with what part.
enum SeatPages {
    struct Content: Sendable {
        let here: SessionVisit
        let groups: [SessionGroup]
        let list: SeatList
        let address: ListAddress
        var problem: Problem?

        var session: DesignSession { here.session }
    }

    static func list(_ content: Content, _ visit: Visit) -> Page {
        let reader = visit.reader
        let address = SessionAddress(content.here.season, content.session)
        var page = Page.setup(reader("sessions.seats"), content.here.season, content.session, reader)
        page.lead = reader("sessions.seats.lead")
        guard !content.list.entries.isEmpty else {
            page.body = """
                <div class="stack-wide">\(filter(content, reader))\(Notices.empty(
                    reader("sessions.seats.none"), reader("sessions.seats.none.why"),
                    action: Controls.link(reader("sessions.code"), to: address.code, style: .secondary)))</div>
                """
            return page
        }
        let columns: [DataTable.Column] = [
            .init(reader("sessions.seats.one")), .init(reader("sessions.seat.country")),
            .init(reader("sessions.seat.account")), .init(reader("sessions.seats.appoint")),
        ]
        let rows = content.list.entries.map { row($0, content, address, visit) }
        page.body = """
            <div class="stack-wide">\(Notices.problem(content.problem, reader))\(filter(content, reader))
            \(DataTable(caption: reader("sessions.seats"), columns: columns, rows: rows).markup(reader))
            \(Lists.pager(content.address, next: content.list.next, reader))</div>
            """
        return page
    }

    private static func filter(_ content: Content, _ reader: Reader) -> HTML {
        let parts = SessionSeat.Part.allCases.map { Controls.Option($0.rawValue, $0.word(reader)) }
        let part = Controls.select(
            .init("part", reader("sessions.part")), parts, chosen: content.address.query["part"] ?? "",
            empty: reader("sessions.seats.all"), reader)
        return Lists.filter(content.address, fields: part, reader)
    }

    private static func row(
        _ entry: SeatList.Entry, _ content: Content, _ address: SessionAddress, _ visit: Visit
    ) -> [HTML] {
        let (reader, seat) = (visit.reader, entry.seat)
        let isRead = content.here.readsName(of: seat)
        let number = reader("sessions.seat.number", ["number": .number(entry.number)])
        let name: HTML = isRead && !seat.name.isEmpty ? "<bdi>\(seat.name)</bdi>" : "\(number)"
        let country = isRead && !seat.country.isEmpty ? reader.country(seat.country) : "–"
        let account = reader(seat.person == nil ? "sessions.seat.browser" : "sessions.seat.account.yes")
        return [name, "\(country)", "\(account)", appointing(entry, content, address, visit)]
    }

    private static func appointing(
        _ entry: SeatList.Entry, _ content: Content, _ address: SessionAddress, _ visit: Visit
    ) -> HTML {
        let (reader, seat) = (visit.reader, entry.seat)
        let parts = SessionSeat.Part.allCases.map { part in
            option(part.rawValue, part.word(reader), isChosen: part == seat.part)
        }
        let groups = content.groups.map { group in
            option(group.publicID, reader.pick(group.name), isChosen: group.id == seat.group)
        }
        let of: [String: MessageValue] = ["number": .number(entry.number)]
        return """
            <form method="post" action="\(address.seat(seat.publicID))" class="appoint">\(Controls.token(visit))\
            <select name="part" aria-label="\(reader("sessions.seats.part.of", of))">\(parts)</select>\
            <select name="group" aria-label="\(reader("sessions.seats.group.of", of))">\
            <option value="">\(reader("sessions.group.none"))</option>\(groups)</select>\
            \(Controls.button(reader("sessions.save"), style: .secondary))</form>
            """
    }

    private static func option(_ value: String, _ label: String, isChosen: Bool) -> HTML {
        let mark: HTML = isChosen ? " selected" : ""
        return "<option value=\"\(value)\"\(mark)>\(label)</option>"
    }
}

extension SessionAddress {
    func seat(_ publicID: String) -> String { seats + "/" + publicID }
}
