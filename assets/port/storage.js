/* Texts kept by the page around ours: read at once, written through a port. It has the methods of localStorage, so
 * that src/browser/storage.rs takes it in its place. The sealed file (inner.js) and the frame (frame.js) use it. */

/* Most characters kept, keys included: what browsers allow, so that what is full is known at once. */
var CHARACTERS_MAX = 5000000;

/* `send` posts to the page around. What that says about a text, it says to `hear`. */
function keptOutside(kept, send) {
  var max = CHARACTERS_MAX;

  function size(without) {
    return Object.keys(kept).reduce(function (sum, key) {
      return key === without ? sum : sum + key.length + kept[key].length;
    }, 0);
  }

  return {
    get length() {
      return Object.keys(kept).length;
    },
    key: function (at) {
      return Object.keys(kept)[at] || null;
    },
    getItem: function (key) {
      return Object.prototype.hasOwnProperty.call(kept, key) ? kept[key] : null;
    },
    setItem: function (key, text) {
      if (size(key) + key.length + text.length > max) throw new DOMException('full', 'QuotaExceededError');
      kept[key] = text;
      send({ type: 'keep', key: key, text: text });
    },
    removeItem: function (key) {
      max = CHARACTERS_MAX;
      delete kept[key];
      send({ type: 'keep', key: key, text: null });
    },
    /* Another window changed a text, or the page around could not keep one. */
    hear: function (said) {
      var refused = said.type === 'refused';
      /* As much as that is known to be too much from now on, so that nobody tries again and again. */
      if (refused) max = size() - 1;
      if (said.key === null) kept = {};
      else if (typeof said.text === 'string') kept[said.key] = said.text;
      else delete kept[said.key];
      window.dispatchEvent(new StorageEvent('storage', {
        key: refused ? 'zicha:refused' : said.key, newValue: refused ? '' : said.text
      }));
    }
  };
}
