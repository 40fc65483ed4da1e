/* A copy of the hosted page for when there is no network (assets/sw.js). Only where the build made one, in a secure
 * context, and not inside somebody's frame. A new build waits: it takes over when no page of the old one is open, or
 * when the person asks for it and nothing is unsaved. */

/* `data-offline` of the page's root says how it went: none, ready or failed. Then loading has ended. */
function markOffline(state) {
  document.documentElement.setAttribute('data-offline', state);
}

function keepOffline() {
  var meta = document.querySelector('meta[name="zicha-worker"]'), workers = navigator.serviceWorker;

  if (!meta || !workers || !window.isSecureContext || window.top !== window) return markOffline('none');
  workers.register(meta.getAttribute('content')).then(function (registration) {
    function look(worker) {
      if (!worker) return;
      worker.addEventListener('statechange', function () {
        if (worker.state === 'redundant' && !registration.active) markOffline('failed');
        if (worker.state === 'installed') offerUpdate(registration);
      });
    }

    look(registration.installing);
    offerUpdate(registration);
    registration.addEventListener('updatefound', function () {
      look(registration.installing);
    });
    return workers.ready;
  }).then(function () {
    markOffline('ready');
  }, function () {
    markOffline('failed');
  });
}

/* The program asks before unsaved work is left; asked by a question nobody sees, it answers all the same. */
function isUnsaved() {
  var event = document.createEvent('Event');
  event.initEvent('beforeunload', false, true);
  return !window.dispatchEvent(event);
}

/* The page has one live region, and the program owns it: what is to be heard stands there for a moment, once it is there. */
var HEARD_MS = 5000, TRIES_MAX = 60, TRY_MS = 1000;

function announce(text, tries) {
  var region = document.querySelector('.zc [role=status]'), said;
  if (!region) {
    if (tries) setTimeout(announce, TRY_MS, text, tries - 1);
    return;
  }
  said = put(region, 'p', text);
  said.className = 'zc-unseen';
  setTimeout(function () {
    if (said.parentNode) said.parentNode.removeChild(said);
  }, HEARD_MS);
}

function offerUpdate(registration) {
  var line, button, note;
  if (!registration.waiting || !navigator.serviceWorker.controller || document.getElementById('zicha-update')) return;
  line = document.createElement('p');
  line.id = 'zicha-update';
  line.className = 'zc-update';
  document.body.insertBefore(line, document.body.firstChild);
  note = put(line, 'span', '新版本已就绪，保存后刷新即可使用。(A new version is ready: save, then refresh.) ');
  announce(note.textContent, TRIES_MAX);
  button = put(line, 'button', '刷新 (Refresh)');
  button.type = 'button';
  button.onclick = function () {
    if (isUnsaved()) {
      note.textContent = '还有未保存的内容，请先保存或导出草稿，再刷新。(Something is not saved yet: save or export it first.) ';
      announce(note.textContent, TRIES_MAX);
      return;
    }
    navigator.serviceWorker.addEventListener('controllerchange', function () {
      location.reload();
    });
    if (registration.waiting) registration.waiting.postMessage('take over');
    else location.reload();
  };
}
