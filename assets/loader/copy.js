/* A browser's own 另存为 ("web page, complete") writes the page as it stands: with what the loader and the program put
 * into it. Such a copy is made the page as it came before anything else is done, so that it starts like that one and
 * saves itself without a stranger's answers. The answers stay in the browser they were typed in, and in the pages
 * that the program itself saves. */

function drop(element) {
  element.parentNode.removeChild(element);
}

function asItCame() {
  var root = document.documentElement, box = byId('zicha'), name = document.querySelector('meta[name="zicha-name"]');

  function each(selector, act) {
    [].forEach.call(document.querySelectorAll(selector), act);
  }

  root.removeAttribute('data-offline');
  // The first of these stands on what the loader adds to the head.
  each('[data-zicha-made], #zicha-panic, #zicha-update', drop);
  each('#zicha-late, #zicha-office', function (holder) {
    // What the program reads as "this part is here" (src/browser/late.rs).
    holder.removeAttribute('data-state');
  });
  each('#zicha-panic-detail, #zicha-panic-draft', function (slot) {
    slot.textContent = '';
  });
  if (byId('zicha-loading') || !box) return;
  root.lang = 'zh-Hans';
  document.title = name ? name.getAttribute('content') : '自查';
  box.removeAttribute('data-error');
  box.textContent = '';
  put(box, 'p', '正在打开…… (Loading…)').id = 'zicha-loading';
  byId('zicha-loading').setAttribute('role', 'status');
}
