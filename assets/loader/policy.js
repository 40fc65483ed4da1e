/* Chromium before 97 runs WebAssembly only where the policy allows 'unsafe-eval' (it does not know 'wasm-unsafe-eval'),
 * so the page's policy allows it. Every other browser takes it back here, before anything else of the page runs: a
 * second policy holds beside the first, and what one of them forbids is forbidden. */
function tighten(agent) {
  var kernel = /Chrom(?:e|ium)\/(\d+)/.exec(agent), all, made, at;
  if (kernel && Number(kernel[1]) < 97) return;
  all = document.querySelectorAll('meta[http-equiv="Content-Security-Policy"]');
  for (at = 0; at < all.length; at++) {
    made = document.createElement('meta');
    made.setAttribute('http-equiv', 'Content-Security-Policy');
    made.setAttribute('content', all[at].getAttribute('content').replace(' \'unsafe-eval\'', ''));
    made.setAttribute('data-zicha-made', '');
    document.head.appendChild(made);
  }
}
