//! Files in and out: chosen or dropped ones are read, results are downloaded.
//!
//! A file comes in only through a file input or a drop, and goes out only as a download the person
//! sees; there is no access to the disk. Sizes are looked at before anything is read.
//! Not here: what the bytes mean (`zicha_core`), and where files may be dropped (`widgets`).

use gloo::events::{EventListener, EventListenerOptions};
use gloo::file::futures::read_as_bytes;
use gloo::timers::callback::Timeout;
use sha2::{Digest as _, Sha256};
use std::cell::RefCell;
use wasm_bindgen::{JsCast as _, JsValue};
use zicha_core::canonical;

pub use web_sys::File;

/// Largest file that is read whole, in bytes: what a report or draft may have.
pub const READ_BYTES_MAX: u64 = canonical::BYTES_MAX as u64;

/// Largest evidence file that is hashed, in bytes.
pub const HASH_BYTES_MAX: u64 = 200 * 1024 * 1024;

/// Most files taken from one choice or drop; the rest are reported, not read.
pub const CHOICE_MAX: usize = 200;

/// Read at once while hashing, in bytes: the page's memory stays small and it can paint between.
const SLICE_BYTES: u64 = 4 * 1024 * 1024;

/// Until a download has surely begun, in milliseconds.
const DOWNLOAD_MS: u32 = 60_000;

thread_local! {
    static REFUSING: RefCell<Vec<EventListener>> = const { RefCell::new(Vec::new()) };
}

/// Why a file was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileError {
    /// Larger than `limit` bytes; nothing was read.
    TooLarge { bytes: u64, limit: u64 },
    /// A folder, or the file was moved, altered or locked since it was chosen.
    Unreadable,
}

/// Why a download was not offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DownloadError;

/// What the list of evidence records of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    pub name: String,
    pub bytes: u64,
    pub sha256: [u8; 32],
}

/// Offers `bytes` to the person as a file called `name`. The browser then saves or asks; whether
/// the file was really saved cannot be known. The host of an element may take the file instead.
///
/// # Errors
/// The browser refused to make the file.
pub fn download(name: &str, mime: &str, bytes: &[u8]) -> Result<(), DownloadError> {
    if !super::host::lets_out(name, mime, bytes) {
        return Ok(());
    }
    offer(name, mime, bytes).ok_or(DownloadError)
}

fn offer(name: &str, mime: &str, bytes: &[u8]) -> Option<()> {
    let blob = blob(mime, bytes)?;
    if let Some(save) = super::embedded::given("zichaSave") {
        let save = save.dyn_into::<js_sys::Function>().ok()?;
        return save.call2(&JsValue::NULL, &name.into(), &blob).ok().map(drop);
    }
    let url = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
    // Never put into the document: the page may be someone else's.
    let link: web_sys::HtmlAnchorElement = super::document()?.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Timeout::new(DOWNLOAD_MS, move || drop(web_sys::Url::revoke_object_url(&url))).forget();
    Some(())
}

/// `bytes` as the browser's own kind of byte string.
pub fn blob(mime: &str, bytes: &[u8]) -> Option<web_sys::Blob> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()
}

/// The bytes of a chosen file of at most [`READ_BYTES_MAX`].
///
/// # Errors
/// See [`FileError`].
pub async fn read(file: File) -> Result<Vec<u8>, FileError> {
    read_within(file, READ_BYTES_MAX).await
}

/// The bytes of a chosen file of at most `limit` bytes, for what may be larger than a report.
///
/// # Errors
/// See [`FileError`].
pub async fn read_within(file: File, limit: u64) -> Result<Vec<u8>, FileError> {
    check_size(size(&file), limit)?;
    read_as_bytes(&gloo::file::Blob::from(web_sys::Blob::from(file))).await.map_err(|_| FileError::Unreadable)
}

/// Name, size and SHA-256 of a chosen file of at most [`HASH_BYTES_MAX`], read in slices.
///
/// # Errors
/// See [`FileError`].
pub async fn fingerprint(file: File) -> Result<Fingerprint, FileError> {
    let bytes = size(&file);
    check_size(bytes, HASH_BYTES_MAX)?;
    let name = file.name();
    let blob = gloo::file::Blob::from(web_sys::Blob::from(file));
    let mut hash = Sha256::new();
    let mut seen = 0;
    while seen < bytes {
        let end = bytes.min(seen + SLICE_BYTES);
        let slice = read_as_bytes(&blob.slice(seen, end)).await.map_err(|_| FileError::Unreadable)?;
        if slice.is_empty() {
            return Err(FileError::Unreadable);
        }
        seen += slice.len() as u64;
        hash.update(&slice);
    }
    Ok(Fingerprint { name, bytes, sha256: hash.finalize().into() })
}

/// The files of a file input that changed; it is emptied so that the same file can be chosen again.
pub fn chosen(event: &web_sys::Event) -> Vec<File> {
    let target = event.target();
    let Some(input) = target.and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok()) else {
        return Vec::new();
    };
    let files = list(input.files());
    input.set_value("");
    files
}

/// The files of a drop. The caller has called `prevent_default`, or the browser opens them.
pub fn dropped(event: &web_sys::DragEvent) -> Vec<File> {
    list(event.data_transfer().and_then(|data| data.files()))
}

/// From now on a file dropped beside its place does nothing. Left alone, the browser would leave the
/// page and open the file. Dragging text is not touched. Saying it twice does nothing.
pub fn refuse_stray_drops() {
    REFUSING.with_borrow_mut(|held| {
        let Some(stage) = super::host::stage().filter(|_| held.is_empty()) else {
            return;
        };
        let options = EventListenerOptions::enable_prevent_default();
        let refuse = |event: &web_sys::Event| {
            let data = event.dyn_ref::<web_sys::DragEvent>().and_then(web_sys::DragEvent::data_transfer);
            if data.is_some_and(|data| data.types().includes(&"Files".into(), 0)) {
                event.prevent_default();
            }
        };
        let listen = |name: &'static str| EventListener::new_with_options(&stage, name, options, refuse);
        *held = vec![listen("dragover"), listen("drop")];
    });
}

/// Ends what [`refuse_stray_drops`] began.
pub fn allow_stray_drops() {
    REFUSING.with_borrow_mut(Vec::clear);
}

/// One more than [`CHOICE_MAX`] at most, so that the caller can tell that there were too many.
fn list(files: Option<web_sys::FileList>) -> Vec<File> {
    let files = files.iter();
    files.flat_map(|files| (0..files.length()).filter_map(|at| files.get(at))).take(CHOICE_MAX + 1).collect()
}

fn size(file: &File) -> u64 {
    // The browser says it as a double of whole bytes.
    file.size() as u64
}

fn check_size(bytes: u64, limit: u64) -> Result<(), FileError> {
    if bytes > limit { Err(FileError::TooLarge { bytes, limit }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_one_byte_past_the_bound_is_refused_unread() {
        assert_eq!(check_size(READ_BYTES_MAX, READ_BYTES_MAX), Ok(()));
        let bytes = READ_BYTES_MAX + 1;
        assert_eq!(check_size(bytes, READ_BYTES_MAX), Err(FileError::TooLarge { bytes, limit: READ_BYTES_MAX }));
    }
}
