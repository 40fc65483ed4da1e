//! The catalogues and calendars at hand. A catalogue is read when somebody first needs it; until then its [`Head`]
//! says what it is. Pure: where the text of a catalogue lies is known to whoever puts it here.

use std::cell::OnceCell;
use std::fmt::Write as _;
use std::rc::Rc;
use std::sync::Arc;

use zicha_core::calendar::WorkCalendar;
use zicha_core::catalogue::Catalogue;

/// Most periods of one head.
pub const PERIODS_MAX: usize = 200;

/// What is said of a catalogue before it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    pub id: String,
    /// Who sent it out, for one that was loaded from a file or came out of a signed package; else empty.
    pub issuer: String,
    /// Who signed it, for one that came in a signed package.
    pub issue: Option<Issue>,
    /// It came with the page.
    pub shipped: bool,
    pub title: String,
    pub about: String,
    /// First and last year of its periods.
    pub years: (i32, i32),
    pub rows: usize,
    /// Id and title of each period.
    pub periods: Vec<(String, String)>,
}

/// Who signed the package that a catalogue came in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issue {
    /// Name and post of the person.
    pub signer: String,
    /// Fingerprint of their key in groups of four.
    pub fingerprint: String,
    /// The day of issue.
    pub day: String,
    /// The key was compared with paper when the package was opened.
    pub compared: bool,
}

/// Between the parts of the first line of a head.
const PART: char = '\t';

impl Issue {
    fn read(text: &str) -> Option<Issue> {
        let mut parts = text.split(PART).map(str::to_owned);
        let (signer, fingerprint, day) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Issue { signer, fingerprint, day, compared: parts.next()? == "1" })
    }

    fn written(&self) -> String {
        let Issue { signer, fingerprint, day, compared } = self;
        let signer = signer.replace(PART, " ");
        format!("{PART}{signer}{PART}{fingerprint}{PART}{day}{PART}{}", u8::from(*compared))
    }
}

impl Head {
    /// Reads what the build, or [`Head::written`], wrote: issuer and what is said of a package, title, about, `2016 2020 69` on a line each, then
    /// id and title of every period. None where it is not of that form.
    pub fn read(id: &str, text: &str) -> Option<Head> {
        let mut lines = text.split('\n').map(str::to_owned);
        let (issuer, title, about) = (lines.next()?, lines.next()?, lines.next()?);
        let (issuer, issue) = match issuer.split_once(PART) {
            Some((issuer, issue)) => (issuer.to_owned(), Some(Issue::read(issue)?)),
            None => (issuer, None),
        };
        let numbers = lines.next()?;
        let mut numbers = numbers.split(' ').filter_map(|it| it.parse::<u16>().ok());
        let mut number = || numbers.next().map(i32::from);
        let (years, rows) = ((number()?, number()?), number()?);
        let mut periods = Vec::new();
        while let (Some(id), Some(title)) = (lines.next(), lines.next())
            && periods.len() < PERIODS_MAX
        {
            periods.push((id, title));
        }
        let (id, rows, shipped) = (id.to_owned(), usize::try_from(rows).ok()?, false);
        Some(Head { id, issuer, issue, shipped, title, about, years, rows, periods })
    }

    /// The head of a catalogue that was read.
    pub fn of(catalogue: &Catalogue, issuer: &str) -> Head {
        let years = catalogue.periods.iter().flat_map(|it| [it.start.year(), it.end.year()]);
        Head {
            id: catalogue.id.clone(),
            issuer: issuer.to_owned(),
            issue: None,
            shipped: false,
            title: catalogue.title.clone(),
            about: catalogue.about.clone(),
            years: (years.clone().min().unwrap_or_default(), years.max().unwrap_or_default()),
            rows: catalogue.indicators.len(),
            periods: catalogue.periods.iter().map(|it| (it.id.clone(), it.title.clone())).collect(),
        }
    }

    /// As [`Head::read`] takes it.
    pub fn written(&self) -> String {
        let (first, last) = self.years;
        let line = |text: &str| text.replace('\n', " ");
        let issuer = self.issuer.replace(PART, " ");
        let issue = self.issue.as_ref().map(Issue::written).unwrap_or_default();
        let mut text = format!(
            "{}{}\n{}\n{}\n{first} {last} {}",
            line(&issuer),
            line(&issue),
            line(&self.title),
            line(&self.about),
            self.rows
        );
        for (id, title) in &self.periods {
            // Writing into a String cannot fail.
            let _ = write!(text, "\n{id}\n{}", line(title));
        }
        text
    }

    /// Loaded by a person, and not part of the page.
    pub fn is_own(&self) -> bool {
        !self.issuer.is_empty() && !self.shipped
    }
}

/// One catalogue.
#[derive(Clone)]
pub struct Book {
    pub head: Rc<Head>,
    text: Rc<dyn Fn() -> Option<String>>,
    read: Rc<OnceCell<Option<Arc<Catalogue>>>>,
    /// The calendar that came with it.
    pub calendar: Option<Arc<WorkCalendar>>,
}

impl std::fmt::Debug for Book {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.head.id)
    }
}

impl Book {
    /// `text` gives the file, which was linted before it came here.
    pub fn new(head: Head, text: impl Fn() -> Option<String> + 'static) -> Book {
        Book { head: Rc::new(head), text: Rc::new(text), read: Rc::new(OnceCell::new()), calendar: None }
    }

    /// With the calendar that came in its package.
    pub fn with_calendar(self, calendar: Option<Arc<WorkCalendar>>) -> Book {
        Book { calendar, ..self }
    }

    /// One that is read already, and whose file nobody will ask for.
    pub fn of(catalogue: Arc<Catalogue>) -> Book {
        let book = Book::new(Head::of(&catalogue, ""), || None);
        // The cell is new and therefore empty.
        let _ = book.read.set(Some(catalogue));
        book
    }

    /// The file as it lies there.
    pub fn text(&self) -> Option<String> {
        (self.text)()
    }

    /// Reads it, the first time; none where it cannot be read.
    pub fn catalogue(&self) -> Option<&Arc<Catalogue>> {
        let read = || Catalogue::read_shipped(self.text()?.as_bytes()).ok().map(Arc::new);
        self.read.get_or_init(read).as_ref()
    }
}

/// Everything at hand.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// In the order in which they are offered; of two with one id the first counts.
    pub books: Vec<Book>,
    pub calendars: Vec<Arc<WorkCalendar>>,
    /// Ids of the files in the page that could not be read: said, never hidden.
    pub unreadable: Vec<String>,
}

impl Shelf {
    /// A shelf of what is read already.
    pub fn of(catalogues: Vec<Arc<Catalogue>>, calendars: Vec<Arc<WorkCalendar>>) -> Shelf {
        Shelf { books: catalogues.into_iter().map(Book::of).collect(), calendars, unreadable: Vec::new() }
    }

    pub fn book(&self, id: &str) -> Option<&Book> {
        self.books.iter().find(|it| it.head.id == id)
    }

    /// Reads it where that has not been done yet.
    pub fn catalogue(&self, id: &str) -> Option<&Arc<Catalogue>> {
        self.book(id)?.catalogue()
    }

    /// The catalogues that were read so far.
    pub fn open(&self) -> Vec<Arc<Catalogue>> {
        self.books.iter().filter_map(|it| it.read.get()?.clone()).collect()
    }

    pub fn calendar(&self, id: &str) -> Option<&Arc<WorkCalendar>> {
        self.calendars.iter().find(|it| it.id() == id)
    }

    /// The calendar that a catalogue counts by: the one that came with it, or else the page's.
    pub fn calendar_of(&self, catalogue: &Catalogue) -> Option<&Arc<WorkCalendar>> {
        let own = self.book(&catalogue.id).and_then(|it| it.calendar.as_ref());
        own.or_else(|| self.calendar(&catalogue.calendar))
    }

    /// Puts a loaded catalogue before the others, in place of an earlier one of the same id.
    pub fn put(&mut self, book: Book) {
        self.take_out(&book.head.id);
        // Reports that were made by it are verified by it, also after the catalogue was replaced.
        self.calendars.extend(book.calendar.clone());
        self.books.insert(0, book);
    }

    /// Takes a loaded catalogue out; what came with the page stays.
    pub fn take_out(&mut self, id: &str) {
        self.books.retain(|it| it.head.id != id || !it.head.is_own());
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::*;

    const HONGQIAO: &str = include_str!("../assets/catalogues/hongqiao-2020.json");
    const YUBEI: &str = include_str!("../assets/catalogues/yubei-2012-2016.json");

    fn head(json: &str, issuer: &str) -> Head {
        Head::of(&Catalogue::read(json.as_bytes()).unwrap(), issuer)
    }

    #[test]
    fn a_head_reads_back() {
        for head in [head(HONGQIAO, ""), head(YUBEI, "某市司法局")] {
            assert_eq!(Head::read(&head.id, &head.written()), Some(head));
        }
    }

    #[test]
    fn who_signed_a_package_reads_back() {
        let issue = Issue {
            signer: "赵某\t主任".to_owned(),
            fingerprint: "0123 4567".to_owned(),
            day: "2021-03-01".to_owned(),
            compared: true,
        };
        let head = Head { issue: Some(issue.clone()), ..head(HONGQIAO, "区法治办") };
        let read = Head::read(&head.id, &head.written()).unwrap();
        assert_eq!(read.issuer, "区法治办");
        assert_eq!(read.issue, Some(Issue { signer: "赵某 主任".to_owned(), ..issue }));
        assert_eq!(Head::read("x", "办\t某\n标题\n关于\n2016 2020 69"), None);
    }

    #[test]
    fn a_head_of_another_form_is_none() {
        for text in ["", "a\nb\nc", "a\nb\nc\n2016 2020", "a\nb\nc\nx y z"] {
            assert_eq!(Head::read("x", text), None, "{text}");
        }
    }

    #[test]
    fn years_span_all_periods() {
        assert_eq!(head(YUBEI, "").years, (2012, 2016));
        assert_eq!(head(HONGQIAO, "").years, (2020, 2020));
    }

    #[test]
    fn a_catalogue_is_read_when_it_is_first_asked_for() {
        let book = Book::new(head(HONGQIAO, ""), || Some(HONGQIAO.to_owned()));
        let shelf = Shelf { books: vec![book], ..Shelf::default() };
        assert!(shelf.open().is_empty());
        assert_eq!(shelf.catalogue("hongqiao-2020").unwrap().indicators.len(), 94);
        assert_eq!(shelf.open().len(), 1);
        assert!(shelf.catalogue("elsewhere").is_none());
    }

    #[test]
    fn what_cannot_be_read_is_none_and_stays_so() {
        let book = Book::new(Head { id: "x".to_owned(), ..Head::default() }, || Some("{}".to_owned()));
        assert!(book.catalogue().is_none() && book.catalogue().is_none());
    }

    #[test]
    fn a_loaded_catalogue_comes_first_and_goes_alone() {
        let mut shelf = Shelf::of(vec![Arc::new(Catalogue::read(HONGQIAO.as_bytes()).unwrap())], Vec::new());
        let own = || Book::new(head(HONGQIAO, "某区司法局"), || None);
        shelf.put(own());
        shelf.put(own());
        assert_eq!(shelf.books.len(), 2);
        assert!(shelf.book("hongqiao-2020").unwrap().head.is_own());
        shelf.take_out("hongqiao-2020");
        shelf.take_out("hongqiao-2020");
        assert!(!shelf.book("hongqiao-2020").unwrap().head.is_own());
    }
}
