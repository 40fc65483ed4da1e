// What is shipped, read by a parser of the language of 2017 (the loader: of 2009), and the program of each edition:
//     cargo xtask test --only compat
'use strict';

const test = require('node:test');
const assert = require('node:assert');
const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const acorn = require('acorn');

const DIST = process.env.ZICHA_DIST;
const { unlzma, together, fromLetters, utf8 } = require(process.env.ZICHA_LOADER);
const PARTS = ['zicha-wasm', 'zicha-late', 'zicha-office'];

const read = (name) => fs.readFileSync(path.join(DIST, name), 'utf8');
const digest = (bytes) => crypto.createHash('sha256').update(bytes).digest('hex');

function under(folder, ending) {
  const dir = path.join(DIST, folder);
  if (!fs.existsSync(dir)) return [];
  return fs.readdirSync(dir).filter((name) => name.endsWith(ending)).map((name) => path.posix.join(folder, name)).sort();
}

// Scripts that stand in a page: {attributes, text}.
function scripts(html) {
  return Array.from(html.matchAll(/<script([^>]*)>([^]*?)<\/script>/g), ([, attributes, text]) => ({ attributes, text }));
}

const id = (script) => (/ id="?([\w-]+)"?/.exec(script.attributes) || [])[1];
const isProgram = (script) => !/ type=/.test(script.attributes) || / type="?(text\/javascript|module)/.test(script.attributes);

// Every page of dist/, and the page that lies inside a sealed one.
function pages() {
  const all = [];
  for (const name of under('', '.html').concat(under('embed', '.html'))) {
    const html = read(name);
    all.push({ name, html });
    const app = scripts(html).find((script) => id(script) === 'zicha-app');
    if (app) all.push({ name: name + ' (inside)', html: app.text.replace(/‹/g, '<') });
  }
  return all;
}

// The wasm parts and the glue of a page that carries them, unpacked as its loader does.
function carried(html) {
  const holders = scripts(html), parts = [];
  const text = (name) => (holders.find((script) => id(script) === name) || { text: '' }).text;
  if (!text(PARTS[0])) return null;
  for (const name of PARTS) {
    if (text(name)) parts.push(Buffer.from(unlzma(fromLetters(text(name)), parts[0])));
  }
  return { parts: parts.map((part) => Buffer.from(together(part))), glue: utf8(unlzma(fromLetters(text('zicha-packed-glue')))) };
}

function parses(name, text, ecmaVersion) {
  const sourceType = /^\s*(import|export)\b|\bexport\s*\{/m.test(text) ? 'module' : 'script';
  try {
    acorn.parse(text, { ecmaVersion, sourceType });
  } catch (error) {
    assert.fail(name + ' is not ES' + ecmaVersion + ': ' + error.message + '\n' + text.slice(error.pos - 60, error.pos + 60));
  }
}

// Of the hosted page's own scripts, by what it says.
function hosted() {
  const html = read('index.html'), of = scripts(html).map((script) => (/ src="?\.?\/?([^" >]+)/.exec(script.attributes) || [])[1]);
  const parts = PARTS.map((name) => / data-src="?\.?\/?([^" >]+)/.exec(scripts(html).find((script) => id(script) === name).attributes)[1]);
  return { loader: of.filter(Boolean).pop(), parts };
}

test('the parser refuses what came after 2017', () => {
  for (const text of ['a?.b', 'a ?? b', 'class A { b = 1 }', 'try {} catch {}', 'a = {...b}', '(async function* () {})']) {
    assert.throws(() => parses('sample', text, 2017), /is not ES2017/, text);
  }
  assert.throws(() => parses('sample', 'const a = 1', 5), /is not ES5/);
  parses('sample', 'export { a }; var a = async () => 2 ** 3', 2017);
});

test('every script file reads as ES2017', () => {
  const files = under('', '.js').concat(under('embed', '.js'));
  assert.ok(files.length >= 2, files.join());
  for (const name of files) parses(name, read(name), 2017);
});

test('the loader reads as ES5, so that the oldest browser can say what to do', () => {
  parses('the loader', read(hosted().loader), 5);
});

test('every script inside a page reads as ES2017, its loader as ES5', () => {
  let seen = 0;
  for (const { name, html } of pages()) {
    const programs = scripts(html).filter((script) => isProgram(script) && script.text.trim());
    for (const script of programs) parses(name, script.text, 2017);
    const inside = carried(html);
    if (!inside) continue;
    parses(name + ' (loader)', programs[programs.length - 1].text, 5);
    parses(name + ' (glue)', inside.glue, 2017);
    seen += 1;
  }
  assert.ok(seen >= 1, 'no page carries the program');
});

test('every edition holds the same wasm', () => {
  const want = hosted().parts.map((name) => digest(fs.readFileSync(path.join(DIST, name))));
  for (const { name, html } of pages()) {
    const inside = carried(html);
    if (inside) assert.deepStrictEqual(inside.parts.map(digest), want.slice(0, inside.parts.length), name);
  }
  const element = under('embed', '.wasm').map((name) => digest(fs.readFileSync(path.join(DIST, name))));
  if (element.length) assert.deepStrictEqual(element.sort(), want.slice().sort(), 'the element');
});

// What the documents set for nginx and for IIS: {ending: type}.
function documentedTypes() {
  const docs = fs.readFileSync(path.join(__dirname, '../../../docs/security.md'), 'utf8'), nginx = {}, iis = {};
  for (const [, type, endings] of /types \{([^}]*)\}/.exec(docs)[1].matchAll(/(\S+\/\S+) ([^;]+);/g)) {
    for (const ending of endings.split(' ')) nginx[ending] = type;
  }
  for (const [, removed, ending, type] of docs.matchAll(/<remove fileExtension="\.(\w+)" \/><mimeMap fileExtension="\.(\w+)" mimeType="([^"]+)" \/>/g)) {
    assert.strictEqual(removed, ending);
    iis[ending] = type;
  }
  return { nginx, iis };
}

test('the servers of the documents know every kind of file that is shipped', () => {
  const { nginx, iis } = documentedTypes();
  assert.deepStrictEqual(nginx, iis);
  const endings = new Set(fs.readdirSync(DIST, { recursive: true }).map((name) => path.extname(name).slice(1)).filter(Boolean));
  assert.ok(endings.has('svg') && endings.has('wasm'), [...endings].join());
  for (const ending of endings) assert.ok(nginx[ending], 'docs/security.md sets no type for .' + ending);
});
