//! Serves dist/ on a free port of this machine and remembers every request. Types and headers are
//! those of `cargo xtask serve`.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// In the page of the iframe edition alone.
const LIST: &[u8] = b"zicha-allow-origins";

/// Ends with the process: it holds nothing but a port.
#[derive(Debug)]
pub struct Server {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
    posted: Arc<Mutex<Vec<Vec<u8>>>>,
}

/// Most bytes of a request's body that are kept.
const BODY_BYTES_MAX: usize = 8 << 20;

/// What is answered.
#[derive(Clone, Debug)]
pub struct Reply {
    pub status: &'static str,
    pub mime: &'static str,
    /// The content security policy.
    pub policy: Option<String>,
    /// Further headers, a line each with its end.
    pub headers: &'static str,
    pub body: Vec<u8>,
    /// The length that the head promises, where it is not the body's.
    pub promised: Option<usize>,
    /// Waits so long before it answers.
    pub delay: Duration,
}

/// Changes the answer to a path.
type Twist = dyn Fn(&str, &mut Reply) + Send + Sync;

impl Server {
    pub fn start(dist: &Path) -> Server {
        Server::twisted(dist, |_, _| {})
    }

    /// A server that answers otherwise.
    pub fn twisted(dist: &Path, twist: impl Fn(&str, &mut Reply) + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (dist, log, twist): (_, _, Arc<Twist>) = (dist.to_owned(), Arc::clone(&asked), Arc::new(twist));
        let posted = Arc::new(Mutex::new(Vec::new()));
        let bodies = Arc::clone(&posted);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (dist, log, twist) = (dist.clone(), Arc::clone(&log), Arc::clone(&twist));
                let bodies = Arc::clone(&bodies);
                // A browser that went away in the middle is nobody's error.
                std::thread::spawn(move || drop(answer(stream, &dist, &log, &bodies, &*twist)));
            }
        });
        Server { address, asked, posted }
    }

    /// `http://127.0.0.1:40123/`.
    pub fn url(&self) -> String {
        format!("{}/", self.address)
    }

    /// Paths asked for since the last time this was called.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }

    /// Bodies of requests that had one, since the last time this was called.
    pub fn posted(&self) -> Vec<Vec<u8>> {
        std::mem::take(&mut self.posted.lock().unwrap())
    }
}

fn answer(
    mut stream: TcpStream,
    dist: &Path,
    log: &Mutex<Vec<String>>,
    bodies: &Mutex<Vec<Vec<u8>>>,
    twist: &Twist,
) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let (mut first, mut line) = (String::new(), String::new());
    reader.read_line(&mut first)?;
    let mut length = 0_usize;
    while reader.read_line(&mut line)? > 2 {
        let named = line.to_ascii_lowercase();
        if let Some(given) = named.strip_prefix("content-length:") {
            length = given.trim().parse().unwrap_or(0);
        }
        line.clear();
    }
    if length > 0 {
        let mut body = vec![0; length.min(BODY_BYTES_MAX)];
        reader.read_exact(&mut body)?;
        bodies.lock().unwrap().push(body);
    }
    let Some(target) = first.split_whitespace().nth(1) else { return Ok(()) };
    log.lock().unwrap().push(target.to_owned());
    let path = file_of(target, dist);
    let (status, body) = match path.as_ref().and_then(|path| std::fs::read(path).ok()) {
        Some(body) => ("200 OK", body),
        None => ("404 Not Found", b"404 Not Found\n".to_vec()),
    };
    let mime = path.map_or("text/plain; charset=utf-8", |path| mime(&path));
    let policy = policy(mime, &body);
    let mut reply = Reply { status, mime, policy, headers: "", body, promised: None, delay: Duration::ZERO };
    twist(target, &mut reply);
    std::thread::sleep(reply.delay);
    let length = reply.promised.unwrap_or(reply.body.len());
    let mut head = format!("HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {length}\r\n", reply.status, reply.mime);
    if let Some(policy) = &reply.policy {
        // The iframe edition has a list of its own, which is to be seen refusing.
        let is_frame = reply.body.windows(LIST.len()).any(|it| it == LIST);
        let ancestors = if is_frame { "" } else { "; frame-ancestors 'self'" };
        head += &format!("Content-Security-Policy: {policy}{ancestors}\r\n");
    }
    head += reply.headers;
    head += "Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n";
    stream.write_all(head.as_bytes())?;
    stream.write_all(&reply.body)
}

fn file_of(target: &str, dist: &Path) -> Option<PathBuf> {
    // Asked as a proxy, it gets the whole address.
    let path = match target.strip_prefix("http://") {
        Some(address) => address.split_once('/')?.1,
        None => target.strip_prefix('/')?,
    };
    let path = path.split(['?', '#']).next()?;
    let file = dist.join(if path.is_empty() { "index.html" } else { path });
    (!path.contains("..") && file.is_file()).then_some(file)
}

fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("webmanifest") => "application/manifest+json; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// The policy that stands in the page, repeated as a header.
fn policy(mime: &str, body: &[u8]) -> Option<String> {
    let html = std::str::from_utf8(body).ok().filter(|_| mime.starts_with("text/html"))?;
    let (_, rest) = html.split_once("http-equiv=\"Content-Security-Policy\"")?;
    let (_, content) = rest.split_once("content=\"")?;
    Some(content.split_once('"')?.0.replace("&quot;", "\"").replace("&amp;", "&"))
}
