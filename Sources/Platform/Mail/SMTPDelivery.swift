extension SMTPTransport {
    /// Hands the mail to the server on a thread that may wait.
    public func deliver(_ message: MailMessage) async throws {
        try await WorkThreads.mail.run { try self.send(message) }
    }
}
