//! The program `zicha`: the same rules as the page, for the command line and for scripts.
//!
//! Reading order: `verbs` (the table of everything it does, one file per verb), `args` and `help` (both made
//! from that table), `exit` (exit codes and refusals), `say` and `say_office` (the sentences that are not core's), `wire`
//! (shapes of the JSON it prints), `shelf` (built-in catalogues), then the contacts with the machine:
//! `files`, `clock`, `chance`, `secret`, `hand` (who signs). Rules are in `zicha-core`; nothing is judged here.
#![forbid(unsafe_code)]

mod args;
mod chance;
mod clock;
mod csv;
mod exit;
mod files;
mod hand;
mod help;
mod locate;
mod say;
mod say_office;
mod say_page;
mod secret;
mod shelf;
mod verbs;
mod wire;

fn main() -> std::process::ExitCode {
    verbs::run(std::env::args_os().skip(1).collect()).into()
}
