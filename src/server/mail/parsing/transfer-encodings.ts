/** The bytes of a part after its Content-Transfer-Encoding was undone, and whether the label did not fit. */
export type TransferDecoded = { bytes: Buffer; defect: string | null };

/**
 * Undoes a Content-Transfer-Encoding (RFC 2045 section 6). Lenient: stray characters, missing padding and concatenated
 * base64 are decoded as far as they go; bytes that are plainly not what the label says are kept as they are.
 */
export function decodeTransfer(bytes: Buffer, label: string): TransferDecoded {
  const encoding = label
    .toLowerCase()
    .replace(/["'\s;]/g, '')
    .replace(/\(.*\)/, '');
  if (encoding === 'base64' || encoding === 'b') return decodeBase64Body(bytes);
  if (
    encoding === 'quoted-printable' ||
    encoding === 'q' ||
    encoding === 'quotedprintable' ||
    encoding === 'quoted_printable'
  ) {
    return { bytes: decodeQuotedPrintable(bytes), defect: null };
  }
  if (/^(x-)?uu(e|encode)?$/.test(encoding)) return { bytes: decodeUu(bytes), defect: null };
  const known = ['', '7bit', '8bit', 'binary', '8-bit', '7-bit', 'none', 'ascii', 'us-ascii', 'utf-8'].includes(
    encoding,
  );
  return { bytes, defect: known ? null : 'unknown-transfer-encoding' };
}

/** Base64 in any state: ignores foreign characters, joins several padded pieces, accepts the URL alphabet. */
export function decodeBase64(text: string): Buffer {
  const clean = text.replace(/[^A-Za-z0-9+/=_-]/g, '');
  if (!/=[^=]/.test(clean)) return Buffer.from(clean, 'base64');
  return Buffer.concat(
    clean
      .split(/=+/)
      .filter(Boolean)
      .map((piece) => Buffer.from(piece, 'base64')),
  );
}

function decodeBase64Body(bytes: Buffer): TransferDecoded {
  const text = bytes.toString('latin1');
  const foreign = text.replace(/[A-Za-z0-9+/=\s_-]/g, '').length;
  const spaced = /^[^\r\n]*[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}/.test(text.trimStart());
  if (foreign * 10 > text.length || (spaced && foreign > 0)) return { bytes, defect: 'not-really-base64' };
  return { bytes: decodeBase64(text), defect: foreign > 0 ? 'stray-characters-in-base64' : null };
}

/** Quoted-printable (RFC 2045 section 6.7); a broken escape stays as it is written. */
export function decodeQuotedPrintable(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] ?? 0;
    if (byte === 0x3d) {
      const high = hexValue(bytes[i + 1]);
      const low = hexValue(bytes[i + 2]);
      if (high >= 0 && low >= 0) {
        out[length++] = high * 16 + low;
        i += 2;
        continue;
      }
      const end = softBreakEnd(bytes, i + 1);
      if (end > 0) {
        i = end - 1;
        continue;
      }
    }
    out[length++] = byte;
  }
  return out.subarray(0, length);
}

/** Where a soft line break that starts after `=` ends (trailing blanks are transport padding), or 0 when it is none. */
function softBreakEnd(bytes: Buffer, from: number): number {
  let i = from;
  while (bytes[i] === 0x20 || bytes[i] === 0x09) i += 1;
  if (i >= bytes.length) return i;
  if (bytes[i] === 0x0d) return bytes[i + 1] === 0x0a ? i + 2 : i + 1;
  return bytes[i] === 0x0a ? i + 1 : 0;
}

function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  if (byte >= 0x41 && byte <= 0x46) return byte - 0x37;
  if (byte >= 0x61 && byte <= 0x66) return byte - 0x57;
  return -1;
}

/** The bytes of uuencoded lines (POSIX uuencode); begin and end lines are ignored. */
export function decodeUu(bytes: Buffer): Buffer {
  const out: number[] = [];
  for (const line of bytes.toString('latin1').split(/\r?\n/)) {
    if (/^begin \d+/.test(line) || line === 'end' || line === '' || line === '`') continue;
    const length = (line.charCodeAt(0) - 32) & 63;
    const start = out.length;
    for (let i = 1; i < line.length; i += 4) {
      const [a, b, c, d] = [0, 1, 2, 3].map((k) => ((line.charCodeAt(i + k) || 32) - 32) & 63) as [
        number,
        number,
        number,
        number,
      ];
      out.push(((a << 2) | (b >> 4)) & 255, ((b << 4) | (c >> 2)) & 255, ((c << 6) | d) & 255);
    }
    out.length = Math.min(out.length, start + length);
  }
  return Buffer.from(out);
}
