extension MailMessage {
    /// The message as it travels: RFC 5322 and MIME, ASCII only, no line over 998 bytes.
    ///
    /// It is marked as automatic, so that no holiday notice answers it (RFC 3834).
    public var rendered: [UInt8] {
        var headers = HeaderText.line("Date", dateWords)
        headers += HeaderText.line("From", HeaderText.words(of: from))
        headers += HeaderText.line("To", HeaderText.words(of: to))
        if let replyTo { headers += HeaderText.line("Reply-To", HeaderText.words(of: replyTo)) }
        headers += HeaderText.line("Subject", HeaderText.words(of: subject))
        headers += HeaderText.line("Message-ID", ["<\(messageID)>"])
        headers += HeaderText.line("Auto-Submitted", ["auto-generated"])
        if let unsubscribeAddress {
            headers += HeaderText.line("List-Unsubscribe", ["<\(unsubscribeAddress)>"])
            headers += HeaderText.line("List-Unsubscribe-Post", ["List-Unsubscribe=One-Click"])
        }
        headers += HeaderText.line("MIME-Version", ["1.0"])
        return Array(headers.utf8) + content.bytes
    }

    /// "Sun, 22 Nov 2026 16:00:00 +0000".
    private var dateWords: [String] {
        let weekdays = ["Thu,", "Fri,", "Sat,", "Sun,", "Mon,", "Tue,", "Wed,"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let day = date.dayInUTC
        let weekday = day.daysSince1970 - day.daysSince1970.floorDivided(by: 7) * 7
        let seconds = Int(date.milliseconds.floorDivided(by: 1000)) - day.daysSince1970 * 86_400
        let time = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0.padded(to: 2) }
        return [
            weekdays[weekday], day.day.padded(to: 2), months[day.month - 1], day.year.padded(to: 4),
            time.joined(separator: ":"), "+0000",
        ]
    }

    private var content: MIMEPart {
        let plain = MIMEPart(text: text, type: "text/plain")
        let body = html.map { html in
            MIMEPart.multipart("alternative", [plain, MIMEPart(text: html.text, type: "text/html")])
        }
        guard !attachments.isEmpty else { return body ?? plain }
        return MIMEPart.multipart("mixed", [body ?? plain] + attachments.map(MIMEPart.init(attachment:)))
    }
}
