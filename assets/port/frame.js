/* The iframe edition: <zicha-form> in a page of its own, which speaks with the page around it through one port.
 * docs/frame.md has the protocol. Whoever is not in the list of frame.html is told nothing at all. */

var VERSION = 1;
/* Most characters of one message's text, and of an option. */
var TEXT_MAX = 8388608, OPTION_MAX = 300;
var OPTIONS = ['catalogue', 'unit', 'period', 'lang', 'theme', 'readonly', 'pins'];
/* What is also said by true and false. */
var SWITCHES = ['readonly', 'takesFiles'];

var place = document.getElementById('zicha-frame'), port = null, form = null, store = null, takesFiles = false;
var meta = document.querySelector('meta[name="zicha-allow-origins"]');
var allowed = meta.getAttribute('content').split(/[\s,]+/).filter(Boolean);

function note(state, zh, en) {
  var line = document.getElementById('zicha-frame-note');
  if (!line) return;
  line.textContent = zh + ' (' + en + ')';
  line.setAttribute('data-state', state);
}

function post(to, said) {
  to.postMessage(said);
}

function tell(said) {
  if (port) post(port, said);
}

function wrong(to, cause, text, id) {
  post(to, { type: 'error', id: id, cause: cause, text: text });
}

/* ---- what the page around may ask ---- */

var VERBS = {
  draft: function (api) {
    return api.draft();
  },
  report: function (api) {
    return api.report();
  },
  progress: function (api) {
    return api.progress();
  },
  load: function (api, said) {
    return api.load(said.draft);
  },
  setUnit: function (api, said) {
    return api.setUnit(String(said.unit), said.period === undefined ? '' : String(said.period));
  },
  focus: function (api, said) {
    return api.focusIndicator(String(said.indicator));
  }
};

function tooLong(said) {
  return Object.keys(said).some(function (name) {
    var value = said[name];
    if (value && typeof value === 'object') value = JSON.stringify(value) || '';
    return typeof value === 'string' && value.length > TEXT_MAX;
  });
}

function hear(event) {
  var said = event.data, id, verb;
  if (!said || typeof said !== 'object' || typeof said.type !== 'string') {
    return wrong(port, 'message', 'zicha: a message is an object with a type.');
  }
  id = typeof said.id === 'number' || typeof said.id === 'string' ? said.id : undefined;
  try {
    if (tooLong(said)) return wrong(port, 'large', 'zicha: the message is too long.', id);
  } catch (error) { // What a message may hold and JSON may not: a number of BigInt, or what holds itself.
    return wrong(port, 'message', 'zicha: the message is not JSON: ' + error.message, id);
  }
  if (said.type === 'changed' || said.type === 'refused') {
    if (store && (said.key === null || typeof said.key === 'string')) store.hear(said);
    return undefined;
  }
  verb = Object.prototype.hasOwnProperty.call(VERBS, said.type) && VERBS[said.type];
  if (!verb) return wrong(port, 'message', 'zicha: there is no message of type ' + said.type.slice(0, OPTION_MAX) + '.', id);
  return new Promise(function (done) {
    done(verb(form.zicha(VERSION), said));
  }).then(function (value) {
    tell({ type: 'reply', id: id, value: value === undefined ? null : value });
  }, function (error) {
    wrong(port, error.code || 'message', String(error.message || error), id);
  });
}

/* ---- what it is told ---- */

function forward(name, shape) {
  form.addEventListener('zicha-' + name, function (event) {
    tell(Object.assign({ type: name }, shape(event.detail, event)));
  });
}

function watchHeight() {
  var last = -1;
  new ResizeObserver(function () {
    var height = Math.ceil(place.getBoundingClientRect().height);
    if (height === last) return;
    last = height;
    tell({ type: 'resize', height: height });
  }).observe(place);
}

function same(detail) {
  return detail;
}

function texts(kept) {
  var all = {};
  Object.keys(kept).forEach(function (key) {
    if (typeof kept[key] === 'string' && /^zicha:/.test(key)) all[key] = kept[key];
  });
  return all;
}

function isGiven(value) {
  return value !== undefined && value !== null;
}

/* Why a greeting cannot be taken, as cause and text; null where it can. */
function unfit(said) {
  var found = null;

  function refuse(cause, name, text) {
    found = found || { cause: cause, text: 'zicha: ' + name + ' of the greeting ' + text };
  }

  OPTIONS.concat('takesFiles').forEach(function (name) {
    var value = said[name], isSwitch = SWITCHES.indexOf(name) >= 0;
    if (!isGiven(value) || isSwitch && typeof value === 'boolean') return;
    if (name === 'takesFiles' || typeof value !== 'string') refuse('message', name, isSwitch ? 'is true or false.' : 'is a text.');
    else if (value.length > OPTION_MAX) refuse('large', name, 'has at most ' + OPTION_MAX + ' characters.');
  });
  if (isGiven(said.kept) && typeof said.kept !== 'object') refuse('message', 'kept', 'is an object.');
  return found;
}

function begin(said) {
  form = document.createElement('zicha-form');
  OPTIONS.forEach(function (name) {
    var value = said[name] === true ? '' : said[name];
    if (typeof value === 'string') form.setAttribute(name, value);
  });
  takesFiles = said.takesFiles === true;
  if (isGiven(said.kept)) form.store = store = keptOutside(texts(said.kept), tell);
  forward('ready', same);
  forward('dirty', same);
  forward('signed', same);
  forward('error', same);
  forward('progress', function (detail) {
    return { progress: detail };
  });
  forward('exported', function (detail, event) {
    if (takesFiles) event.preventDefault();
    return { name: detail.name, mime: detail.type, bytes: detail.bytes };
  });
  place.textContent = '';
  place.appendChild(form);
  watchHeight();
}

/* ---- hello ---- */

function meet(event) {
  var said = event.data, own = event.ports && event.ports[0], fault;
  if (event.source !== window.parent || !said || typeof said !== 'object' || said.type !== 'hello' || !('zicha' in said)) return;
  if (event.origin === 'null' || allowed.indexOf(event.origin) < 0) {
    if (!port) note('origin', '本页没有允许 ' + event.origin + ' 嵌入。请管理员把它写进 frame.html 的 zicha-allow-origins。', event.origin + ' is not among the zicha-allow-origins of frame.html.');
    return;
  }
  if (!own) {
    if (!port) note('port', '所在的网页没有给出通道。请按说明用 MessageChannel 连接。', 'The page around gave no MessagePort.');
    return;
  }
  if (said.zicha !== VERSION) return wrong(own, 'version', 'zicha: this frame speaks version ' + VERSION + '.');
  if (port) return wrong(own, 'again', 'zicha: this frame has been greeted already.');
  fault = unfit(said);
  if (fault) {
    note('greeting', '所在的网页给出的参数不对，请管理员查看：' + fault.text, 'The page around greets wrongly.');
    return wrong(own, fault.cause, fault.text);
  }
  port = own;
  port.onmessage = hear;
  begin(said);
}

tighten(navigator.userAgent);
if (window.parent === window) {
  note('alone', '本页供门户网站用 iframe 嵌入，不单独打开。请打开 zicha.html。', 'This page is made for an iframe. Open zicha.html instead.');
} else if (!allowed.length) {
  note('nobody', '本页还没有允许任何网站嵌入。请管理员在 frame.html 的 zicha-allow-origins 中写明网站。', 'No site may embed this page yet: name it in zicha-allow-origins of frame.html.');
}
window.addEventListener('message', meet);
