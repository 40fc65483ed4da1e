/* What can go wrong before the program runs, by cause, in both languages, and how it is shown.
 * Shared by the page (start.js) and the element. */

/* Each: what is the matter and how to mend it in Chinese, then in English. */
var CAUSES = {
  ie: ['当前是兼容（IE）模式，不能打开本页', '请切换到“极速模式”后重新打开本页：',
    'This browser is in IE mode and cannot open this page', 'Switch to its fast (Chromium) mode and open the page again:'],
  old: ['浏览器版本过低，不能打开本页', '请升级浏览器，或改用内核78及以上的浏览器（360、奇安信、Edge、Chrome、火狐等）；双核浏览器请切换到“极速模式”：',
    'This browser is too old for this page', 'Update it, or use one with Chromium 78 or later. Where it has two modes, use the fast one:'],
  nowasm: ['浏览器关闭了 WebAssembly，不能打开本页', '可能是单位的安全策略关闭了它。请联系计算机管理员允许 WebAssembly，或改用另一个浏览器、另一台计算机。',
    'WebAssembly is switched off in this browser', 'A policy of this computer may have done so: ask its administrator, or use another browser.'],
  csp: ['本网站的安全策略（CSP）不允许运行程序', '请联系网站管理员在 script-src 中加入 \'wasm-unsafe-eval\'（Chrome 96 及更早的内核需 \'unsafe-eval\'），或改用单文件版 zicha.html。',
    'The site\'s content security policy forbids WebAssembly', 'The site has to add \'wasm-unsafe-eval\' to script-src (Chrome 96 and older: \'unsafe-eval\'); or use the single file zicha.html.'],
  disk: ['本页是多文件版，不能直接从磁盘打开', '请打开同一目录中的单文件版 zicha.html。',
    'This edition cannot be opened from disk', 'Open zicha.html, the single file, instead.'],
  altered: ['文件不完整或已被改动，不能运行', '请重新获取原始文件；网页版请按 Ctrl+F5 重新载入。',
    'The file is incomplete or has been altered', 'Obtain the original again; on a site, reload with Ctrl+F5.'],
  mixed: ['程序文件来自不同的版本，不能运行', '请按 Ctrl+F5 重新载入；仍不能打开时，请联系网站管理员把同一版本的文件放全。',
    'The program\'s files are of different builds', 'Reload with Ctrl+F5; if that does not help, the site has to carry the files of one build.'],
  memory: ['内存不足，程序没有启动', '请关闭其他网页和程序后重新载入。',
    'There is not enough memory to start', 'Close other pages and programs, then reload.'],
  start: ['程序启动时出错', '请重新载入；如仍不能打开，请把下面一行信息告诉管理员。',
    'The program failed while starting', 'Reload; if it fails again, report the line below.']
};

/* What only a page can meet that fetches its parts. */
if (HOSTED) {
  CAUSES.net = ['程序文件没有下载成功', '请检查网络后重新载入。',
    'The program file could not be downloaded', 'Check the network and reload.'];
  CAUSES.absent = ['服务器上没有程序文件', '请联系网站管理员：文件要放全，并允许下载 .wasm 文件（IIS 须登记它的 MIME 类型 application/wasm）。',
    'The server does not have the program file', 'The site has to carry all files and to allow .wasm (IIS: register application/wasm).'];
  CAUSES.mime = ['服务器返回的不是程序文件', '可能是网络要求先登录，或网站设置有误（MIME 类型应为 application/wasm）。请先登录网络后重新载入，或联系网站管理员。',
    'What the server returned is not the program file', 'Perhaps the network wants a login first, or the site is set up wrongly (MIME type application/wasm).'];
}

/* The first Chromium that runs the program; what fails below it fails because of its age. */
var CHROMIUM_MIN = 67;

/* The cause of a failure to load, from the error itself, how the page was opened, and the browser's name. */
function causeOf(error, protocol, agent) {
  var text = String(error && error.message || error), name = error && error.name, version = /Chrom(?:e|ium)\/(\d+)/.exec(agent || '');
  if (error && error.zichaCause) return error.zichaCause;
  if (/unsafe-eval|Content Security Policy|disallowed by embedder|blocked by CSP/i.test(text)) return 'csp';
  if (name === 'TypeError' && /fetch|network|load failed/i.test(text)) return protocol === 'file:' ? 'disk' : 'net';
  if (/out of memory|could not allocate|allocation failed/i.test(text)) return 'memory';
  if (version && +version[1] < CHROMIUM_MIN) return 'old';
  if (/^lzma: /.test(text) || name === 'CompileError') return 'altered';
  if (name === 'LinkError' || /Import #\d|import object/i.test(text)) return 'mixed';
  return 'start';
}

/* Why there is no WebAssembly at all. */
function withoutWasm(agent, isIe) {
  var version = /(?:Chrom(?:e|ium)|Firefox)\/(\d+)/.exec(agent);
  if (isIe || /MSIE |Trident\//.test(agent)) return 'ie';
  return version && +version[1] >= CHROMIUM_MIN ? 'nowasm' : 'old';
}

function fault(cause, text) {
  var error = Error(text);
  error.zichaCause = cause;
  return error;
}

/* A new element with a text, put at the end of another. */
function put(parent, name, text, className) {
  var element = document.createElement(name);
  if (text) element.appendChild(document.createTextNode(text));
  if (className) element.className = className;
  parent.appendChild(element);
  return element;
}

/* Says in `box` what is the matter, in both languages, and last the line for an administrator. */
function showFailure(box, cause, detail) {
  var words = CAUSES[cause] || CAUSES.start, lang, part;
  while (box.firstChild) box.removeChild(box.firstChild);
  box.className = 'zc-fail';
  box.setAttribute('role', 'alert');
  box.setAttribute('data-error', cause);
  for (lang = 0; lang < 2; lang++) {
    part = put(box, 'div');
    part.setAttribute('lang', lang ? 'en' : 'zh-Hans');
    put(part, lang ? 'h2' : 'h1', words[lang * 2]);
    put(part, 'p', words[lang * 2 + 1]);
    if (cause === 'ie' || cause === 'old') showModes(part, lang);
  }
  put(box, 'p', '[' + cause + '] ' + detail, 'zc-fail__detail');
}
