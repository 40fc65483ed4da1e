/* What the program gets from the page around it where it may touch neither storage nor downloads itself: in the sealed
 * file that is assets/sealed/shell.html. Stands before the loader (assets/loader/start.js), which waits for
 * `zichaReady`. All is left on the element of the draft: `zichaStorage`, and `zichaSave`, which hands out a file
 * (src/browser/storage.rs, files.rs). */

var slot = document.getElementById('zicha-draft');

if (typeof Promise === 'function') {
  slot.zichaReady = new Promise(function (ready) {
    window.addEventListener('message', function hello(event) {
      var said = event.data, port = event.ports && event.ports[0];
      if (event.source !== window.parent || !said || said.zicha !== 1 || said.type !== 'hello' || !port) return;
      window.removeEventListener('message', hello);
      slot.textContent = said.draft;
      slot.zichaPage = said.page;
      slot.zichaStorage = said.kept && keptOutside(said.kept, port.postMessage.bind(port));
      port.onmessage = function (event) {
        if (slot.zichaStorage) slot.zichaStorage.hear(event.data);
      };
      slot.zichaSave = function (name, blob) {
        port.postMessage({ type: 'file', name: name, blob: blob });
      };
      ready();
    });
  });
}
