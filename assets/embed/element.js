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
  life.told = life.turn = 0;
  life.signers = [];
  life.waiting = [];
  /* Begun anew before it was ready, it keeps its promise. */
  own.ready = own.ready || promise();
}

/* A promise with the two ways to settle it. */
function promise() {
  var made = {};
  made.promise = new Promise(function (done, refuse) {
    made.done = done;
    made.refuse = refuse;
  });
  made.promise.catch(nothing);
  return made;
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
      if (life.line) life.line.remove();
      if (own.first === undefined) own.first = life.ask('draft');
      own.left = null;
    }).catch(function (error) {
      /* Which form it cannot be is said above the page for choosing one. */
      if (life.line) life.line.textContent = error.message;
      life.ask('go', '#/');
      life.tell('error', { cause: error.code || 'start', text: error.message });
    }).then(function () {
      life.isSettled = true;
      life.watched.look();
      judge(life.element, own);
      own.ready.done();
      life.tell('ready', { version: VERSION, build: SHIPPED.build });
    }).catch(nothing);
  },

  emit: function (name, json) {
    var life = this, detail = json ? parse(json) : {};
    if (name === 'state') return life.changed(detail);
    if (name === 'print') {
      if (life.tell('print', {}, true)) printOut(life.own.root, life.place);
      return false;
    }
    if (name === 'signed') {
      if (life.own.signedAs === json) return true;
      life.own.signedAs = json;
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
    if (this.over) throw gone();
    if (!this.answer || this.stopped) throw refusal('not-ready', 'zicha-form: not ready; wait for `ready`.');
    said = this.answer(verb, text || '', bytes || new Uint8Array(0));
    if (typeof said !== 'string') return said;
    said = parse(said);
    if (said.error) throw refusal(said.error.code, said.error.text);
    return said.value;
  },

  /* Asks for something, and waits until it is drawn; what changes nothing is never drawn. */
  act: function (verb, text, bytes) {
    var life = this, told = life.told, tries = 0;
    return new Promise(function (done) {
      function look() {
        if (life.told !== told || ++tries > TRIES_MAX) done();
        else setTimeout(look, 10);
      }

      life.ask(verb, text, bytes);
      setTimeout(look, 0);
    });
  },

  /* The attributes, and what was open before the element was taken out of its page. */
  settle: function () {
    var life = this, own = life.own, element = life.element, unit = element.getAttribute('unit'), left = own.left;
    life.ask('lang', life.lang);
    if (element.hasAttribute('theme')) life.ask('theme', element.getAttribute('theme'));
    life.ask('hands', own.locked ? 'off' : 'on');
    /* Where the page has asked for another form meanwhile, only what is nowhere else goes before. */
    if (left && (!left.kept || left.at === wanted(element))) {
      return life.act('back', left.text, left.file).then(function () {
        return life.act('go', left.route);
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
    if (now.open && life.isSettled && life.line) life.line = life.line.remove();
    if (!same(only)) life.tell('progress', now);
    if (!same(['changes', 'unitCode', 'period'])) {
      life.tell('change', { changes: now.changes || 0 });
      clearTimeout(life.timer);
      life.timer = setTimeout(life.settled.bind(life), SETTLE_MS);
    }
    if (!same(['saved'])) {
      life.tell('dirty', { dirty: now.saved === false });
      /* Whether it is saved goes with the value. */
      setTimeout(freshValue, 0, life.element, life.own);
    }
    return true;
  },

  /* Typing paused: the form's value and the page's copy follow. */
  settled: function () {
    var life = this, now = life.now, draft;
    if (life.over || life.stopped || !life.answer) return;
    draft = life.ask('draft');
    life.own.key = life.ask('key');
    offerValue(life.element, life.own, draft);
    if (draft && !life.tell('draft', { draft: draft, catalogue: now.catalogue, unit: now.unit, period: now.period }, true)) {
      life.ask('kept', String(now.changes));
    }
  },

  failed: function (error, whole) {
    var life = this, cause = error.code || causeOf(error, location.protocol, navigator.userAgent), link;
    if (life.over) return;
    if (whole) {
      life.hasFailed = true;
      if (life.line) life.line.remove();
      showFailure(life.place, cause, (error.message || error) + ' · ' + SHIPPED.build);
      if (cause === 'csp') {
        link = put(put(life.place, 'p'), 'a', '改用内嵌框架版 (Use the iframe edition)');
        link.href = address('frame.html');
        link.target = '_blank';
      }
      life.own.ready.refuse(refusal(cause, error.message || String(error)));
      judge(life.element, life.own);
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
        var own = life.own;
        life.finish();
        if (own.value) own.left = takeAlong(life, own.key, false, own.value);
        own.ready = null;
        bringUp(life.element, own);
      }
    }, error);
    life.tell('error', { cause: 'stopped', text: String(error) });
  },

  /* Ends the program. What was not saved is kept for the way back. */
  finish: function () {
    var life = this, own = life.own, kept, draft;
    if (life.over) return;
    try {
      kept = life.ask('flush');
      draft = life.ask('draft');
      own.left = draft ? takeAlong(life, life.ask('key'), kept, draft, life.ask('file')) : null;
    } catch (_) { /* It never was ready, or stopped. */ }
    life.over = true;
    life.waiting.splice(0).forEach(function (refuse) {
      refuse(gone());
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

function gone() {
  return refusal('gone', 'zicha-form: the element is gone.');
}

/* Which form a page asks for. */
function wanted(element) {
  return write(['catalogue', 'unit', 'period'].map(function (name) {
    return element.getAttribute(name);
  }));
}

/* What is taken along from one program to the next (`back` in src/pages/embed/open.rs). */
function takeAlong(life, key, kept, draft, file) {
  var now = life.now;
  return { text: [key || '', +!!kept, +!!now.signed, draft].join('\n'), file: file, kept: !!kept, route: now.route, at: wanted(life.element) };
}

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
  var asked = { key: jwkOf(signer.publicKey) }, input, turn;
  ['name', 'title', 'opinion'].forEach(function (name) {
    if (signer[name]) asked[name] = String(signer[name]);
  });
  if (signer.alg && KEYS[signer.alg] !== asked.key.crv) throw refusal('signer', 'zicha-form: alg ' + signer.alg + ' does not go with the key.');
  if (typeof signer.sign !== 'function') throw refusal('signer', 'zicha-form: signer.sign is no function.');
  input = life.ask('prepare', write(asked));
  turn = ++life.turn;
  if (!life.tell('before-sign', { by: 'host', input: input.slice() }, true)) throw refusal('refused', 'zicha-form: the page refused to sign.');
  return Promise.resolve().then(function () {
    return signer.sign(input.slice());
  }).catch(function (error) {
    throw refusal('signer', error && error.message || 'zicha-form: the signer refused.', { cause: error });
  }).then(function (signature) {
    var said;
    if (turn !== life.turn) throw refusal('changed', 'zicha-form: signing was asked for again meanwhile.');
    said = life.ask('finish', '', new Uint8Array(signature));
    return life.act('progress').then(function () {
      said.bytes = life.ask('file');
      return said;
    });
  });
}

/* Without a signer a person signs on the form's own page. */
function signHere(life) {
  return life.act('go', '#/sign').then(function () {
    return new Promise(function (done) {
      life.signers.push({ done: done });
    });
  });
}

/* Settled at the latest when the element goes. */
function whileHere(life, work) {
  return new Promise(function (done, refuse) {
    life.waiting.push(refuse);
    work.then(done, refuse);
  });
}

/* ---- what a page gets from element.zicha(1) ---- */

function makeApi(element, own) {
  function living() {
    if (!own.life) throw gone();
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
      return own.life ? own.ready.promise : Promise.reject(gone());
    },
    progress: function () {
      return living().ask('progress');
    },
    draft: function () {
      return living().ask('draft');
    },
    load: later(function (life, draft) {
      try {
        draft = typeof draft === 'string' ? draft : write(draft);
      } catch (error) {
        throw refusal('draft', error.message);
      }
      return life.act('load', draft);
    }),
    report: function () {
      var life = living(), report = life.ask('report');
      if (report.signed) report.signed.bytes = life.ask('file');
      return report;
    },
    sign: later(function (life, signer) {
      return whileHere(life, signer ? signWith(life, signer) : signHere(life));
    }),
    setUnit: later(function (life, unit, period) {
      return life.act('unit', unit + '\n' + (period || ''));
    }),
    focusIndicator: later(function (life, indicator) {
      return life.act('indicator', String(indicator));
    }),
    destroy: function () {
      own.destroyed = true;
      leave(own);
    }
  });
}

/* ---- the form around it ---- */

/* The value is the draft in one line; going back in the history brings what belongs to it. */
function offerValue(element, own, draft) {
  var internals = own.internals, life = own.life;
  own.value = draft;
  if (!internals || !internals.setFormValue) return;
  internals.setFormValue(draft, draft && write(takeAlong(life, own.key, life.now.saved, draft)));
  judge(element, own);
}

/* With `required`, what is not filled in is invalid: also what is not open yet, or cannot be. */
function judge(element, own) {
  var internals = own.internals, life = own.life, now = life ? life.now : {}, english = /^en/i.test(element.getAttribute('lang') || '');
  if (!internals || !internals.setValidity) return;
  if (!element.hasAttribute('required') || now.open && now.complete >= now.rows && !now.withErrors) internals.setValidity({});
  else internals.setValidity({ valueMissing: true }, english ? 'The self-check is not complete.' : '自查表还没有填完。', life && life.place || undefined);
}

/* Out of the page, for now or for good. Unsaved answers are in this page alone. */
function leave(own) {
  if (!own.life) return;
  own.life.finish();
  own.ready.refuse(gone());
  own.ready = null;
  if (own.left && !own.left.kept) addEventListener('beforeunload', own.guard);
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
    own.guard = function (event) {
      event.preventDefault();
      event.returnValue = '';
    };
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
    removeEventListener('beforeunload', own.guard);
    bringUp(this, own);
    judge(this, own);
  }

  disconnectedCallback() {
    var element = this, own = all.get(this);
    this.formAssociatedCallback(null);
    /* Moved elsewhere in the page, it is back by then. */
    Promise.resolve().then(function () {
      if (!element.isConnected) leave(own);
    });
  }

  attributeChangedCallback(name, before, now) {
    var own = all.get(this), life = own.life, ready = life && life.isReady && life.answer;
    if (name === 'readonly') {
      own.readonly = now !== null;
      lock(own);
    }
    if (before === now || !life) return;
    if (name === 'required') judge(this, own);
    if (NEEDS_ANEW.indexOf(name) >= 0) this.anew(name === 'catalogue');
    else if (!ready) return;
    else if (name === 'lang') life.ask('lang', life.lang);
    else if (name === 'theme') life.ask('theme', now || '');
    else if (name === 'unit' || name === 'period') this.open(life);
  }

  /* Begins again with what the attributes then say. Another catalogue has no place for what is open. */
  anew(other) {
    var element = this, own = all.get(this);
    own.other = own.other || other;
    if (own.renewing) return;
    own.renewing = true;
    Promise.resolve().then(function () {
      var life = own.life, other = own.other;
      own.renewing = own.other = false;
      if (!life) return;
      if (other && life.isReady && !life.stopped && !life.ask('flush')) {
        life.failed(refusal('unsaved', 'zicha-form: what is open is not saved; the catalogue stays.'));
        return;
      }
      life.finish();
      if (other) own.left = own.first = undefined;
      if (life.isSettled || life.hasFailed) own.ready = null;
      bringUp(element, own);
      judge(element, own);
    }).catch(nothing);
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
    if (life && life.answer && own.first) life.act('load', own.first).catch(life.failed.bind(life));
  }

  formStateRestoreCallback(state) {
    var own = all.get(this), life = own.life;
    try {
      own.left = parse(state);
    } catch (_) {
      return;
    }
    /* A draft alone, where it is filled in from elsewhere. */
    if (!own.left.text) own.left = { text: ['', 0, 0, state].join('\n'), route: '#/review' };
    own.left.at = wanted(this);
    if (life && life.isSettled) life.settle().catch(life.failed.bind(life));
  }
}

/* A second copy of this script changes nothing. */
if (!customElements.get(TAG)) customElements.define(TAG, ZichaForm);
