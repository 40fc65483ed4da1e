#!/bin/sh
# Signs the content of a file of zicha's format anew with openssl and jq alone, as filler, reviewer and head with new keys.
#
#   openssl_sign.sh FILE OUT ed25519|SM2
set -eu
file=$1 out=$2 alg=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

encode() { openssl base64 -A | tr '/+' '_-' | tr -d '='; }
# Both digests of the canonical JSON on stdin.
digests() {
    cat >"$work/bytes"
    for hash in sha256 sm3; do openssl dgst -$hash -r "$work/bytes" | cut -d ' ' -f 1; done |
        jq -cR . | jq -cs '{"sha-256": .[0], "sm3": .[1]}'
}
# r and s of DER, side by side in hexadecimal digits, as bytes.
raw() {
    for part in $(openssl asn1parse -inform DER -in "$1" | sed -n 's/.*INTEGER *://p'); do
        printf '%64s' "$part" | tr ' ' 0
    done | tr 'A-F' 'a-f' | sed 's/../\\x&/g' | xargs -0 printf
}

kind=$(jq -r 'keys - ["keys", "signatures"] | .[0]' "$file")
content=$(jq -cjS ".$kind" "$file" | digests | jq -c --arg kind "$kind" '. + {type: $kind}')
prev=null
echo '[]' >"$work/entries"
echo '[]' >"$work/keys"
for role in filler reviewer head; do
    if [ "$alg" = SM2 ]; then
        openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:SM2 -out "$work/key.pem" 2>/dev/null
        openssl pkey -in "$work/key.pem" -pubout -outform DER | tail -c 64 >"$work/point"
        jwk=$(jq -cn --arg x "$(head -c 32 "$work/point" | encode)" --arg y "$(tail -c 32 "$work/point" | encode)" \
            '{crv: "SM2", kty: "EC", x: $x, y: $y}')
        name=SM2 options='-digest sm3 -pkeyopt distid:1234567812345678'
    else
        openssl genpkey -algorithm ed25519 -out "$work/key.pem"
        x=$(openssl pkey -in "$work/key.pem" -pubout -outform DER | tail -c 32 | encode)
        jwk=$(jq -cn --arg x "$x" '{crv: "Ed25519", kty: "OKP", x: $x}')
        name=EdDSA options=
    fi
    kid=$(printf %s "$jwk" | openssl dgst -sha256 -binary | encode)
    protected=$(jq -cjn --arg alg $name --arg kid "$kid" '{alg: $alg, kid: $kid, typ: "vnd.zicha.signoff+json"}' | encode)
    statement=$(jq -cS --arg role $role --argjson content "$content" --argjson prev "$prev" \
        '.signatures[0].statement | .role = $role | .content = $content | .prev = $prev' "$file")
    { printf '%s.' "$protected"; printf %s "$statement" | encode; } >"$work/input"
    openssl pkeyutl -sign -rawin $options -inkey "$work/key.pem" -in "$work/input" -out "$work/signature"
    if [ "$alg" = SM2 ]; then raw "$work/signature" >"$work/64"; else cp "$work/signature" "$work/64"; fi
    entry=$(jq -cnS --argjson statement "$statement" --arg protected "$protected" --arg signature "$(encode <"$work/64")" \
        '{statement: $statement, protected: $protected, signature: $signature}')
    prev=$(printf %s "$entry" | digests)
    jq -c --argjson entry "$entry" '. + [$entry]' "$work/entries" >"$work/next" && mv "$work/next" "$work/entries"
    jq -c --argjson jwk "$jwk" --arg kid "$kid" '. + [$jwk + {kid: $kid}]' "$work/keys" >"$work/next" && mv "$work/next" "$work/keys"
done
jq --arg kind "$kind" --slurpfile entries "$work/entries" --slurpfile keys "$work/keys" \
    '{($kind): .[$kind], signatures: $entries[0], keys: $keys[0]}' "$file" >"$out"
