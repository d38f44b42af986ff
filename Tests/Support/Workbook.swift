internal import Foundation
public import Platform

/// An XLSX file as another program sees it.
public enum Workbook {
    /// Reads the sheet with Python's own ZIP and XML: rows of [kind, value], and the names of the parts.
    private static let script = """
        import json, re, sys, zipfile, xml.etree.ElementTree as tree
        space = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
        archive = zipfile.ZipFile(sys.argv[1])
        sheet = tree.fromstring(archive.read('xl/worksheets/sheet1.xml'))
        shared = []
        if 'xl/sharedStrings.xml' in archive.namelist():
            items = tree.fromstring(archive.read('xl/sharedStrings.xml'))
            shared = [''.join(text.text or '' for text in item.iter(space + 't')) for item in items]
        rows = []
        for row in sheet.iter(space + 'row'):
            cells = {}
            for cell in row.iter(space + 'c'):
                column = re.match('[A-Z]+', cell.get('r')).group()
                kind = cell.get('t', 'n')
                texts = [text.text or '' for text in cell.iter(space + 't')]
                value = cell.find(space + 'v')
                content = ''.join(texts) if kind == 'inlineStr' else value.text
                if kind == 's': content = shared[int(content)]
                cells[column] = ['text' if kind in ('s', 'inlineStr') else kind, content]
            rows.append(cells)
        formulas = len(list(sheet.iter(space + 'f')))
        print(json.dumps({'rows': rows, 'formulas': formulas, 'parts': archive.namelist(),
                          'damaged': archive.testzip()}))
        """

    public static func read(_ bytes: [UInt8]) throws -> JSON {
        try withTemporaryDirectory { directory in
            let file = directory.appending(path: "table.xlsx")
            try Data(bytes).write(to: file)
            return try JSON(parsing: Python.run(script, [file.path]))
        }
    }
}
