//! chromedriver as a child of the test: it chooses a free port, and ends with the test.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Lines it may print before it says its port.
const LINES_MAX: usize = 50;

/// A running chromedriver.
#[derive(Debug)]
pub struct Driver {
    child: Child,
    url: String,
}

impl Driver {
    pub fn start(program: &Path) -> Driver {
        let mut command = Command::new(program);
        command
            .args(["--port=0", "--log-level=SEVERE"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn().unwrap_or_else(|e| panic!("{} does not start: {e}", program.display()));
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut port = None;
        for _ in 0..LINES_MAX {
            let mut line = String::new();
            if port.is_some() || out.read_line(&mut line).unwrap_or(0) == 0 {
                break;
            }
            let said = line.split_once("started successfully on port ");
            port = said.and_then(|(_, rest)| rest.trim().trim_end_matches('.').parse::<u16>().ok());
        }
        let driver = Driver { child, url: format!("http://127.0.0.1:{}", port.unwrap_or(0)) };
        assert!(port.is_some(), "chromedriver did not say its port");
        // Read on, or it would stop at a full pipe.
        std::thread::spawn(move || out.lines().map_while(Result::ok).for_each(drop));
        driver
    }

    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
