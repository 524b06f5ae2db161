import { isSigned, sign } from '../signing.ts';

/** A file as it is to be served: under which name, as what, and whether a browser may show it in the page. */
export interface FileAddress {
  sha256: string;
  name: string;
  contentType: string;
  inline: boolean;
}

/** Addresses stay the same for this long, so that browsers can cache pictures. */
const step = 6 * 3_600_000;
const validFor = 2 * step;

const purpose = 'file';

/**
 * A signed address of a file below our own, good for 6 to 12 hours after `now`. Whoever has it may read the file: it is
 * given only to those who may see the message that it belongs to.
 */
export function signFileAddress(secret: string, file: FileAddress, now: Date): string {
  const until = Math.floor(now.getTime() / step) * step + validFor;
  const query = new URLSearchParams({
    name: file.name,
    type: file.contentType,
    ...(file.inline ? { inline: '1' } : {}),
    until: String(until / 1000),
  });
  query.set('key', sign(secret, purpose, textOf(file, until / 1000)));
  return `/files/${file.sha256}?${query.toString()}`;
}

/** The file that an address names; undefined when it is forged, altered or expired. */
export function readFileAddress(
  secret: string,
  sha256: string,
  query: Readonly<Record<string, unknown>>,
  now: Date,
): FileAddress | undefined {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : '');
  const file = { sha256, name: text('name'), contentType: text('type'), inline: text('inline') === '1' };
  const until = Number(text('until'));
  if (!isSigned(secret, purpose, textOf(file, until), text('key'))) return undefined;
  return until * 1000 > now.getTime() ? file : undefined;
}

function textOf(file: FileAddress, until: number): string {
  return [file.sha256, file.name, file.contentType, String(file.inline), String(until)].join('\0');
}
