import Testing

@testable import Platform

struct MailAddressTests {
    @Test(arguments: [
        ("ann@example.org", "ann@example.org", nil), (" ann@example.org\n", "ann@example.org", nil),
        ("Ann.Lee+award@EXAMPLE.Org", "Ann.Lee+award@example.org", nil),
        ("root@localhost", "root@localhost", nil),
        ("Ann Lee <ann@example.org>", "ann@example.org", "Ann Lee"),
        ("\"Lee, Ann\" <ann@example.org>", "ann@example.org", "Lee, Ann"),
        ("Анна <anna@почта.рф>", "anna@xn--80a1acny.xn--p1ai", "Анна"),
        ("<ann@example.org>", "ann@example.org", nil), ("x@1.example", "x@1.example", nil),
        ("a@मेल.example", "a@xn--r2bi6d.example", nil),
    ])
    func reads(text: String, address: String, name: String?) {
        let read = MailAddress(text)
        #expect(read?.address == address)
        #expect(read?.name == name)
    }

    @Test(arguments: [
        "", "ann", "@example.org", "ann@", "ann@@example.org", "a@b@c", ".ann@example.org",
        "ann.@example.org",
        "a..b@example.org", "ann lee@example.org", "ann@exam ple.org", "ann@example..org", "ann@.example.org",
        "ann@example.org.", "ann@-example.org", "ann@example-.org", "ann@[127.0.0.1]", "\"ann\"@example.org",
        "анна@example.org", "ann@example.org\r\nBcc: x@example.org", "ann\n@example.org",
        "ann@example.org,x@y.z",
        "ann@example.org>", "Ann ann@example.org>", "<a@b>@example.org", "ann@example.org/x", "ann@a:80",
        "ann@user:x", "ann@exa%6Dple.org", "ann@example.org?", "ann@example.org#", "a\u{0}@example.org",
        "<<a@example.org>>", "a@b_c.org",
    ])
    func refuses(text: String) {
        #expect(MailAddress(text) == nil)
    }

    @Test func refusesWhatIsTooLong() {
        let local = String(repeating: "a", count: 64)
        let label = String(repeating: "b", count: 63)
        #expect(MailAddress("\(local)@example.org") != nil)
        #expect(MailAddress("a\(local)@example.org") == nil)
        #expect(MailAddress("a@\(label).org") != nil)
        #expect(MailAddress("a@b\(label).org") == nil)
        let domain = String(repeating: "b.", count: 94) + "c"
        #expect(MailAddress("\(local)@\(domain)") != nil)
        #expect(MailAddress("\(local)@b\(domain)") == nil)
        #expect(MailAddress("a@" + String(repeating: "b.", count: 100_000) + "c") == nil)
    }

    @Test func namesLoseTheirControlCharacters() throws {
        let address = try #require(MailAddress("ann@example.org", name: " Ann\r\nBcc: x@example.org\u{0}\t "))
        #expect(address.name == "Ann Bcc: x@example.org")
        #expect(address.description == "Ann Bcc: x@example.org <ann@example.org>")
        #expect(MailAddress("ann@example.org", name: "\n")?.name == nil)
    }

    @Test func knowsTheDomain() {
        #expect(MailAddress("Ann <ann@example.org>")?.domain == "example.org")
    }
}
