//! One file or folder per page. A page acts: it sends actions and calls the browser's abilities.

pub mod file_drop;

pub mod file_name;

pub mod keyring;

pub mod home;

pub mod looks;

pub mod intake;

pub mod shelving;

pub mod facts;

pub mod walk;

pub mod reopen;

pub mod find;

pub mod table;

pub mod reference;

pub mod elsewhere;

pub mod embed;

pub mod evidence;

pub mod restored;

pub mod saved_page;

pub mod review;

pub mod narrate;

pub mod ledger;

pub mod signer;

pub mod sign;

pub mod case;

pub mod edited;

pub mod remarks;

pub mod countersign;

pub mod verify;

pub mod receive;

pub mod trust;

pub mod keys;

pub mod about;

pub mod wrong;
