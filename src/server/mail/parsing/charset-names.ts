import iconv from 'iconv-lite';

/** Labels seen in real mail, mapped to the superset that decodes them without loss (WHATWG Encoding, RFC 1557, RFC 1843). */
const ALIASES: Record<string, string> = {
  '': 'none',
  '8bit': 'none',
  '7bit': 'ascii',
  default: 'none',
  'default-charset': 'none',
  unknown: 'none',
  'unknown-8bit': 'none',
  'x-unknown': 'none',
  'x-user-defined': 'none',
  _autodetect: 'none',
  _autodetect_all: 'none',
  binary: 'none',
  ascii: 'ascii',
  'us-ascii': 'ascii',
  usascii: 'ascii',
  us: 'ascii',
  'ansi_x3.4-1968': 'ascii',
  'iso646-us': 'ascii',
  utf8: 'utf-8',
  utf: 'utf-8',
  'utf-8mb4': 'utf-8',
  'x-utf-8': 'utf-8',
  'unicode-1-1-utf-8': 'utf-8',
  'utf-8-sig': 'utf-8',
  'unicode-1-1-utf-7': 'utf-7',
  utf7: 'utf-7',
  'x-unicode-2-0-utf-7': 'utf-7',
  'iso-8859-1': 'windows-1252',
  'iso8859-1': 'windows-1252',
  'iso_8859-1': 'windows-1252',
  'iso-8859-1-windows-3.1-latin-1': 'windows-1252',
  iso88591: 'windows-1252',
  latin1: 'windows-1252',
  'latin-1': 'windows-1252',
  l1: 'windows-1252',
  ansi: 'windows-1252',
  latin2: 'iso-8859-2',
  'iso-8859-9': 'windows-1254',
  'iso8859-9': 'windows-1254',
  'iso-8859-8-i': 'iso-8859-8',
  'iso-8859-8-e': 'iso-8859-8',
  'iso-8859-6-i': 'iso-8859-6',
  'iso-8859-6-e': 'iso-8859-6',
  'iso-8859-11': 'windows-874',
  'tis-620': 'windows-874',
  gb2312: 'gb18030',
  'gb_2312-80': 'gb18030',
  gb_2312: 'gb18030',
  'x-gb2312': 'gb18030',
  gbk: 'gb18030',
  'x-gbk': 'gb18030',
  cp936: 'gb18030',
  'windows-936': 'gb18030',
  'euc-cn': 'gb18030',
  chinesebig5: 'big5',
  'x-x-big5': 'big5',
  'big5-hkscs': 'big5-hkscs',
  cp950: 'big5',
  'ks_c_5601-1987': 'euc-kr',
  'ks_c_5601-1989': 'euc-kr',
  ks_c_5601: 'euc-kr',
  ksc5601: 'euc-kr',
  ksc_5601: 'euc-kr',
  'ks-c-5601': 'euc-kr',
  cp949: 'euc-kr',
  'windows-949': 'euc-kr',
  uhc: 'euc-kr',
  sjis: 'shift_jis',
  'shift-jis': 'shift_jis',
  'x-sjis': 'shift_jis',
  ms_kanji: 'shift_jis',
  'windows-31j': 'shift_jis',
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-3': 'iso-2022-jp',
  'iso-2022-jp-2004': 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  cp50220: 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
  jis: 'iso-2022-jp',
  'x-euc-jp': 'euc-jp',
  eucjp: 'euc-jp',
  'x-euc': 'euc-jp',
  koi8: 'koi8-r',
  'koi-8': 'koi8-r',
  koi8r: 'koi8-r',
  'x-mac-roman': 'macintosh',
  macroman: 'macintosh',
  mac: 'macintosh',
  'x-mac-cyrillic': 'maccyrillic',
  'x-mac-ce': 'maccenteuro',
  'hz-gb-2312': 'hz',
};

/** Charsets that the platform's own decoder reads best. */
export const WHATWG_MULTIBYTE = new Set(['gb18030', 'big5', 'euc-kr', 'shift_jis', 'iso-2022-jp', 'euc-jp']);

/** The canonical name of a charset label as found in mail; 'none' when it says nothing, null when nobody knows it. */
export function canonicalCharset(label: string | null | undefined): string | null {
  const clean = (label ?? '')
    .toLowerCase()
    .replace(/^charset=/, '')
    .replace(/["'\s;]/g, '');
  const alias = ALIASES[clean];
  if (alias) return alias;
  const page = /^(?:x-)?(?:windows|win|cp|ibm|ms|microsoft-cp)?[-_]?(\d{3,4})$/.exec(clean)?.[1];
  if (page) {
    const named = ALIASES[`cp${page}`] ?? (page.startsWith('125') ? `windows-${page}` : `cp${page}`);
    return iconv.encodingExists(named) || WHATWG_MULTIBYTE.has(named) ? named : null;
  }
  const latin = /^(?:iso|8859|iso8859|iso-?8859|iso_8859)[-_]?(?:8859)?[-_:]?(\d{1,2})(?:[-:].*)?$/.exec(clean)?.[1];
  if (latin) return ALIASES[`iso-8859-${latin}`] ?? `iso-8859-${latin}`;
  if (/^utf-?8/.test(clean)) return 'utf-8';
  if (clean === 'utf-7' || clean === 'iso-2022-kr' || WHATWG_MULTIBYTE.has(clean)) return clean;
  return iconv.encodingExists(clean) ? clean : null;
}
