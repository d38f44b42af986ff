public import Foundation
internal import Glibc
public import Platform

/// A real SMTP server (aiosmtpd) on a free port of this machine, with a recipient for each kind of answer.
///
/// It stores every message that it accepts before it says so. It ends when its input does: with the object,
/// or should the tests die, with them.
public final class MailServer {
    public enum Encryption: String {
        case none, starttls, tls
    }

    public let port: Int
    /// The certificate with which the server identifies itself as localhost.
    public let certificate: URL
    private let directory: URL
    private let process: Process
    private let input = Pipe()

    public init(_ encryption: Encryption = .none) throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "laurel-mail-\(UUID())")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
        certificate = directory.appending(path: "certificate.pem")
        if encryption != .none { try Self.makeCertificate(in: directory) }
        let output = Pipe()
        process = Python.process(Self.script, [directory.path, encryption.rawValue])
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        port = try Self.firstNumber(from: output.fileHandleForReading)
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: directory)
    }

    /// What arrived, as Python's e-mail package reads it, in order of arrival.
    public var messages: [JSON] {
        get throws {
            let files = try FileManager.default.contentsOfDirectory(atPath: directory.path)
            let names = files.filter { $0.hasSuffix(".json") }.sorted()
            return try names.map { name in
                try JSON(parsing: Array(try Data(contentsOf: directory.appending(path: name))))
            }
        }
    }

    private static func makeCertificate(in directory: URL) throws {
        let openssl = Process()
        openssl.executableURL = URL(filePath: "/usr/bin/openssl")
        openssl.currentDirectoryURL = directory
        openssl.standardError = FileHandle.nullDevice
        openssl.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
            "2",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out",
            "certificate.pem",
        ]
        try openssl.run()
        openssl.waitUntilExit()
        guard openssl.terminationStatus == 0 else { throw Python.Failure(status: openssl.terminationStatus) }
    }

    /// The server prints its port when it listens; one that ends before that closes its output.
    private static func firstNumber(from handle: FileHandle) throws -> Int {
        let line = String(decoding: handle.availableData, as: UTF8.self)
        guard let number = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw Python.Failure(status: -1)
        }
        return number
    }

    private static let script = """
        import asyncio, email, email.policy, hashlib, itertools, json, ssl, sys
        from aiosmtpd.smtp import SMTP, AuthResult

        directory, encryption = sys.argv[1:]
        number, met = itertools.count(1), set()
        refusals = {'refused': '550 5.1.1 No such mailbox', 'later': '451 4.7.1 Try again later'}

        def text(part):
            return part and part.get_content().replace('\\r\\n', '\\n')

        def read(envelope):
            message = email.message_from_bytes(envelope.content, policy=email.policy.SMTP)
            bodies = {kind: message.get_body(preferencelist=(kind,)) for kind in ('plain', 'html')}
            return {
                'sender': envelope.mail_from, 'recipients': envelope.rcpt_tos,
                'headers': {name.lower(): str(value) for name, value in message.items()},
                'text': text(bodies['plain']), 'html': text(bodies['html']),
                'defects': [str(defect) for part in message.walk() for defect in part.defects],
                'attachments': [[part.get_filename(), part.get_content_type(),
                                 hashlib.sha256(part.get_payload(decode=True)).hexdigest()]
                                for part in message.iter_attachments()],
                'longest': max(len(line) for line in envelope.content.split(b'\\r\\n'))}

        class Handler:
            async def handle_RCPT(self, server, session, envelope, address, options):
                user = address.split('@')[0]
                if user == 'slow': await asyncio.sleep(30)
                if user in refusals: return refusals[user]
                if user.startswith('greylisted') and address not in met:
                    met.add(address)
                    return refusals['later']
                envelope.rcpt_tos.append(address)
                return '250 OK'

            async def handle_DATA(self, server, session, envelope):
                user = envelope.rcpt_tos[0].split('@')[0]
                if user == 'content': return '554 5.7.1 Looks like spam'
                if user == 'full': return '452 4.2.2 Mailbox full'
                with open(f'{directory}/{next(number):04}.json', 'w') as file: json.dump(read(envelope), file)
                return '250 OK'

            async def handle_MAIL(self, server, session, envelope, address, options):
                if address.startswith('unknown'): return '553 5.7.1 Sender refused'
                envelope.mail_from = address
                return '250 OK'

            async def handle_QUIT(self, server, session, envelope):
                if session.host_name == 'stays.example': await asyncio.sleep(30)
                return '221 Bye'

        def authenticate(server, session, envelope, mechanism, data):
            isRight = (data.login, data.password) == (b'laurel', b'secret \\xd0\\xb6')
            return AuthResult(success=isRight, handled=False)

        def protocol():
            options = {'hostname': 'localhost', 'loop': loop}
            if encryption != 'none':
                options |= {'authenticator': authenticate, 'auth_required': True,
                            'auth_require_tls': encryption == 'starttls'}
            if encryption == 'starttls': options |= {'tls_context': context, 'require_starttls': True}
            return SMTP(Handler(), **options)

        async def serve():
            secure = context if encryption == 'tls' else None
            server = await loop.create_server(protocol, 'localhost', 0, ssl=secure)
            print(server.sockets[0].getsockname()[1], flush=True)
            await loop.run_in_executor(None, sys.stdin.read)

        if encryption != 'none':
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(f'{directory}/certificate.pem', f'{directory}/key.pem')
        loop = asyncio.new_event_loop()
        loop.run_until_complete(serve())
        """
}
