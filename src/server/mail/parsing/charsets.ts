import iconv from 'iconv-lite';
import { canonicalCharset, WHATWG_MULTIBYTE } from './charset-names.ts';

/** Text decoded from bytes, the charset that was really used, and whether the label on the bytes was wrong. */
export type DecodedText = { text: string; charset: string; mislabelled: boolean };

/**
 * Decodes bytes of a mail body or header. The label is believed only as far as the bytes bear it out: senders call
 * UTF-8 "us-ascii", Windows-1252 "utf-8" and ISO-2022-JP nothing at all. Never throws; undecodable bytes become U+FFFD.
 * NULs are removed, because no database text can hold them.
 */
export function decodeBytes(bytes: Uint8Array, label: string | null | undefined): DecodedText {
  const charset = canonicalCharset(label);
  const decoded = charset === null ? { ...guess(bytes), mislabelled: true } : decodeAs(bytes, charset);
  const text = decoded.text.startsWith('\uFEFF') ? decoded.text.slice(1) : decoded.text;
  return { ...decoded, text: text.replaceAll('\0', '').toWellFormed() };
}

function decodeAs(bytes: Uint8Array, charset: string): DecodedText {
  const eightBit = hasEightBit(bytes);
  if (!eightBit) return decodeSevenBit(bytes, charset);
  if (charset === 'utf-8') return decodeLabelledUtf8(bytes);
  if (charset === 'none' || charset === 'ascii') {
    const found = guess(bytes);
    return { ...found, mislabelled: charset === 'ascii' };
  }
  if (/^utf-?(16|32)/.test(charset) || charset === 'ucs-2') return decodeWide(bytes, charset);
  const utf8 = strict(bytes, 'utf-8');
  // Two-byte sequences are valid UTF-8 by chance now and then; several without one failure are not chance.
  if (utf8 !== null && (!WHATWG_MULTIBYTE.has(charset) || multibyteCount(bytes) >= 4)) {
    return { text: utf8, charset: 'utf-8', mislabelled: true };
  }
  if (WHATWG_MULTIBYTE.has(charset)) {
    const text = new TextDecoder(charset).decode(bytes);
    const broken = count(text, '\uFFFD');
    if (broken > 0 && broken * 12 > text.length) return { ...guess(bytes), mislabelled: true };
    return { text, charset, mislabelled: false };
  }
  return { text: convert(bytes, charset), charset, mislabelled: false };
}

function decodeSevenBit(bytes: Uint8Array, charset: string): DecodedText {
  if (charset !== 'iso-2022-kr' && looksLikeIso2022Jp(bytes)) {
    const text = new TextDecoder('iso-2022-jp').decode(bytes);
    return { text, charset: 'iso-2022-jp', mislabelled: charset !== 'iso-2022-jp' };
  }
  if (charset === 'iso-2022-kr') return { text: decodeIso2022Kr(bytes), charset, mislabelled: false };
  if (charset === 'hz') return { text: decodeHz(bytes), charset, mislabelled: false };
  if (charset === 'utf-7') return { text: convert(bytes, 'utf-7'), charset, mislabelled: false };
  if (/^utf-?(16|32)/.test(charset) || charset === 'ucs-2') return decodeWide(bytes, charset);
  if (charset.startsWith('cp') && charset !== 'cp037') return { text: ascii(bytes), charset, mislabelled: false };
  if (charset === 'cp037') return { text: convert(bytes, charset), charset, mislabelled: false };
  return { text: ascii(bytes), charset: charset === 'none' ? 'ascii' : charset, mislabelled: false };
}

function decodeLabelledUtf8(bytes: Uint8Array): DecodedText {
  const exact = strict(bytes, 'utf-8');
  if (exact !== null) return { text: exact, charset: 'utf-8', mislabelled: false };
  const lenient = new TextDecoder('utf-8').decode(bytes);
  const broken = count(lenient, '\uFFFD');
  // Mostly sound UTF-8 with a few broken bytes (a cut at a line's end) stays UTF-8; otherwise the label was wrong.
  if (multibyteCount(bytes) > broken * 2) return { text: lenient, charset: 'utf-8', mislabelled: true };
  return { ...guess(bytes), mislabelled: true };
}

function decodeWide(bytes: Uint8Array, charset: string): DecodedText {
  const nuls = bytes.reduce((sum, byte) => sum + (byte === 0 ? 1 : 0), 0);
  const bom = bytes[0] === 0xff || bytes[0] === 0xfe;
  // A transport that forbids NUL cannot carry UTF-16 of Latin text: such a label usually sits on something else.
  if (nuls === 0 && !bom && /^[\s\x20-\x7e]*$/.test(ascii(bytes.subarray(0, 400)))) {
    return { text: ascii(bytes), charset: 'ascii', mislabelled: true };
  }
  return { text: convert(bytes, charset), charset, mislabelled: false };
}

/** What unlabelled bytes most likely are: UTF-8, an East Asian charset, Cyrillic, or Windows-1252 as the last resort. */
function guess(bytes: Uint8Array): DecodedText {
  if (!hasEightBit(bytes)) return decodeSevenBit(bytes, 'none');
  const utf8 = strict(bytes, 'utf-8');
  if (utf8 !== null) return { text: utf8, charset: 'utf-8', mislabelled: false };
  const eastAsian = guessEastAsian(bytes);
  if (eastAsian) return eastAsian;
  const cyrillic = guessCyrillic(bytes);
  if (cyrillic) return cyrillic;
  return { text: convert(bytes, 'windows-1252'), charset: 'windows-1252', mislabelled: false };
}

const COMMON_HAN = new Set(
  '的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年动動同工也能下过過子说說产產种種面而方后後多定行学學法所民得经經好您请請谢謝件邮郵',
);

function guessEastAsian(bytes: Uint8Array): DecodedText | null {
  let best: { text: string; charset: string; score: number } | null = null;
  for (const charset of ['shift_jis', 'euc-jp', 'gb18030', 'euc-kr', 'big5']) {
    const text = strict(bytes, charset);
    if (text === null) continue;
    const score = eastAsianScore(text, charset);
    if (score > 0.35 && (!best || score > best.score)) best = { text, charset, score };
  }
  return best ? { text: best.text, charset: best.charset, mislabelled: false } : null;
}

/** Share of the non-ASCII characters that are everyday characters of the language the charset was made for. */
function eastAsianScore(text: string, charset: string): number {
  let wide = 0;
  let typical = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) continue;
    wide += 1;
    const kana = code >= 0x3041 && code <= 0x30fe;
    const hangul = code >= 0xac00 && code <= 0xd7a3;
    if (
      charset === 'euc-kr' ? hangul : charset.includes('jis') || charset === 'euc-jp' ? kana : COMMON_HAN.has(character)
    )
      typical += 1;
    else if (code >= 0x3000 && code <= 0x3002) typical += 0.5;
    else if (code >= 0xff61 && code <= 0xff9f) typical -= 0.5;
  }
  if (wide < 2) return 0;
  const share = typical / wide;
  return charset === 'gb18030' || charset === 'big5' ? (share > 0.12 ? Math.min(1, share * 3) : 0) : share;
}

function guessCyrillic(bytes: Uint8Array): DecodedText | null {
  let high = 0;
  let letters = 0;
  for (const byte of bytes) {
    if (byte >= 0xc0) high += 1;
    else if ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a)) letters += 1;
  }
  if (high < 4 || high < letters * 0.4) return null;
  const scored = ['windows-1251', 'koi8-r', 'iso-8859-5', 'cp866'].map((charset) => {
    const text = convert(bytes, charset);
    const lower = text.match(/[а-яё]/g)?.length ?? 0;
    const shouting = text.match(/[а-яё][А-ЯЁ]/g)?.length ?? 0;
    const common = text.match(/[оеаинтсрвл]/g)?.length ?? 0;
    return { text, charset, score: lower + common - 3 * shouting };
  });
  scored.sort((a, b) => b.score - a.score);
  const best = scored[0];
  return best && best.score > high * 0.8 ? { text: best.text, charset: best.charset, mislabelled: false } : null;
}

function looksLikeIso2022Jp(bytes: Uint8Array): boolean {
  for (let i = bytes.indexOf(0x1b); i >= 0; i = bytes.indexOf(0x1b, i + 1)) {
    const [a, b] = [bytes[i + 1], bytes[i + 2]];
    if ((a === 0x24 && (b === 0x42 || b === 0x40 || b === 0x28)) || (a === 0x28 && (b === 0x4a || b === 0x49)))
      return true;
  }
  return false;
}

/** ISO-2022-KR (RFC 1557): between SO and SI each byte is EUC-KR without its high bit. */
function decodeIso2022Kr(bytes: Uint8Array): string {
  const out: number[] = [];
  let shifted = false;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] ?? 0;
    if (byte === 0x1b && bytes[i + 1] === 0x24) i += 3;
    else if (byte === 0x0e) shifted = true;
    else if (byte === 0x0f) shifted = false;
    else out.push(shifted && byte > 0x20 ? byte | 0x80 : byte);
  }
  return new TextDecoder('euc-kr').decode(Uint8Array.from(out));
}

/** HZ (RFC 1843): between ~{ and ~} each byte is GB 2312 without its high bit. */
function decodeHz(bytes: Uint8Array): string {
  const out: number[] = [];
  let chinese = false;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] ?? 0;
    const next = bytes[i + 1];
    if (byte === 0x7e && (next === 0x7b || next === 0x7d || next === 0x7e || next === 0x0a)) {
      if (next === 0x7e) out.push(0x7e);
      else if (next !== 0x0a) chinese = next === 0x7b;
      i += 1;
    } else {
      if (byte === 0x0a) chinese = false;
      out.push(chinese && byte > 0x20 ? byte | 0x80 : byte);
    }
  }
  return new TextDecoder('gb18030').decode(Uint8Array.from(out));
}

function strict(bytes: Uint8Array, charset: string): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function convert(bytes: Uint8Array, charset: string): string {
  if (!iconv.encodingExists(charset)) return iconv.decode(Buffer.from(bytes), 'windows-1252');
  return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), charset);
}

function hasEightBit(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte > 0x7f);
}

function multibyteCount(bytes: Uint8Array): number {
  let leads = 0;
  for (let i = 0; i < bytes.length - 1; i += 1) {
    const byte = bytes[i] ?? 0;
    if (byte >= 0xc2 && byte <= 0xf4 && ((bytes[i + 1] ?? 0) & 0xc0) === 0x80) leads += 1;
  }
  return leads;
}

function ascii(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
