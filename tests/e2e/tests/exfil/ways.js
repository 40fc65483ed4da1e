// Ways for a program inside a page to tell somebody else something, as one that was taken over would try them. Each
// gets the address to ask for; it may fail in any manner it likes. Run inside the page by main.rs, which reads the
// names from here.
const WAYS = {
  'fetch': to => fetch(to),
  'fetch, no-cors and keepalive': to => fetch(to, { mode: 'no-cors', method: 'POST', body: 'x', keepalive: true }),
  'XMLHttpRequest': to => new Promise(done => { const it = new XMLHttpRequest(); it.onloadend = done; it.open('GET', to); it.send(); }),
  'sendBeacon': to => navigator.sendBeacon(to, 'x'),
  'WebSocket': to => loaded(new WebSocket(to.replace('http', 'ws'))),
  'EventSource': to => loaded(new EventSource(to)),
  'Image': to => { const it = new Image(); it.src = to; return loaded(it); },
  'img srcset': to => put('<picture><source srcset="' + to + '"><img alt=""></picture>'),
  'audio': to => { const it = new Audio(to); it.preload = 'auto'; it.load(); return loaded(it); },
  'video and its poster': to => put('<video preload="auto" src="' + to + '" poster="' + to + '"></video>'),
  'track': to => put('<video crossorigin="anonymous"><track default src="' + to + '"></video>', it => { it.firstChild.track.mode = 'showing'; }),
  'object': to => put('<object data="' + to + '" type="text/html"></object>'),
  'embed': to => put('<embed src="' + to + '" type="text/html">'),
  'iframe': to => put('<iframe src="' + to + '"></iframe>'),
  'iframe srcdoc with an image': to => put('<iframe></iframe>', it => { it.srcdoc = '<img src="' + to + '">'; }),
  'frame of a data: address': to => put('<iframe></iframe>', it => { it.src = 'data:text/html,<img src="' + to + '">'; }),
  'frame of a blob: address': to => put('<iframe></iframe>', it => { it.src = blob('<img src="' + to + '">', 'text/html'); }),
  'link stylesheet': to => link('stylesheet', to),
  'link prefetch': to => link('prefetch', to),
  'link preload': to => link('preload', to, { as: 'image' }),
  'link modulepreload': to => link('modulepreload', to),
  'link icon': to => link('icon', to),
  'link manifest': to => link('manifest', to),
  'link dns-prefetch': to => link('dns-prefetch', to),
  'link preconnect': to => link('preconnect', to),
  'style attribute url()': to => put('<p style="background:url(' + to + ')">.</p>'),
  'style property url()': to => put('<p>.</p>', it => { it.style.backgroundImage = 'url(' + to + ')'; }),
  '@import': to => style('@import url(' + to + ');'),
  '@font-face': to => style('@font-face{font-family:x;src:url(' + to + ')}').then(() => put('<p>.</p>', it => { it.style.fontFamily = 'x'; })),
  'FontFace': to => new FontFace('y', 'url(' + to + ')').load(),
  'adopted style sheet url()': to => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.w{background:url(' + to + ')}');
    document.adoptedStyleSheets = document.adoptedStyleSheets.concat(sheet);
    return put('<p class="w">.</p>');
  },
  'script src': to => element('script', { src: to }),
  'import()': to => (0, eval)('(a => import(a))')(to),
  'Worker': to => loaded(new Worker(to)),
  'Worker of a blob: address that fetches': to => loaded(new Worker(blob('fetch("' + to + '").then(postMessage, postMessage)', 'text/javascript'))),
  'Worker with importScripts': to => loaded(new Worker(blob('importScripts("' + to + '")', 'text/javascript'))),
  'SharedWorker': to => loaded(new SharedWorker(blob('fetch("' + to + '")', 'text/javascript'))),
  'ServiceWorker': to => navigator.serviceWorker.register(to),
  'svg image': to => put('<svg><image href="' + to + '" width="9" height="9"/></svg>'),
  'svg use': to => put('<svg><use href="' + to + '#a"/></svg>'),
  'input type=image': to => put('<input type="image" src="' + to + '" alt="">'),
  'body background': to => { document.body.setAttribute('background', to); return tick(); },
  'ping of a link': to => put('<a href="' + location.href.split('#')[0] + '#ping" ping="' + to + '">.</a>', it => it.click()),
  'form into a frame': to => put('<iframe name="w"></iframe><form method="post" target="w" action="' + to + '"><input name="a" value="b"></form>', (_, all) => all[1].submit()),
  'speculation rules': to => element('script', { type: 'speculationrules', textContent: JSON.stringify({ prefetch: [{ source: 'list', urls: [to] }] }) }),
  'WebTransport': to => new WebTransport(to.replace('http:', 'https:')).ready,
  'WebRTC': to => new RTCPeerConnection({ iceServers: [{ urls: 'stun:' + new URL(to).host }] }).createDataChannel('x'),
  'javascript: address': to => put('<iframe></iframe>', it => { it.src = 'javascript:fetch("' + to + '")'; }),
  'inline event handler': to => put('<img src="data:," onerror="fetch(\'' + to + '\')" alt="">'),
  'eval': to => (0, eval)('fetch("' + to + '")'),
  'base': to => { element('base', { href: new URL('/', to).href }); return put('<img src="' + new URL(to).pathname + '" alt="">'); }
};

// Ways that leave the page when they work; each is tried in a page of its own.
const LEAVING = {
  'location': to => { location.href = to; },
  'location.replace': to => { location.replace(to); },
  'location of the top': to => { top.location.href = to; },
  'window.open': to => { open(to); },
  'window.open into the page': to => { open(to, '_self'); },
  'window.open into the top': to => { open(to, '_top'); },
  'link': to => element('a', { href: to }).then(it => it.click()),
  'link that downloads': to => element('a', { href: to, download: 'x' }).then(it => it.click()),
  'link into a new window': to => element('a', { href: to, target: '_blank' }).then(it => it.click()),
  'link into the top': to => element('a', { href: to, target: '_top' }).then(it => it.click()),
  'form, get': to => put('<form action="' + to + '"><input name="a" value="b"></form>', it => it.submit()),
  'form, post': to => put('<form method="post" action="' + to + '"><input name="a" value="b"></form>', it => it.submit()),
  'form into a new window': to => put('<form method="post" target="_blank" action="' + to + '"></form>', it => it.submit()),
  'meta refresh': to => element('meta', { httpEquiv: 'refresh', content: '0;url=' + to }, document.head),
  'frame that moves its parent': to => put('<iframe></iframe>', it => { it.contentWindow.eval('parent.location.href="' + to + '"'); }),
  'navigation.navigate': to => { navigation.navigate(to); },
  'a data: address that goes on': to => { location.href = 'data:text/html,<meta http-equiv="refresh" content="0;url=' + to + '">'; },
  'a blob: address that goes on': to => { location.href = blob('<meta http-equiv="refresh" content="0;url=' + to + '">', 'text/html'); }
};

const PATIENCE_MS = 4000;

function tick() {
  return new Promise(done => setTimeout(done, 0));
}

function loaded(it) {
  return new Promise(done => ['load', 'loadeddata', 'error', 'open', 'message', 'close'].forEach(name => it.addEventListener(name, done)));
}

function blob(text, type) {
  return URL.createObjectURL(new Blob([text], { type }));
}

async function put(html, then) {
  const place = document.createElement('div');
  document.body.append(place);
  place.innerHTML = html;
  await tick();
  if (then) then(place.firstElementChild, place.children);
  await tick();
}

async function element(name, given, place) {
  const it = Object.assign(document.createElement(name), given);
  (place || document.body).append(it);
  await tick();
  return it;
}

function link(rel, href, more) {
  const it = Object.assign(document.createElement('link'), { rel, href }, more);
  document.head.append(it);
  return Promise.race([loaded(it), new Promise(done => setTimeout(done, 300))]);
}

async function style(text) {
  return element('style', { textContent: text }, document.head);
}

// Tries one, and comes back when it is through, failed or takes too long.
function attempt(way, to) {
  const late = new Promise(done => setTimeout(done, PATIENCE_MS));
  const tried = (async () => way(to))().then(() => 'done', error => String(error));
  return Promise.race([tried, late]);
}

function run(to) {
  return Promise.all(Object.keys(WAYS).map((name, at) => attempt(WAYS[name], to + at)));
}
