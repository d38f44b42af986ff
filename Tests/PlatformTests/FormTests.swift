import Platform
import Testing

struct FormTests {
    private func encoded(_ pairs: [String]) -> [UInt8] { Array(pairs.joined(separator: "&").utf8) }

    @Test func aFormHasABoundHoweverItsPartsAreNamed() throws {
        let most = Form.mostParts
        for name in [{ (_: Int) in "same" }, { (number: Int) in "name\(number)" }] {
            let pairs = (0...most).map { "\(name($0))=1" }
            let form = try Form(urlEncoded: encoded(Array(pairs.dropLast())))
            #expect(form.values.values.reduce(0) { $0 + $1.count } == most)
            #expect(throws: Problem.self) { try Form(urlEncoded: encoded(pairs)) }
        }
    }
}
