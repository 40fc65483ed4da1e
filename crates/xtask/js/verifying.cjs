// Times the acts that crates/bench exports as WebAssembly: `node verifying.cjs FILE.wasm`.
// Prints the best of many in nanoseconds, one `name number` a line; `cargo xtask bench` reads and judges them.
"use strict";
const { readFileSync } = require("node:fs");

const ROUNDS = 200;
// So many turns pass before the engine has put its fast code in place of its quick one.
const WARM_UP = 60;
const ACTS = { signatures: [], envelope: [], whole: [], digests: [0], reading: [1], writing: [2] };

const compiled = new WebAssembly.Module(readFileSync(process.argv[2]));
const wasm = new WebAssembly.Instance(compiled, {}).exports;
console.log(`bytes ${wasm.content_bytes()}`);

const best = {};
for (let round = -WARM_UP; round < ROUNDS; round += 1) {
  // Taking turns, and the best of many: what another program takes from this one is not its cost.
  for (const [name, which] of Object.entries(ACTS)) {
    const act = wasm[name] ?? wasm.part;
    const start = process.hrtime.bigint();
    const sound = act(...which);
    const nanos = Number(process.hrtime.bigint() - start);
    if (sound !== 1) throw new Error(`${name} did not come out as it must`);
    if (round >= 0) best[name] = Math.min(best[name] ?? Infinity, nanos);
  }
}
for (const [name, nanos] of Object.entries(best)) console.log(`${name} ${nanos}`);
