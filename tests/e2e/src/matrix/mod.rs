//! Every edition in every browser. What was seen is compared with the table of docs/browsers.md, which must not claim more.

pub mod edition;

pub mod fleet;

pub mod table;

pub mod walk;

use crate::setup::Setup;
use edition::Edition;
use fleet::{Fleet, Ship};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::time::Instant;
use table::{Seen, Table};

/// Browsers that run at the same time: as many as the smallest machine has cores.
const AT_ONCE: usize = 2;
/// Attempts at one cell; a machine that does other things loses a click.
const TRIES_MAX: u32 = 2;
/// Characters told of a failure.
const SENTENCE_MAX: usize = 300;

/// What is to be run.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Only this one, by its name.
    pub edition: Option<String>,
    /// Only this one, by its name.
    pub engine: Option<String>,
    /// Write the table into docs/browsers.md instead of comparing.
    pub write: bool,
}

/// Runs the cells and gives the closing sentence; an error is one too.
///
/// # Errors
/// A cell failed that the page of documents claims, or nothing was run.
pub fn run(wish: &Wish) -> Result<String, String> {
    let (setup, fleet) = (Setup::find(), Fleet::read());
    for ship in &fleet.ships {
        if let Some(why) = &ship.missing {
            println!("NOT RUN: {} {}: {why}", ship.title, ship.version);
        }
    }
    let wanted = |name: &str, only: &Option<String>| only.as_ref().is_none_or(|only| only == name);
    let cells: Vec<(Edition, usize)> = Edition::ALL
        .into_iter()
        .filter(|edition| wanted(edition.name(), &wish.edition))
        .flat_map(|edition| (0..fleet.ships.len()).map(move |at| (edition, at)))
        .filter(|(_, at)| wanted(&fleet.ships[*at].name, &wish.engine))
        .collect();
    // A failure is told by its cell, not by a trace in between.
    std::panic::set_hook(Box::new(|_| {}));
    let (next, seen) = (Mutex::new(cells.iter()), Mutex::new(Vec::new()));
    let since = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let Some((edition, at)) = next.lock().unwrap().next() else { return };
                    let found = look(&setup, &fleet.ships[*at], *edition);
                    seen.lock().unwrap().push((*edition, *at, found));
                }
            });
        }
    });
    let _ = std::panic::take_hook();
    let table = Table { fleet, seen: seen.into_inner().unwrap() };
    println!("{} cells in {} s", table.seen.len(), since.elapsed().as_secs());
    table.judge(&setup.root.join("docs/browsers.md"), wish.write)
}

/// One cell, tried again where it failed.
fn look(setup: &Setup, ship: &Ship, edition: Edition) -> Seen {
    let Some(engine) = &ship.engine else { return Seen::NotRun };
    if let Some(file) = edition.needs().iter().find(|file| !setup.dist.join(file).is_file()) {
        return Seen::Fails(format!("dist/ has no {file}"));
    }
    let title = format!("{} in {} {}", edition.title(), ship.title, ship.version);
    let mut last = String::new();
    for attempt in 1..=TRIES_MAX {
        let since = Instant::now();
        match catch_unwind(AssertUnwindSafe(|| walk::whole(setup, engine, edition))) {
            Ok(kept) => {
                println!("{title}: ✓ {kept:?}, {} s", since.elapsed().as_secs());
                return Seen::Works(kept);
            }
            Err(stop) => {
                last = sentence(stop.as_ref());
                println!("{title}: attempt {attempt} failed after {} s: {last}", since.elapsed().as_secs());
            }
        }
    }
    Seen::Fails(last)
}

fn sentence(stop: &(dyn Any + Send)) -> String {
    let text = stop.downcast_ref::<String>().map(String::as_str).or_else(|| stop.downcast_ref::<&str>().copied());
    text.unwrap_or("stopped without a word").chars().take(SENTENCE_MAX).collect()
}
