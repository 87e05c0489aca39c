// The record counts in bytes of UTF-8, the browser in UTF-16.

function width(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** The UTF-16 offsets of byte offsets, which come in any order. */
export function utf16(text: string, offsets: number[]): number[] {
  const sorted = [...new Set(offsets)].sort((a, b) => a - b);
  const found = new Map<number, number>();
  let bytes = 0;
  let next = 0;
  let i = 0;
  while (next < sorted.length) {
    while (next < sorted.length && sorted[next]! <= bytes) found.set(sorted[next++]!, i);
    if (i >= text.length) break;
    const code = text.codePointAt(i)!;
    bytes += width(code);
    i += code > 0xffff ? 2 : 1;
  }
  return offsets.map((one) => found.get(one) ?? text.length);
}
