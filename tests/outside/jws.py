"""Signs and verifies files of zicha's format with jwcrypto, joserfc or gmssl; what is not cryptography is written
here, not taken from zicha. LIBRARY is one of the three:

    jws.py LIBRARY verify FILE...       says of each file whether every signature, digest and thumbprint is sound
    jws.py LIBRARY sign FILE OUT        signs the content of FILE anew, as filler, reviewer and head with keys of its own
    jws.py jwcrypto seal OUT PASS       makes a key, writes it as a key file, prints its public JWK
    jws.py jwcrypto open FILE PASS      opens a key file, prints the private JWK

joserfc opens no file of more than 300,000 rounds, and ours have 600,000; gmssl knows no JOSE.
"""

import base64
import hashlib
import json
import secrets
import sys

TYP = "vnd.zicha.signoff+json"
ROUNDS = 600_000
HEADER = {"alg": "PBES2-HS256+A128KW", "enc": "A256GCM", "cty": "jwk+json", "p2c": ROUNDS}


def encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def need(fact, why):
    if not fact:
        raise ValueError(why)


class Jwcrypto:
    """PyPI jwcrypto."""

    algs = ["EdDSA"]

    def __init__(self):
        from jwcrypto import jwa, jwe, jwk, jws

        self.jwe, self.jwk, self.jws = jwe, jwk, jws
        jwa.default_max_pbkdf2_iterations = ROUNDS

    def thumbprint(self, public):
        return self.jwk.JWK(**public).thumbprint()

    def verify(self, public, protected, payload, signature):
        it = self.jws.JWS()
        it.allowed_algs = ["EdDSA"]
        it.deserialize(json.dumps({"payload": payload, "protected": protected, "signature": signature}))
        it.verify(self.jwk.JWK(**public))

    def new_key(self):
        key = self.jwk.JWK.generate(kty="OKP", crv="Ed25519")
        return key, key.export_public(as_dict=True)

    def sign(self, key, header, payload):
        it = self.jws.JWS(payload)
        it.allowed_algs = ["EdDSA"]
        it.add_signature(key, None, json.dumps(header))
        made = json.loads(it.serialize())
        return made["protected"], made["signature"]

    def private(self, key):
        return key.export_private(as_dict=True)

    def seal(self, plain, passphrase, header):
        it = self.jwe.JWE(plain, json.dumps(header), algs=[header["alg"], header["enc"]])
        it.add_recipient(self.jwk.JWK.from_password(passphrase))
        return json.loads(it.serialize())

    def open(self, file, passphrase):
        it = self.jwe.JWE(algs=[HEADER["alg"], HEADER["enc"]])
        it.deserialize(json.dumps(file), self.jwk.JWK.from_password(passphrase))
        return it.payload


class Joserfc:
    """PyPI joserfc. It signs by the newer name of RFC 9864 and warns of the older one, which it verifies."""

    algs = ["Ed25519", "EdDSA"]

    def __init__(self):
        from joserfc import jwk, jws

        self.jwk, self.jws = jwk, jws

    def thumbprint(self, public):
        return self.jwk.OKPKey.import_key(public).thumbprint()

    def verify(self, public, protected, payload, signature):
        it = {"payload": payload, "protected": protected, "signature": signature}
        self.jws.deserialize_json(it, self.jwk.OKPKey.import_key(public), algorithms=self.algs)

    def new_key(self):
        key = self.jwk.OKPKey.generate_key("Ed25519", auto_kid=False)
        return key, key.as_dict(private=False)

    def sign(self, key, header, payload):
        made = self.jws.serialize_json({"protected": header}, payload, key, algorithms=self.algs)
        return made["protected"], made["signature"]


class Gmssl:
    """PyPI gmssl: SM2 with SM3, identity 1234567812345678, r and s side by side. It knows no JOSE."""

    algs = ["SM2"]

    def __init__(self):
        from gmssl import func, sm2, sm3

        self.func, self.sm2, self.sm3 = func, sm2, sm3

    def of(self, public, private=""):
        key = self.sm2.CryptSM2(private_key=private, public_key="", asn1=False)
        # Its constructor takes leading digits 0 and 4 of x for the mark of an uncompressed point.
        key.public_key = (decode(public["x"]) + decode(public["y"])).hex()
        return key

    def digest(self, data):
        return self.sm3.sm3_hash(list(data))

    def thumbprint(self, public):
        return encode(hashlib.sha256(canonical({name: public[name] for name in ("crv", "kty", "x", "y")})).digest())

    def verify(self, public, protected, payload, signature):
        raw = decode(signature)
        sound = self.of(public).verify_with_sm3(raw.hex(), (protected + "." + payload).encode())
        need(len(raw) == 64 and sound, "signature")

    def new_key(self):
        table = self.sm2.default_ecc_table
        private = "%064x" % (secrets.randbelow(int(table["n"], 16) - 2) + 1)
        point = bytes.fromhex(self.sm2.CryptSM2(private_key=private, public_key="")._kg(int(private, 16), table["g"]))
        public = {"kty": "EC", "crv": "SM2", "x": encode(point[:32]), "y": encode(point[32:])}
        return self.of(public, private), public

    def sign(self, key, header, payload):
        protected = encode(canonical(header))
        return protected, encode(bytes.fromhex(key.sign_with_sm3((protected + "." + encode(payload)).encode())))


def digests(library, value):
    data = canonical(value)
    sm3 = getattr(library, "digest", lambda data: hashlib.new("sm3", data).hexdigest())
    return {"sha-256": hashlib.sha256(data).hexdigest(), "sm3": sm3(data)}


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def content_of(file):
    (kind,) = set(file) - {"signatures", "keys"}
    return kind


def verify(library, *paths):
    for path in paths:
        try:
            verify_one(library, path)
            print(f"sound {path}")
        except Exception as error:
            print(f"refused {path}: {type(error).__name__} {error}")


def verify_one(library, path):
    file, before = read(path), None
    kind = content_of(file)
    keys = {key.pop("kid"): key for key in file["keys"]}
    for entry in file["signatures"]:
        header = json.loads(decode(entry["protected"]))
        need(set(header) == {"alg", "kid", "typ"} and header["alg"] in library.algs and header["typ"] == TYP, "header")
        public = keys[header["kid"]]
        need(library.thumbprint(public) == header["kid"], "thumbprint")
        # RFC 7515, appendix F: the payload is put back before the library sees the JWS.
        library.verify(public, entry["protected"], encode(canonical(entry["statement"])), entry["signature"])
        need(entry["statement"]["content"] == {**digests(library, file[kind]), "type": kind}, "content")
        need(entry["statement"]["prev"] == (before and digests(library, before)), "prev")
        before = entry
    need(before, "no signature")


def sign(library, path, out):
    file = read(path)
    kind, first = content_of(file), file["signatures"][0]["statement"]
    made = {kind: file[kind], "signatures": [], "keys": []}
    for role in ("filler", "reviewer", "head"):
        key, public = library.new_key()
        public = {name: public[name] for name in ("kty", "crv", "x", "y") if name in public}
        kid = library.thumbprint(public)
        before = made["signatures"][-1] if made["signatures"] else None
        statement = {**first, "role": role, "prev": before and digests(library, before)}
        protected, signature = library.sign(key, {"alg": library.algs[0], "kid": kid, "typ": TYP}, canonical(statement))
        made["signatures"].append({"statement": statement, "protected": protected, "signature": signature})
        made["keys"].append({**public, "kid": kid})
    with open(out, "w", encoding="utf-8") as file:
        json.dump(made, file, ensure_ascii=False)


def seal(library, out, passphrase):
    key, _ = library.new_key()
    private = {name: library.private(key)[name] for name in ("kty", "crv", "x", "d")}
    public = {name: private[name] for name in ("kty", "crv", "x")}
    public["kid"] = private["kid"] = library.thumbprint(public)
    header = {**HEADER, "p2s": encode(secrets.token_bytes(16))}
    with open(out, "w", encoding="utf-8") as file:
        json.dump(library.seal(canonical(private), passphrase, header), file)
    print(json.dumps(public))


def unseal(library, path, passphrase):
    print(library.open(read(path), passphrase).decode())


def main():
    name, verb, *rest = sys.argv[1:]
    library = {"jwcrypto": Jwcrypto, "joserfc": Joserfc, "gmssl": Gmssl}[name]()
    try:
        {"verify": verify, "sign": sign, "seal": seal, "open": unseal}[verb](library, *rest)
    except Exception as error:
        sys.exit(f"{name}: {type(error).__name__} {error}")


main()
