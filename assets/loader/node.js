/* Under Node there is no page: hand the pure parts to the tests and stop. */
if (typeof document === 'undefined') {
  module.exports = { unlzma: unlzma, together: together, fromLetters: fromLetters, crc32: crc32, causeOf: causeOf, withoutWasm: withoutWasm, utf8: utf8, utf16: utf16, ledgerOf: ledgerOf, csvOf: csvOf };
  return;
}
