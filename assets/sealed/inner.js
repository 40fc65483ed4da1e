/* What the program gets from the page around it, where it may touch neither storage nor downloads itself: in the
 * sealed file that is shell.html. Stands before the loader (assets/loader/start.js), which waits for `zichaReady`.
 * All of it is left on the element of the draft: `zichaStorage`, with the methods of localStorage, and `zichaSave`,
 * which hands out a file (src/browser/storage.rs, files.rs).
 */
(function () {
  'use strict';
  /* Most characters kept, keys included: what browsers allow, so that what is full is known at once. */
  var CHARACTERS_MAX = 5000000;
  var slot = document.getElementById('zicha-draft');

  function own(all, key) {
    return Object.prototype.hasOwnProperty.call(all, key) ? all[key] : null;
  }

  /* What is kept, read at once and written through the port. */
  function storage(kept, port) {
    function size(without) {
      return Object.keys(kept).reduce(function (sum, key) {
        return key === without ? sum : sum + key.length + kept[key].length;
      }, 0);
    }

    function tell(key, text) {
      window.dispatchEvent(new StorageEvent('storage', { key: key, newValue: text }));
    }

    port.onmessage = function (event) {
      var said = event.data, key = said.key;
      if (key === null) kept = {};
      else if (typeof said.text === 'string') kept[key] = said.text;
      else delete kept[key];
      tell(said.type === 'refused' ? 'zicha:refused' : key, said.type === 'refused' ? '' : said.text);
    };
    return {
      get length() {
        return Object.keys(kept).length;
      },
      key: function (at) {
        return Object.keys(kept)[at] || null;
      },
      getItem: function (key) {
        return own(kept, key);
      },
      setItem: function (key, text) {
        if (size(key) + key.length + text.length > CHARACTERS_MAX) throw new DOMException('full', 'QuotaExceededError');
        kept[key] = text;
        port.postMessage({ type: 'keep', key: key, text: text });
      },
      removeItem: function (key) {
        delete kept[key];
        port.postMessage({ type: 'keep', key: key, text: null });
      }
    };
  }

  if (typeof Promise !== 'function') return;
  slot.zichaReady = new Promise(function (ready) {
    window.addEventListener('message', function hello(event) {
      var said = event.data, port = event.ports && event.ports[0];
      if (event.source !== window.parent || !said || said.zicha !== 1 || said.type !== 'hello' || !port) return;
      window.removeEventListener('message', hello);
      slot.textContent = said.draft;
      slot.zichaPage = said.page;
      slot.zichaStorage = said.kept && storage(said.kept, port);
      slot.zichaSave = function (name, blob) {
        port.postMessage({ type: 'file', name: name, blob: blob });
      };
      ready();
    });
  });
})();
