/* Starts zicha in the page, and stays behind as the safety net when the program stops.
 *
 * Written in ES5 on purpose: in a browser too old for WebAssembly, or in IE mode, this file must
 * still run and say so in words. It makes no request when the wasm lies inside the page.
 *
 * What it reads from the page (index.html):
 *   #zicha-wasm          either base64 of the gzipped wasm as text (the single file), or data-src
 *   #zicha-late          the same for the second half of the program; absent in a debug build
 *   script[data-packed]  a catalogue or calendar as base64 of its gzip (the single file)
 *   #zicha               the element the program draws into; a loader error is written there
 *   #zicha-panic         the dialog shown after the program has stopped
 *   #zicha-panic-draft   hidden. The program puts the latest draft here as text each time it
 *                        saves; if the program stops, 下载草稿 hands out exactly this text.
 *   #zicha-panic-detail  the program may write here what went wrong before it stops.
 */
(function () {
  'use strict';

  /* ---- gzip, for browsers without DecompressionStream (RFC 1951, RFC 1952) ---- */

  var LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
  var LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
  var CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
  var OUTPUT_MAX = 64 << 20;

  /* One gzip member without optional header fields, as `cargo xtask build` writes it.
   * Returns its bytes; throws when anything at all is wrong, the checksum included. */
  function gunzip(src) {
    var end = src.length - 8, pos = 10, hold = 0, held = 0, at = 0, last, kind;
    if (src.length < 18 || src[0] !== 31 || src[1] !== 139 || src[2] !== 8 || src[3]) throw Error('gzip: header');
    var size = word(end + 4);
    if (size > OUTPUT_MAX) throw Error('gzip: size');
    var out = new Uint8Array(size);

    function word(i) {
      return (src[i] | src[i + 1] << 8 | src[i + 2] << 16 | src[i + 3] << 24) >>> 0;
    }

    function bits(count) {
      while (held < count) {
        if (pos >= end) throw Error('gzip: short');
        hold |= src[pos++] << held;
        held += 8;
      }
      var value = hold & (1 << count) - 1;
      hold >>>= count;
      held -= count;
      return value;
    }

    /* A canonical Huffman code: how many codes of each length, and the symbols in code order. */
    function tree(lengths) {
      var counts = [], symbols = [], i, length;
      for (length = 0; length < 16; length++) {
        counts[length] = 0;
        for (i = 0; i < lengths.length; i++) {
          if (lengths[i] === length) {
            counts[length]++;
            if (length) symbols.push(i);
          }
        }
      }
      return [counts, symbols];
    }

    function symbol(code) {
      var value = 0, first = 0, index = 0, length, count;
      for (length = 1; length < 16; length++) {
        value |= bits(1);
        count = code[0][length];
        if (value < first + count) return code[1][index + value - first];
        index += count;
        first = first + count << 1;
        value <<= 1;
      }
      throw Error('gzip: code');
    }

    function put(byte) {
      if (at >= size) throw Error('gzip: long');
      out[at++] = byte;
    }

    function stored() {
      hold = held = 0;
      var length = src[pos] | src[pos + 1] << 8;
      if ((length ^ 65535) !== (src[pos + 2] | src[pos + 3] << 8) || pos + 4 + length > end) throw Error('gzip: stored');
      for (pos += 4; length--;) put(src[pos++]);
    }

    function fill(list, value, count) {
      while (count--) list.push(value);
    }

    function codes() {
      var lengths = [];
      if (kind === 1) {
        fill(lengths, 8, 144);
        fill(lengths, 9, 112);
        fill(lengths, 7, 24);
        fill(lengths, 8, 8);
        var flat = [];
        fill(flat, 5, 30);
        return [tree(lengths), tree(flat)];
      }
      var literals = bits(5) + 257, distances = bits(5) + 1, orders = bits(4) + 4, small = [], i, s;
      fill(small, 0, 19);
      for (i = 0; i < orders; i++) small[CODE_ORDER[i]] = bits(3);
      small = tree(small);
      while (lengths.length < literals + distances) {
        s = symbol(small);
        if (s < 16) lengths.push(s);
        else if (s === 16) {
          if (!lengths.length) throw Error('gzip: repeat');
          fill(lengths, lengths[lengths.length - 1], bits(2) + 3);
        } else fill(lengths, 0, s === 17 ? bits(3) + 3 : bits(7) + 11);
      }
      if (lengths.length > literals + distances) throw Error('gzip: repeat');
      return [tree(lengths.slice(0, literals)), tree(lengths.slice(literals))];
    }

    function block() {
      var pair = codes(), s, length, distance;
      while ((s = symbol(pair[0])) !== 256) {
        if (s < 256) put(s);
        else {
          s -= 257;
          if (s > 28) throw Error('gzip: length');
          length = LENGTH_BASE[s] + bits(LENGTH_EXTRA[s]);
          s = symbol(pair[1]);
          if (s > 29) throw Error('gzip: distance');
          distance = s < 4 ? s + 1 : (2 + s % 2 << (s >> 1) - 1) + 1 + bits((s >> 1) - 1);
          if (distance > at) throw Error('gzip: distance');
          while (length--) put(out[at - distance]);
        }
      }
    }

    do {
      last = bits(1);
      kind = bits(2);
      if (kind === 0) stored();
      else if (kind < 3) block();
      else throw Error('gzip: kind');
    } while (!last);
    if (at !== size || crc32(out) !== word(end)) throw Error('gzip: checksum');
    return out;
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
    module.exports = { gunzip: gunzip, crc32: crc32, causeOf: causeOf };
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
    if (/^gzip: |atob|not correctly encoded|InvalidCharacter/i.test(text) || name === 'CompileError' || name === 'LinkError') return 'altered';
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

  function fromBase64(text) {
    var raw = atob(text.trim()), bytes = new Uint8Array(raw.length), i;
    for (i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
    return bytes;
  }

  function unpack(bytes) {
    if (typeof DecompressionStream === 'undefined') return Promise.resolve(gunzip(bytes));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer()
      .catch(function () {
        throw Error('gzip: damaged');
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
      return unpack(fromBase64(script.textContent)).then(function (bytes) {
        script.textContent = new TextDecoder().decode(bytes);
        script.removeAttribute('data-packed');
      });
    }));
  }

  /* The wasm of an element: unpacked bytes in the single file, else a response. */
  function wasmOf(holder) {
    var inline = holder.textContent.trim();
    return inline ? unpack(fromBase64(inline)) : download(holder.getAttribute('data-src'));
  }

  /* The second half of the program, which shares the memory and the table of the first. The program
   * reads data-state and waits for the event before it opens a page of that half. */
  function startLate(first) {
    var holder = byId('zicha-late');

    function tell(state) {
      var event = document.createEvent('Event');
      event.initEvent('zicha-late', false, false);
      holder.setAttribute('data-state', state);
      holder.dispatchEvent(event);
    }

    if (!holder) return;
    wasmOf(holder).then(function (source) {
      return source.arrayBuffer ? source.arrayBuffer() : source;
    }).then(function (bytes) {
      return WebAssembly.instantiate(bytes, { p: first });
    }).then(function () {
      tell('ready');
    }, function (error) {
      tell(causeOf(error, location.protocol));
      if (typeof console === 'object') console.warn('zicha: ' + (error && error.message || error));
    });
  }

  function start() {
    return Promise.all([wasmOf(byId('zicha-wasm')), unpackTexts()]).then(function (ready) {
      return wasm_bindgen({ module_or_path: ready[0] });
    }).then(startLate);
  }

  listen();
  if (typeof WebAssembly !== 'object' || typeof Promise !== 'function' || typeof wasm_bindgen === 'undefined') {
    fail(fault('old', navigator.userAgent));
  } else {
    try {
      start().catch(fail);
    } catch (error) {
      fail(error);
    }
  }
})();
