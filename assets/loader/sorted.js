/* Wasm that was sorted into streams before it was packed (crates/xtask/src/streams.rs): here it is put together again.
 * Part of the loader; what is wrong with the bytes unlzma has found already, by their checksum. */

function together(src) {
  if (src[0] !== 1) return src;
  var at = 1, size = number(), before = number(), from = [], i, end, out, pos, start, count;
  var aligned = [2, 3, 2, 3, 0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 2, 3, 2, 3, 0, 1, 0, 1, 2];
  /* Which stream the one number behind an opcode is in. */
  var streams = { 12: 3, 13: 3, 16: 5, 32: 7, 33: 8, 34: 8, 35: 9, 36: 9, 65: 12, 66: 13 };

  function number() {
    var value = 0, shift = 0, byte;
    do {
      byte = src[at++];
      value += (byte & 127) * Math.pow(2, shift);
      shift += 7;
    } while (byte > 127);
    return value;
  }

  /* Copies one number of a stream. */
  function copy(stream) {
    var value = 0, shift = 0, byte;
    do {
      byte = src[from[stream]++];
      out[pos++] = byte;
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    return value;
  }

  function bytes(stream, count) {
    while (count--) out[pos++] = src[from[stream]++];
  }

  /* Puts the length of what was written since `start` before it. */
  function close(start) {
    var length = pos - start, head = [];
    for (; length > 127; length >>= 7) head.push(length & 127 | 128);
    head.push(length);
    out.copyWithin(start + head.length, start, pos);
    out.set(head, start);
    pos += head.length;
  }

  function body() {
    var depth = 1, count, code;
    for (count = copy(1); count; count--) {
      copy(1);
      bytes(1, 1);
    }
    while (depth) {
      code = src[from[2]++];
      if (code >= 208) {
        code -= 168;
        out[pos++] = code;
        bytes(2, 1);
      } else if (code > 200) {
        out[pos++] = 65;
        copy(13);
        continue;
      } else {
        out[pos++] = code;
        if (code >= 40 && code < 63) out[pos++] = aligned[code - 40];
      }
      if (code >= 2 && code <= 4) depth++;
      if (code === 11) depth--;
      if (code >= 2 && code <= 4 || code === 63 || code === 64) bytes(2, 1);
      else if (code >= 40 && code < 63) copy(code < 54 ? 10 : 11);
      else if (code === 14) for (count = copy(4) + 1; count; count--) copy(4);
      else if (code === 17) copy(6), bytes(6, 1);
      else if (code === 67 || code === 68) bytes(13, code === 67 ? 4 : 8);
      else if (streams[code]) copy(streams[code]);
    }
  }

  for (i = 0; i < 14; i++) from.push(number());
  for (i = 0; i < 14; i++) {
    end = at + from[i];
    from[i] = at;
    at = end;
  }
  out = new Uint8Array(size);
  pos = 0;
  bytes(0, before);
  out[pos++] = 10;
  start = pos;
  for (count = copy(1); count; count--) {
    i = pos;
    body();
    close(i);
  }
  close(start);
  bytes(0, size - pos);
  return out;
}
