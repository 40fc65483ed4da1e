//! Where things are, from the variables `cargo xtask test` sets.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Programs and folders of one run.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The built page.
    pub dist: PathBuf,
    /// The program `zicha`.
    pub cli: PathBuf,
    pub chromedriver: PathBuf,
    pub chromium: PathBuf,
    /// The repository.
    pub root: PathBuf,
}

impl Setup {
    /// Stops with what to do where something is missing.
    pub fn find() -> Setup {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned();
        let path = |name: &str| {
            let value = std::env::var_os(name)
                .unwrap_or_else(|| panic!("{name} is not set: run `cargo xtask test --only e2e`"));
            let path = PathBuf::from(value);
            assert!(path.exists(), "{name} names nothing that is there: {}", path.display());
            path
        };
        let setup = Setup {
            dist: path("ZICHA_DIST"),
            cli: path("ZICHA_CLI"),
            chromedriver: path("CHROMEDRIVER"),
            chromium: path("CHROMIUM"),
            root,
        };
        setup.has("index.html");
        setup
    }

    /// Stops where the build lacks that file. A build for looking at has no single file.
    pub fn has(&self, file: &str) {
        assert!(self.dist.join(file).is_file(), "{} has no {file}: run `cargo xtask build`", self.dist.display());
    }

    /// Screenshots end up here; git does not see it.
    pub fn screens(&self) -> PathBuf {
        let dir = self.root.join("target/e2e/screens");
        std::fs::create_dir_all(&dir).unwrap();
        dir
    }
}

/// Puts a folder's files and folders into another one, which is made where it lacks.
pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy_folder(&path, &to);
        } else {
            std::fs::copy(&path, &to).unwrap();
        }
    }
}

/// A folder that is gone when the test ends, also when it fails.
#[derive(Debug)]
pub struct Scratch(PathBuf);

impl Scratch {
    pub fn new(name: &str) -> Scratch {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let dir = std::env::temp_dir().join(format!("zicha-e2e-{}-{number}-{name}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        Scratch(dir)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// A file in the folder.
    pub fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// A folder in the folder.
    pub fn dir(&self, name: &str) -> PathBuf {
        let path = self.0.join(name);
        std::fs::create_dir_all(&path).unwrap();
        path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
