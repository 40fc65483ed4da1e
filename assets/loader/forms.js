/* In a frame without leave for forms (sandbox without allow-forms) some browsers swallow the event that a form is
 * sent. No form of ours is sent anywhere: its button means something to the program, which is told all the same. */
function hearForms(root) {
  var told;

  root.addEventListener('submit', function () {
    told = true;
  }, true);
  root.addEventListener('click', function (event) {
    var button = event.target && event.target.closest && event.target.closest('button'), form = button && button.form;
    if (!form || button.type !== 'submit' || event.defaultPrevented) return;
    told = false;
    setTimeout(function () {
      var Kind = typeof SubmitEvent === 'function' ? SubmitEvent : Event;
      if (!told) form.dispatchEvent(new Kind('submit', { bubbles: true, cancelable: true }));
    }, 0);
  });
}
