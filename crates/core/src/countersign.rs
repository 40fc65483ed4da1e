//! 签批: who may sign a report next. `verify` says afterwards whether the catalogue's signing policy holds;
//! this says it beforehand, so that nobody opens a key in vain. Read next: `returned`.

use crate::sign::{Kid, Role};
use crate::verify::Verification;

/// Roles in which a report is countersigned, in the order of signing.
pub const ROLES: [Role; 2] = [Role::Reviewer, Role::Head];

/// Why somebody may not sign in a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// The report does not verify.
    Invalid,
    /// Only the reviewer and the head countersign.
    NoCountersigner { role: Role },
    /// Somebody signed in this role.
    RoleSigned { role: Role, name: String },
    /// Somebody signed whose sign-off comes later.
    OutOfOrder { role: Role, after: Role },
    /// The key signed in another role, and the catalogue asks for one key each.
    KeyUsed { first: Role, name: String },
}

impl Hindrance {
    /// A stable word for tables and tests.
    pub const fn code(&self) -> &'static str {
        match self {
            Hindrance::Invalid => "invalid",
            Hindrance::NoCountersigner { .. } => "no-countersigner",
            Hindrance::RoleSigned { .. } => "role-signed",
            Hindrance::OutOfOrder { .. } => "out-of-order",
            Hindrance::KeyUsed { .. } => "key-used",
        }
    }
}

/// The first thing that keeps `role` from signing what [`crate::verify::verify_so_far`] found; `kid` once the
/// key is known.
pub fn hindrance(found: &Verification, role: Role, kid: Option<Kid>) -> Option<Hindrance> {
    let Some(report) = &found.report else { return Some(Hindrance::Invalid) };
    if !ROLES.contains(&role) {
        return Some(Hindrance::NoCountersigner { role });
    }
    let name = |it: &crate::envelope::SignatureFinding| it.statement.signer.name.clone();
    if let Some(signed) = found.signatures.iter().find(|it| it.statement.role == role) {
        return Some(Hindrance::RoleSigned { role, name: name(signed) });
    }
    if let Some(after) = found.signatures.iter().map(|it| it.statement.role).find(|it| *it > role) {
        return Some(Hindrance::OutOfOrder { role, after });
    }
    let distinct = report.session().catalogue().signing.distinct_keys;
    let used = found.signatures.iter().find(|it| kid.is_some() && it.kid == kid && distinct)?;
    Some(Hindrance::KeyUsed { first: used.statement.role, name: name(used) })
}

/// Roles that may still countersign, in the order of signing.
pub fn open_roles(found: &Verification) -> Vec<Role> {
    ROLES.into_iter().filter(|role| hindrance(found, *role, None).is_none()).collect()
}

/// The role whose turn it is: the first awaited by the catalogue, else the first that may sign.
pub fn next_role(found: &Verification) -> Option<Role> {
    let open = open_roles(found);
    open.iter().find(|role| found.awaiting.contains(role)).or(open.first()).copied()
}
