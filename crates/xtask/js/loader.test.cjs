// The parts of assets/zicha.js that need no page, under Node's own test runner:
//     node --test crates/xtask/js/loader.test.cjs
'use strict';

const test = require('node:test');
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const zlib = require('node:zlib');
const { gunzip, crc32, causeOf } = require('../../../assets/zicha.js');

const ROOT = path.join(__dirname, '../../..');

// A small generator with a fixed seed: the same inputs on every machine.
function noise(seed) {
  return function () {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed >>> 24;
  };
}

function bytes(length, next) {
  return Buffer.from(Array.from({ length }, next));
}

function check(input, options) {
  const packed = zlib.gzipSync(input, options);
  assert.ok(Buffer.compare(Buffer.from(gunzip(packed)), Buffer.from(input)) === 0);
}

test('what zlib packs is unpacked, at every level and strategy', () => {
  const next = noise(1);
  const inputs = [
    Buffer.alloc(0),
    Buffer.from('a'),
    Buffer.from('自查'.repeat(20000)),
    Buffer.alloc(300000),
    bytes(100000, next),
    bytes(100000, () => next() & 15),
    fs.readFileSync(path.join(ROOT, 'Cargo.lock')),
    fs.readFileSync(path.join(ROOT, 'assets/zicha.js')),
  ];
  const { Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE, Z_DEFAULT_STRATEGY } = zlib.constants;
  for (const input of inputs) {
    for (const level of [0, 1, 6, 9]) check(input, { level });
    for (const strategy of [Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE, Z_DEFAULT_STRATEGY]) check(input, { strategy });
    check(input, { memLevel: 1, windowBits: 9 });
  }
});

test('a whole wasm-sized input is unpacked quickly', () => {
  const next = noise(2);
  const input = bytes(600000, () => (next() < 128 ? next() & 31 : next()));
  const packed = zlib.gzipSync(input, { level: 9 });
  const start = process.hrtime.bigint();
  gunzip(packed);
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  assert.ok(ms < 2000, ms + ' ms');
});

test('damage is refused, never returned as other bytes', () => {
  const input = fs.readFileSync(path.join(ROOT, 'index.html'));
  const packed = zlib.gzipSync(input, { level: 9 });
  let refused = 0;
  const next = noise(3);
  for (let i = 0; i < 400; i++) {
    const copy = Buffer.from(packed);
    const at = (next() << 8 | next()) % copy.length;
    copy[at] ^= 1 << (next() & 7);
    // Bytes 4 to 9 hold time, level and system, which nothing depends on.
    if (at >= 4 && at < 10) continue;
    try {
      // A flipped bit can leave the meaning alone (the code of an unused symbol).
      assert.ok(Buffer.compare(Buffer.from(gunzip(copy)), input) === 0, 'byte ' + at);
    } catch (error) {
      assert.match(error.message, /^gzip: /, 'byte ' + at);
      refused++;
    }
  }
  assert.ok(refused > 380, refused + ' of 400 refused');
  for (const length of [0, 1, 17, 18, 100, packed.length - 1]) {
    assert.throws(() => gunzip(packed.subarray(0, length)), /gzip/, 'length ' + length);
  }
  assert.throws(() => gunzip(Buffer.concat([packed, Buffer.from([0])])), /gzip/);
});

test('the checksum is the standard one', () => {
  assert.strictEqual(crc32(Buffer.from('123456789')), 0xCBF43926);
});

test('each failure is told by its cause', () => {
  const named = (name, message) => Object.assign(new Error(message), { name });
  const cases = [
    ['csp', named('CompileError', "WebAssembly.instantiate(): Compiling or instantiating WebAssembly module violates the following Content Security policy directive because neither 'wasm-eval' nor 'unsafe-eval' is an allowed source")],
    ['csp', named('CompileError', 'Wasm code generation disallowed by embedder')],
    ['csp', named('CompileError', 'call to WebAssembly.instantiate() blocked by CSP')],
    ['altered', named('CompileError', 'WebAssembly.instantiate(): expected magic word 00 61 73 6d')],
    ['altered', new Error('gzip: checksum')],
    ['altered', named('InvalidCharacterError', "Failed to execute 'atob' on 'Window': The string to be decoded is not correctly encoded.")],
    ['net', named('TypeError', 'Failed to fetch')],
    ['net', named('TypeError', 'NetworkError when attempting to fetch resource.')],
    ['start', named('RuntimeError', 'unreachable')],
    ['mime', Object.assign(new Error('x'), { zichaCause: 'mime' })],
  ];
  for (const [cause, error] of cases) assert.strictEqual(causeOf(error, 'http:'), cause, error.message);
  assert.strictEqual(causeOf(named('TypeError', 'Failed to fetch'), 'file:'), 'disk');
});

test('the loader is ES5, so that the oldest browsers can say what is wrong', () => {
  const text = fs.readFileSync(path.join(ROOT, 'assets/zicha.js'), 'utf8').replace(/\/\*[^]*?\*\//g, '');
  for (const newer of [/=>/, /\b(let|const|class|async|await)\b/, /`/, /\?\./, /\?\?/, /\.\.\./]) {
    assert.ok(!newer.test(text), String(newer));
  }
});
