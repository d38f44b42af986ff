import Crypto
import Foundation
import Platform

/// Everything that is stored of submissions, read past the product: its tables and their JSON.
struct StoredSubmissions: Sendable {
    struct Submission: Sendable {
        let id: Int64
        let application: String
        let answers: String
        let digest: [UInt8]
        let receipts: Int
    }

    struct Entry: Sendable {
        let commitment: [UInt8]
        let content: String
    }

    let submissions: [Submission]
    /// Of the audit log, that something was submitted.
    let entries: [Entry]

    static func read(_ database: Database) async throws -> StoredSubmissions {
        try await database.read { tx in
            let submissions = try tx.rows(
                """
                SELECT submission.id, public_id, answers, digest,
                    (SELECT count(*) FROM receipt WHERE submission_id = submission.id) AS receipts
                FROM submission JOIN application ON application.id = application_id ORDER BY submission.id
                """)
            let entries = try tx.rows(
                """
                SELECT commitment, content FROM audit_entry JOIN audit_payload ON entry_id = audit_entry.id
                WHERE what = 'application submitted'
                """)
            return StoredSubmissions(
                submissions: try submissions.map { row in
                    Submission(
                        id: try row["id"], application: try row["public_id"], answers: try row["answers"],
                        digest: try row["digest"], receipts: try row["receipts"])
                },
                entries: try entries.map {
                    Entry(commitment: try $0["commitment"], content: try $0["content"])
                })
        }
    }

    /// Every way in which this is not what applicants were told, as sentences.
    func faults(against acknowledged: [Acknowledgement]) -> [String] {
        var faults: [String] = []
        var stored: [String: Int] = [:]
        for submission in submissions {
            guard let typed = Self.typed(submission.answers) else {
                faults.append("submission \(submission.id) does not read as answers")
                continue
            }
            stored["\(submission.application) \(TypedApplication.digest(of: typed))", default: 0] += 1
            faults += ownFaults(submission)
        }
        for acknowledgement in acknowledged {
            let count = stored["\(acknowledgement.application) \(acknowledgement.digest)"] ?? 0
            if count != 1 {
                faults.append(
                    "application \(acknowledgement.application): acknowledged, but stored \(count) times")
            }
        }
        return faults + auditFaults()
    }

    private func ownFaults(_ submission: Submission) -> [String] {
        let hash = [UInt8](SHA256.hash(data: Data(submission.answers.utf8)))
        var faults: [String] = []
        if hash != submission.digest {
            faults.append("submission \(submission.id) is not what its digest says")
        }
        if submission.receipts != 1 {
            faults.append("submission \(submission.id) has \(submission.receipts) receipts")
        }
        return faults
    }

    /// One entry for each submission, with its digest, and a commitment that holds.
    private func auditFaults() -> [String] {
        var faults: [String] = []
        var digests: [Int64: [String]] = [:]
        for entry in entries {
            if [UInt8](SHA256.hash(data: Data(entry.content.utf8))) != entry.commitment {
                faults.append("an audit entry does not hold what it commits to")
            }
            guard let content = try? JSON(parsing: entry.content), let id = content["submission"]?.int,
                let digest = content["digest"]?.text
            else {
                faults.append("an audit entry does not say what was submitted")
                continue
            }
            digests[Int64(id), default: []].append(digest)
        }
        for submission in submissions
        where digests.removeValue(forKey: submission.id) != [submission.hexDigest] {
            faults.append("submission \(submission.id) does not have exactly its entry in the audit log")
        }
        return faults + digests.keys.map { "the audit log tells of submission \($0), which is not stored" }
    }

    /// Stored answers as what a page would send for them.
    private static func typed(_ answers: String) -> [String: [String]]? {
        guard let fields = (try? JSON(parsing: answers))?.fields else { return nil }
        var typed: [String: [String]] = [:]
        for (name, answer) in fields {
            if let text = answer.text {
                typed[name] = [text]
            } else if let texts = answer.list {
                typed[name] = texts.compactMap(\.text)
            } else if let rows = answer["rows"]?.list {
                for (index, row) in rows.enumerated() {
                    for (column, cell) in row.fields ?? [:] {
                        typed["\(name).\(index).\(column)"] = cell.text.map { [$0] }
                    }
                }
            }
        }
        return typed
    }
}

extension StoredSubmissions.Submission {
    fileprivate var hexDigest: String {
        digest.map { String(format: "%02x", $0) }.joined()
    }
}
