import Platform

extension FieldKind {
    /// A language of ISO 639-1.
    static let language = FieldKind(
        name: "language", control: .oneOf,
        problem: { code, _, _ in
            languageCodes.contains(code) ? nil : FieldProblem(message: "field.language.unknown")
        },
        plain: { code, _, reader in reader.languageName(code) },
        options: { _, reader in
            let languages = languageCodes.map { FieldOption(value: $0, label: reader.languageName($0)) }
            return reader.sorted(languages, by: \.label)
        })
}

/// The living languages among the two-letter codes.
private let languageCodes: [String] =
    """
    aa ab af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cv cy da de dv dz ee el
    en es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz id ig ii ik is it iu ja
    jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my
    na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pl ps pt qu rm rn ro ru rw sc sd se sg si sk sl sm
    sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi wa wo xh yi yo
    za zh zu
    """.split(whereSeparator: \.isWhitespace).map(String.init)
