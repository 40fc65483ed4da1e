// Signs and verifies files of zicha's format with npm `jose`; what is not cryptography is written here, not taken
// from zicha. Like `jws.py`:
//   jose.mjs verify FILE...       says of each file whether every signature, digest and thumbprint is sound
//   jose.mjs sign FILE OUT        signs the content of FILE anew, as filler, reviewer and head with keys of its own
//   jose.mjs seal OUT PASS        makes a key, writes it as a key file, prints its public JWK
//   jose.mjs open FILE PASS       opens a key file, prints the private JWK
// `jose` is found by ZICHA_JOSE, the folder of that package.
import { createHash, webcrypto } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const jose = createRequire(import.meta.url)(process.env.ZICHA_JOSE);
const text = new TextEncoder();
const TYP = "vnd.zicha.signoff+json";
const ROUNDS = 600000;

const canonical = (it) => it === null || typeof it !== "object" ? JSON.stringify(it)
    : Array.isArray(it) ? `[${it.map(canonical).join(",")}]`
    : `{${Object.keys(it).sort().map((key) => `${JSON.stringify(key)}:${canonical(it[key])}`).join(",")}}`;
const hash = (name, it) => createHash(name).update(canonical(it)).digest("hex");
const digests = (it) => ({ "sha-256": hash("sha256", it), sm3: hash("sm3", it) });
const read = (path) => JSON.parse(readFileSync(path, "utf8"));
const need = (fact, why) => { if (!fact) throw new Error(why); };
const contentOf = (file) => Object.keys(file).find((name) => !["signatures", "keys"].includes(name));

const verify = async (...paths) => {
    for (const path of paths) {
        try {
            await verifyOne(path);
            console.log(`sound ${path}`);
        } catch (error) {
            console.log(`refused ${path}: ${error.message}`);
        }
    }
};

const verifyOne = async (path) => {
    const file = read(path), kind = contentOf(file);
    let before = null;
    for (const entry of file.signatures) {
        const { kid } = jose.decodeProtectedHeader({ protected: entry.protected, signature: entry.signature });
        const { kid: named, ...jwk } = file.keys.find((key) => key.kid === kid);
        need(named === await jose.calculateJwkThumbprint(jwk, "sha256"), "thumbprint");
        // RFC 7515, appendix F: the payload is put back before the library sees the JWS.
        const payload = jose.base64url.encode(canonical(entry.statement));
        const jws = { payload, protected: entry.protected, signature: entry.signature };
        const { protectedHeader } = await jose.flattenedVerify(jws, await jose.importJWK(jwk, "EdDSA"), { algorithms: ["EdDSA"] });
        need(protectedHeader.typ === TYP, "typ");
        need(canonical(entry.statement.content) === canonical({ ...digests(file[kind]), type: kind }), "content");
        need(canonical(entry.statement.prev) === canonical(before && digests(before)), "prev");
        before = entry;
    }
    need(before, "no signature");
};

const newKey = async () => {
    const { privateKey, publicKey } = await jose.generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
    const jwk = await jose.exportJWK(publicKey);
    return { privateKey, jwk: { ...jwk, kid: await jose.calculateJwkThumbprint(jwk, "sha256") } };
};

const sign = async (path, out) => {
    const file = read(path), kind = contentOf(file), first = file.signatures[0].statement;
    const made = { [kind]: file[kind], signatures: [], keys: [] };
    for (const role of ["filler", "reviewer", "head"]) {
        const key = await newKey(), before = made.signatures.at(-1);
        const statement = { ...first, role, prev: before ? digests(before) : null };
        const jws = await new jose.FlattenedSign(text.encode(canonical(statement)))
            .setProtectedHeader({ alg: "EdDSA", kid: key.jwk.kid, typ: TYP }).sign(key.privateKey);
        made.signatures.push({ statement, protected: jws.protected, signature: jws.signature });
        made.keys.push(key.jwk);
    }
    writeFileSync(out, JSON.stringify(made));
};

const seal = async (out, pass) => {
    const { privateKey, jwk } = await newKey();
    const plain = text.encode(JSON.stringify({ ...await jose.exportJWK(privateKey), kid: jwk.kid }));
    const jwe = await new jose.FlattenedEncrypt(plain)
        .setProtectedHeader({ alg: "PBES2-HS256+A128KW", enc: "A256GCM", cty: "jwk+json" })
        .setKeyManagementParameters({ p2c: ROUNDS, p2s: webcrypto.getRandomValues(new Uint8Array(16)) }).encrypt(text.encode(pass));
    writeFileSync(out, JSON.stringify(jwe));
    console.log(JSON.stringify(jwk));
};

const open = async (path, pass) => {
    const options = { keyManagementAlgorithms: ["PBES2-HS256+A128KW"], maxPBES2Count: ROUNDS };
    const { plaintext } = await jose.flattenedDecrypt(read(path), text.encode(pass), options);
    console.log(new TextDecoder().decode(plaintext));
};

const [verb, ...rest] = process.argv.slice(2);
try {
    await { verify, sign, seal, open }[verb](...rest);
} catch (error) {
    console.error(`jose: ${error.message}`);
    process.exitCode = 1;
}
