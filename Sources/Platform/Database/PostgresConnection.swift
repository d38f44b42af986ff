internal import CLibpq
internal import Foundation

/// One connection through libpq, used by one thread at a time, with its statements prepared once.
final class PostgresConnection: EngineConnection, @unchecked Sendable {
    private var handle: OpaquePointer?
    private let settings: String
    private let isReadOnly: Bool
    private var prepared: [String: String] = [:]
    private static let mostPrepared = 1_000
    let dialect = Dialect.postgres
    private(set) var changedRows = 0

    init(settings: String, isReadOnly: Bool) throws {
        self.settings = settings
        self.isReadOnly = isReadOnly
        try connect()
    }

    deinit {
        close()
    }

    func close() {
        PQfinish(handle)
        handle = nil
    }

    /// Connects again where the connection was lost.
    func ensureConnected() throws {
        guard PQstatus(handle) != CONNECTION_OK else { return }
        try connect()
    }

    private func connect() throws {
        PQfinish(handle)
        prepared = [:]
        handle = PQconnectdb(settings)
        guard PQstatus(handle) == CONNECTION_OK else {
            let reason = handle.map { String(cString: PQerrorMessage($0)) } ?? "out of memory"
            throw DatabaseError.other("PostgreSQL cannot be reached: \(reason)")
        }
        try command("SET client_min_messages = warning; SET statement_timeout = '30s'")
        if isReadOnly { try command("SET default_transaction_read_only = on") }
    }

    func command(_ text: StaticString) throws {
        try script(text.description)
    }

    func script(_ text: String) throws {
        let result = PQexec(handle, text)
        defer { PQclear(result) }
        try check(result)
    }

    func execute(_ sql: RenderedSQL) throws -> [Row] {
        let name = try prepare(sql)
        let parameters = sql.values.map(Self.parameter)
        let pointers = parameters.map { $0.map { UnsafePointer(strdup($0)) } ?? nil }
        defer { for pointer in pointers { free(UnsafeMutablePointer(mutating: pointer)) } }
        let result = PQexecPrepared(handle, name, Int32(pointers.count), pointers, nil, nil, 0)
        defer { PQclear(result) }
        try check(result)
        changedRows = Int(String(cString: PQcmdTuples(result))) ?? 0
        return try Self.rows(result)
    }

    private func prepare(_ sql: RenderedSQL) throws -> String {
        let key = sql.text
        if let name = prepared[key] { return name }
        if prepared.count >= Self.mostPrepared {
            try command("DEALLOCATE ALL")
            prepared = [:]
        }
        let name = "s\(prepared.count)"
        let types = sql.values.map { Self.oid(of: $0.kind) }
        let result = PQprepare(handle, name, sql.text, Int32(types.count), types)
        defer { PQclear(result) }
        try check(result)
        prepared[key] = name
        return name
    }

    private func check(_ result: OpaquePointer?) throws {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return
        default: throw failure(result)
        }
    }

    private func failure(_ result: OpaquePointer?) -> DatabaseError {
        guard PQstatus(handle) == CONNECTION_OK else { return .connectionLost }
        let message = String(cString: PQresultErrorMessage(result))
        // SQLSTATE: PostgreSQL, appendix A.
        let code = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) }
        switch code {
        case "23505": return .unique(detail: message)
        case "23503": return .foreignKey(detail: message)
        case "23514": return .check(detail: message)
        case "23502": return .notNull(detail: message)
        case "40001", "40P01": return .serialization
        case "57P01", "57P02", "57P03", "08006", "08003": return .connectionLost
        default: return .other("PostgreSQL \(code ?? "?"): \(message)")
        }
    }

    private static func rows(_ result: OpaquePointer?) throws -> [Row] {
        let width = PQnfields(result)
        let columns = (0..<width).map { String(cString: PQfname(result, $0)) }
        let types = (0..<width).map { PQftype(result, $0) }
        return try (0..<PQntuples(result)).map { line in
            let values = try (0..<width).map { column -> Value in
                if PQgetisnull(result, line, column) == 1 { return .null(.text) }
                let text = String(cString: PQgetvalue(result, line, column))
                return try value(text, type: types[Int(column)])
            }
            return Row(columns: columns, values: values)
        }
    }

    /// Type numbers: pg_type.dat of PostgreSQL.
    private static func value(_ text: String, type: Oid) throws -> Value {
        switch type {
        case 20, 21, 23: return .integer(Int64(text) ?? 0)
        case 16: return .integer(text == "t" ? 1 : 0)
        case 700, 701: return .real(Double(text) ?? .nan)
        // Sums of wide integers come as numeric.
        case 1700: return Int64(text).map(Value.integer) ?? .real(Double(text) ?? .nan)
        case 17: return .bytes(bytes(hexadecimal: text))
        default: return .text(text)
        }
    }

    private static func oid(of kind: Value.Kind) -> Oid {
        switch kind {
        case .integer: 20
        case .real: 701
        case .text: 25
        case .bytes: 17
        }
    }

    private static func parameter(_ value: Value) -> String? {
        switch value {
        case .null: nil
        case .integer(let number): String(number)
        case .real(let number): String(number)
        // PostgreSQL cannot store U+0000 in text; what people type never needs it.
        case .text(let text): text.utf8.contains(0) ? text.replacing("\0", with: "") : text
        case .bytes(let bytes): "\\x" + hexadecimal(bytes)
        }
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func bytes(hexadecimal text: String) -> [UInt8] {
        let digits = Array(text.utf8.dropFirst(2))
        return stride(from: 0, to: digits.count - 1, by: 2).map { index in
            nibble(digits[index]) << 4 | nibble(digits[index + 1])
        }
    }

    private static func nibble(_ digit: UInt8) -> UInt8 {
        digit < 58 ? digit - 48 : digit - 87
    }
}
