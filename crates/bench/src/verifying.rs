//! A report signed three times: its bare signatures, and what verifying it is made of. Times nothing itself.

use std::sync::Arc;

use ed25519_dalek::{Signature, VerifyingKey};
use zicha_core::calendar::WorkCalendar;
use zicha_core::canonical::{Value, parse, to_bytes};
use zicha_core::catalogue::Catalogue;
use zicha_core::digest::Digests;
use zicha_core::draft::Identity;
use zicha_core::envelope::{self, Against, ContentKind, Parts};
use zicha_core::report::{App, Stamp, content as content_of};
use zicha_core::session::{Edit, Session};
use zicha_core::sign::{Day, Moment, PrivateKey, Role, Signer, read_signature, signing_input};
use zicha_core::trust::{KeyStatus, TrustList, TrustedKey};
use zicha_core::verify::{self, Outcome, Shelf};

const CONTENT_BYTES: std::ops::Range<usize> = 59_000..62_000;
const ROLES: [Role; 3] = [Role::Filler, Role::Reviewer, Role::Head];

/// One signature, ready for the curve.
struct Bare {
    key: VerifyingKey,
    message: Vec<u8>,
    signature: Signature,
}

/// A report of [`CONTENT_BYTES`] signed three times, and what its receiver has at hand.
pub struct Case {
    file: Vec<u8>,
    content: Vec<u8>,
    value: Value,
    expected: Digests,
    bare: Vec<Bare>,
    catalogues: [Arc<Catalogue>; 1],
    calendars: [Arc<WorkCalendar>; 1],
    trust: TrustList,
}

impl Case {
    /// # Panics
    /// When the report is not of the size wanted, or its verification does not come out trusted.
    pub fn of(session: &Session, calendar: &Arc<WorkCalendar>) -> Case {
        let file = signed(session);
        let value = parse(&file).unwrap().get("report").unwrap().clone();
        let content = to_bytes(&value);
        assert!(CONTENT_BYTES.contains(&content.len()), "{} bytes", content.len());
        let case = Case {
            expected: *envelope::open(&file).unwrap().digests(),
            bare: bare(&file),
            file,
            content,
            value,
            catalogues: [Arc::clone(session.catalogue())],
            calendars: [Arc::clone(calendar)],
            trust: trust(),
        };
        assert!(case.signatures() && case.envelope() && case.whole());
        case
    }

    pub fn content_bytes(&self) -> usize {
        self.content.len()
    }

    /// The three Ed25519 verifications and nothing else: what the others are held against.
    pub fn signatures(&self) -> bool {
        self.bare.iter().all(|it| it.key.verify_strict(&it.message, &it.signature).is_ok())
    }

    /// The file opened; its signatures, digests and chain checked.
    pub fn envelope(&self) -> bool {
        let against = Against { trust: Some(&self.trust), received: None };
        envelope::open(&self.file).is_ok_and(|opened| envelope::check(&opened, &against).is_ok())
    }

    /// Everything `verify` does: besides, the content read, every verdict judged anew, the signing policy.
    pub fn whole(&self) -> bool {
        let shelf = Shelf {
            catalogues: &self.catalogues,
            calendars: &self.calendars,
            trust: Some(&self.trust),
            received: None,
        };
        verify::verify(&self.file, &shelf).outcome == Outcome::Trusted
    }

    /// Both digests of the content.
    pub fn digests(&self) -> bool {
        Digests::of(&self.content) == self.expected
    }

    /// The strict reader over the file.
    pub fn reading(&self) -> bool {
        parse(&self.file).is_ok()
    }

    /// The canonical bytes of the content.
    pub fn writing(&self) -> bool {
        !to_bytes(&self.value).is_empty()
    }
}

fn key(role: Role) -> PrivateKey {
    PrivateKey::from_seed(&[role as u8 + 1; 32])
}

/// A report of the size wanted, signed three times.
fn signed(session: &Session) -> Vec<u8> {
    let note = "本年度共办理行政规范性文件合法性审核九件，提出修改意见二十七条，全部采纳；一件因疫情防控急件延后补审，理由已一并说明附后。";
    let rows = session.catalogue().indicators.len();
    let session = (0..rows).fold(session.clone(), |it, at| it.edit(at, Edit::Note(note.repeat(3))));
    let identity = Identity { id: "0".repeat(32), revision: 1, supersedes: None };
    let stamp = Stamp { identity, created: "2021-01-05T09:00:00+08:00".into(), app: App::default() };
    let content = content_of(&session, &stamp);
    let parts = |role| Parts {
        role,
        opinion: "属实，同意报送。".into(),
        signer: Signer { name: "张三".into(), title: "科员".into(), unit: session.setting().unit.name.clone() },
        signed: Moment::read("2021-01-15T10:00:00+08:00").unwrap(),
    };
    let first = envelope::seal(ContentKind::Report, &content, parts(Role::Filler), &key(Role::Filler)).unwrap();
    [Role::Reviewer, Role::Head]
        .iter()
        .fold(first, |file, role| envelope::add_signature(&file, parts(*role), &key(*role)).unwrap())
}

fn trust() -> TrustList {
    let day = |text| Day::read(text).unwrap();
    let entry = |role: &Role| TrustedKey {
        key: key(*role).public().clone(),
        name: "张三".into(),
        unit: "甲局".into(),
        roles: vec![*role],
        status: KeyStatus::Active,
        since: day("2020-01-01"),
    };
    TrustList::first("区法治办", day("2020-01-01"), day("2199-12-31"), ROLES.iter().map(entry).collect()).unwrap()
}

/// The three signatures without the file around them.
fn bare(file: &[u8]) -> Vec<Bare> {
    let file = parse(file).unwrap();
    let Some(Value::Array(entries)) = file.get("signatures") else { panic!("no signatures") };
    let text = |entry: &Value, name| match entry.get(name) {
        Some(Value::Str(text)) => text.clone(),
        _ => panic!("{name}"),
    };
    let bare = |(entry, role): (&Value, &Role)| Bare {
        key: VerifyingKey::from_bytes(&key(*role).public().coordinates().0).unwrap(),
        message: signing_input(&text(entry, "protected"), &to_bytes(entry.get("statement").unwrap())),
        signature: Signature::from_bytes(&read_signature(&text(entry, "signature")).unwrap()),
    };
    entries.iter().zip(&ROLES).map(bare).collect()
}
