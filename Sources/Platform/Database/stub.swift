struct JSON { static func string(_ s: String) -> JSON { JSON(canonical: "\"\(s)\"") }; let canonical: String }
