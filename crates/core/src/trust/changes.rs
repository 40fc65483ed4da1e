//! What a list says that another did not: for the office before it signs, and for whoever compares two issues.

use super::{KeyStatus, TrustList, TrustedKey};
use crate::sign::{Day, Kid};

/// One difference between two lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListChange<'a> {
    /// The office's name.
    Office { from: &'a str, to: &'a str },
    /// The last day of use.
    Expires { from: &'a Day, to: &'a Day },
    /// A key that the older list does not have.
    Added { entry: &'a TrustedKey },
    /// Its status, or the day from which that holds.
    Status { entry: &'a TrustedKey, before: KeyStatus },
    /// Name, unit or roles.
    Particulars { entry: &'a TrustedKey, before: &'a TrustedKey },
    /// A key that the newer list no longer has; an office does not do that.
    Gone { entry: &'a TrustedKey },
}

/// Everything in which `new` differs from `old` but number and day of issue: the list itself, then its keys
/// ascending by kid.
pub fn changes<'a>(old: &'a TrustList, new: &'a TrustList) -> Vec<ListChange<'a>> {
    let mut found = Vec::new();
    if old.office != new.office {
        found.push(ListChange::Office { from: &old.office, to: &new.office });
    }
    if old.expires != new.expires {
        found.push(ListChange::Expires { from: &old.expires, to: &new.expires });
    }
    for entry in &new.keys {
        let Some(before) = old.find(entry.key.kid()) else {
            found.push(ListChange::Added { entry });
            continue;
        };
        if (before.status, &before.since) != (entry.status, &entry.since) {
            found.push(ListChange::Status { entry, before: before.status });
        }
        if (&before.name, &before.unit, &before.roles) != (&entry.name, &entry.unit, &entry.roles) {
            found.push(ListChange::Particulars { entry, before });
        }
    }
    let gone = old.keys.iter().filter(|entry| new.find(entry.key.kid()).is_none());
    found.extend(gone.map(|entry| ListChange::Gone { entry }));
    found
}

impl TrustList {
    /// With a key that takes the place of another: the new one is entered, the old one has run out from that day
    /// on. Where the list does not have the old one, only the new one is entered.
    ///
    /// # Errors
    /// See [`TrustList::with_key`].
    pub fn with_successor(&self, entry: TrustedKey, old: Kid) -> Result<TrustList, super::IssueError> {
        let since = entry.since.clone();
        let list = self.with_key(entry)?;
        match list.find(old).map(|it| it.status) {
            Some(KeyStatus::Active) => list.with_status(old, KeyStatus::Expired, since),
            Some(KeyStatus::Revoked | KeyStatus::Expired) | None => Ok(list),
        }
    }

    /// How many keys have that status.
    pub fn count(&self, status: KeyStatus) -> usize {
        self.keys.iter().filter(|entry| entry.status == status).count()
    }
}
