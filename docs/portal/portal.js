/* Habits of portals that an element must live with. tests/e2e/tests/element.rs opens this page. */
(function () {
  'use strict';
  var types = ['keydown', 'keyup', 'keypress', 'click', 'mousedown', 'pointerdown', 'input', 'beforeinput', 'change', 'paste'];

  function swallow(event) {
    event.stopPropagation();
    event.preventDefault();
    return false;
  }

  types.forEach(function (type) {
    document.addEventListener(type, swallow, true);
    document.addEventListener(type, swallow);
  });
  window.fetch = function () {
    return Promise.reject(new Error('this portal has its own fetch'));
  };
  JSON.parse = (function (parse) {
    return function (text, reviver) {
      window.parsed = (window.parsed || 0) + 1;
      return parse.call(JSON, text, reviver);
    };
  })(JSON.parse);
  Array.prototype.last = function () {
    return this[this.length - 1];
  };
})();
