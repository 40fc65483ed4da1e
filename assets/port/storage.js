/* Texts kept by the page around ours: read at once, written through a port. Has the methods of localStorage, so that
 * src/browser/storage.rs takes it in its place. The sealed file (inner.js) and the frame (frame.js) use it. */

/* Most characters kept, keys included: what browsers allow, so that what is full is known at once. */
var CHARACTERS_MAX = 5000000;

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
