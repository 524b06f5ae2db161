import { decodeBase64, decodeUu } from './transfer-encodings.ts';

/** A file written into the text itself, as mail was sent before MIME. */
export type UuencodedFile = { filename: string; content: Buffer };

const BEGIN = /^begin(-base64)? [0-7]{3,4} (\S.{0,250})$/;

/**
 * Takes uuencoded files (POSIX uuencode, both of its alphabets) out of a plain text. A block counts only when every line has
 * the length it announces and the end is there; anything else stays in the text untouched.
 */
export function takeUuencoded(text: string): { text: string; files: UuencodedFile[] } {
  if (!/^begin(?:-base64)? [0-7]{3,4} \S/m.test(text)) return { text, files: [] };
  const lines = text.split('\n');
  const kept: string[] = [];
  const files: UuencodedFile[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const begin = BEGIN.exec((lines[at] ?? '').trimEnd());
    const end = begin ? blockEnd(lines, at + 1, begin[1] !== undefined) : -1;
    if (!begin || end < 0) {
      kept.push(lines[at] ?? '');
      continue;
    }
    const block = lines.slice(at + 1, end).join('\n');
    const content = begin[1] === undefined ? decodeUu(Buffer.from(block, 'latin1')) : decodeBase64(block);
    files.push({ filename: (begin[2] ?? '').trim(), content });
    at = end;
  }
  return files.length === 0 ? { text, files } : { text: kept.join('\n').replace(/\n{3,}/g, '\n\n'), files };
}

/** Index of the line that closes a block whose data starts at `from`, or -1 when it is no sound block. */
function blockEnd(lines: readonly string[], from: number, base64: boolean): number {
  for (let at = from; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').trimEnd();
    if (base64) {
      if (line === '====') return at > from ? at : -1;
      if (!/^[A-Za-z0-9+/]{2,}={0,2}$/.test(line)) return -1;
      continue;
    }
    if (line === 'end') return at > from ? at : -1;
    if (line === '' || line === '`') continue;
    const announced = (line.charCodeAt(0) - 32) & 63;
    // Trailing blanks stand for zero bits and are often lost on the way.
    const needed = Math.ceil(announced / 3) * 4;
    if (
      !/^[\x20-\x60]+$/.test(line) ||
      announced === 0 ||
      line.length - 1 > needed + 2 ||
      line.length - 1 < needed - 24
    )
      return -1;
  }
  return -1;
}
