//! Listens on this machine for whatever a page manages to say, by HTTP or as a WebSocket begins.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Longest wait for a request that must arrive.
const PATIENCE: Duration = Duration::from_secs(20);

/// Ends with the process.
#[derive(Debug)]
pub struct Collector {
    port: u16,
    heard: Arc<Mutex<BTreeSet<String>>>,
}

impl Collector {
    pub fn start() -> Collector {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::new(Mutex::new(BTreeSet::new()));
        let log = Arc::clone(&heard);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let log = Arc::clone(&log);
                std::thread::spawn(move || answer(stream, &log));
            }
        });
        Collector { port, heard }
    }

    /// Where a way with this number and tag should go: another origin than every page here.
    pub fn address(&self, tag: &str) -> String {
        format!("http://localhost:{}/{tag}/", self.port)
    }

    /// Whether a request for that path came; those of icons and the like are nobody's.
    pub fn heard(&self, tag: &str, what: &str) -> bool {
        self.heard.lock().unwrap().contains(&format!("/{tag}/{what}"))
    }

    /// Waits for a request that is certain to come after all others of that browser.
    pub fn fence(&self, tag: &str) {
        let since = Instant::now();
        while !self.heard(tag, "fence") {
            assert!(since.elapsed() < PATIENCE, "the collector hears nothing");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

fn answer(mut stream: TcpStream, heard: &Mutex<BTreeSet<String>>) {
    // A connection that says nothing is no request.
    let _ = stream.set_read_timeout(Some(PATIENCE));
    let Ok(copy) = stream.try_clone() else { return };
    let mut first = String::new();
    if BufReader::new(copy).read_line(&mut first).unwrap_or(0) == 0 {
        return;
    }
    if let Some(path) = first.split_whitespace().nth(1) {
        heard.lock().unwrap().insert(path.split(['?', '#']).next().unwrap_or_default().to_owned());
    }
    let _ = stream.write_all(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok",
    );
}
