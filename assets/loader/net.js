/* The net under the program: what a person gets when it has stopped. Shared by the page (start.js) and the element.
 *
 *   #zicha-panic-draft   hidden. The program puts the draft here as text each time it saves.
 *   #zicha-panic-detail  hidden. The program may write here what went wrong before it stops.
 *   #zicha-panic         the dialog, made when the program has stopped. 下载草稿 hands out what the program
 *                        can still say, else the text above.
 */

var nets = [], stopped = false;

/* Hands out a text as a file; false where this browser cannot. */
function offer(name, type, text) {
  var link = document.createElement('a'), slot = document.getElementById('zicha-draft'), blob;
  try {
    blob = new Blob([text], { type: type });
    if (slot && slot.zichaSave) return slot.zichaSave(name, blob), true;
    if (navigator.msSaveBlob) return navigator.msSaveBlob(blob, name) !== false;
    link.href = URL.createObjectURL(blob);
  } catch (_) {
    link.href = 'data:' + type + ',' + encodeURIComponent(text);
  }
  if (!('download' in link)) return false;
  link.download = name;
  link.click();
  return true;
}

/* Any trap ends the program: its memory can no longer be trusted. A stack that is used up is told as a RangeError. */
function isTrap(error) {
  if (typeof WebAssembly !== 'object' || !error) return false;
  return error instanceof WebAssembly.RuntimeError || /^(RangeError|InternalError)$/.test(error.name) && /wasm/.test(error.stack);
}

function isDraft(text) {
  try {
    return !!text && typeof JSON.parse(text) === 'object';
  } catch (_) {
    return false;
  }
}

/* Catches the traps of the program for one form. `it`:
 *   root     the document or shadow root that the form is in
 *   place    where the dialog is put
 *   rescue   asks the stopped program for the latest draft; may throw
 *   reload   opens the form anew; where there is none, the page has to be reloaded by hand
 *   handed   set once the draft was handed out: nothing is lost by leaving
 *   owns     whether an error is of this program, on a page with programs of others
 * Gives a function that ends it. */
function catchTraps(it) {
  function hear(event) {
    var error = event.error || event.reason;
    if (isTrap(error)) stop(error);
  }

  if (!catchTraps.hears) {
    catchTraps.hears = true;
    window.addEventListener('error', hear);
    window.addEventListener('unhandledrejection', hear);
  }
  nets.push(it);
  hearForms(it.root);
  return function () {
    var at = nets.indexOf(it);
    if (at >= 0) nets.splice(at, 1);
  };
}

/* Once: what traps afterwards is the same stopped program. */
function stop(error) {
  var ours = nets.filter(function (it) {
    return !it.owns || it.owns(error);
  });
  if (stopped || !ours.length) return;
  stopped = true;
  ours.forEach(function (it) {
    showStopped(it, error);
  });
}

function textIn(root, id) {
  var element = root.getElementById(id);
  return element ? element.textContent : '';
}

/* A panic leaves the memory as it was; after other traps nothing the program says can be trusted. */
function latestDraft(it, error) {
  var text = '';
  try {
    if (/unreachable/i.test(error.message)) text = it.rescue();
  } catch (_) { /* The draft as it was saved last, then. */ }
  return isDraft(text) ? text : textIn(it.root, 'zicha-panic-draft');
}

function showStopped(it, error) {
  var draft = latestDraft(it, error), at = it.root.activeElement, typed = at && at.value, dialog = put(it.place, 'dialog', '', 'zc-panic'), line;

  function button(id, text, act) {
    var made = put(line, 'button', text, 'zc-button');
    made.type = 'button';
    made.id = id;
    made.onclick = act;
    line.appendChild(document.createTextNode(' '));
  }

  dialog.id = 'zicha-panic';
  dialog.setAttribute('aria-labelledby', 'zicha-panic-title');
  put(dialog, 'h2', '页面出现错误，已停止 (The page has stopped)').id = 'zicha-panic-title';
  put(dialog, 'p', draft ? '已填写的内容没有丢失：请先下载草稿，再重新载入，从首页的草稿继续，或打开下载的草稿。(Nothing is lost: download the draft, reload, then continue it.)'
    : '没有尚未保存的草稿。请重新载入。(There is no unsaved draft. Reload.)');
  if (typed) put(dialog, 'p', '最后正在填写：' + typed, 'zc-panic__last').id = 'zicha-panic-last';
  line = put(dialog, 'p');
  if (draft) {
    button('zicha-panic-download', '下载草稿 (Download the draft)', function () {
      offer('自查草稿.json', 'application/json', draft);
      it.handed = true;
    });
  }
  if (it.reload) button('zicha-panic-reload', '重新载入 (Reload)', it.reload);
  put(dialog, 'pre', [textIn(it.root, 'zicha-panic-detail'), String(error), buildId()].join('\n').replace(/^\n/, ''));
  if (dialog.showModal) dialog.showModal();
  else dialog.setAttribute('open', '');
}

function buildId() {
  var meta = document.querySelector('meta[name="zicha-build"]');
  return meta ? meta.getAttribute('content') : '';
}
