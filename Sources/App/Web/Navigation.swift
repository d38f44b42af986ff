internal import Platform

/// The doors that stand open to whoever looks, in the season of the page.
enum Navigation {
    static func links(_ visit: Visit) -> [Link] {
        let reader = visit.reader!
        guard let season = visit.season else { return [] }
        let base = "/seasons/\(season.key)"
        var links = [Link(text: reader("interface.nav.season"), path: base)]
        if visit.person != nil {
            links.append(Link(text: reader("interface.nav.applications"), path: base + "/applications"))
        }
        for door in doors where door.roles.contains(where: visit.holds) {
            links.append(Link(text: reader(door.text), path: base + door.path))
        }
        return links
    }

    private struct Door {
        let text: String
        let path: String
        let roles: [Role.Kind]
    }

    private static let doors = [
        Door(text: "interface.nav.jury", path: "/jury", roles: [.juror]),
        Door(text: "interface.nav.screening", path: "/screening", roles: ScreenerRequirement.roles),
        Door(text: "interface.nav.staff", path: "/staff", roles: StaffRequirement.roles),
        Door(text: "interface.nav.directorate", path: "/directorate", roles: DirectorateRequirement.roles),
    ]
}
