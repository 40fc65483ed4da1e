//! Errors of what an office issues and keeps: each variant has its own sentence, and says how to go on.

use zicha_core::calendar::CalendarError;
use zicha_core::enrolment::EnrolmentError;
use zicha_core::envelope::EnvelopeError;
use zicha_core::ledger::{Class, IssueError, LedgerError, LedgerFault};
use zicha_core::package::PackageError;
use zicha_core::pinned::PinnedError;
use zicha_core::sign::{ContentKind, Role};
use zicha_core::text;
use zicha_core::trust::{IssueError as ListError, TrustError};

use crate::errors::{check, place, signature};
use crate::files::{json, jwks, kid, shapes};

#[test]
fn every_file_of_an_office_that_fails_says_how_to_go_on() {
    let trusts = [
        TrustError::Json(json()),
        TrustError::Shape(shapes().remove(1)),
        TrustError::Key { index: 2, error: jwks().remove(0) },
        TrustError::KeyTwice { kid: kid() },
        TrustError::DaysReversed,
        TrustError::Signed,
    ];
    use TrustError as T;
    let place =
        |it: &T| place!(it; T::Json(_), T::Shape(_), T::Key { .. }, T::KeyTwice { .. }, T::DaysReversed, T::Signed);
    check("a trust list", &trusts, 6, place, text::trust_error);

    let pinned = [
        PinnedError::Open(EnvelopeError::Foreign),
        PinnedError::NotAList { kind: ContentKind::Report },
        PinnedError::Signature { index: 0, reason: signature() },
        PinnedError::NotTheOffice { index: 0, role: Role::Head },
        PinnedError::NotPinned { signers: vec![kid()] },
        PinnedError::List(TrustError::DaysReversed),
        PinnedError::LowerSeq { seq: 1, seen: 2 },
        PinnedError::SeqReused { seq: 2 },
    ];
    use PinnedError as P;
    let place = |it: &P| {
        place!(it; P::Open(_), P::NotAList { .. }, P::Signature { .. }, P::NotTheOffice { .. }, P::NotPinned { .. },
            P::List(_), P::LowerSeq { .. }, P::SeqReused { .. })
    };
    check("a signed trust list", &pinned, 8, place, text::pinned_error);

    let lists = [
        ListError::UnknownKey { kid: kid() },
        ListError::Unchanged { kid: kid() },
        ListError::List(TrustError::DaysReversed),
    ];
    use ListError as I;
    let place = |it: &I| place!(it; I::UnknownKey { .. }, I::Unchanged { .. }, I::List(_));
    check("issuing a list", &lists, 3, place, text::issue_error);
}

#[test]
fn every_package_and_enrolment_that_fails_says_how_to_go_on() {
    let packages = [
        PackageError::Open(EnvelopeError::Foreign),
        PackageError::NotAPackage { kind: ContentKind::Report },
        PackageError::Signature { index: 0, reason: signature() },
        PackageError::NotTheOffice { index: 0, role: Role::Head },
        PackageError::Json(json()),
        PackageError::Shape(shapes().remove(1)),
        PackageError::Catalogue(Vec::new()),
        PackageError::Profile(Vec::new()),
        PackageError::Calendar(CalendarError::TooManyEntries { year: 2020 }),
        PackageError::OtherCalendar { wanted: "甲".into(), found: "乙".into() },
    ];
    use PackageError as K;
    let place = |it: &K| {
        place!(it; K::Open(_), K::NotAPackage { .. }, K::Signature { .. }, K::NotTheOffice { .. }, K::Json(_), K::Shape(_),
            K::Catalogue(_), K::Profile(_), K::Calendar(_), K::OtherCalendar { .. })
    };
    check("a package", &packages, 10, place, |it, lang| text::package_error(it, lang).trim_end().to_owned());

    let enrolments = [
        EnrolmentError::File(EnvelopeError::Foreign),
        EnrolmentError::OtherKind { found: ContentKind::Report },
        EnrolmentError::Signature { index: 0, reason: signature() },
        EnrolmentError::Shape(shapes().remove(1)),
        EnrolmentError::Json(json()),
        EnrolmentError::Key(jwks().remove(0)),
        EnrolmentError::NotSigned { kid: kid() },
        EnrolmentError::Stray { index: 0 },
        EnrolmentError::OtherPerson { index: 0 },
        EnrolmentError::ReplacesItself,
    ];
    use EnrolmentError as N;
    let place = |it: &N| {
        place!(it; N::File(_), N::OtherKind { .. }, N::Signature { .. }, N::Shape(_), N::Json(_), N::Key(_),
            N::NotSigned { .. }, N::Stray { .. }, N::OtherPerson { .. }, N::ReplacesItself)
    };
    check("an enrolment", &enrolments, 10, place, text::enrolment_error);
}

#[test]
fn every_break_of_a_ledger_says_how_to_go_on() {
    let faults = [
        LedgerFault::TooLarge,
        LedgerFault::Cut,
        LedgerFault::Json(json()),
        LedgerFault::Shape(shapes().remove(1)),
        LedgerFault::BadKey,
        LedgerFault::PrevMismatch,
        LedgerFault::NoMismatch { expected: 3 },
        LedgerFault::ReceiptMismatch,
    ];
    let broken = faults.map(|fault| LedgerError { line: 2, fault });
    use LedgerFault as F;
    let place = |it: &LedgerError| place!(&it.fault; F::TooLarge, F::Cut, F::Json(_), F::Shape(_), F::BadKey, F::PrevMismatch, F::NoMismatch { .. }, F::ReceiptMismatch);
    check("a ledger", &broken, 8, place, text::ledger_error);

    let not_taken = [
        Class::UnknownSigner,
        Class::Another,
        Class::Duplicate,
        Class::Superseded,
        Class::Fork,
        Class::OtherMatter,
        Class::Invalid,
    ];
    let receipts = not_taken.map(IssueError::NotTaken);
    let place = |it: &IssueError| match it {
        IssueError::NotTaken(class) => (*class as usize, not_taken.len()),
        IssueError::Open(_) | IssueError::Seal(_) | IssueError::NotSound(_) | IssueError::Ledger(_) => (99, 0),
    };
    check("a receipt", &receipts, not_taken.len(), place, text::receipt_error);
}
