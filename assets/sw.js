// The hosted page without a network: every file of one build, fetched once and kept under the build's name. A new
// build is fetched beside it and waits until no page of the old one is open, or until a page asks for it.
// The build puts in BUILD and FILES (crates/xtask/src/offline.rs).
'use strict';

const OURS = 'zicha ' + self.registration.scope + ' ';
const CACHE = OURS + BUILD;

self.addEventListener('install', (event) => {
  const fresh = FILES.map((file) => new Request(file, { cache: 'no-cache' }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)));
});

self.addEventListener('activate', (event) => {
  const old = (name) => name.startsWith(OURS) && name !== CACHE;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))));
});

self.addEventListener('message', (event) => {
  if (event.data === 'take over') self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  url.search = url.hash = '';
  const name = './' + url.href.slice(self.registration.scope.length).replace(/^index\.html$/, '');
  if (event.request.method !== 'GET' || !url.href.startsWith(self.registration.scope) || !FILES.includes(name)) return;
  event.respondWith(caches.open(CACHE).then((cache) => cache.match(name)).then((kept) => kept || fetch(event.request)));
});
