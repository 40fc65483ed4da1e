#!/bin/sh
# Verifies the first signature of a signed report with jq and openssl alone: not a line of zicha runs.
#
#   verify_report.sh FILE [THUMBPRINT]
#
# It checks that the content was not altered after signing and that the signature is the key's whose
# thumbprint it prints. Whose key that is, only paper can tell: compare the thumbprint with the
# 公钥登记表, or give it as the second argument. Needs jq 1.6 or later, openssl 3, and POSIX tools.
#
# Exit code: 0 intact and by the given key; 2 intact, signer not compared; 1 not intact; 3 cannot check.
# Not done here: further signatures, the SM3 digests, whether the verdicts follow from the answers.
set -eu

say() { printf '%s\n' "$*"; }
invalid() { say "无效 INVALID: $*"; exit 1; }
cannot() { say "无法核验 CANNOT CHECK: $*" >&2; exit 3; }

file=${1:-}
pinned=${2:-}
[ -n "$file" ] || cannot "usage: verify_report.sh FILE [THUMBPRINT]"
[ -r "$file" ] || cannot "$file cannot be read"
command -v jq >/dev/null 2>&1 || cannot "jq is not installed"
command -v openssl >/dev/null 2>&1 || cannot "openssl is not installed"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# One UTF-8 byte order mark is allowed in front.
if [ "$(head -c 3 "$file" | od -An -tx1 | tr -d ' \n')" = efbbbf ]; then
    tail -c +4 "$file" >"$work/file"
else
    cat "$file" >"$work/file"
fi

jq -e . "$work/file" >/dev/null 2>&1 || invalid "not a JSON file"
[ "$(jq -s length "$work/file")" = 1 ] || invalid "something stands after the JSON value"
# jq keeps the last of two equal keys; another reader may keep the first. Leaves that come twice give it away.
twice=$(jq -c --stream 'select(length == 2) | .[0]' "$work/file" | LC_ALL=C sort | LC_ALL=C uniq -d | head -n 1)
[ -z "$twice" ] || invalid "a key stands twice: $twice"
kind=$(jq -r '[keys_unsorted[] | select(. != "signatures" and . != "keys")] | if length == 1 then .[0] else "" end' "$work/file")
[ -n "$kind" ] || invalid "there must be exactly one content"
[ "$(jq '.signatures | length' "$work/file")" -ge 1 ] || invalid "no signature"

# base64url without padding to bytes, and back. Text comes in without a line feed.
decode() {
    text=$(tr '_-' '/+')
    case $((${#text} % 4)) in
        2) text="$text==" ;;
        3) text="$text=" ;;
    esac
    printf '%s' "$text" | openssl base64 -d -A
}
encode() { openssl base64 -A | tr '/+' '_-' | tr -d '='; }
sha256() { openssl dgst -sha256 -r | cut -d ' ' -f 1; }

first=$(jq -cj '.signatures[0].protected' "$work/file")
header=$(printf '%s' "$first" | decode)
[ "$(printf '%s' "$first" | decode | encode)" = "$first" ] || invalid "the protected header is not base64url"
printf '%s' "$header" | jq -e '(keys == ["alg","kid","typ"]) and (.alg == "EdDSA" or .alg == "Ed25519")
    and .typ == "vnd.zicha.signoff+json"' >/dev/null 2>&1 || invalid "the protected header is not ours: $header"
kid=$(printf '%s' "$header" | jq -r .kid)

# The key the header names, and its RFC 7638 thumbprint, which must be that name.
jq -cS --arg kid "$kid" '[.keys[] | select(.kid == $kid)][0]
    | select(.kty == "OKP" and .crv == "Ed25519") | {crv, kty, x}' "$work/file" >"$work/jwk"
[ -s "$work/jwk" ] || invalid "the file does not hold the key $kid"
thumbprint=$(jq -cjS . "$work/jwk" | openssl dgst -sha256 -binary | encode)
[ "$thumbprint" = "$kid" ] || invalid "the key is not the one the signature names"

# RFC 8410: twelve fixed bytes, then the 32 of the point.
{ printf '\060\052\060\005\006\003\053\145\160\003\041\000'; jq -j .x "$work/jwk" | decode; } >"$work/key.der"
[ "$(wc -c <"$work/key.der")" -eq 44 ] || invalid "the key is not 32 bytes"

# RFC 7515, appendix F: the payload is the canonical statement and stands beside, not inside.
{ printf '%s.' "$first"; jq -cjS '.signatures[0].statement' "$work/file" | encode; } >"$work/input"
jq -j '.signatures[0].signature' "$work/file" | decode >"$work/signature"
[ "$(wc -c <"$work/signature")" -eq 64 ] || invalid "the signature is not 64 bytes"
openssl pkeyutl -verify -rawin -pubin -keyform DER -inkey "$work/key.der" -in "$work/input" \
    -sigfile "$work/signature" >/dev/null 2>&1 || invalid "the signature does not fit the statement and the key"

# The canonical content is sorted, without spaces and without a line feed at the end: -S, -c, -j.
stated=$(jq -r '.signatures[0].statement.content["sha-256"]' "$work/file")
found=$(jq -cjS --arg kind "$kind" '.[$kind]' "$work/file" | sha256)
[ "$(jq -r '.signatures[0].statement.content.type' "$work/file")" = "$kind" ] || invalid "the statement speaks of another kind of content"
[ "$found" = "$stated" ] || invalid "the content was altered: its SHA-256 is $found, signed was $stated"
[ "$(jq -c '.signatures[0].statement.prev' "$work/file")" = null ] || invalid "an earlier signature was taken out"

say "SHA-256     $(printf '%s' "$found" | sed 's/..../& /g')"
say "thumbprint  $kid"
jq -r '.signatures[0].statement | "signed      \(.role), \(.signer.name), \(.signer.unit), \(.signed)"' "$work/file"
if [ -z "$pinned" ]; then
    say "完好但签名人未知 INTACT, SIGNER UNKNOWN: compare the thumbprint with the one on paper."
    exit 2
fi
[ "$pinned" = "$kid" ] || invalid "signed with another key than $pinned"
say "完好，签名密钥相符 INTACT, signed with the given key."
