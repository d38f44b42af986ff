import Testing

@testable import App

struct ComparedNamesTests {
    @Test(arguments: [
        ("ООО «Зелёный мир»", "Зеленый Мир, ООО"),
        ("Автономная некоммерческая организация «Добро»", "АНО \"ДОБРО\""),
        ("Acme Inc.", "ACME, Inc"), ("The Acme Co., Ltd.", "Acme"), ("Müller GmbH", "muller"),
        ("Energía S.A. de C.V.", "energia"), ("Wolontariat Sp. z o.o.", "WOLONTARIAT"),
        ("北京志愿服务有限公司", "北京志愿服务"), ("株式会社ボランティア", "ボランティア"),
        ("شركة الأمل ذ.م.م", "شركه الامل"), ("جمعيّة الأمل", "جمعية الأمل"), ("주식회사 희망", "희망"),
        ("Ｇｒｅｅｎ　Ｗｏｒｌｄ", "Green World"), ("L’Avenir asbl", "LAvenir"),
    ])
    func oneOrganisationIsWrittenInManyWays(_ one: String, _ other: String) {
        #expect(OrganisationKey(one) != nil)
        #expect(OrganisationKey(one) == OrganisationKey(other), "\(one) · \(other)")
    }

    @Test(arguments: [
        ("Green World", "Green Worlds"), ("Red Cross", "Red Crescent"), ("ООО «Мир»", "ООО «Труд»"),
        ("Acme Foundation", "Acme"), ("北京志愿服务有限公司", "上海志愿服务有限公司"),
    ])
    func differentOrganisationsStayApart(_ one: String, _ other: String) {
        #expect(OrganisationKey(one) != OrganisationKey(other))
    }

    @Test func whatIsOnlyALegalFormOrTooShortIsNoReasonToSuspect() {
        #expect(OrganisationKey("Limited Company") != nil, "a name after all")
        #expect(OrganisationKey("AB") == nil)
        #expect(OrganisationKey("  ") == nil)
        #expect(OrganisationKey("希望") != nil)
    }

    @Test func namesOfPeopleAreTheSameInAnyOrder() {
        #expect(PersonNameKey("Пётр Иванов") == PersonNameKey("ИВАНОВ Петр"))
        #expect(PersonNameKey("José Pérez") == PersonNameKey("perez, jose"))
        #expect(PersonNameKey("Anna Petrova") != PersonNameKey("Anna Petrov"))
        #expect(PersonNameKey("Anna") == nil, "many are called so")
    }

    @Test func aSearchFindsTheBeginningsOfWords() {
        #expect(SearchedName("мар ив").matches("Иванова Мария"))
        #expect(SearchedName("").matches("Anybody"))
        #expect(!SearchedName("ария").matches("Иванова Мария"))
        #expect(SearchedName("الامل").matches("جمعيّة الأمل"))
        #expect(!SearchedName("أمل").matches("جمعية الأمل"), "the article belongs to the word")
    }

    @Test(arguments: [
        "gmail.com", "mail.ru", "yandex.ru", "yandex.com.tr", "ya.ru", "qq.com", "163.com", "outlook.com",
        "hotmail.fr", "hotmail.co.uk", "yahoo.co.jp", "yahoo.com", "icloud.com", "proton.me", "live.nl",
        "gmx.de", "naver.com", "bk.ru", "yahoo.com.br",
    ])
    func anAddressThatAnybodyHasSaysNothing(_ domain: String) {
        #expect(PublicMailProviders.contains(domain))
        #expect(MailDomain.ofOrganisation("somebody@" + domain.uppercased()) == nil)
    }

    @Test(arguments: [
        "redcross.org", "yandex-team.ru", "live.nation.org", "outlook.green.org", "gmail.ac.ke",
    ])
    func anOrganisationsAddressSaysWhereSomebodyWorks(_ domain: String) {
        #expect(MailDomain.ofOrganisation("somebody@" + domain) == domain)
    }

    @Test func domainsLieInOneAnother() {
        #expect(MailDomain.enclosing("math.msu.ru") == ["math.msu.ru", "msu.ru"])
        #expect(MailDomain.enclosing("localhost") == ["localhost"])
    }
}
