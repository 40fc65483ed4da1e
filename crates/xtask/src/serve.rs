//! `serve`: builds what is missing and serves dist/ on this machine only.
//!
//! A page needs little of HTTP: GET and HEAD of files, their types, and the page's own content
//! security policy repeated as a header. One thread per connection, bounded.

use crate::args::{Args, Flag};
use crate::route::Purpose;
use crate::{Result, build, page, run};
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

pub const FLAGS: &[Flag] = &[
    Flag { name: "port", value: Some("N"), help: "port on 127.0.0.1; 8080 when not given" },
    Flag { name: "open", value: None, help: "open the page in the default browser" },
    Flag { name: "no-open", value: None, help: "do not open a browser (the default)" },
    Flag { name: "no-build", value: None, help: "serve the dist/ that is there" },
    Flag { name: "diagnostic", value: None, help: "build with panic messages" },
];

const PORT: u16 = 8080;
const REQUEST_BYTES_MAX: u64 = 16 << 10;
const CONNECTIONS_MAX: usize = 64;
const REQUEST_TIME_MAX: Duration = Duration::from_secs(10);

pub fn run(args: &Args) -> Result {
    let root = run::root()?;
    let port = port(args.value("port"))?;
    // Taken before the build: nobody should wait minutes to hear that the port is in use.
    let listener = listen(port)?;
    let dist = if args.has("no-build") {
        root.join("dist")
    } else {
        build::release(&root, if args.has("diagnostic") { Purpose::Diagnostic } else { Purpose::Release })?
    };
    if !dist.join("index.html").is_file() {
        return Err(format!("{} holds no page; run without --no-build.", dist.display()));
    }
    let address = listener.local_addr().map_err(|e| format!("the port was lost: {e}"))?;
    println!("the page:        http://{address}/");
    println!("the single file: {}", dist.join("zicha.html").display());
    println!("Ctrl+C ends this.");
    if args.has("open") && !args.has("no-open") {
        open(&root, &format!("http://{address}/"));
    }
    serve(&listener, &dist);
    Ok(())
}

fn port(given: Option<&str>) -> Result<u16> {
    match given {
        None => Ok(PORT),
        Some(text) => text.parse().map_err(|_| format!("--port {text}: expected a number from 1 to 65535.")),
    }
}

fn listen(port: u16) -> Result<TcpListener> {
    TcpListener::bind(("127.0.0.1", port)).map_err(|e| match e.kind() {
        ErrorKind::AddrInUse => format!(
            "port {port} is already in use on this machine: end the program that uses it, or choose another with --port {}.",
            port.checked_add(1).unwrap_or(PORT)
        ),
        ErrorKind::PermissionDenied => format!("port {port} needs more rights; choose one above 1023 with --port."),
        _ => format!("cannot listen on 127.0.0.1:{port}: {e}"),
    })
}

fn open(root: &Path, address: &str) {
    let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    if !run::attempt(run::command(program, root).arg(address), Duration::from_secs(5)) {
        eprintln!("no browser could be opened; the address is above.");
    }
}

/// Answers until the listener fails.
fn serve(listener: &TcpListener, dist: &Path) {
    let dist: Arc<Path> = Arc::from(dist);
    let busy = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming().map_while(|stream| stream.ok()) {
        if busy.fetch_add(1, Ordering::SeqCst) >= CONNECTIONS_MAX {
            // Dropping the stream closes it; the browser asks again.
            busy.fetch_sub(1, Ordering::SeqCst);
            continue;
        }
        let (dist, busy) = (Arc::clone(&dist), Arc::clone(&busy));
        std::thread::spawn(move || {
            // A browser that went away in the middle is nobody's error.
            let _ = converse(stream, &dist);
            busy.fetch_sub(1, Ordering::SeqCst);
        });
    }
}

fn converse(mut stream: TcpStream, dist: &Path) -> std::io::Result<()> {
    stream.set_read_timeout(Some(REQUEST_TIME_MAX))?;
    stream.set_write_timeout(Some(REQUEST_TIME_MAX))?;
    let mut reader = BufReader::new(stream.try_clone()?.take(REQUEST_BYTES_MAX));
    let (mut first, mut line) = (String::new(), String::new());
    reader.read_line(&mut first)?;
    // The headers say nothing this server needs, but must be read before answering.
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    let answer = answer(&first, dist);
    stream.write_all(answer.head().as_bytes())?;
    if !first.starts_with("HEAD ") {
        stream.write_all(&answer.body)?;
    }
    stream.flush()
}

struct Answer {
    status: &'static str,
    mime: &'static str,
    policy: Option<String>,
    body: Vec<u8>,
}

impl Answer {
    fn text(status: &'static str) -> Answer {
        Answer { status, mime: "text/plain; charset=utf-8", policy: None, body: format!("{status}\n").into_bytes() }
    }

    fn head(&self) -> String {
        let mut head = format!(
            "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\n",
            self.status,
            self.mime,
            self.body.len()
        );
        if let Some(policy) = &self.policy {
            head += &format!("Content-Security-Policy: {policy}; frame-ancestors 'self'\r\n");
        }
        head += "Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n";
        head + "Connection: close\r\n\r\n"
    }
}

fn answer(first: &str, dist: &Path) -> Answer {
    let mut words = first.split_whitespace();
    let (Some(method), Some(target)) = (words.next(), words.next()) else {
        return Answer::text("400 Bad Request");
    };
    if !matches!(method, "GET" | "HEAD") {
        return Answer::text("405 Method Not Allowed");
    }
    let Some(path) = file_of(target, dist) else {
        return Answer::text("404 Not Found");
    };
    let Ok(body) = std::fs::read(&path) else {
        return Answer::text("404 Not Found");
    };
    let mime = mime(&path);
    // A browser obeys both policies; repeating the page's own as a header changes nothing for it
    // and adds what only a header may say.
    let policy = if mime.starts_with("text/html") { page::policy_of(&String::from_utf8_lossy(&body)) } else { None };
    Answer { status: "200 OK", mime, policy, body }
}

/// The file under dist/ that a request names; nothing above dist/ and no hidden file.
fn file_of(target: &str, dist: &Path) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let relative = Path::new(if path.is_empty() { "index.html" } else { path });
    let plain = relative.components().all(|part| match part {
        Component::Normal(name) => !name.to_string_lossy().starts_with('.'),
        Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => false,
    });
    let file = dist.join(relative);
    (plain && file.is_file()).then_some(file)
}

fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json; charset=utf-8",
        Some("webmanifest") => "application/manifest+json; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Dist(PathBuf);

    impl Dist {
        fn new(name: &str) -> Dist {
            let dir = std::env::temp_dir().join(format!("zicha-serve-{name}-{}", std::process::id()));
            let html = page::policy_meta("default-src 'none'");
            run::write_file(&dir.join("dist/index.html"), html).unwrap();
            run::write_file(&dir.join("dist/a.wasm"), "\0asm").unwrap();
            run::write_file(&dir.join("dist/.hidden"), "x").unwrap();
            run::write_file(&dir.join("secret.txt"), "x").unwrap();
            Dist(dir)
        }

        fn check(&self, request: &str, want: &[&str]) {
            let head = answer(request, &self.0.join("dist")).head();
            for part in want {
                assert!(head.contains(part), "{request}: {part} not in\n{head}");
            }
        }
    }

    impl Drop for Dist {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn files_are_answered_with_type_and_policy() {
        let dist = Dist::new("files");
        dist.check(
            "GET / HTTP/1.1",
            &["200 OK", "text/html", "Content-Security-Policy: default-src 'none'; frame-ancestors 'self'"],
        );
        dist.check("GET /index.html?x=1 HTTP/1.1", &["200 OK"]);
        dist.check("GET /a.wasm HTTP/1.1", &["200 OK", "Content-Type: application/wasm\r\n", "Content-Length: 4\r\n"]);
        dist.check("GET /none HTTP/1.1", &["404"]);
        dist.check("POST / HTTP/1.1", &["405"]);
        dist.check("", &["400"]);
    }

    #[test]
    fn nothing_outside_dist_is_answered() {
        let dist = Dist::new("outside");
        for path in
            ["/../secret.txt", "//etc/passwd", "/./index.html/../../secret.txt", "/.hidden", "/%2e%2e/secret.txt"]
        {
            dist.check(&format!("GET {path} HTTP/1.1"), &["404"]);
        }
    }

    #[test]
    fn a_taken_port_is_named() {
        let first = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = first.local_addr().unwrap().port();
        assert!(listen(port).is_err_and(|e| e.contains(&port.to_string()) && e.contains("--port")));
        assert!(super::port(Some("eighty")).is_err_and(|e| e.contains("eighty")));
    }

    #[test]
    fn a_whole_conversation_works() {
        let dist = Dist::new("conversation");
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let folder = dist.0.join("dist");
        std::thread::spawn(move || serve(&listener, &folder));
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(b"HEAD /a.wasm HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        assert!(text.starts_with("HTTP/1.1 200 OK\r\n") && text.ends_with("\r\n\r\n"), "{text}");
    }
}
