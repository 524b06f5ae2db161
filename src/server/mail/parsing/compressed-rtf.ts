/** What every compressed text may refer back to before it has written anything itself ([MS-OXRTFCP] 2.1.2.1). */
const DICTIONARY_START = Buffer.from(
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx',
  'latin1',
);
const WINDOW = 4096;
const MAX_BYTES = 20 * 1024 * 1024;

/**
 * The RTF inside PR_RTF_COMPRESSED ([MS-OXRTFCP]): the uncompressed and the LZ77 form. Stops at the end of the bytes, at the
 * announced length or at 20 MB, whichever comes first; null when it is neither form.
 */
export function decompressRtf(bytes: Buffer): Buffer | null {
  if (bytes.length < 16) return null;
  const announced = Math.min(bytes.readUInt32LE(4), MAX_BYTES);
  const form = bytes.toString('latin1', 8, 12);
  if (form === 'MELA') return bytes.subarray(16, 16 + announced);
  if (form !== 'LZFu') return null;
  const window = Buffer.alloc(WINDOW, 0x20);
  DICTIONARY_START.copy(window);
  let write = DICTIONARY_START.length;
  const out: number[] = [];
  const put = (byte: number): void => {
    out.push(byte);
    window[write] = byte;
    write = (write + 1) % WINDOW;
  };
  for (let at = 16; at < bytes.length && out.length < announced;) {
    const control = bytes[at] ?? 0;
    at += 1;
    for (let bit = 0; bit < 8 && at < bytes.length && out.length < announced; bit += 1) {
      if ((control & (1 << bit)) === 0) {
        put(bytes[at] ?? 0);
        at += 1;
        continue;
      }
      if (at + 1 >= bytes.length) return Buffer.from(out);
      const reference = bytes.readUInt16BE(at);
      at += 2;
      const offset = reference >> 4;
      if (offset === write) return Buffer.from(out);
      for (let step = 0; step < (reference & 15) + 2; step += 1) put(window[(offset + step) % WINDOW] ?? 0x20);
    }
  }
  return Buffer.from(out);
}
