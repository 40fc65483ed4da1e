/* Between the form and the page around it: events, parts, fields that are only looked at, printing. */

var EVENTS = ['keydown', 'keyup', 'keypress', 'beforeinput', 'input', 'paste', 'copy', 'cut', 'compositionstart', 'compositionupdate',
  'compositionend', 'click', 'dblclick', 'auxclick', 'contextmenu', 'mousedown', 'mouseup', 'pointerdown', 'pointerup', 'touchstart',
  'touchend', 'dragover', 'drop', 'focusin', 'focusout'];
/* What is typed stays inside: shortcuts of the page are not meant. */
var PRIVATE = /^key|input|^paste|^copy|^cut|^comp|^drag|^drop/;
var METHODS = ['preventDefault', 'stopPropagation', 'stopImmediatePropagation'], VALUES = ['returnValue', 'cancelBubble'];
var shells = [];

function nothing() {}

/* The page may look at an event and can neither stop nor cancel it. */
function hold(event) {
  METHODS.forEach(function (name) {
    Object.defineProperty(event, name, { value: nothing, configurable: true });
  });
  VALUES.forEach(function (name) {
    Object.defineProperty(event, name, { get: nothing, set: nothing, configurable: true });
  });
}

function release(event) {
  METHODS.concat(VALUES).forEach(function (name) {
    delete event[name];
  });
}

/* First of all listeners, unless one of the page's on the window was there before. */
function above(event) {
  var path = event.composedPath ? event.composedPath() : [], own = shells.some(function (shell) {
    return path.indexOf(shell) >= 0;
  });
  if (own) hold(event);
}

function inside(event) {
  release(event);
}

function leaving(event) {
  var link = event.target.closest && event.target.closest('a[href^="#"]');
  /* The address is the page's. */
  if (link) event.preventDefault();
  if (PRIVATE.test(event.type)) event.stopPropagation();
  else hold(event);
}

/* Gives a function that ends it. */
function shield(shell) {
  function each(act) {
    EVENTS.forEach(function (type) {
      if (shells.length === 1) window[act](type, above, true);
      shell[act](type, inside, true);
      shell[act](type, leaving);
    });
  }

  shells.push(shell);
  each('addEventListener');
  return function () {
    each('removeEventListener');
    shells.splice(shells.indexOf(shell), 1);
  };
}

/* What a page may style by ::part(), and its class inside. */
var PARTS = {
  header: 'zc-header', nav: 'zc-nav', banner: 'zc-banner', main: 'zc-main', footer: 'zc-footer', button: 'zc-button',
  'primary-button': 'zc-button--primary', field: 'zc-field', label: 'zc-field__label', input: 'zc-field__input', error: 'zc-field__error',
  hint: 'zc-field__hint', card: 'zc-card', panel: 'zc-panel', tag: 'zc-tag', contents: 'zc-side', notice: 'zc-notice', bar: 'zc-bar'
};
var LOCKED = 'input,textarea,select,.zc-card button,.zc-home__begin button,#zc-sign-button,[contenteditable]';
var FREE = '.zc-side,.zc-header';

/* Chromium keeps named radio buttons that are taken out of a shadow tree, with all around them, unless they had a form. */
var GROUPS = 'zcx-groups';

/* An empty form for radio buttons; nobody sends it. */
function groups(shell) {
  var form = put(shell, 'form');
  form.id = GROUPS;
  form.hidden = true;
  form.addEventListener('submit', function (event) {
    event.preventDefault();
  });
}

/* Names the parts of what is drawn, gives radio buttons their form and, while `isLocked`, disables its fields. Gives a function that does it anew. */
function watch(place, isLocked) {
  var ours = new WeakSet();

  function look() {
    Object.keys(PARTS).forEach(function (part) {
      place.querySelectorAll('.' + PARTS[part]).forEach(function (element) {
        if (!element.part) element.setAttribute('part', part);
        else element.part.add(part);
      });
    });
    place.querySelectorAll('[type=radio]').forEach(function (radio) {
      if (!radio.form) radio.setAttribute('form', GROUPS);
    });
    place.querySelectorAll(LOCKED).forEach(function (element) {
      if (element.closest(FREE)) return;
      if (isLocked()) {
        if (element.disabled) return;
        ours.add(element);
        element.disabled = true;
      } else if (ours.delete(element)) element.disabled = false;
    });
  }

  var observer = new MutationObserver(look);
  observer.observe(place, { childList: true, subtree: true });
  return { look: look, end: observer.disconnect.bind(observer) };
}

/* Prints the form alone, from a frame inside the element: the style for paper of the page around is for that page. */
function printOut(root, place) {
  var frame = put(root, 'iframe', '', 'zcx-paper'), paper = frame.contentDocument, link = put(paper.head, 'link'), from, to;
  var copy = paper.importNode(place, true);
  frame.setAttribute('aria-hidden', 'true');
  from = place.querySelectorAll('input,textarea,select');
  to = copy.querySelectorAll('input,textarea,select');
  from.forEach(function (field, at) {
    to[at].value = field.value;
    to[at].checked = field.checked;
  });
  paper.body.appendChild(copy);
  link.rel = 'stylesheet';
  link.onload = link.onerror = function () {
    frame.contentWindow.onafterprint = function () {
      frame.remove();
    };
    frame.contentWindow.focus();
    frame.contentWindow.print();
  };
  link.href = address('zicha.css') + '?' + SHIPPED.build;
}
