/* LZMA and letters, for what lies packed inside the single file. Pure; throws when anything at all is wrong.
 * Part of the loader (crates/xtask/src/loader.rs puts the parts together); the page starts in start.js. */

var OUTPUT_MAX = 64 << 20;

/* Unpacks what crates/single/src/pack.rs writes: an LZMA stream with the 13-byte header of .lzma files
 * (properties, dictionary, length), then the CRC-32 of what was packed. Returns its bytes; throws when
 * anything at all is wrong. `before`: bytes that the packed ones follow and repeat. Follows the LZMA
 * specification of the LZMA SDK (public domain). */
function unlzma(src, before) {
  var end = src.length - 4, pos = 18, range = -1 >>> 0, code, at = 0, state = 0, r0 = 0, r1 = 0, r2 = 0, r3 = 0;
  if (end < 18 || src[0] > 224 || src[13]) throw Error('lzma: header');
  var lc = src[0] % 9, lp = (src[0] / 9 | 0) % 5, pb = src[0] / 45 | 0, size = word(5);
  if (size > OUTPUT_MAX || word(9)) throw Error('lzma: size');
  code = (src[14] << 24 | src[15] << 16 | src[16] << 8 | src[17]) >>> 0;
  var start = before ? before.length : 0, out = new Uint8Array(start + size), isMatch = odds(192), isRep = odds(12), isG0 = odds(12), isG1 = odds(12), isG2 = odds(12);
  var isLong = odds(192), slots = odds(256), special = odds(128), align = odds(16), literals = odds(768 << lc + lp);
  var lengths = odds(514), repLengths = odds(514), slot, length, place, literal, matched, chosen, bit, count;

  function word(i) {
    return (src[i] | src[i + 1] << 8 | src[i + 2] << 16 | src[i + 3] << 24) >>> 0;
  }

  /* Chances of a 0, in 2048ths. */
  function odds(count) {
    var all = new Uint16Array(count), i;
    for (i = 0; i < count; i++) all[i] = 1024;
    return all;
  }

  function refill() {
    if (range < 16777216) {
      if (pos >= end) throw Error('lzma: short');
      range = range << 8 >>> 0;
      code = (code << 8 | src[pos++]) >>> 0;
    }
  }

  function decide(all, i) {
    var chance = all[i], bound = (range >>> 11) * chance;
    if (code < bound) {
      range = bound;
      all[i] = chance + (2048 - chance >>> 5);
      refill();
      return 0;
    }
    range -= bound;
    code -= bound;
    all[i] = chance - (chance >>> 5);
    refill();
    return 1;
  }

  function number(all, from, bits) {
    var value = 1, i;
    for (i = 0; i < bits; i++) value = value << 1 | decide(all, from + value);
    return value - (1 << bits);
  }

  function reversed(all, from, bits) {
    var value = 0, node = 1, i, bit;
    for (i = 0; i < bits; i++) {
      bit = decide(all, from + node);
      node = node << 1 | bit;
      value |= bit << i;
    }
    return value;
  }

  function even(bits) {
    var value = 0;
    while (bits--) {
      range >>>= 1;
      value <<= 1;
      if (code >= range) {
        code -= range;
        value |= 1;
      }
      refill();
    }
    return value;
  }

  /* Two choices, 16 times 8 short lengths, 16 times 8 middle ones, 256 long ones. */
  function lengthOf(all, place) {
    if (!decide(all, 0)) return 2 + number(all, 2 + place * 8, 3);
    if (!decide(all, 1)) return 10 + number(all, 130 + place * 8, 3);
    return 18 + number(all, 258, 8);
  }

  function distance(length) {
    var slot = number(slots, Math.min(length - 2, 3) << 6, 6), bits = (slot >> 1) - 1, base;
    if (slot < 4) return slot;
    base = (2 | slot & 1) * Math.pow(2, bits);
    if (slot < 14) return base + reversed(special, base - slot, bits);
    return base + even(bits - 4) * 16 + reversed(align, 0, 4);
  }

  function copy(count) {
    if (r0 >= at) throw Error('lzma: distance');
    if (count > size - at) throw Error('lzma: long');
    for (; count; count--, at++) out[at] = out[at - r0 - 1];
  }

  if (start) out.set(before);
  at = start;
  size += start;
  while (at < size) {
    place = at & (1 << pb) - 1;
    if (!decide(isMatch, state * 16 + place)) {
      literal = 768 * (((at & (1 << lp) - 1) << lc) + ((at ? out[at - 1] : 0) >> 8 - lc));
      chosen = 1;
      if (state > 6) {
        if (r0 >= at) throw Error('lzma: distance');
        matched = out[at - r0 - 1];
        do {
          slot = matched >> 7 & 1;
          matched <<= 1;
          bit = decide(literals, literal + (1 + slot << 8) + chosen);
          chosen = chosen << 1 | bit;
        } while (bit === slot && chosen < 256);
      }
      while (chosen < 256) chosen = chosen << 1 | decide(literals, literal + chosen);
      out[at++] = chosen & 255;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    if (!decide(isRep, state)) {
      r3 = r2;
      r2 = r1;
      r1 = r0;
      length = lengthOf(lengths, place);
      r0 = distance(length);
      state = state < 7 ? 7 : 10;
    } else if (!decide(isG0, state)) {
      if (!decide(isLong, state * 16 + place)) {
        state = state < 7 ? 9 : 11;
        copy(1);
        continue;
      }
      length = lengthOf(repLengths, place);
      state = state < 7 ? 8 : 11;
    } else {
      if (!decide(isG1, state)) count = r1;
      else {
        if (!decide(isG2, state)) count = r2;
        else {
          count = r3;
          r3 = r2;
        }
        r2 = r1;
      }
      r1 = r0;
      r0 = count;
      length = lengthOf(repLengths, place);
      state = state < 7 ? 8 : 11;
    }
    copy(length);
  }
  out = out.subarray(start);
  if (crc32(out) !== word(end)) throw Error('lzma: checksum');
  return out;
}

/* What `letters` of crates/single/src/pack.rs writes: thirteen bytes in fifteen of 123 letters, the length first. A block
 * is a number of 104 bits, kept as four of 26. */
function fromLetters(text) {
  var leftOut = [0, 13, 26, 27, 60], digits = [], count = 0, blocks = text.length / 15, limbs = [], length, bytes, i, at;
  for (i = 0; i < 128; i++) digits[i] = leftOut.indexOf(i) < 0 ? count++ : -1;

  function read(block) {
    var i, j, more;
    limbs = [0, 0, 0, 0];
    for (i = block * 15 + 14; i >= block * 15; i--) {
      more = digits[text.charCodeAt(i)];
      if (!(more >= 0)) throw Error('lzma: letters');
      for (j = 0; j < 4; j++) {
        more += limbs[j] * 123;
        limbs[j] = more % 67108864;
        more = Math.floor(more / 67108864);
      }
      if (more) throw Error('lzma: letters');
    }
  }

  /* Byte `i` of the block: a limb has three and a quarter. */
  function byte(i) {
    var bit = i * 8, limb = Math.floor(bit / 26), shift = bit % 26;
    return (limbs[limb] >> shift | (limbs[limb + 1] || 0) << 26 - shift) & 255;
  }

  read(0);
  length = limbs[0] + limbs[1] * 67108864;
  if (blocks !== 1 + Math.ceil(length / 13)) throw Error('lzma: letters');
  bytes = new Uint8Array(length);
  for (at = 0; at < length; at++) {
    if (at % 13 === 0) read(1 + at / 13);
    bytes[at] = byte(at % 13);
  }
  return bytes;
}

/* The text of a catalogue, packed as big-endian UTF-16. */
function utf16(bytes) {
  var text = '', i;
  for (i = 0; i < bytes.length; i += 2) text += String.fromCharCode(bytes[i] << 8 | bytes[i + 1]);
  return text;
}

function crc32(bytes) {
  var table = [], crc = -1, i, j, value;
  for (i = 0; i < 256; i++) {
    for (value = i, j = 0; j < 8; j++) value = value & 1 ? value >>> 1 ^ 0xEDB88320 : value >>> 1;
    table[i] = value;
  }
  for (i = 0; i < bytes.length; i++) crc = table[(crc ^ bytes[i]) & 255] ^ crc >>> 8;
  return (crc ^ -1) >>> 0;
}
