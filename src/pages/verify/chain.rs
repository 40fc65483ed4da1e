//! The signatures of one file in their order, and the receipt of the office among them.

use super::aids::person;
use super::board::Item;
use super::sort::Recorded;
use crate::words::Verify;
use yew::prelude::*;
use zicha_core::digest::fingerprint;
use zicha_core::envelope::{Outcome, SignatureFinding};
use zicha_core::sign::{Day, Receipt, ReceiptVerdict};
use zicha_core::text::{self, Lang};
use zicha_core::trust::KeyStatus;
use zicha_core::verify::Verification;
use zicha_html::html;

/// Everything about who signed.
pub fn chain(item: &Item, found: &Verification, words: &Verify, lang: Lang) -> Html {
    if found.signatures.is_empty() {
        return Html::default();
    }
    // The last receipt is the one that speaks for all before it.
    let receipt = found.signatures.iter().rev().find_map(|it| Some((it, it.statement.receipt.as_ref()?)));
    let listed = |it: &SignatureFinding| item.keys.get(it.index).cloned().flatten();
    html! {
        <>
            { self::receipt(receipt, item.recorded.as_ref(), words, lang) }
            <h4>{ words.signatures }</h4>
            <ol class="zc-chain">
                { for found.signatures.iter().map(|it| signature(it, listed(it), words, lang)) }
            </ol>
        </>
    }
}

fn receipt(
    receipt: Option<(&SignatureFinding, &Receipt)>,
    recorded: Option<&Recorded>,
    words: &Verify,
    lang: Lang,
) -> Html {
    if receipt.is_none() && recorded.is_none() {
        return Html::default();
    }
    html! {
        <>
            <h4>{ words.receipt }</h4>
            <dl class="zc-facts zc-result__receipt">
                if let Some((found, it)) = receipt {
                    <dt>{ words.receipt_no }</dt><dd>{ (words.receipt_no_is)(it.no) }</dd>
                    <dt>{ words.receipt_by }</dt><dd>{ person(&found.statement.signer) }</dd>
                    <dt>{ words.receipt_time }</dt><dd>{ found.statement.signed.as_str() }</dd>
                    <dt>{ words.receipt_verdict }</dt><dd>{ text::outcome(verdict(it.verdict), lang) }</dd>
                    <dt>{ words.receipt_worth }</dt><dd>{ text::signature(&found.reason, lang) }</dd>
                }
                if let Some(recorded) = recorded { <dt>{ words.in_ledger }</dt><dd>{ in_ledger(recorded, words) }</dd> }
            </dl>
        </>
    }
}

fn verdict(verdict: ReceiptVerdict) -> Outcome {
    match verdict {
        ReceiptVerdict::Trusted => Outcome::Trusted,
        ReceiptVerdict::IntactUnknown => Outcome::IntactUnknown,
    }
}

fn in_ledger(it: &Recorded, words: &Verify) -> String {
    let said = match it.same {
        Some(true) => (words.ledger_same)(it.no),
        Some(false) => return (words.ledger_not)(it.no),
        None => (words.ledger_has)(it.no, it.day.as_ref().map(Day::as_str).unwrap_or_default()),
    };
    if it.believed { said } else { said + words.ledger_not_believed }
}

fn signature(found: &SignatureFinding, listed: Option<(KeyStatus, Day)>, words: &Verify, lang: Lang) -> Html {
    let says = &found.statement;
    html! {
        <li>
            <p><strong>{ text::role(says.role, lang) }</strong>{ " — " }{ text::signature(&found.reason, lang) }</p>
            <dl class="zc-facts">
                <dt>{ words.signed_by }</dt><dd>{ person(&says.signer) }</dd>
                if let Some(holder) = &found.holder {
                    <dt>{ words.holder }</dt><dd>{ format!("{} · {}", holder.name, holder.unit) }</dd>
                }
                if !says.opinion.is_empty() { <dt>{ words.opinion }</dt><dd class="zc-verbatim">{ &says.opinion }</dd> }
                <dt>{ words.time }</dt>
                <dd>{ says.signed.as_str() }{ " " }<span class="zc-field__hint">{ words.time_claimed }</span></dd>
                if let Some(kid) = &found.kid { <dt>{ words.key }</dt><dd class="zc-print">{ fingerprint(kid.bytes()) }</dd> }
                if let Some((status, since)) = listed {
                    <dt>{ words.listed }</dt>
                    <dd>{ (words.listed_since)(text::key_status(status, lang), since.as_str()) }</dd>
                }
            </dl>
        </li>
    }
}
