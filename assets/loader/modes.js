/* How to leave the old mode, one sentence a browser. The element goes without: in that mode it is not even defined. */
var MODES = [
  ['360浏览器：点地址栏右侧的“e”图标，选“极速模式”。', '360: click the “e” at the right of the address bar and choose 极速模式.'],
  ['QQ浏览器：点地址栏右侧的内核图标，选“极速内核”。', 'QQ: click the engine icon at the right of the address bar and choose 极速内核.'],
  ['搜狗浏览器：点地址栏右侧的“e”图标，选“高速模式”。', 'Sogou: click the “e” at the right of the address bar and choose 高速模式.'],
  ['Edge：点地址栏左侧的“e”图标，选“退出 Internet Explorer 模式”。', 'Edge: click the “e” at the left of the address bar and leave Internet Explorer mode.'],
  ['IE浏览器：请改用上面任一浏览器。', 'Internet Explorer: use one of the browsers above.']
];

function showModes(box, lang) {
  var list = put(box, 'ul'), i;
  for (i = 0; i < MODES.length; i++) put(list, 'li', MODES[i][lang]);
}
