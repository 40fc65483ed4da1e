/* Where the files of the element lie, and fetching them: each once for all elements of a page.
 *
 * The build puts this file, its neighbours, two parts of the page's loader (causes.js, net.js) and the glue together
 * (crates/xtask/src/embed.rs) and fills in SHIPPED: which files there are, and the build's name. */

/* What a page may have changed is taken before that. */
var parse = JSON.parse, write = JSON.stringify, Request = XMLHttpRequest, MakeEvent = CustomEvent, W = WebAssembly;

/* The address of this script: an ES module has no other way to know it that ES2017 can read. */
var BASE = (function () {
  var own = document.currentScript && document.currentScript.src;
  return own || (/(?:https?|file):\/\/[^\s()'"]+?\.m?js/.exec(Error().stack || '') || [document.baseURI])[0];
})();

var kept = {};

CAUSES.catalogue = ['网站上没有这份指标目录', '请联系网站管理员：核对 catalogue 所写的名称或者地址，并把目录文件放到网站上。',
    'The site does not have this catalogue', 'The site has to carry the file; check the id or address in its attribute “catalogue”.'];

/* The page's loader says how to leave the old mode of a browser that has two; there, this script is not understood. */
function showModes() {}

function once(name, make) {
  if (!kept[name]) {
    kept[name] = make();
    /* What failed may be tried again. */
    kept[name].catch(function () {
      kept[name] = null;
    });
  }
  return kept[name];
}

function address(file, base) {
  return new URL(file, base || BASE).href;
}

/* XMLHttpRequest, because pages exchange fetch more often. */
function get(url, kind) {
  return once(kind + url, function () {
    return new Promise(function (done, refuse) {
      var ask = new Request();
      ask.open('GET', url);
      ask.responseType = kind;
      ask.onerror = function () {
        refuse(fault(location.protocol === 'file:' ? 'disk' : 'net', url));
      };
      ask.onload = function () {
        if (ask.status === 404 || ask.status === 403) refuse(fault('absent', url + ': ' + ask.status));
        else if (ask.status !== 200) refuse(fault('net', url + ': ' + ask.status));
        else if (/html/.test(ask.getResponseHeader('Content-Type') || '')) refuse(fault('mime', url + ': text/html'));
        else done(ask.response);
      };
      ask.send();
    });
  });
}

/* Compiled once; each element makes its own program of it. */
function program(name) {
  var url = address(SHIPPED[name], BASE) + '?' + SHIPPED.build;
  return once('module' + url, function () {
    return get(url, 'arraybuffer').then(function (bytes) {
      kept['arraybuffer' + url] = null;
      return W.compile(bytes);
    });
  });
}

/* An id of the catalogues beside the script, or an address. */
function catalogueAddress(name) {
  return /[/]|\.json$/.test(name) ? address(name, document.baseURI) : address('catalogues/' + name + '.json') + '?' + SHIPPED.build;
}

/* What index.html holds for the page: catalogues, calendars, the later parts, the last draft. Never in the document. */
function dataOf(element) {
  var data = document.createDocumentFragment(), named = element.getAttribute('catalogue'), asked;

  function add(name, id, text) {
    var made = put(data, name, text);
    if (id) made.id = id;
    return made;
  }

  function meta(name, content) {
    var made = add('meta');
    made.setAttribute('name', 'zicha-' + name);
    made.setAttribute('content', content);
  }

  function block(kind, id, text) {
    add('div', 'zicha-' + kind + '-' + id, text).className = 'zicha-' + kind;
  }

  meta('build', SHIPPED.build);
  meta('pins', element.getAttribute('pins') || '');
  /* Where texts are kept instead of localStorage: an object with its methods. */
  add('div', 'zicha-draft', 'null').zichaStorage = element.store;
  add('div', 'zicha-panic-draft');
  add('div', 'zicha-panic-detail');
  ['late', 'office'].forEach(function (part) {
    if (SHIPPED[part]) add('div', 'zicha-' + part);
  });
  asked = (named ? [named] : SHIPPED.catalogues).map(function (name) {
    return get(catalogueAddress(name), 'text').catch(function (error) {
      if (error.zichaCause === 'absent') error.zichaCause = 'catalogue';
      throw error;
    }).then(function (text) {
      /* The file knows its own id. */
      block('catalogue', /"id":\s*"([^"]*)"/.exec(text) ? RegExp.$1 : name, text);
    });
  }).concat(SHIPPED.calendars.map(function (name) {
    return get(address('calendars/' + name + '.json') + '?' + SHIPPED.build, 'text').then(function (text) {
      block('calendar', name, text);
    });
  }));
  return Promise.all(asked).then(function () {
    return data;
  });
}

/* The style: one sheet for all elements, else a link, which the policy of a page allows where a style element is not. */
function styleInto(root) {
  var url = address('zicha.css') + '?' + SHIPPED.build, link;
  if ('adoptedStyleSheets' in root && CSSStyleSheet.prototype.replaceSync) {
    return once('sheet', function () {
      return get(url, 'text').then(function (text) {
        var sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        return sheet;
      });
    }).then(function (sheet) {
      root.adoptedStyleSheets = [sheet];
    });
  }
  return new Promise(function (done, refuse) {
    link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = url;
    link.onload = done;
    link.onerror = function () {
      refuse(fault('net', url));
    };
    root.appendChild(link);
  });
}
