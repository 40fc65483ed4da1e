//! How every page looks: each scene of the tour at three sizes, light, dark and 大字版, beside its golden.
//!
//! Two browsers go along the tour at the same time. `ZICHA_BLESS=1` makes what they show the goldens.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use zicha_e2e::golden::page::write;
use zicha_e2e::golden::{Gallery, HOW_TO_BLESS, MADE_WITH};
use zicha_e2e::picture::Picture;
use zicha_e2e::screen::{DESK, PHONE, SMALL, Screen};
use zicha_e2e::setup::{Scratch, Setup};
use zicha_e2e::tour::{Dress, SCENES, Tour};

/// What one browser shows of every scene. The pages are drawn anew for the first size; the others are the same window
/// made narrower.
type Views = &'static [(Screen, Dress)];
const VIEWS: [Views; 2] = [
    &[
        (DESK, Dress::Light),
        (DESK, Dress::Dark),
        (DESK, Dress::Large),
        (SMALL, Dress::Light),
        (SMALL, Dress::Dark),
        (SMALL, Dress::Large),
    ],
    &[(PHONE, Dress::Light), (PHONE, Dress::Dark), (PHONE, Dress::Large)],
];

fn name(scene: &str, screen: Screen, dress: Dress) -> String {
    format!("{}x{}-{}/{scene}", screen.width, screen.height, dress.name())
}

fn names() -> BTreeSet<String> {
    let views = || VIEWS.into_iter().flatten();
    SCENES.iter().flat_map(|it| views().map(|(screen, dress)| name(it.name, *screen, *dress))).collect()
}

fn blessing() -> bool {
    std::env::var_os("ZICHA_BLESS").is_some_and(|it| it != "0" && !it.is_empty())
}

#[test]
fn every_page_looks_as_it_did() {
    let root = Setup::find().root;
    let kept = root.join("tests/e2e/goldens");
    let start = |name| {
        let tour = Tour::start(name, |browser| {
            browser.freeze();
            browser.media(&[("prefers-reduced-motion", "reduce"), ("prefers-color-scheme", "light")]);
        });
        tour.still();
        tour
    };
    let first = start("goldens-1");
    let gallery = Gallery::open(&kept, &root.join("target/goldens"), blessing(), &first.page.browser.made_with());
    let walk = |tour: &Tour, views: Views| {
        tour.page.browser.view(views[0].0);
        tour.each(|tour, scene| {
            for (screen, dress) in views {
                tour.page.browser.view(*screen);
                tour.dress(*dress);
                gallery.judge(&name(scene.name, *screen, *dress), || {
                    tour.settle();
                    tour.page.browser.shot()
                });
            }
            tour.dress(Dress::Light);
            tour.page.browser.view(views[0].0);
        });
    };
    std::thread::scope(|both| {
        let second = both.spawn(|| walk(&start("goldens-2"), VIEWS[1]));
        walk(&first, VIEWS[0]);
        second.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    });
    gallery.close(&names()).unwrap_or_else(|said| panic!("{said}"));
}

/// A gallery of one golden, in a folder of its own.
struct Hall {
    scratch: Scratch,
}

impl Hall {
    fn new(name: &str) -> Hall {
        let hall = Hall { scratch: Scratch::new(name) };
        let gallery = hall.gallery(true, "Chromium 1\nSong");
        gallery.judge("desk-light/home", || screen().png());
        gallery.close(&named()).unwrap();
        hall
    }

    fn goldens(&self) -> PathBuf {
        self.scratch.path().join("goldens")
    }

    fn shown(&self) -> PathBuf {
        self.scratch.path().join("shown")
    }

    fn gallery(&self, blessing: bool, made_with: &str) -> Gallery {
        Gallery::open(&self.goldens(), &self.shown(), blessing, made_with)
    }

    /// What is said of a picture with the golden.
    fn said(&self, made_with: &str, picture: &Picture) -> Result<(), String> {
        let gallery = self.gallery(false, made_with);
        gallery.judge("desk-light/home", || picture.png());
        gallery.close(&named())
    }
}

fn named() -> BTreeSet<String> {
    BTreeSet::from(["desk-light/home".to_owned()])
}

/// A screen with a button.
fn screen() -> Picture {
    let mut it = Picture::plain(600, 300, [244, 246, 249]);
    it.fill(60, 120, 112, 36, [31, 95, 174]);
    it
}

fn altered() -> Picture {
    let mut it = Picture::plain(600, 300, [244, 246, 249]);
    it.fill(180, 120, 112, 36, [31, 95, 174]);
    it
}

fn size(path: &Path) -> (usize, usize) {
    let picture = Picture::read(&std::fs::read(path).unwrap()).unwrap();
    (picture.width, picture.height)
}

#[test]
fn an_altered_picture_is_shown_before_after_and_as_a_difference() {
    let hall = Hall::new("golden-altered");
    hall.said("Chromium 1\nSong", &screen()).unwrap();
    assert!(!hall.shown().exists(), "nothing to show");
    let said = hall.said("Chromium 1\nSong", &altered()).unwrap_err();
    let page = hall.shown().join("index.html");
    assert!(said.contains(&page.display().to_string()) && said.contains(HOW_TO_BLESS), "{said}");
    let html = std::fs::read_to_string(&page).unwrap();
    for (which, wanted) in [("before", (200, 100)), ("after", (600, 300)), ("difference", (200, 100))] {
        let file = format!("desk-light-home-{which}.png");
        assert!(html.contains(&format!("src=\"{file}\"")), "{html}");
        assert_eq!(size(&hall.shown().join(file)), wanted);
    }
    assert!(!html.contains("http"), "the page needs nothing else");
    hall.said("Chromium 1\nSong", &screen()).unwrap();
    assert!(!page.exists(), "what an earlier run showed is gone");
}

#[test]
fn another_browser_is_named_where_pictures_differ() {
    let hall = Hall::new("golden-otherwise");
    hall.said("Chromium 2\nSong", &screen()).unwrap();
    let said = hall.said("Chromium 2\nHei", &altered()).unwrap_err();
    assert!(said.contains("made with Chromium 1, Song; this run shows the page with Chromium 2, Hei"), "{said}");
    assert!(!hall.said("Chromium 1\nSong", &altered()).unwrap_err().contains("made with"));
}

#[test]
fn a_missing_golden_and_one_without_a_scene_fail() {
    let hall = Hall::new("golden-missing");
    std::fs::copy(hall.goldens().join("desk-light/home.png"), hall.goldens().join("desk-light/gone.png")).unwrap();
    let said = hall.said("Chromium 1\nSong", &screen()).unwrap_err();
    assert!(said.contains("gone.png is the golden of no scene"), "{said}");
    std::fs::remove_dir_all(hall.goldens().join("desk-light")).unwrap();
    let said = hall.said("Chromium 1\nSong", &screen()).unwrap_err();
    assert!(said.contains("there is no golden") && said.contains(HOW_TO_BLESS), "{said}");
    let gallery = hall.gallery(true, "Chromium 3");
    gallery.judge("desk-light/home", || altered().png());
    gallery.close(&named()).unwrap();
    hall.said("Chromium 3", &altered()).unwrap();
    assert_eq!(std::fs::read_to_string(hall.goldens().join(MADE_WITH)).unwrap(), "Chromium 3\n");
}

#[test]
fn what_is_drawn_late_is_waited_for() {
    let hall = Hall::new("golden-late");
    let gallery = hall.gallery(false, "Chromium 1\nSong");
    let mut shots = 0;
    gallery.judge("desk-light/home", || {
        shots += 1;
        if shots < 4 { altered().png() } else { screen().png() }
    });
    gallery.close(&named()).unwrap();
}

#[test]
fn a_page_without_pictures_says_so() {
    let hall = Hall::new("golden-none");
    let failure = zicha_e2e::golden::Failure { name: "desk-light/new".to_owned(), distance: None };
    let html = std::fs::read_to_string(write(&hall.shown(), &[failure], None)).unwrap();
    assert!(html.contains("there is no golden") && html.contains("<figcaption>before</figcaption>none"), "{html}");
}
