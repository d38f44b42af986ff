import Foundation

/// nginx with one file: the ceiling of every page that is only read.
final class StaticServer {
    let target: Target
    private let process = Process()
    private let folder: String

    /// Serves a file of this many bytes as `/page.html`.
    init(bytes: Int, in folder: String) throws {
        self.folder = folder + "/nginx"
        target = Target(host: "127.0.0.1", port: try ServerProcess.freePort())
        try FileManager.default.createDirectory(atPath: self.folder, withIntermediateDirectories: true)
        try Data(repeating: UInt8(ascii: "x"), count: bytes).write(
            to: URL(fileURLWithPath: self.folder + "/page.html"))
        try configuration.write(toFile: self.folder + "/nginx.conf", atomically: true, encoding: .utf8)
    }

    func start() throws {
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "nginx", "-p", folder, "-e", "\(folder)/error.log", "-c", "\(folder)/nginx.conf",
        ]
        try process.run()
        Thread.sleep(forTimeInterval: 0.5)
        guard process.isRunning else { throw AnswerError.unexpected("nginx ended; see \(folder)/error.log") }
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    /// Its workers run as whoever measures: the folder may be closed to others.
    private var configuration: String {
        """
        user \(NSUserName());
        daemon off;
        worker_processes auto;
        pid \(folder)/nginx.pid;
        events { worker_connections 1024; }
        http {
            access_log off;
            default_type text/html;
            sendfile on;
            tcp_nopush on;
            open_file_cache max=10;
            keepalive_requests 100000000;
            client_body_temp_path \(folder)/body;
            proxy_temp_path \(folder)/proxy;
            fastcgi_temp_path \(folder)/fastcgi;
            uwsgi_temp_path \(folder)/uwsgi;
            scgi_temp_path \(folder)/scgi;
            server { listen \(target.host):\(target.port); root \(folder); }
        }
        """
    }
}
