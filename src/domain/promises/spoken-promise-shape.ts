/**
 * The shape of what is promised: its first four words, small, without names, numbers and signs. Two sentences of one shape
 * are the same habit of a writer ("keep an eye on"), so what he says of one may be learned for the other.
 */
export function spokenShape(what: string): string {
  return what
    .toLowerCase()
    .replaceAll(/[\d.,:;!?"'()#/-]+/gu, ' ')
    .trim()
    .split(/\s+/u)
    .slice(0, 4)
    .join(' ');
}
