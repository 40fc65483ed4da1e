// The parts of assets/loader that need no page, under Node's own test runner:
//     cargo xtask test --only loader
'use strict';

const test = require('node:test');
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');

// A small generator with a fixed seed: the same inputs on every machine.
function noise(seed) {
  return function () {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed >>> 24;
  };
}

// What `cargo xtask test` makes for us: the loader put together, and pairs NAME and NAME.lzma.
const CASES = process.env.ZICHA_LZMA_CASES || '';
const LOADER = path.join(CASES, 'zicha.js');
const { unlzma, fromLetters, crc32, causeOf } = require(LOADER);

function pairs() {
  const names = fs.readdirSync(CASES).filter((name) => name.endsWith('.lzma'));
  return names.map((name) => {
    const file = path.join(CASES, name);
    return { name, packed: fs.readFileSync(file), input: fs.readFileSync(file.slice(0, -'.lzma'.length)) };
  });
}

test('what the build packs is unpacked, quickly', () => {
  const all = pairs();
  assert.ok(all.length >= 8, 'run this by `cargo xtask test --only loader`');
  for (const { name, packed, input } of all) {
    const start = process.hrtime.bigint();
    const out = unlzma(packed);
    const ms = Number(process.hrtime.bigint() - start) / 1e6;
    assert.ok(Buffer.compare(Buffer.from(out), input) === 0, name);
    assert.ok(ms < 4000, name + ': ' + ms + ' ms');
  }
});

test('what follows other bytes is unpacked after them, and only after them', () => {
  for (const { name, input } of pairs()) {
    const packed = fs.readFileSync(path.join(CASES, name.replace(/\.lzma$/, '.after')));
    const before = input.subarray(0, Math.floor(input.length / 3));
    assert.ok(Buffer.compare(Buffer.from(unlzma(packed, before)), input.subarray(before.length)) === 0, name);
    if (before.length > 100 && name === 'page.lzma') assert.throws(() => unlzma(packed, Buffer.alloc(before.length)), /^Error: lzma: /);
  }
});

test('damage is refused, never returned as other bytes', () => {
  for (const { name, packed, input } of pairs().filter((it) => it.input.length < 20000)) {
    let refused = 0, tried = 0;
    const next = noise(3);
    for (let i = 0; i < 300; i++) {
      const copy = Buffer.from(packed);
      const at = (next() << 8 | next()) % copy.length;
      copy[at] ^= 1 << (next() & 7);
      // Bytes 1 to 4 hold the size of the dictionary, which nothing depends on.
      if (at >= 1 && at < 5) continue;
      tried++;
      try {
        // A flipped bit can leave the meaning alone (what is left over at the end of the stream).
        assert.ok(Buffer.compare(Buffer.from(unlzma(copy)), input) === 0, name + ', byte ' + at);
      } catch (error) {
        assert.match(error.message, /^lzma: /, name + ', byte ' + at);
        refused++;
      }
    }
    if (input.length > 100) assert.ok(refused > tried * 0.9, name + ': ' + refused + ' of ' + tried + ' refused');
    for (const length of [0, 1, 17, 18, 21, packed.length - 1]) {
      if (length < packed.length) assert.throws(() => unlzma(packed.subarray(0, length)), /^Error: lzma: /, name + ', length ' + length);
    }
  }
});

test('letters are the bytes that were packed, and others are refused', () => {
  for (const { name, packed } of pairs()) {
    const letters = fs.readFileSync(path.join(CASES, name.replace(/\.lzma$/, '.letters')), 'utf8');
    assert.ok(Buffer.compare(Buffer.from(fromLetters(letters)), packed) === 0, name);
    assert.throws(() => fromLetters(letters.slice(0, -1)), /^Error: lzma: letters/, name);
    assert.throws(() => fromLetters(letters + 'abcdefg'), /^Error: lzma: letters/, name);
  }
  for (const wrong of ['', '#', '<<<<<<<', '~~~~~~~', '\u0001\u0001\u0001', '自查自查自查自']) assert.throws(() => fromLetters(wrong), /^Error: lzma: letters/, wrong);
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
    ['altered', new Error('lzma: checksum')],
    ['altered', new Error('lzma: letters')],
    ['net', named('TypeError', 'Failed to fetch')],
    ['net', named('TypeError', 'NetworkError when attempting to fetch resource.')],
    ['mixed', named('LinkError', 'WebAssembly.instantiate(): Import #3 "p" "f": function import requires a callable')],
    ['mixed', named('TypeError', 'WebAssembly.instantiate(): Import #0 module="q" error: module is not an object or function')],
    ['memory', named('RangeError', 'WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory for new instance')],
    ['start', named('RuntimeError', 'unreachable')],
    ['mime', Object.assign(new Error('x'), { zichaCause: 'mime' })],
  ];
  for (const [cause, error] of cases) assert.strictEqual(causeOf(error, 'http:', 'Chrome/120.0'), cause, error.message);
  assert.strictEqual(causeOf(named('TypeError', 'Failed to fetch'), 'file:', ''), 'disk');
  assert.strictEqual(causeOf(named('CompileError', 'invalid value type'), 'http:', 'Chrome/63.0'), 'old');
});

test('the loader is ES5, so that the oldest browsers can say what is wrong', () => {
  const text = fs.readFileSync(LOADER, 'utf8').replace(/\/\*[^]*?\*\//g, '');
  for (const newer of [/=>/, /\b(let|const|class|async|await)\b/, /`/, /\?\./, /\?\?/, /\.\.\./]) {
    assert.ok(!newer.test(text), String(newer));
  }
});
