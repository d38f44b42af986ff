internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Platform

/// Tables to take away, and the page that lists them.
struct ExportRoutes: Sendable {
    let laurel: Laurel

    func add(to routes: RouteTable) {
        routes.page("/seasons/:season/staff/exports", list)
        routes.page("/seasons/:season/staff/exports/:file", download, kind: .resource)
    }

    @Sendable func list(_ who: Screener) async throws -> Response {
        let reader = ExportReader(who)
        let offers = try await laurel.database.read { try ExportOffer.all(for: reader, $0) }
        let pages = ExportPages(
            season: who.season, offers: offers, isStaff: reader.isStaff, mostRows: laurel.settings.exportRows)
        return who.visit.answer(pages.page(who.reader))
    }

    /// The file is written to the disk part by part, recorded, and only then sent.
    @Sendable func download(_ who: Screener) async throws -> Response {
        let (export, format) = try Self.asked(try who.visit.parameter("file"))
        let (reader, rules) = (ExportReader(who), laurel.rules)
        try reader.require(export)
        let round = who.visit.request.query["round"]
        let table = try await laurel.database.read { tx in
            let rounds = export.isOfRound ? try Round.closed(in: reader.season.id, tx) : []
            return try ExportTable.make(
                export, of: try Round.named(round, among: rounds), for: reader, rules, tx)
        }
        guard table.count <= laurel.settings.exportRows else {
            let most: MessageValue = .number(laurel.settings.exportRows)
            throw Problem(.tooLarge, "exports.too-many-rows", ["most": most])
        }
        try laurel.limiter.count(StatisticsBounds.exports, for: who.person.publicID, now: who.now)
        let file = try await write(table, format)
        try await record(export, format, rows: file.rows, by: who)
        return Self.answer(file.file, bytes: file.bytes, format, named: name(export, format, who))
    }

    private static func asked(_ name: String) throws -> (Export, TableFile.Format) {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let export = Export(rawValue: String(parts[0])),
            let format = TableFile.Format(rawValue: String(parts[1]))
        else { throw Problem.notFound }
        return (export, format)
    }

    private func write(
        _ table: ExportTable, _ format: TableFile.Format
    ) async throws -> (file: TableFile, bytes: Int, rows: Int) {
        let slot = try laurel.exports.take()
        defer { withExtendedLifetime(slot) {} }
        let file = try TableFile(format, table.columns)
        var rows = 0
        var place: Int64? = 0
        while let after = place {
            let part = try await laurel.database.read { try table.part(after, $0) }
            try await laurel.onDisk { try file.append(part.rows) }
            rows += part.rows.count
            place = part.last
        }
        let bytes = try await laurel.onDisk { try file.finish() }
        return (file, bytes, rows)
    }

    /// Taking personal data away is written down before it leaves.
    private func record(
        _ export: Export, _ format: TableFile.Format, rows: Int, by who: Screener
    ) async throws {
        let (season, act) = (who.season.id, who.visit.act(laurel))
        try await laurel.database.write { tx in
            try tx.audit(
                "season exported", on: "season", season.rawValue, by: act,
                [
                    "what": .string(export.rawValue), "format": .string(format.rawValue),
                    "rows": .integer(Int64(rows)),
                ])
        }
    }

    /// Such as "third-applications-2027-03-01.csv".
    private func name(_ export: Export, _ format: TableFile.Format, _ who: Screener) -> DownloadName {
        let day = who.now.day(in: who.season.rules.timeZone)
        return DownloadName("\(who.season.key)-\(export.rawValue)-\(day).\(format.rawValue)")
    }

    private static func answer(
        _ file: TableFile, bytes: Int, _ format: TableFile.Format, named name: DownloadName
    ) -> Response {
        let body = ResponseBody(contentLength: bytes) { writer in
            var piece = try file.read(upTo: StatisticsBounds.sentTogether)
            while !piece.isEmpty {
                try await writer.write(ByteBuffer(bytes: piece))
                piece = try file.read(upTo: StatisticsBounds.sentTogether)
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: format.mediaType, .contentDisposition: name.contentDisposition,
                .contentSecurityPolicy: "sandbox; default-src 'none'", .cacheControl: "private, no-store",
            ], body: body)
    }
}
