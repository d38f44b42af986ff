/// Providers with whom anybody has an address: two people there have nothing in common.
enum PublicMailProviders {
    static func contains(_ domain: String) -> Bool {
        if domains.contains(domain) || isReserved(domain) { return true }
        guard let brand = domain.split(separator: ".").first.map(String.init) else { return false }
        return brands.contains(brand) && isCountryEdition(domain.dropFirst(brand.count + 1))
    }

    /// Nobody's, for examples and tests (RFC 2606).
    private static func isReserved(_ domain: String) -> Bool {
        ["example", "test", "invalid", "localhost"].contains(domain.split(separator: ".").last ?? "")
            || ["example.com", "example.net", "example.org"].contains(domain)
    }

    /// Such as `fr`, `com` or `co.uk` behind a brand.
    private static func isCountryEdition(_ ending: Substring) -> Bool {
        let labels = ending.split(separator: ".")
        return switch labels.count {
        case 1: labels[0].count <= 3
        case 2: labels[0] == "co" || labels[0] == "com"
        default: false
        }
    }

    /// Known under the ending of many countries.
    private static let brands: Set<String> = [
        "yandex", "outlook", "hotmail", "live", "yahoo", "gmx", "rambler", "posteo", "zoho", "gmail",
    ]

    private static let domains: Set<String> = [
        "googlemail.com", "msn.com", "passport.com", "windowslive.com", "icloud.com", "me.com", "mac.com",
        "ymail.com", "rocketmail.com", "aol.com", "proton.me", "protonmail.com", "protonmail.ch", "pm.me",
        "tutanota.com", "tutanota.de", "tutamail.com", "tuta.io", "tuta.com", "keemail.me", "mail.com",
        "email.com", "zohomail.com", "fastmail.com", "fastmail.fm", "hey.com", "hushmail.com", "mailbox.org",
        "disroot.org", "riseup.net", "duck.com", "simplelogin.com",
        // Russia and its neighbours
        "mail.ru", "bk.ru", "list.ru", "inbox.ru", "internet.ru", "xmail.ru", "ya.ru", "narod.ru", "lenta.ru",
        "myrambler.ru", "autorambler.ru", "ro.ru", "vk.com", "pochta.ru", "sibmail.com", "ukr.net", "i.ua",
        "meta.ua", "bigmir.net", "tut.by", "mail.by", "mail.kz", "inbox.lv", "mail.uz", "umail.uz",
        // China
        "qq.com", "vip.qq.com", "foxmail.com", "163.com", "vip.163.com", "126.com", "yeah.net", "sina.com",
        "sina.cn", "sohu.com", "aliyun.com", "139.com", "189.cn", "wo.cn", "21cn.com", "tom.com",
        // Further countries
        "naver.com", "hanmail.net", "daum.net", "nate.com", "kakao.com", "docomo.ne.jp", "ezweb.ne.jp",
        "rediffmail.com", "web.de", "t-online.de", "freenet.de", "orange.fr", "wanadoo.fr", "free.fr",
        "laposte.net", "sfr.fr", "libero.it", "virgilio.it", "tiscali.it", "alice.it", "tin.it",
        "uol.com.br", "bol.com.br", "terra.com.br", "ig.com.br", "abv.bg", "mail.bg", "seznam.cz",
        "centrum.cz", "email.cz", "wp.pl", "o2.pl", "interia.pl", "onet.pl", "op.pl", "btinternet.com",
        "comcast.net", "att.net", "verizon.net", "sky.com", "bluewin.ch", "telenet.be", "ziggo.nl",
        "kpnmail.nl",
        "mynet.com", "walla.co.il", "maktoob.com",
    ]
}
