// The parts of assets/loader that need no page, under Node's own test runner:
//     cargo xtask test --only loader
'use strict';

const test = require('node:test');
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

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
const { unlzma, together, fromLetters, crc32, causeOf, withoutWasm, utf8, utf16 } = require(LOADER);

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

test('sorted wasm is put together again', () => {
  const sorted = fs.readdirSync(CASES).filter((name) => name.endsWith('.sorted'));
  assert.ok(sorted.length >= 3, 'run this by `cargo xtask test --only loader`, after a release build');
  for (const name of sorted) {
    const file = path.join(CASES, name);
    const wasm = fs.readFileSync(file.slice(0, -'.sorted'.length));
    assert.ok(Buffer.compare(Buffer.from(together(fs.readFileSync(file))), wasm) === 0, name);
    assert.strictEqual(together(wasm), wasm, 'what is not sorted stays as it is');
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

test('a catalogue comes back as its text', () => {
  const packed = fs.readFileSync(path.join(CASES, 'ledger.text'), 'utf8');
  assert.strictEqual(utf16(unlzma(fromLetters(packed))), fs.readFileSync(path.join(CASES, 'ledger'), 'utf8'));
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

// A page as Internet Explorer 11 has it: no Promise, no WebAssembly, no TextDecoder, no download attribute.
function oldPage(options) {
  const saved = [];
  const make = (name) => {
    const element = {
      name, childNodes: [], attributes: {}, className: '', text: '',
      get firstChild() { return element.childNodes[0] || null; },
      get textContent() { return element.text + element.childNodes.map((it) => it.textContent).join(''); },
      removeChild(child) { element.childNodes.splice(element.childNodes.indexOf(child), 1); },
      appendChild(child) { element.childNodes.push(child); return child; },
      setAttribute(key, value) { element.attributes[key] = value; },
      removeAttribute(key) { delete element.attributes[key]; },
      getAttribute(key) { return key in element.attributes ? element.attributes[key] : null; },
      all(wanted) { return element.childNodes.flatMap((it) => (it.all ? (it.name === wanted ? [it] : []).concat(it.all(wanted)) : [])); }
    };
    return element;
  };
  const byId = {}, catalogues = options.catalogues.map(({ text, packed, head }) => {
    const script = make('script');
    script.text = text;
    script.attributes['data-head'] = head;
    if (packed) script.attributes['data-packed'] = 'lzma';
    return script;
  });
  byId.zicha = make('div');
  byId['zicha-loading'] = byId.zicha.appendChild(make('p'));
  byId['zicha-wasm'] = make('script');
  const document = {
    documentMode: options.documentMode, addEventListener() {}, body: make('body'), head: make('head'), documentElement: make('html'),
    createElement: make, createTextNode: (text) => ({ textContent: text }),
    getElementById: (id) => byId[id] || null, querySelector: () => null,
    querySelectorAll: (css) => (css === 'script.zicha-catalogue' ? catalogues : [])
  };
  const navigator = { userAgent: options.agent };
  if (options.saves) navigator.msSaveBlob = (blob, name) => { saved.push([name, blob.parts.join('')]); return true; };
  const global = { document, navigator, location: { protocol: 'http:' }, addEventListener() {}, setTimeout() {}, Blob: function (parts) { this.parts = parts; }, URL: { createObjectURL: () => 'blob:1' } };
  global.window = global.top = global;
  if (options.drafts) {
    const keys = Object.keys(options.drafts);
    global.localStorage = { length: keys.length, key: (i) => keys[i], getItem: (key) => options.drafts[key] };
  }
  const context = vm.createContext(global);
  // What IE has not.
  vm.runInContext('delete this.WebAssembly; delete this.Promise; delete this.Map; delete this.Symbol; delete Array.prototype.includes; delete Array.from;', context);
  vm.runInContext(fs.readFileSync(LOADER, 'utf8'), context);
  return { box: byId.zicha, saved };
}

const CATALOGUE = { groups: [{ number: '一、', title: '组', groups: [{ number: '1.', title: '小组', indicators: [{ id: 'a', number: '7', title: '题"目', text: '原文,一𠮷', responsibility: { printed: '牵头：甲' }, slots: [{ label: '件数', unit: '件' }] }] }] }] };

test('in Internet Explorer the page says what to do and hands out the blank ledger and the drafts', () => {
  const drafts = { 'zicha:c:u:p': '{"a":1}', 'zicha:shelf:x': '1', other: 'x', 'zicha:c:u:q': 'broken' };
  const catalogues = [{ text: JSON.stringify(CATALOGUE), head: '\n红桥台账\n\n' }];
  const { box, saved } = oldPage({ documentMode: 11, agent: 'Mozilla/5.0 (Windows NT 10.0; Trident/7.0; rv:11.0) like Gecko', saves: true, catalogues, drafts });
  assert.strictEqual(box.attributes['data-error'], 'ie');
  for (const words of ['极速模式', '360', 'QQ', '搜狗', 'Edge', 'IE mode', '空白台账', '红桥台账']) assert.ok(box.textContent.includes(words), words);
  for (const button of box.all('button')) button.onclick();
  assert.deepStrictEqual(saved, [
    ['c-u-p.draft.json', '{"a":1}'],
    ['红桥台账-空白台账.csv', '\ufeff"一级指标","二级指标","序号","任务","要求","责任单位","填报内容","完成情况","佐证材料","自评","备注"\r\n"一、组","1.小组","7","题""目","原文,一𠮷","牵头：甲","件数（件）","","","",""\r\n']
  ]);
});

test('a packed catalogue is unpacked without what new browsers bring, and where no file can be saved the ledger is shown', () => {
  const letters = fs.readFileSync(path.join(CASES, 'ledger.text'), 'utf8');
  const { box } = oldPage({ documentMode: 11, agent: 'Trident/7.0', catalogues: [{ text: letters, packed: true, head: '\n台账\n' }] });
  for (const button of box.all('button')) button.onclick();
  const cells = box.all('td').map((it) => it.textContent);
  assert.ok(cells.includes('行政审批事项公开和办理时限'), cells.slice(0, 12).join());
  assert.strictEqual(box.all('th').length, 11);
  assert.ok(box.all('tr').length > 90);
});

test('why there is no WebAssembly is told by the browser', () => {
  const check = (agent, isIe, want) => assert.strictEqual(withoutWasm(agent, isIe), want, agent);
  check('Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1; Trident/5.0)', false, 'ie');
  check('Mozilla/5.0 (Windows NT 6.1) Chrome/50.0.1 Safari/537.36', true, 'ie');
  check('Mozilla/5.0 (Windows NT 6.1) Chrome/50.0.1 Safari/537.36', false, 'old');
  check('Mozilla/5.0 (Windows NT 10.0) Chrome/109.0.0.0 Safari/537.36', false, 'nowasm');
  check('Mozilla/5.0 (X11; Linux) Gecko/20100101 Firefox/128.0', false, 'nowasm');
  check('Opera/9.80', false, 'old');
});

test('bytes are read as UTF-8 without TextDecoder', () => {
  const text = 'a¢自查𠮷\u{10ffff}';
  const context = vm.createContext({ module: {} });
  vm.runInContext(fs.readFileSync(LOADER, 'utf8'), context);
  assert.strictEqual(context.module.exports.utf8(Buffer.from(text)), text);
  assert.strictEqual(utf8(Buffer.from(text)), text);
});

test('the page tells browsers with two engines which one it wants', () => {
  const html = fs.readFileSync(path.join(__dirname, '../../../index.html'), 'utf8');
  for (const meta of ['<meta http-equiv="X-UA-Compatible" content="IE=edge">', '<meta name="renderer" content="webkit">']) assert.ok(html.includes(meta), meta);
});
