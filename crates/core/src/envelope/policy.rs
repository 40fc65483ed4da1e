//! Which sign-offs a content must bear; the catalogue says. Read next: `seal`.

use super::Checked;
use crate::sign::{Kid, Role};

/// A catalogue's signing policy.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Policy {
    /// Each must have signed at least once.
    pub required: Vec<Role>,
    /// Whether one key may sign in two roles.
    pub keys: KeyUse,
}

/// Whether one key may stand for several roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum KeyUse {
    /// Every role has a key of its own.
    #[default]
    Distinct,
    /// One person may sign in several roles.
    Shared,
}

/// What a policy finds missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PolicyFault {
    /// Nobody signed in this role.
    RoleMissing { role: Role },
    /// One key signed in two roles, or as the office and for the unit.
    KeyShared { kid: Kid, first: Role, second: Role },
    /// Signed after someone whose sign-off stands at the end: 填报人, 审核人, 负责人, 接收机关.
    OutOfOrder { index: usize, role: Role, after: Role },
}

impl Policy {
    /// Everything the signatures of `checked` leave unmet; empty when they satisfy the policy.
    pub fn unmet(&self, checked: &Checked) -> Vec<PolicyFault> {
        let signed: Vec<(Role, Option<Kid>)> =
            checked.signatures().iter().map(|found| (found.statement.role, found.kid)).collect();
        let mut faults: Vec<PolicyFault> = self
            .required
            .iter()
            .filter(|role| !signed.iter().any(|(signed, _)| signed == *role))
            .map(|role| PolicyFault::RoleMissing { role: *role })
            .collect();
        faults.extend(out_of_order(&signed));
        faults.extend(shared_keys(&signed).filter(|fault| match (self.keys, fault) {
            (KeyUse::Distinct, _) => true,
            // Nobody gives himself the receipt.
            (KeyUse::Shared, PolicyFault::KeyShared { first, second, .. }) => [first, second].contains(&&Role::Office),
            (KeyUse::Shared, PolicyFault::RoleMissing { .. } | PolicyFault::OutOfOrder { .. }) => true,
        }));
        faults
    }

    /// Roles that must sign and have not, in the order of signing.
    pub fn awaiting(&self, checked: &Checked) -> Vec<Role> {
        let signed = |role: &Role| checked.signatures().iter().any(|found| found.statement.role == *role);
        Role::ALL.into_iter().filter(|role| self.required.contains(role) && !signed(role)).collect()
    }
}

/// The first signature that follows one of a later role.
fn out_of_order(signed: &[(Role, Option<Kid>)]) -> Option<PolicyFault> {
    signed.array_windows().enumerate().find_map(|(at, [(after, _), (role, _)])| {
        (role < after).then_some(PolicyFault::OutOfOrder { index: at + 1, role: *role, after: *after })
    })
}

fn shared_keys(signed: &[(Role, Option<Kid>)]) -> impl Iterator<Item = PolicyFault> + '_ {
    signed.iter().enumerate().filter_map(|(at, (second, kid))| {
        let kid = (*kid)?;
        let (first, _) = signed.iter().take(at).find(|(role, before)| *before == Some(kid) && role != second)?;
        Some(PolicyFault::KeyShared { kid, first: *first, second: *second })
    })
}
