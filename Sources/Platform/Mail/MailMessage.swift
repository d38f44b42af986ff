/// One mail to one recipient: nobody's address reaches anybody else, and no refusal holds up the others.
public struct MailMessage: Sendable, Equatable {
    public struct Attachment: Sendable, Equatable {
        public var name: DownloadName
        /// A media type, "application/pdf".
        public var type: String
        public var bytes: [UInt8]

        public init(name: DownloadName, type: String, bytes: [UInt8]) {
            self.name = name
            self.type = type
            self.bytes = bytes
        }
    }

    public var from: MailAddress
    public var to: MailAddress
    /// Where answers go if not to the sender.
    public var replyTo: MailAddress?
    public var subject: String
    public var text: String
    /// The same in markup; a mail program shows one of the two.
    public var html: HTML?
    /// "random@award.example.org": the same at every attempt, so that a mail that came twice is seen as one.
    public var messageID: String
    public var date: Instant
    /// An https address that ends this kind of mail when it is posted to (RFC 8058).
    public var unsubscribeAddress: String?
    public var attachments: [Attachment]

    public init(
        from: MailAddress, to: MailAddress, replyTo: MailAddress? = nil, subject: String, text: String,
        html: HTML? = nil, messageID: String, date: Instant, unsubscribeAddress: String? = nil,
        attachments: [Attachment] = []
    ) {
        self.from = from
        self.to = to
        self.replyTo = replyTo
        self.subject = subject
        self.text = text
        self.html = html
        self.messageID = messageID
        self.date = date
        self.unsubscribeAddress = unsubscribeAddress
        self.attachments = attachments
    }
}
