internal import Platform

/// The doors that stand open to whoever looks, in the season of the page.
enum Navigation {
    static func links(_ visit: Visit) -> [Link] {
        let reader = visit.reader
        guard let season = visit.season else { return [] }
        var links = [Link(text: reader("interface.nav.season"), path: season.path)]
        if visit.person != nil {
            links.append(
                Link(
                    text: reader("interface.nav.applications"),
                    path: ApplicationAddress.list(season: season.key)))
        }
        for door in doors where door.roles.contains(where: visit.holds) {
            links.append(Link(text: reader(door.text), path: door.path(season)))
        }
        return links
    }

    private struct Door {
        let text: String
        let path: @Sendable (Season) -> String
        let roles: [Role.Kind]
    }

    private static let doors = [
        Door(text: "interface.nav.jury", path: { JuryAddress($0).queue }, roles: [.juror]),
        Door(
            text: "interface.nav.screening", path: { ScreeningAddress($0).queue },
            roles: ScreenerRequirement.roles),
        // Staff find them among their work.
        Door(text: "interface.nav.exports", path: { ExportAddress($0).page }, roles: [.screener]),
        Door(
            text: "interface.nav.conflicts", path: { JuryAddress($0).own }, roles: [.screener, .directorate]),
        Door(text: "interface.nav.staff", path: \.staff, roles: StaffRequirement.roles),
        Door(
            text: "interface.nav.directorate", path: { DecisionAddress($0).overview },
            roles: DirectorateRequirement.roles),
    ]
}
