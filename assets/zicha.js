/* Starts zicha in the page, and stays behind as the safety net when the program stops.
 *
 * Written in ES5 on purpose: in a browser too old for WebAssembly, or in IE mode, this file must
 * still run and say so in words. It makes no request when the wasm lies inside the page.
 *
 * What it reads from the page (index.html):
 *   #zicha-wasm          either the packed wasm as letters (the single file), or data-src
 *   #zicha-late          the same for the second part of the program; absent in a debug build
 *   #zicha-office        the same for the third, the office's; absent in an edition for those who fill in
 *   #zicha-packed-style, #zicha-packed-glue   style and glue as letters (the single file)
 *   script[data-packed]  a catalogue or calendar as its packed text in letters (the single file)
 *   #zicha-draft         the answers that came with the page; the page as it came is kept on it
 *   #zicha               the element the program draws into; a loader error is written there
 *   #zicha-panic         the dialog shown after the program has stopped
 *   #zicha-panic-draft   hidden. The program puts the latest draft here as text each time it
 *                        saves; if the program stops, 下载草稿 hands out exactly this text.
 *   #zicha-panic-detail  the program may write here what went wrong before it stops.
 */
(function () {
  'use strict';

  /* ---- LZMA, for what lies packed inside the single file ---- */

  var OUTPUT_MAX = 64 << 20;

  /* Unpacks what crates/xtask/src/pack.rs writes: an LZMA stream with the 13-byte header of .lzma files
   * (properties, dictionary, length), then the CRC-32 of what was packed. Returns its bytes; throws when
   * anything at all is wrong. `before`: bytes that the packed ones follow and repeat. Follows the LZMA
   * specification of the LZMA SDK (public domain). */
  function unlzma(src, before) {
    var end = src.length - 4, pos = 18, range = -1 >>> 0, code, at = 0, state = 0, r0 = 0, r1 = 0, r2 = 0, r3 = 0;
    if (end < 18 || src[0] > 224 || src[13]) throw Error('lzma: header');
    var lc = src[0] % 9, lp = (src[0] / 9 | 0) % 5, pb = src[0] / 45 | 0, size = word(5);
    if (size > OUTPUT_MAX || word(9)) throw Error('lzma: size');
    code = (src[14] << 24 | src[15] << 16 | src[16] << 8 | src[17]) >>> 0;
    var start = before ? before.length : 0, out = new Uint8Array(start + size), isMatch = odds(192), isRep = odds(12), isG0 = odds(12), isG1 = odds(12), isG2 = odds(12);
    var isLong = odds(192), slots = odds(256), special = odds(128), align = odds(16), literals = odds(768 << lc + lp);
    var lengths = odds(514), repLengths = odds(514), slot, length, place, literal, matched, chosen, bit, count;

    function word(i) {
      return (src[i] | src[i + 1] << 8 | src[i + 2] << 16 | src[i + 3] << 24) >>> 0;
    }

    /* Chances of a 0, in 2048ths. */
    function odds(count) {
      var all = new Uint16Array(count), i;
      for (i = 0; i < count; i++) all[i] = 1024;
      return all;
    }

    function refill() {
      if (range < 16777216) {
        if (pos >= end) throw Error('lzma: short');
        range = range << 8 >>> 0;
        code = (code << 8 | src[pos++]) >>> 0;
      }
    }

    function decide(all, i) {
      var chance = all[i], bound = (range >>> 11) * chance;
      if (code < bound) {
        range = bound;
        all[i] = chance + (2048 - chance >>> 5);
        refill();
        return 0;
      }
      range -= bound;
      code -= bound;
      all[i] = chance - (chance >>> 5);
      refill();
      return 1;
    }

    function number(all, from, bits) {
      var value = 1, i;
      for (i = 0; i < bits; i++) value = value << 1 | decide(all, from + value);
      return value - (1 << bits);
    }

    function reversed(all, from, bits) {
      var value = 0, node = 1, i, bit;
      for (i = 0; i < bits; i++) {
        bit = decide(all, from + node);
        node = node << 1 | bit;
        value |= bit << i;
      }
      return value;
    }

    function even(bits) {
      var value = 0;
      while (bits--) {
        range >>>= 1;
        value <<= 1;
        if (code >= range) {
          code -= range;
          value |= 1;
        }
        refill();
      }
      return value;
    }

    /* Two choices, 16 times 8 short lengths, 16 times 8 middle ones, 256 long ones. */
    function lengthOf(all, place) {
      if (!decide(all, 0)) return 2 + number(all, 2 + place * 8, 3);
      if (!decide(all, 1)) return 10 + number(all, 130 + place * 8, 3);
      return 18 + number(all, 258, 8);
    }

    function distance(length) {
      var slot = number(slots, Math.min(length - 2, 3) << 6, 6), bits = (slot >> 1) - 1, base;
      if (slot < 4) return slot;
      base = (2 | slot & 1) * Math.pow(2, bits);
      if (slot < 14) return base + reversed(special, base - slot, bits);
      return base + even(bits - 4) * 16 + reversed(align, 0, 4);
    }

    function copy(count) {
      if (r0 >= at) throw Error('lzma: distance');
      if (count > size - at) throw Error('lzma: long');
      for (; count; count--, at++) out[at] = out[at - r0 - 1];
    }

    if (start) out.set(before);
    at = start;
    size += start;
    while (at < size) {
      place = at & (1 << pb) - 1;
      if (!decide(isMatch, state * 16 + place)) {
        literal = 768 * (((at & (1 << lp) - 1) << lc) + ((at ? out[at - 1] : 0) >> 8 - lc));
        chosen = 1;
        if (state > 6) {
          if (r0 >= at) throw Error('lzma: distance');
          matched = out[at - r0 - 1];
          do {
            slot = matched >> 7 & 1;
            matched <<= 1;
            bit = decide(literals, literal + (1 + slot << 8) + chosen);
            chosen = chosen << 1 | bit;
          } while (bit === slot && chosen < 256);
        }
        while (chosen < 256) chosen = chosen << 1 | decide(literals, literal + chosen);
        out[at++] = chosen & 255;
        state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
        continue;
      }
      if (!decide(isRep, state)) {
        r3 = r2;
        r2 = r1;
        r1 = r0;
        length = lengthOf(lengths, place);
        r0 = distance(length);
        state = state < 7 ? 7 : 10;
      } else if (!decide(isG0, state)) {
        if (!decide(isLong, state * 16 + place)) {
          state = state < 7 ? 9 : 11;
          copy(1);
          continue;
        }
        length = lengthOf(repLengths, place);
        state = state < 7 ? 8 : 11;
      } else {
        if (!decide(isG1, state)) count = r1;
        else {
          if (!decide(isG2, state)) count = r2;
          else {
            count = r3;
            r3 = r2;
          }
          r2 = r1;
        }
        r1 = r0;
        r0 = count;
        length = lengthOf(repLengths, place);
        state = state < 7 ? 8 : 11;
      }
      copy(length);
    }
    out = out.subarray(start);
    if (crc32(out) !== word(end)) throw Error('lzma: checksum');
    return out;
  }

  /* What `letters` of crates/xtask/src/pack.rs writes: six bytes in seven of 116 letters, the length first. */
  function fromLetters(text) {
    var leftOut = [0, 7, 8, 11, 12, 13, 26, 27, 38, 60, 62, 127], digits = [], count = 0, i, at, length, bytes, value;
    for (i = 0; i < 128; i++) digits[i] = leftOut.indexOf(i) < 0 ? count++ : -1;

    function number(from) {
      var value = 0, i, digit;
      for (i = from + 6; i >= from; i--) {
        digit = digits[text.charCodeAt(i)];
        if (!(digit >= 0)) throw Error('lzma: letters');
        value = value * 116 + digit;
      }
      if (value >= 281474976710656) throw Error('lzma: letters');
      return value;
    }

    length = number(0);
    if (text.length !== 7 + Math.ceil(length / 6) * 7) throw Error('lzma: letters');
    bytes = new Uint8Array(length);
    for (at = 0; at < length; at += 6) {
      value = number(7 + at / 6 * 7);
      for (i = at; i < at + 6 && i < length; i++) {
        bytes[i] = value % 256;
        value = Math.floor(value / 256);
      }
    }
    return bytes;
  }

  function crc32(bytes) {
    var table = [], crc = -1, i, j, value;
    for (i = 0; i < 256; i++) {
      for (value = i, j = 0; j < 8; j++) value = value & 1 ? value >>> 1 ^ 0xEDB88320 : value >>> 1;
      table[i] = value;
    }
    for (i = 0; i < bytes.length; i++) crc = table[(crc ^ bytes[i]) & 255] ^ crc >>> 8;
    return (crc ^ -1) >>> 0;
  }

  /* Under Node there is no page: hand the pure parts to the tests and stop. */
  if (typeof document === 'undefined') {
    module.exports = { unlzma: unlzma, fromLetters: fromLetters, crc32: crc32, causeOf: causeOf };
    return;
  }

  /* ---- what can go wrong before the program runs, by cause ---- */

  var CAUSES = {
    old: ['浏览器版本过低或处于兼容（IE）模式，无法打开本页。请切换到“极速模式”，或改用较新的浏览器（内核78及以上）。',
      'This browser is too old or in IE compatibility mode. Switch to its fast (Chromium) mode or use a newer browser.'],
    csp: ['本网站的安全策略（CSP）不允许运行 WebAssembly。请联系网站管理员在 script-src 中加入 \'wasm-unsafe-eval\'，或改用单文件版 zicha.html。',
      'The site\'s content security policy forbids WebAssembly: add \'wasm-unsafe-eval\' to script-src, or use the single file zicha.html.'],
    disk: ['本页是多文件版，不能直接从磁盘打开。请打开同一目录中的单文件版 zicha.html。',
      'This edition cannot be opened from disk. Open zicha.html, the single file, instead.'],
    net: ['程序文件没有下载成功。请检查网络后重新载入。',
      'The program file could not be downloaded. Check the network and reload.'],
    mime: ['服务器返回的不是程序文件（MIME 类型应为 application/wasm）。请联系网站管理员。',
      'The server did not return the program file (its MIME type should be application/wasm).'],
    altered: ['文件不完整或已被改动，不能运行。请重新获取原始文件。',
      'The file is incomplete or has been altered. Obtain the original again.'],
    start: ['程序启动时出错。请重新载入；如仍不能打开，请把下面的信息告诉管理员。',
      'The program failed while starting. Reload; if it fails again, report the line below.']
  };

  /* The cause of a failure to load, from the error itself and how the page was opened. */
  function causeOf(error, protocol) {
    var text = String(error && error.message || error), name = error && error.name;
    if (error && error.zichaCause) return error.zichaCause;
    if (/unsafe-eval|Content Security Policy|disallowed by embedder|blocked by CSP/i.test(text)) return 'csp';
    if (/^lzma: /.test(text) || name === 'CompileError' || name === 'LinkError') return 'altered';
    if (name === 'TypeError' && /fetch|network|load failed/i.test(text)) return protocol === 'file:' ? 'disk' : 'net';
    return 'start';
  }

  function fault(cause, text) {
    var error = Error(text);
    error.zichaCause = cause;
    return error;
  }

  function byId(id) {
    return document.getElementById(id);
  }

  function textOf(id) {
    var element = byId(id);
    return element ? element.textContent : '';
  }

  function buildId() {
    var meta = document.querySelector('meta[name="zicha-build"]');
    return meta ? meta.getAttribute('content') : '';
  }

  function fail(error) {
    var cause = causeOf(error, location.protocol), root = byId('zicha'), i, line;
    var lines = CAUSES[cause].concat(['[' + cause + '] ' + (error && error.message || error) + ' · ' + buildId()]);
    while (root.firstChild) root.removeChild(root.firstChild);
    root.setAttribute('role', 'alert');
    root.setAttribute('data-error', cause);
    for (i = 0; i < lines.length; i++) {
      line = document.createElement('p');
      line.textContent = lines[i];
      root.appendChild(line);
    }
  }

  /* ---- when the program stops while running ---- */

  var stopped = false;

  /* Any trap ends the program: its memory can no longer be trusted. */
  function isTrap(error) {
    return typeof WebAssembly === 'object' && error instanceof WebAssembly.RuntimeError;
  }

  function stop(error) {
    var dialog = byId('zicha-panic'), detail = byId('zicha-panic-detail'), hasDraft = !!textOf('zicha-panic-draft');
    if (stopped || !dialog) return;
    stopped = true;
    detail.textContent = [detail.textContent, String(error), buildId()].join('\n').replace(/^\n/, '');
    byId('zicha-panic-download').hidden = !hasDraft;
    byId('zicha-panic-nodraft').hidden = hasDraft;
    if (dialog.showModal) dialog.showModal();
    else dialog.setAttribute('open', '');
  }

  function downloadDraft() {
    var link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([textOf('zicha-panic-draft')], { type: 'application/json' }));
    link.download = '自查草稿.json';
    link.click();
  }

  function listen() {
    window.addEventListener('error', function (event) {
      if (isTrap(event.error)) stop(event.error);
    });
    window.addEventListener('unhandledrejection', function (event) {
      if (isTrap(event.reason)) stop(event.reason);
    });
    byId('zicha-panic-download').addEventListener('click', downloadDraft);
    byId('zicha-panic-reload').addEventListener('click', function () {
      location.reload();
    });
  }

  /* ---- start ---- */

  /* A promise, so that what is wrong with it is a refusal. */
  function unpack(text, before) {
    return new Promise(function (done) {
      done(unlzma(fromLetters(text), before));
    });
  }

  function download(url) {
    return fetch(url).then(function (response) {
      if (!response.ok) throw fault('net', url + ': ' + response.status);
      if (/html/.test(response.headers.get('Content-Type') || '')) throw fault('mime', url + ': text/html');
      return response;
    });
  }

  /* In the single file catalogues lie packed: here they become JSON text again. */
  function unpackTexts() {
    return Promise.all([].map.call(document.querySelectorAll('script[data-packed]'), function (script) {
      return unpack(script.textContent).then(function (bytes) {
        script.textContent = new TextDecoder().decode(bytes);
        script.removeAttribute('data-packed');
      });
    }));
  }

  /* The wasm of an element: unpacked bytes in the single file, where later parts are packed as what follows
   * the first; else a response. */
  var firstBytes;

  function wasmOf(holder) {
    var inline = holder.textContent;
    if (!inline) return download(holder.getAttribute('data-src'));
    return unpack(inline, firstBytes).then(function (bytes) {
      firstBytes = firstBytes || bytes;
      return bytes;
    });
  }

  /* The later parts of the program share the memory and the table of the first; the third also calls the
   * second. The program reads data-state and waits for the event before it opens a page of a part. A part
   * that an edition does not carry has no element. */
  function startLater(first) {
    startPart('zicha-late', { p: first }, function (late) {
      startPart('zicha-office', { p: first, q: late }, function () {});
    });
  }

  function startPart(id, from, then) {
    var holder = byId(id);

    function tell(state) {
      var event = document.createEvent('Event');
      event.initEvent(id, false, false);
      holder.setAttribute('data-state', state);
      holder.dispatchEvent(event);
    }

    if (!holder) return;
    wasmOf(holder).then(function (source) {
      return source.arrayBuffer ? source.arrayBuffer() : source;
    }).then(function (bytes) {
      return WebAssembly.instantiate(bytes, from);
    }).then(function (made) {
      tell('ready');
      then(made.instance.exports);
    }, function (error) {
      tell(causeOf(error, location.protocol));
      if (typeof console === 'object') console.warn('zicha: ' + (error && error.message || error));
    });
  }

  /* In the single file style and glue lie packed as well. They are put into the page as elements whose
   * text its policy names by hash. */
  function unfold(id, name) {
    var holder = byId(id), element;
    if (!holder) return;
    element = document.createElement(name);
    element.textContent = new TextDecoder().decode(unlzma(fromLetters(holder.textContent)));
    document.head.appendChild(element);
  }

  /* The single file as it came, for 另存为含答案的网页 (src/pages/saved_page.rs): taken before anything is
   * unpacked or drawn. Once serialized, serializing again gives the same bytes. */
  function keepPage() {
    var slot = byId('zicha-draft');
    if (slot && textOf('zicha-wasm')) slot.zichaPage = '<!DOCTYPE html>\n' + document.documentElement.outerHTML + '\n';
  }

  function start() {
    keepPage();
    unfold('zicha-packed-style', 'style');
    unfold('zicha-packed-glue', 'script');
    if (typeof wasm_bindgen === 'undefined') throw fault('altered', 'no glue');
    return Promise.all([wasmOf(byId('zicha-wasm')), unpackTexts()]).then(function (ready) {
      return wasm_bindgen({ module_or_path: ready[0] });
    }).then(startLater);
  }

  listen();
  if (typeof WebAssembly !== 'object' || typeof Promise !== 'function') {
    fail(fault('old', navigator.userAgent));
  } else {
    try {
      start().catch(fail);
    } catch (error) {
      fail(error);
    }
  }
})();
