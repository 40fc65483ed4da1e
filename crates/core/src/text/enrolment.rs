//! Why a key enrolment is not gone by.

use super::envelope::{content_kind, envelope_error, jwk, short, signature};
use super::file::{json_error, shape_error};
use super::{Lang, within};
use crate::enrolment::EnrolmentError;

/// What is wrong with an enrolment file, and what to do.
pub fn enrolment_error(error: &EnrolmentError, lang: Lang) -> String {
    match error {
        EnrolmentError::File(error) => envelope_error(error, lang),
        EnrolmentError::OtherKind { found } => {
            let kind = content_kind(*found, lang);
            say!(
                lang,
                "这是{kind}，不是公钥登记文件，请核对是否选错了文件。",
                "This is a {kind}, not a key enrolment; check that it is the right file."
            )
        }
        EnrolmentError::Signature { index, reason } => {
            let (number, why) = (index + 1, within(&signature(reason, lang)));
            say!(lang, "第{number}个签名无效：{why}", "Signature {number} is not valid: {why}")
        }
        EnrolmentError::Shape(error) => shape_error(error, lang),
        EnrolmentError::Json(error) => json_error(error, lang),
        EnrolmentError::Key(error) => {
            let why = jwk(error, lang);
            say!(
                lang,
                "登记的公钥{why}，请登记人重新生成登记文件。",
                "The key to be registered {why}; ask the person for a new enrolment file."
            )
        }
        EnrolmentError::NotSigned { kid } => {
            let kid = short(kid);
            say!(
                lang,
                "登记文件没有用密钥{kid}签名，请登记人重新生成登记文件。",
                "The key {kid} has not signed the enrolment; ask the person for a new enrolment file."
            )
        }
        EnrolmentError::Stray { index } => {
            let number = index + 1;
            say!(
                lang,
                "第{number}个签名所用的密钥与这次登记无关，请登记人重新生成登记文件。",
                "Signature {number} is by a key that has nothing to do with it; ask the person for a new enrolment file."
            )
        }
        EnrolmentError::OtherPerson { index } => {
            let number = index + 1;
            say!(
                lang,
                "第{number}个签名所写的人或者身份与登记的不同，请登记人重新生成登记文件。",
                "Signature {number} names another person or role than the enrolment; ask the person for a new enrolment file."
            )
        }
        EnrolmentError::ReplacesItself => lang
            .pick(
                "登记的公钥与它要换下的是同一个，请先生成新密钥。",
                "The key is to replace itself; make a new key first.",
            )
            .to_owned(),
    }
}
