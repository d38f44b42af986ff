internal import Glibc

/// How many files and connections this process may have open. Most systems start programs with 1,024, which
/// is fewer than the phones of a hall.
public struct OpenFileLimit: Error, CustomStringConvertible {
    public let wanted: Int
    public let allowed: Int

    public var description: String {
        """
        This process may have \(allowed) files and connections open at once; \(wanted) are wanted. Raise the \
        limit before it starts: “ulimit -Hn \(wanted)”, or LimitNOFILE=\(wanted) in its systemd unit.
        """
    }

    /// Raises the limit as far as the system lets this process; throws where that is not enough.
    public static func require(_ wanted: Int) throws(OpenFileLimit) {
        let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(kind, &limit) == 0, limit.rlim_cur < rlim_t(wanted) else { return }
        limit.rlim_cur = min(limit.rlim_max, rlim_t(wanted))
        guard setrlimit(kind, &limit) == 0, limit.rlim_cur >= rlim_t(wanted) else {
            throw OpenFileLimit(wanted: wanted, allowed: Int(limit.rlim_cur))
        }
    }
}
