/* `<zicha-form>`. docs/embed.md says how a page uses it; zicha.d.ts has every name. */

var TAG = 'zicha-form', VERSION = 1, SETTLE_MS = 300, TRIES_MAX = 20, NEEDS_ANEW = ['catalogue', 'pins'];

/* A mistake or a refusal, for people and by a word. */
function refusal(code, text, more) {
  return Object.assign(new Error(text), { code: code }, more);
}

/* What belongs to one element, apart from the program that it has just now. */
var all = new WeakMap();

/* Runs the program in an element from its first appearance until it is gone. */
function Life(element, own) {
  var life = this;
  life.element = element;
  life.own = own;
  life.now = {};
  life.told = 0;
  life.signers = [];
  life.ready = new Promise(function (done, refuse) {
    life.done = done;
    life.refuse = refuse;
  });
  life.ready.catch(nothing);
}

Life.prototype = {
  start: function () {
    var life = this, own = life.own, root = own.root;
    root.textContent = '';
    put(root, 'slot').name = 'header';
    life.shell = put(root, 'div', '', 'zcx');
    put(root, 'slot').name = 'footer';
    life.line = put(life.shell, 'p', life.english() ? 'Loading…' : '正在打开……', 'zcx-line');
    life.line.setAttribute('role', 'status');
    life.place = put(life.shell, 'div', '', 'zcx-place');
    life.place.tabIndex = -1;
    groups(life.shell);
    life.unshield = shield(life.shell);
    life.watched = watch(life.place, function () {
      return own.locked;
    });
    Promise.all([styleInto(root), dataOf(life.element)]).then(function (found) {
      if (life.over) return undefined;
      life.data = found[1];
      return begin(life, life.data);
    }).then(function (glue) {
      life.glue = glue;
    }).catch(function (error) {
      life.failed(error, true);
    });
  },

  english: function () {
    return /^en/i.test(this.element.getAttribute('lang') || '');
  },

  /* ---- what the program asks (src/browser/host.rs) ---- */

  get root() {
    return this.own.root;
  },

  get lang() {
    return this.english() ? 'en' : 'zh-Hans';
  },

  /* A form is opened at once: the page for choosing one need not be drawn. */
  get opens() {
    return !this.isSettled && this.element.hasAttribute('unit');
  },

  until: function (end) {
    this.end = end;
  },

  attend: function (answer) {
    var life = this, own = life.own;
    life.answer = answer;
    if (!answer || life.isReady) return;
    life.isReady = true;
    /* After what is being drawn just now. */
    life.act('progress').then(life.settle.bind(life)).then(function () {
      life.isSettled = true;
      if (life.line) life.line.remove();
      life.line = null;
      if (own.first === undefined) own.first = life.ask('draft');
      life.watched.look();
      life.done();
      life.tell('ready', { version: VERSION, build: SHIPPED.build });
    }).catch(function (error) {
      if (life.line) life.line.remove();
      life.isSettled = true;
      life.ask('go', '#/');
      life.done();
      life.tell('error', { cause: error.code || 'start', text: error.message });
    });
  },

  emit: function (name, json) {
    var life = this, detail = json ? parse(json) : {};
    if (name === 'state') return life.changed(detail);
    if (name === 'print') {
      if (life.tell('print', {}, true)) printOut(life.own.root, life.place);
      return false;
    }
    if (name === 'signed') {
      if (life.signedAs === json) return true;
      life.signedAs = json;
      detail.bytes = life.ask('file');
      life.signers.splice(0).forEach(function (waiting) {
        waiting.done(detail);
      });
      return life.tell('signed', detail);
    }
    return life.tell(name, detail, true);
  },

  /* A file goes out: the page may take it itself. */
  export: function (name, type, bytes) {
    return this.tell('exported', { name: name, type: type, bytes: bytes.slice() }, true);
  },

  /* ---- what becomes of it ---- */

  tell: function (type, detail, cancelable) {
    return this.element.dispatchEvent(new MakeEvent('zicha-' + type, {
      bubbles: true, composed: true, cancelable: !!cancelable, detail: detail
    }));
  },

  ask: function (verb, text, bytes) {
    var said;
    if (!this.answer || this.stopped || this.over) throw refusal('not-ready', 'zicha-form: not ready; wait for `ready`.');
    said = this.answer(verb, text || '', bytes || new Uint8Array(0));
    if (typeof said !== 'string') return said;
    said = parse(said);
    if (said.error) throw refusal(said.error.code, said.error.text);
    return said.value;
  },

  /* Asks for something, and waits until it is drawn; what changes nothing is never drawn. */
  act: function (verb, text) {
    var life = this, told = life.told, tries = 0;
    return new Promise(function (done) {
      function look() {
        if (life.told !== told || ++tries > TRIES_MAX) done();
        else setTimeout(look, 10);
      }

      life.ask(verb, text);
      setTimeout(look, 0);
    });
  },

  /* The attributes, and what was open before the element was taken out of its page. */
  settle: function () {
    var life = this, own = life.own, element = life.element, unit = element.getAttribute('unit');
    life.ask('lang', life.lang);
    if (element.hasAttribute('theme')) life.ask('theme', element.getAttribute('theme'));
    life.ask('hands', own.locked ? 'off' : 'on');
    if (own.left && own.left.draft) {
      return life.act('load', own.left.draft).then(function () {
        return life.act('go', own.left.route);
      });
    }
    if (!unit) return Promise.resolve();
    return life.act('unit', unit + '\n' + (element.getAttribute('period') || ''));
  },

  /* The form or the place in it is another than before. */
  changed: function (now) {
    var life = this, before = life.now, only = ['rows', 'complete', 'withErrors', 'verdicts', 'signed', 'unitCode', 'period', 'indicator', 'open'];

    function same(names) {
      return names.every(function (name) {
        return write(now[name]) === write(before[name]);
      });
    }

    life.now = now;
    life.told++;
    if (!same(only)) life.tell('progress', now);
    if (!same(['changes', 'unitCode', 'period'])) {
      life.tell('change', { changes: now.changes || 0 });
      clearTimeout(life.timer);
      life.timer = setTimeout(life.settled.bind(life), SETTLE_MS);
    }
    if (!same(['saved'])) life.tell('dirty', { dirty: now.saved === false });
    return true;
  },

  /* Typing paused: the form's value and the page's copy follow. */
  settled: function () {
    var life = this, now = life.now, draft;
    if (life.over || life.stopped || !life.answer) return;
    draft = life.ask('draft');
    offerValue(life.element, life.own, draft);
    if (draft && !life.tell('draft', { draft: draft, catalogue: now.catalogue, unit: now.unit, period: now.period }, true)) {
      life.ask('kept', String(now.changes));
    }
  },

  failed: function (error, whole) {
    var life = this, cause = error.code || causeOf(error, location.protocol, navigator.userAgent), link;
    if (life.over) return;
    if (whole) {
      if (life.line) life.line.remove();
      showFailure(life.place, cause, (error.message || error) + ' · ' + SHIPPED.build);
      if (cause === 'csp') {
        link = put(put(life.place, 'p'), 'a', '改用内嵌框架版 (Use the iframe edition)');
        link.href = address('frame.html');
        link.target = '_blank';
      }
      life.refuse(refusal(cause, error.message || String(error)));
    }
    life.tell('error', { cause: cause, text: error.message || String(error) });
  },

  trapped: function (error) {
    var life = this, data = life.data;
    showStopped({
      root: {
        activeElement: life.own.root.activeElement,
        getElementById: data.getElementById.bind(data)
      },
      place: life.shell,
      rescue: function () {
        life.stopped = false;
        try {
          return life.glue.rescue();
        } finally {
          life.stopped = true;
        }
      },
      reload: function () {
        life.finish();
        if (life.own.value) life.own.left = { draft: life.own.value, route: life.now.route };
        bringUp(life.element, life.own);
      }
    }, error);
    life.tell('error', { cause: 'stopped', text: String(error) });
  },

  /* Ends the program. What was not saved is kept for the way back. */
  finish: function () {
    var life = this, own = life.own;
    if (life.over) return;
    try {
      life.ask('flush');
      own.left = { draft: life.ask('draft'), route: life.now.route };
    } catch (_) { /* It never was ready, or stopped. */ }
    life.over = true;
    life.signers.splice(0).forEach(function (waiting) {
      waiting.refuse(refusal('gone', 'zicha-form: the element is gone.'));
    });
    clearTimeout(life.timer);
    life.watched.end();
    life.unshield();
    try {
      if (life.end && !life.stopped) life.end();
    } catch (_) { /* It is gone either way. */ }
    life.answer = life.end = null;
    own.root.textContent = '';
    if (own.life === life) own.life = null;
  }
};

function bringUp(element, own) {
  own.life = new Life(element, own);
  own.life.start();
}

/* ---- signing ---- */

function base64url(bytes) {
  return btoa(String.fromCharCode.apply(null, bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
}

/* A JWK as it is, or the bytes of an Ed25519 key (32) or of an SM2 point (65). */
function jwkOf(key) {
  var bytes = key instanceof ArrayBuffer ? new Uint8Array(key) : key, jwk = {};
  if (bytes && bytes.length === 32) return { kty: 'OKP', crv: 'Ed25519', x: base64url(bytes) };
  if (bytes && bytes.length === 65) return { kty: 'EC', crv: 'SM2', x: base64url(bytes.slice(1, 33)), y: base64url(bytes.slice(33)) };
  ['kty', 'crv', 'x', 'y'].forEach(function (name) {
    if (key && key[name]) jwk[name] = key[name];
  });
  return jwk;
}

var KEYS = { EdDSA: 'Ed25519', Ed25519: 'Ed25519', SM2: 'SM2' };

function signWith(life, signer) {
  var asked = { key: jwkOf(signer.publicKey) }, input;
  ['name', 'title', 'opinion'].forEach(function (name) {
    if (signer[name]) asked[name] = String(signer[name]);
  });
  if (signer.alg && KEYS[signer.alg] !== asked.key.crv) throw refusal('signer', 'zicha-form: alg ' + signer.alg + ' does not go with the key.');
  if (typeof signer.sign !== 'function') throw refusal('signer', 'zicha-form: signer.sign is no function.');
  input = life.ask('prepare', write(asked));
  if (!life.tell('before-sign', { by: 'host', input: input.slice() }, true)) throw refusal('refused', 'zicha-form: the page refused to sign.');
  return Promise.resolve(signer.sign(input.slice())).then(function (signature) {
    var said = life.ask('finish', '', new Uint8Array(signature));
    return life.act('progress').then(function () {
      said.bytes = life.ask('file');
      return said;
    });
  });
}

/* Without a signer a person signs on the form's own page. */
function signHere(life) {
  return life.act('go', '#/sign').then(function () {
    return new Promise(function (done, refuse) {
      life.signers.push({ done: done, refuse: refuse });
    });
  });
}

/* ---- what a page gets from element.zicha(1) ---- */

function makeApi(element, own) {
  function living() {
    if (!own.life) throw refusal('gone', 'zicha-form: the element is not in a page.');
    return own.life;
  }

  /* Refuses by the promise, never by throwing. */
  function later(run) {
    return function (a, b) {
      return new Promise(function (done) {
        done(run(living(), a, b));
      });
    };
  }

  return Object.freeze({
    version: VERSION,
    get ready() {
      return own.life ? own.life.ready : Promise.reject(refusal('gone', 'zicha-form: the element is not in a page.'));
    },
    progress: function () {
      return living().ask('progress');
    },
    draft: function () {
      return living().ask('draft');
    },
    load: later(function (life, draft) {
      return life.act('load', typeof draft === 'string' ? draft : write(draft));
    }),
    report: function () {
      var life = living(), report = life.ask('report');
      if (report.signed) report.signed.bytes = life.ask('file');
      return report;
    },
    sign: later(function (life, signer) {
      return signer ? signWith(life, signer) : signHere(life);
    }),
    setUnit: later(function (life, unit, period) {
      return life.act('unit', unit + '\n' + (period || ''));
    }),
    focusIndicator: later(function (life, indicator) {
      return life.act('indicator', String(indicator));
    }),
    destroy: function () {
      own.destroyed = true;
      if (own.life) own.life.finish();
    }
  });
}

/* ---- the form around it ---- */

/* The value is the draft in one line. */
function offerValue(element, own, draft) {
  var internals = own.internals, now = own.life ? own.life.now : {}, english = /^en/i.test(element.getAttribute('lang') || ''), wrong;
  own.value = draft;
  if (!internals || !internals.setFormValue) return;
  internals.setFormValue(draft, draft);
  wrong = element.hasAttribute('required') && (!now.open || now.complete < now.rows || now.withErrors > 0);
  if (wrong) internals.setValidity({ valueMissing: true }, english ? 'The self-check is not complete.' : '自查表还没有填完。', own.life.place);
  else internals.setValidity({});
}

/* What was typed a moment ago is posted too. */
function freshValue(element, own) {
  try {
    offerValue(element, own, own.life.ask('draft'));
  } catch (_) { /* As it was last, then. */ }
  return own.value;
}

function lock(own) {
  var locked = own.disabled || own.readonly;
  if (locked === own.locked) return;
  own.locked = locked;
  if (!own.life || !own.life.answer) return;
  own.life.ask('hands', locked ? 'off' : 'on');
  own.life.watched.look();
}

class ZichaForm extends HTMLElement {
  static get formAssociated() {
    return true;
  }

  static get observedAttributes() {
    return ['catalogue', 'pins', 'unit', 'period', 'lang', 'theme', 'readonly', 'required'];
  }

  constructor() {
    super();
    var element = this, own = { root: this.attachShadow({ mode: 'open' }), value: null };
    if (this.attachInternals) own.internals = this.attachInternals();
    own.api = makeApi(this, own);
    own.post = function (event) {
      var name = element.getAttribute('name'), value = name && !own.disabled && freshValue(element, own);
      if (value) event.formData.set(name, value);
    };
    all.set(this, own);
  }

  connectedCallback() {
    var own = all.get(this);
    this.formAssociatedCallback(this.form);
    if (own.life || own.destroyed) return;
    bringUp(this, own);
  }

  disconnectedCallback() {
    var element = this, own = all.get(this);
    this.formAssociatedCallback(null);
    /* Moved elsewhere in the page, it is back by then. */
    Promise.resolve().then(function () {
      if (!element.isConnected && own.life) own.life.finish();
    });
  }

  attributeChangedCallback(name, before, now) {
    var own = all.get(this), life = own.life, ready = life && life.isReady && life.answer;
    if (name === 'readonly') {
      own.readonly = now !== null;
      lock(own);
    }
    if (!ready || before === now) return;
    if (NEEDS_ANEW.indexOf(name) >= 0) {
      life.finish();
      own.left = null;
      bringUp(this, own);
    } else if (name === 'lang') life.ask('lang', life.lang);
    else if (name === 'theme') life.ask('theme', now || '');
    else if (name === 'required') freshValue(this, own);
    else if (name === 'unit' || name === 'period') this.open(life);
  }

  /* Two attributes set one after the other open one form. */
  open(life) {
    var element = this, own = all.get(this);
    if (own.opening) return;
    own.opening = true;
    Promise.resolve().then(function () {
      own.opening = false;
      if (!element.hasAttribute('unit') || life.over) return undefined;
      return life.act('unit', element.getAttribute('unit') + '\n' + (element.getAttribute('period') || ''));
    }).catch(function (error) {
      life.failed(error);
    });
  }

  zicha(version) {
    if (version !== VERSION) throw new RangeError('zicha-form: this element speaks version ' + VERSION + ', not ' + version + '.');
    return all.get(this).api;
  }

  get form() {
    var internals = all.get(this).internals;
    return internals && 'form' in internals ? internals.form : this.closest('form');
  }

  get name() {
    return this.getAttribute('name') || '';
  }

  get type() {
    return TAG;
  }

  get value() {
    return all.get(this).value;
  }

  checkValidity() {
    var internals = all.get(this).internals;
    return internals && internals.checkValidity ? internals.checkValidity() : true;
  }

  reportValidity() {
    var internals = all.get(this).internals;
    return internals && internals.reportValidity ? internals.reportValidity() : true;
  }

  get validity() {
    return (all.get(this).internals || {}).validity;
  }

  get validationMessage() {
    return (all.get(this).internals || {}).validationMessage || '';
  }

  formAssociatedCallback(form) {
    var own = all.get(this);
    if (own.host) own.host.removeEventListener('formdata', own.post);
    own.host = form;
    if (form) form.addEventListener('formdata', own.post);
  }

  formDisabledCallback(disabled) {
    var own = all.get(this);
    own.disabled = disabled;
    lock(own);
  }

  /* Back to the form as it was opened. */
  formResetCallback() {
    var own = all.get(this), life = own.life;
    if (life && life.answer && own.first) life.act('load', own.first).catch(nothing);
  }

  formStateRestoreCallback(state) {
    var own = all.get(this);
    own.left = { draft: state, route: '#/review' };
    if (own.life && own.life.isReady) own.life.act('load', state).catch(nothing);
  }
}

/* A second copy of this script changes nothing. */
if (!customElements.get(TAG)) customElements.define(TAG, ZichaForm);
