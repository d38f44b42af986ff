internal import Platform

/// The line of a page that follows its session: it says when the connection is lost and when it is back, and
/// carries what the scripts need (`live.js`, `outbox.js`). Without scripts it offers to load the page anew.
enum LiveLine {
    /// `after` is the number of the newest event that the page already shows, read together with it.
    static func markup(_ address: SessionAddress, after: Int, at now: Instant, _ reader: Reader) -> HTML {
        """
        <p class="live-line" role="status" data-events="\(address.events)" data-after="\(after)" \
        data-now="\(now.milliseconds)" data-lost="\(reader("sessions.live.lost"))" \
        data-back="\(reader("sessions.live.back"))" data-ends="\(reader("sessions.live.ends"))" \
        data-up="\(reader("sessions.live.up"))" data-waiting="\(reader("sessions.live.waiting"))" \
        data-return="\(reader("sessions.live.return"))" data-resend="\(reader("sessions.live.again"))" \
        data-discard="\(reader("sessions.live.discard"))"></p>\
        <noscript><p class="live-line"><a href="">\(reader("sessions.live.reload"))</a></p></noscript>
        """
    }
}
