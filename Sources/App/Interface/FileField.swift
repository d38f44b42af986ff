internal import Platform

/// A field for one file: what is kept, and the way to put another in its place.
struct FileField: Sendable {
    struct Kept: Sendable {
        let name: String
        let path: String
        let bytes: Int
    }

    let field: Controls.Field
    let kept: Kept?
    /// Endings and media types that the browser's own dialogue offers, such as ".pdf,.png".
    let accept: String
    /// Addresses that the buttons send the whole form to, so that nothing typed elsewhere is lost.
    let uploadPath: String
    let removalPath: String

    func markup(_ reader: Reader) -> HTML {
        Controls.frame(field, reader) { described in
            """
            \(keptFile(reader))
            <input id="\(field.name)" name="\(field.name)" type="file" accept="\(accept)"\(described)>
            <p>\(Controls.button(reader("interface.file.upload"), style: .secondary, to: uploadPath))</p>
            """
        }
    }

    private func keptFile(_ reader: Reader) -> HTML? {
        kept.map { kept -> HTML in
            """
            <ul class="files"><li><span><a href="\(kept.path)"><bdi>\(kept.name)</bdi></a> \
            <span class="soft">\(Self.size(kept.bytes, reader))</span></span>\
            \(Controls.button(reader("interface.file.remove"), style: .quiet, to: removalPath))</li></ul>
            """
        }
    }

    /// "340 kB", "2.4 MB"
    static func size(_ bytes: Int, _ reader: Reader) -> String {
        if bytes < 1_000_000 {
            return reader("interface.file.kilobytes", ["count": .number(max(1, bytes / 1000))])
        }
        let megabytes = Double(bytes) / 1_000_000
        return reader("interface.file.megabytes", ["count": .text(reader.decimal(megabytes, digits: 1))])
    }
}
