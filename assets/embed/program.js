/* One program for one element. All programs of a page are made of the same compiled wasm, each with a memory of its
 * own: what stops in one leaves the others alone, and what an element used is free again when it goes. */

/* `host` is what src/browser/host.rs asks. Gives the glue's exports. */
function begin(host, data) {
  var raw, depth = 0, glue;

  /* Everything that goes into the program goes through here. A trap ends it: its memory can no longer be trusted. */
  function guarded(run) {
    return function () {
      if (host.stopped) return undefined;
      depth++;
      try {
        return run.apply(null, arguments);
      } catch (error) {
        if (!isTrap(error)) throw error;
        if (!host.stopped) {
          host.stopped = true;
          host.trapped(error);
        }
        /* The page around hears of it by an event, not as an error of its own. */
        if (depth > 1) throw error;
        return undefined;
      } finally {
        depth--;
      }
    };
  }

  /* The glue asks this instead of the browser. */
  var own = {
    Instance: W.Instance,
    Module: W.Module,
    instantiate: function (module, imports) {
      return W.instantiate(module, imports).then(function (instance) {
        var exports = {};
        raw = instance.exports;
        Object.keys(raw).forEach(function (name) {
          exports[name] = typeof raw[name] === 'function' ? guarded(raw[name]) : raw[name];
        });
        return { instance: { exports: exports }, module: module };
      });
    }
  };

  /* The later parts share the memory and the table of the first; the third also calls the second. */
  function later(part, from, then) {
    var holder = data.getElementById('zicha-' + part);

    function tell(state) {
      holder.setAttribute('data-state', state);
      holder.dispatchEvent(new Event(holder.id));
    }

    if (!holder) return;
    program(part).then(function (module) {
      return W.instantiate(module, from);
    }).then(function (instance) {
      if (host.stopped) return;
      tell('ready');
      then(instance.exports);
    }, function (error) {
      tell(causeOf(error, location.protocol, navigator.userAgent));
      host.failed(error);
    });
  }

  return program('first').then(function (module) {
    glue = makeGlue(host, own);
    return glue({ module_or_path: module });
  }).then(function () {
    /* On its way at the same time: what answers the page around an element lies in it. */
    if (data.getElementById('zicha-office')) program('office');
    later('late', { p: raw }, function (late) {
      later('office', { p: raw, q: late }, function () {});
    });
    return glue;
  });
}
