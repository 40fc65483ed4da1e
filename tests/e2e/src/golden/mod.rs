//! Goldens: how every scene looks in every view, kept as small pictures and compared with a tolerance.
//!
//! Reading order: `compare` (what two pictures must have in common), `page` (what a person is shown where they differ).
//! A [`Gallery`] judges the pictures of one run. `ZICHA_BLESS=1` writes them instead.

pub mod compare;

pub mod page;

use self::compare::{Distance, distance};
use crate::picture::Picture;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Pictures taken of one scene until one is like its golden, or two the same when blessing: what was just clicked may
/// still be being drawn.
const SHOTS_MAX: u32 = 12;
/// Failures named in the message; the page shows all.
const NAMED_MAX: usize = 12;
/// Says what the goldens were made with.
pub const MADE_WITH: &str = "made-with.txt";
pub const HOW_TO_BLESS: &str = "ZICHA_BLESS=1 cargo xtask test --only e2e -- every_page_looks_as_it_did";

/// Goldens, and what is found to differ from them.
#[derive(Debug)]
pub struct Gallery {
    /// `<view>/<scene>.png`.
    goldens: PathBuf,
    /// Where the failures are shown.
    shown: PathBuf,
    blessing: bool,
    /// What this run's pictures are made with, a line each.
    made_with: String,
    found: Mutex<Vec<Failure>>,
}

/// A picture that is not like its golden.
#[derive(Clone, Debug)]
pub struct Failure {
    /// `1366x768-light/home-empty`.
    pub name: String,
    /// None where there is no golden.
    pub distance: Option<Distance>,
}

impl Failure {
    fn said(&self) -> String {
        self.distance.map_or_else(|| "there is no golden".to_owned(), Distance::said)
    }
}

impl Gallery {
    /// What an earlier run showed is removed. `made_with` says with what browser and fonts, a line each.
    pub fn open(goldens: &Path, shown: &Path, blessing: bool, made_with: &str) -> Gallery {
        let _ = std::fs::remove_dir_all(shown);
        std::fs::create_dir_all(goldens).unwrap();
        let made_with = format!("{}\n", made_with.trim());
        Gallery { goldens: goldens.into(), shown: shown.into(), blessing, made_with, found: Mutex::default() }
    }

    fn golden(&self, name: &str) -> PathBuf {
        self.goldens.join(format!("{name}.png"))
    }

    /// Compares what `shoot` shows, as PNG of the screen's size, with the golden of that name, or makes it that golden.
    pub fn judge(&self, name: &str, mut shoot: impl FnMut() -> Vec<u8>) {
        if self.blessing {
            return self.bless(name, shoot);
        }
        let before = std::fs::read(self.golden(name)).ok().map(|png| Picture::read(&png).expect("a golden"));
        let mut last = (Vec::new(), None);
        for _ in 0..SHOTS_MAX {
            let shot = shoot();
            if shot == last.0 {
                continue;
            }
            let after = Picture::read(&shot).expect("a picture").shrunk();
            let found = before.as_ref().map(|before| distance(before, &after));
            if found.is_some_and(Distance::is_tolerable) {
                return;
            }
            last = (shot, found);
            if before.is_none() {
                break;
            }
        }
        page::keep(&self.shown, name, before.as_ref(), &last.0);
        let failure = Failure { name: name.to_owned(), distance: last.1 };
        println!("    {name}: {}", failure.said());
        self.found.lock().unwrap().push(failure);
    }

    fn bless(&self, name: &str, mut shoot: impl FnMut() -> Vec<u8>) {
        let mut last = shoot();
        let settled = (0..SHOTS_MAX).any(|_| {
            let next = shoot();
            std::mem::replace(&mut last, next) == last
        });
        assert!(settled, "{name} never stays the same: nothing to compare with");
        let png = Picture::read(&last).expect("a picture").shrunk().reduced().png();
        let path = self.golden(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, png).unwrap();
    }

    /// What this run is made with, where that is not what the goldens were made with.
    fn made_otherwise(&self) -> Option<String> {
        let then = std::fs::read_to_string(self.goldens.join(MADE_WITH)).unwrap_or_else(|_| "nothing known".to_owned());
        (then != self.made_with).then(|| {
            let (then, now) = (then.trim().replace('\n', ", "), self.made_with.trim().replace('\n', ", "));
            format!(
                "The goldens were made with {then}; this run shows the page with {now}. Small differences may come \
                 from that: look at the pictures, and bless them where only the letters differ."
            )
        })
    }

    /// Goldens that no scene and no view of the run asks for.
    fn strays(&self, expected: &BTreeSet<String>) -> Vec<PathBuf> {
        let inside = |dir: &Path| -> Vec<PathBuf> {
            std::fs::read_dir(dir).into_iter().flatten().flatten().map(|it| it.path()).collect()
        };
        let folders = inside(&self.goldens).into_iter().filter(|path| path.is_dir());
        let mut all: Vec<PathBuf> = folders.flat_map(|dir| inside(&dir)).collect();
        all.retain(|path| !expected.iter().any(|name| self.golden(name) == *path));
        all.sort();
        all
    }

    /// Ends the run over all the names there are; those with a golden and without a scene fail as well.
    ///
    /// # Errors
    /// What differs, where it is shown and how it is blessed.
    pub fn close(self, expected: &BTreeSet<String>) -> Result<(), String> {
        let strays = self.strays(expected);
        if self.blessing {
            strays.iter().for_each(|path| std::fs::remove_file(path).unwrap());
            std::fs::write(self.goldens.join(MADE_WITH), &self.made_with).unwrap();
            return Ok(());
        }
        let otherwise = self.made_otherwise();
        if let Some(said) = &otherwise {
            println!("{said}");
        }
        let mut found = self.found.into_inner().unwrap();
        if found.is_empty() && strays.is_empty() {
            return Ok(());
        }
        found.sort_by(|a, b| a.name.cmp(&b.name));
        let mut said = vec![format!("{} pictures are not like their goldens:", found.len())];
        said.extend(found.iter().take(NAMED_MAX).map(|it| format!("- {}: {}", it.name, it.said())));
        if found.len() > NAMED_MAX {
            said.push(format!("- and {} more", found.len() - NAMED_MAX));
        }
        said.extend(strays.iter().map(|path| format!("{} is the golden of no scene", path.display())));
        said.extend(otherwise.clone());
        if !found.is_empty() {
            let page = page::write(&self.shown, &found, otherwise.as_deref());
            said.push(format!("Before, after and difference: {}", page.display()));
        }
        said.push(format!("Where the new look is meant: {HOW_TO_BLESS}"));
        Err(said.join("\n"))
    }
}
