import Testing

struct CodeMaskTests {
    @Test func blanksStringsAndComments() {
        #expect(CodeMask.code(of: #"a("print(") // print("#) == #"a("      ")          "#)
        #expect(CodeMask.code(of: "a /* b /* c */ d */ e") == "a                   e")
        #expect(CodeMask.code(of: "\"\"\"\n{ \"x\" }\n\"\"\" }") == "\"\"\"\n       \n\"\"\" }")
        #expect(CodeMask.code(of: ##"#"a"b"# c"##) == ##"#"   "# c"##)
        #expect(CodeMask.code(of: #""a\"b" c"#) == #""    " c"#)
    }

    @Test func keepsStringsWhereAsked() {
        let code: String = #"a("// \"(x /* y */)") // b"#
        #expect(CodeMask.code(of: code, keepsStrings: true) == #"a("// \"(x /* y */)")     "#)
    }

    @Test func keepsInterpolatedCode() {
        #expect(CodeMask.code(of: #""<p>\(name("x"))</p>" + b"#) == #""    (name(" "))    " + b"#)
    }
}
