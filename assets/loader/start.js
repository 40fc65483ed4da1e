/* Starts zicha in the page.
 *
 * Written in ES5 on purpose, as are all parts of the loader: in a browser too old for WebAssembly, or in IE mode,
 * it must still run and say so in words. It makes no request when the wasm lies inside the page.
 *
 * What it reads from the page (index.html):
 *   #zicha-wasm          either the packed wasm as letters (the single file), or data-src
 *   #zicha-late          the same for the second part of the program; absent in a debug build
 *   #zicha-office        the same for the third, the office's; absent in an edition for those who fill in
 *   #zicha-packed-style, #zicha-packed-glue   style and glue as letters (the single file)
 *   script[data-packed]  a catalogue or calendar as its packed text in letters (the single file)
 *   #zicha-draft         the answers that came with the page; the page as it came is kept on it, and what a page
 *                        around this one gives (assets/sealed/inner.js)
 *   data-sum             CRC-32 and length of the file that data-src names (the hosted page)
 *   #zicha               the element the program draws into; a loader error is written there
 *
 * HOSTED and INSIDE (crates/xtask/src/loader.rs) say what the copy is for: a page that fetches its parts, one that
 * has them inside, or both. A release drops what the other one needs.
 */

/* A promise, so that what is wrong with it is a refusal. */
function unpack(text, before) {
  return new Promise(function (done) {
    done(unlzma(fromLetters(text), before));
  });
}

function download(url) {
  return fetch(url).then(function (response) {
    if (!response.ok) throw fault(response.status === 404 || response.status === 403 ? 'absent' : 'net', url + ': ' + response.status);
    if (/html/.test(response.headers.get('Content-Type') || '')) throw fault('mime', url + ': text/html');
    return response;
  });
}

/* In the single file catalogues lie packed: here they become JSON text again. */
function unpackTexts() {
  return Promise.all([].map.call(document.querySelectorAll('script[data-packed]'), function (script) {
    return unpack(script.textContent).then(function (bytes) {
      script.textContent = utf16(bytes);
      script.removeAttribute('data-packed');
    });
  }));
}

/* The wasm of an element: unpacked bytes in the single file, where the parts are sorted (sorted.js) and later ones are
 * packed as what follows the first; else a response. */
var firstBytes;

function wasmOf(holder) {
  return INSIDE && (!HOSTED || holder.textContent) ? unpackWasm(holder.textContent) : download(holder.getAttribute('data-src'));
}

function unpackWasm(text) {
  return unpack(text, firstBytes).then(function (bytes) {
    firstBytes = firstBytes || bytes;
    return together(bytes);
  });
}

/* A part as bytes, or the first one compiled. */
function checked(holder, compiles) {
  return wasmOf(holder).then(function (source) {
    return HOSTED && source.arrayBuffer ? arrived(source, (holder.getAttribute('data-sum') || '').split(' '), holder.id, compiles) : source;
  });
}

/* What was fetched, found to be what the build wrote (crates/xtask/src/hook.rs, `with_sums`). */
function arrived(response, sum, id, compiles) {
  var compiled;
  if (compiles && sum[1] && WebAssembly.compileStreaming) {
    compiled = WebAssembly.compileStreaming(response.clone());
    compiled.then(null, function () {});
  }
  return response.arrayBuffer().then(function (buffer) {
    var bytes = new Uint8Array(buffer), isOther;
    if (sum[1] && (bytes.length !== +sum[1] || crc32(bytes) !== +sum[0])) {
      isOther = bytes.length !== +sum[1] && WebAssembly.validate(bytes);
      throw fault(isOther ? 'mixed' : 'altered', id + ': ' + bytes.length + ' / ' + sum[1]);
    }
    // Compiling as it arrives wants the right MIME type, compiling bytes does not.
    return compiled ? compiled.then(null, function (error) {
      return error instanceof TypeError ? bytes : Promise.reject(error);
    }) : bytes;
  });
}

/* The later parts of the program share the memory and the table of the first; the third also calls the
 * second. The program reads data-state and waits for the event before it opens a page of a part. A part
 * that an edition does not carry has no element. */
function startLater(first) {
  return startPart('zicha-late', { p: first }, function (late) {
    return startPart('zicha-office', { p: first, q: late }, function () {});
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
  return checked(holder).then(function (bytes) {
    return WebAssembly.instantiate(bytes, from);
  }).then(function (made) {
    tell('ready');
    return then(made.instance.exports);
  }, function (error) {
    tell(causeOf(error, location.protocol, navigator.userAgent));
    if (typeof console === 'object') console.warn('zicha: ' + (error && error.message || error));
  });
}

/* In the single file style and glue lie packed as well. They are put into the page as elements whose
 * text its policy names by hash. */
function unfold(id, name) {
  var holder = byId(id), element;
  if (!holder) return;
  element = document.createElement(name);
  element.appendChild(document.createTextNode(utf8(unlzma(fromLetters(holder.textContent)))));
  element.setAttribute('data-zicha-made', '');
  document.head.appendChild(element);
}

/* The single file as it came, for 另存为含答案的网页 (src/pages/saved_page.rs): taken before anything is
 * unpacked or drawn. Once serialized, serializing again gives the same bytes. */
function keepPage() {
  var slot = byId('zicha-draft');
  if (slot && byId('zicha-wasm').textContent) slot.zichaPage = '<!DOCTYPE html>\n' + document.documentElement.outerHTML + '\n';
}

/* Until a person is told that loading takes long, in milliseconds. */
var SLOW_MS = 20000;

function start() {
  if (HOSTED) setTimeout(function () {
    var waiting = byId('zicha-loading');
    if (waiting) put(waiting.parentNode, 'p', '仍在载入，请稍候。网络较慢时，可改用单文件版 zicha.html。(Still loading. Where the network is slow, use the single file zicha.html.)').id = 'zicha-slow';
  }, SLOW_MS);
  // In a copy that a browser saved the glue has run already.
  if (INSIDE && typeof wasm_bindgen === 'undefined') unfold('zicha-packed-glue', 'script');
  if (typeof wasm_bindgen === 'undefined') throw fault('altered', 'no glue');
  return Promise.all([checked(byId('zicha-wasm'), true), INSIDE && unpackTexts(), byId('zicha-draft').zichaReady]).then(function (ready) {
    return wasm_bindgen({ module_or_path: ready[0] });
  }).then(function (first) {
    // The program runs: what goes wrong from here on does not take its place.
    Promise.resolve(startLater(first)).then(function () {
      if (HOSTED) keepOffline();
      else markOffline('none');
    });
  });
}

function byId(id) {
  return document.getElementById(id);
}

function fail(error) {
  var cause = causeOf(error, location.protocol, navigator.userAgent), box = byId('zicha');
  showFailure(box, cause, (error && error.message || error) + ' · ' + buildId());
  offerWaysOut(box);
}

var net = {
  root: document,
  place: document.body,
  rescue: function () {
    return wasm_bindgen.rescue();
  },
  reload: function () {
    location.reload();
  }
};
catchTraps(net);
/* Before the program's own question about unsaved answers, which has no point once they were handed out. */
window.addEventListener('beforeunload', function (event) {
  if (net.handed) event.stopImmediatePropagation();
});
try {
  asItCame();
  if (INSIDE) keepPage();
  tighten(navigator.userAgent);
  if (INSIDE) unfold('zicha-packed-style', 'style');
  if (typeof WebAssembly !== 'object' || typeof Promise !== 'function') throw fault(withoutWasm(navigator.userAgent, !!document.documentMode), navigator.userAgent);
  start().then(null, fail);
} catch (error) {
  fail(error);
}
