/* What a person can go on with where the program does not run: the blank ledger of each catalogue in the page, as
 * CSV that Excel and WPS open, and the drafts that this browser keeps. For IE 10 and later too. */

var COLUMNS = ['一级指标', '二级指标', '序号', '任务', '要求', '责任单位', '填报内容', '完成情况', '佐证材料', '自评', '备注'];
/* How many of them are for the person to fill in. */
var OPEN_COLUMNS = 4;
var DRAFTS_MAX = 100;

/* IE has no TextDecoder. */
function utf8(bytes) {
  var text = '', i = 0, first, code, more;
  if (typeof TextDecoder === 'function') return new TextDecoder().decode(bytes);
  while (i < bytes.length) {
    first = bytes[i++];
    more = first < 128 ? 0 : first < 224 ? 1 : first < 240 ? 2 : 3;
    code = more ? first & 63 >> more : first;
    while (more--) code = code << 6 | bytes[i++] & 63;
    if (code > 65535) {
      code -= 65536;
      text += String.fromCharCode(55296 + (code >> 10));
      code = 56320 + (code & 1023);
    }
    text += String.fromCharCode(code);
  }
  return text;
}

/* The rows of a catalogue: what it asks for, and open cells. */
function ledgerOf(catalogue) {
  var rows = [COLUMNS];

  function labelOf(slot) {
    return slot.label + (slot.unit ? '（' + slot.unit + '）' : '');
  }

  function walk(groups, above) {
    (groups || []).forEach(function (group) {
      var names = above.concat((group.number || '') + (group.title || ''));
      (group.indicators || []).forEach(function (it) {
        var who = it.responsibility && it.responsibility.printed, open = [], i;
        for (i = 0; i < OPEN_COLUMNS; i++) open.push('');
        rows.push([names[0], names.slice(1).join(' / '), it.number || it.id, it.title || '', it.text || '', who || '', (it.slots || []).map(labelOf).join('；')].concat(open));
      });
      walk(group.groups, names);
    });
  }

  walk(catalogue.groups, []);
  return rows;
}

function csvOf(rows) {
  return '\ufeff' + rows.map(function (row) {
    return row.map(function (cell) {
      return '"' + String(cell).replace(/"/g, '""') + '"';
    }).join(',');
  }).join('\r\n') + '\r\n';
}

/* Where no file can be handed out: to be selected, copied and pasted. */
function showTable(box, rows) {
  var table = put(box, 'table', '', 'zc-fail__table');
  rows.forEach(function (row, at) {
    var line = put(table, 'tr');
    row.forEach(function (cell) {
      put(line, at ? 'td' : 'th', String(cell));
    });
  });
}

function wayOut(box, title, name, type, text, rows) {
  var line = put(box, 'p', title + ' '), button = put(line, 'button', '下载 (Download)');
  button.setAttribute('type', 'button');
  button.onclick = function () {
    if (offer(name, type, text())) return;
    button.disabled = true;
    if (rows) showTable(line, rows());
    else put(line, 'pre', text());
  };
}

/* Adds both to a failure that is shown. Nothing here may hide the failure itself. */
function offerWaysOut(box) {
  try {
    offerDrafts(box);
    offerBlanks(box);
  } catch (error) {
    put(box, 'p', String(error), 'zc-fail__detail');
  }
}

function offerBlanks(box) {
  var scripts = document.querySelectorAll('script.zicha-catalogue'), part;
  if (!scripts.length || typeof JSON !== 'object') return;
  part = put(box, 'div', '', 'zc-fail__part');
  put(part, 'h2', '空白台账 (Blank ledger)');
  put(part, 'p', '可以先下载空白台账，用 Excel 或 WPS 填写，以后再录入。(Fill it in with Excel or WPS, and enter it later.)');
  [].forEach.call(scripts, function (script) {
    var title = (script.getAttribute('data-head') || '').split('\n')[1] || script.id;

    function rows() {
      var text = script.textContent;
      if (INSIDE && script.getAttribute('data-packed')) text = utf16(unlzma(fromLetters(text)));
      return ledgerOf(JSON.parse(text));
    }

    wayOut(part, title, title + '-空白台账.csv', 'text/csv;charset=utf-8', function () {
      return csvOf(rows());
    }, rows);
  });
}

/* Keys of drafts are zicha:<catalogue>:<unit>:<period>. */
function offerDrafts(box) {
  var found = [], i, key, part;
  try {
    for (i = 0; i < localStorage.length && found.length < DRAFTS_MAX; i++) {
      key = localStorage.key(i);
      if (/^zicha(:[^:]*){3}/.test(key) && isDraft(localStorage.getItem(key))) found.push(key);
    }
  } catch (_) { /* No storage, no drafts. */ }
  if (!found.length) return;
  part = put(box, 'div', '', 'zc-fail__part');
  put(part, 'h2', '本机保存的草稿 (Drafts kept in this browser)');
  found.forEach(function (key) {
    var name = key.slice(6).replace(/[\\/:*?"<>|]/g, '-');
    wayOut(part, name, name + '.draft.json', 'application/json', function () {
      return localStorage.getItem(key);
    });
  });
}
