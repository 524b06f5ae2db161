import { DAEMON_SENDER } from './bounce-phrases.ts';
import type { ParsedMail } from '../parsing/parsed-mail.ts';

const ADDRESS =
  /(?<![A-Za-z0-9.!#$%&'*+/=?^_`{|}~-])[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+/g;

/** A line that names a failed address first: "<a@b>: …", "  a@b", "* a@b (reason)", "Recipient: <a@b>". */
const LISTED = new RegExp(
  String.raw`^[\s>*|•-]{0,20}(?:(?:smtp|recipient|recipient address|error-for|to)[: ]\s{0,10})?[<(]?(${ADDRESS.source})[>)]?\s{0,20}(?::|\(|\.{3}|$)`,
  'i',
);

/** The lines about each address a notice lists, so that each can have a reason of its own. */
export function listedSections(notice: string): Map<string, string> {
  const sections = new Map<string, string>();
  let current = '';
  for (const line of notice.split('\n')) {
    current = LISTED.exec(line)?.[1]?.toLowerCase() ?? current;
    if (current !== '') sections.set(current, `${sections.get(current) ?? ''}${line}\n`);
  }
  return sections;
}

/** The addresses a notice is about: from its headers, from those we wrote to, from its list, or the first it names. */
export function failedAddresses(mail: ParsedMail, notice: string): string[] {
  const header = (mail.headers['x-failed-recipients'] ?? []).flatMap((value) => value.match(ADDRESS) ?? []);
  if (header.length > 0) return unique(header);
  const reporter = (mail.from?.address ?? '').toLowerCase();
  const toUs = new Set([reporter, ...mail.to.map((entry) => entry.address.toLowerCase()), ...mail.deliveredTo]);
  const usable = (address: string): boolean =>
    !toUs.has(address.toLowerCase()) && !DAEMON_SENDER.test(address.split('@')[0] ?? '');
  const sentTo = unique(
    [
      ...(mail.returned?.to ?? []).map((entry) => entry.address),
      ...(mail.returned?.headers['cc'] ?? []).flatMap((value) => value.match(ADDRESS) ?? []),
    ].filter((address) => address.includes('@')),
  );
  const named = unique((notice.match(ADDRESS) ?? []).map((address) => address.replace(/^'|'$/g, '')).filter(usable));
  const known = new Set(sentTo);
  const both = named.filter((address) => known.has(address));
  if (both.length > 0) return both;
  const usableNames = new Set(named);
  const listed = [...listedSections(notice).keys()].filter((address) => usableNames.has(address));
  if (listed.length > 0) return listed;
  const [first] = named;
  if (first) return [first];
  return sentTo.slice(0, 1);
}

/** Addresses and hosts have dots of their own; patterns take a dot for the end of a sentence. */
export function withoutDots(text: string): string {
  return text.replace(ADDRESS, 'a@b').replace(/(?<=[A-Za-z0-9-])\.(?=[A-Za-z0-9])/g, '-');
}

function unique(addresses: readonly string[]): string[] {
  return [...new Set(addresses.map((address) => address.toLowerCase()))];
}
