internal import Platform

/// A field for one file: what is kept, and the way to put another in its place. Its form `sendsFiles`, so
/// that a chosen file goes with whichever button is pressed.
struct FileField: Sendable {
    struct Kept: Sendable {
        let name: String
        let path: String
        let bytes: Int
    }

    let field: Controls.Field
    let kept: Kept?
    /// Endings that the browser's own dialogue offers: ".pdf,.png".
    let accept: String
    /// Addresses that the buttons send the whole page to, so that nothing typed elsewhere is left behind.
    let uploadPath: String
    let removalPath: String

    func markup(_ reader: Reader) -> HTML {
        Controls.frame(field, reader) { described in
            """
            \(keptFile(reader))<div class="affixed">\
            <input id="\(field.name)" name="\(field.name)" type="file" accept="\(accept)"\(described)>\
            <button class="button secondary" formaction="\(uploadPath)">\
            \(reader("interface.file.upload"))</button></div>
            """
        }
    }

    private func keptFile(_ reader: Reader) -> HTML? {
        kept.map { kept -> HTML in
            """
            <ul class="files"><li><span><a href="\(kept.path)"><bdi>\(kept.name)</bdi></a> \
            <span class="soft">\(reader.fileSize(kept.bytes))</span></span>\
            <button class="button quiet" formaction="\(removalPath)">\
            \(reader("interface.file.remove"))</button></li></ul>
            """
        }
    }
}

extension Reader {
    /// "340 kB", "2.4 MB"
    func fileSize(_ bytes: Int) -> String {
        if bytes < 1_000_000 {
            return self("interface.file.kilobytes", ["count": .number(max(1, bytes / 1000))])
        }
        let megabytes = Double(bytes) / 1_000_000
        return self("interface.file.megabytes", ["count": .text(decimal(megabytes, digits: 1))])
    }
}
