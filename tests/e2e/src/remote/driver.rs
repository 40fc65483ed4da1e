//! A WebDriver program as a child of the test, on a port of its own; it ends with the test. For browsers that cannot
//! do without a screen, a screen of memory beside it.

use std::io::{BufRead, BufReader, Read};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Lines it may print before it says its port.
const LINES_MAX: usize = 50;
/// Longest wait until it listens.
const PATIENCE: Duration = Duration::from_secs(20);

/// A child that ends with this value.
#[derive(Debug)]
pub struct Program(Child);

impl Program {
    /// Starts it with its output to read.
    pub fn start(command: &mut Command) -> Program {
        let child = command.stdin(Stdio::null()).spawn();
        Program(child.unwrap_or_else(|e| panic!("{command:?} does not start: {e}")))
    }

    /// What follows the words in the first line that holds them, up to the next blank; reads on afterwards, or the
    /// program would stop at a full pipe.
    pub fn says(&mut self, words: &str) -> Option<String> {
        let pipe: Box<dyn Read + Send> = match (self.0.stdout.take(), self.0.stderr.take()) {
            (Some(out), _) => Box::new(out),
            (None, Some(err)) => Box::new(err),
            (None, None) => return None,
        };
        let mut out = BufReader::new(pipe);
        for _ in 0..LINES_MAX {
            let mut line = String::new();
            if out.read_line(&mut line).unwrap_or(0) == 0 {
                break;
            }
            if let Some((_, rest)) = line.split_once(words) {
                let found = rest.split_whitespace().next().unwrap_or_default().to_owned();
                std::thread::spawn(move || out.lines().map_while(Result::ok).for_each(drop));
                return Some(found);
            }
        }
        None
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Times that a driver is started before giving up.
const STARTS_MAX: u32 = 3;

/// A running driver.
#[derive(Debug)]
pub struct Driver {
    _program: Program,
    url: String,
}

impl Driver {
    /// One that takes `--port=0` and says which one it got, after these words. It wants the same port of both families of
    /// addresses and gives up where one of them is taken: it is asked again, then.
    pub fn start(command: &mut Command, words: &str) -> Driver {
        command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null());
        for _ in 0..STARTS_MAX {
            let mut program = Program::start(command);
            let said = program.says(words).and_then(|port| port.trim_end_matches('.').parse::<u16>().ok());
            if let Some(port) = said {
                return Driver { _program: program, url: format!("http://127.0.0.1:{port}") };
            }
        }
        panic!("{command:?} did not say its port")
    }

    /// One that must be given its port.
    pub fn start_at_a_port(command: &mut Command) -> Driver {
        let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
        command.arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null());
        let program = Program::start(command);
        let since = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(since.elapsed() < PATIENCE, "{command:?} does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
        Driver { _program: program, url: format!("http://127.0.0.1:{port}") }
    }

    pub fn url(&self) -> &str {
        &self.url
    }
}

/// A screen that nobody looks at.
#[derive(Debug)]
pub struct Screen {
    _program: Program,
    /// `:99`, for the variable DISPLAY.
    pub name: String,
}

impl Screen {
    pub fn start(xvfb: &Path) -> Screen {
        let mut command = Command::new(xvfb);
        command.args(["-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]);
        let mut program = Program::start(command.stdout(Stdio::piped()).stderr(Stdio::null()));
        let number = program.says("").unwrap_or_else(|| panic!("{} does not start", xvfb.display()));
        Screen { _program: program, name: format!(":{number}") }
    }
}
