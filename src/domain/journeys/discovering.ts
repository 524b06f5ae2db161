import { isFreeMail } from '../customers/free-mail.ts';
import {
  addressing,
  anybodys,
  approaching,
  beginsNames,
  definite,
  doneBy,
  encounters,
  notPlaces,
  through,
  yours,
} from './mention-words.ts';

/** One text of one customer. */
export interface Said {
  readonly customerId: string;
  readonly text: string;
  /** The domain he writes from: his own addresses are no place of ours. */
  readonly domain?: string | null;
}

export const candidateKinds = ['mention', 'sender', 'link', 'form'] as const;
export type CandidateKind = (typeof candidateKinds)[number];

/** A place that customers speak of and nobody wrote down. */
export interface Candidate {
  readonly kind: CandidateKind;
  /** What it is known by: words in lower case, a host, an address. */
  readonly key: string;
  readonly name: string;
  readonly party: 'own' | 'partner' | 'public';
  readonly customers: number;
  readonly messages: number;
  /** How many times as often as any other word it stands where one meets something. */
  readonly lift: number;
  readonly examples: readonly string[];
}

export interface Known {
  /** Names and aliases of touchpoints there are, hosts and addresses included. */
  readonly names: readonly string[];
  /** Domains of the company. */
  readonly domains: readonly string[];
}

/** Fewer customers than this are an anecdote. */
export const fewestCustomers = 5;
/** … and than this share of all who wrote. */
const fewestShare = 0.006;
/** Of all its mentions, so many must be meetings. */
const leastMet = 0.5;
/** How sure it must be that it is met more than other words are, in standard errors. */
const leastSure = 3;
const mostExamples = 3;
const publicHosts =
  /(^|\.)(google|trustpilot|facebook|instagram|x|twitter|youtube|linkedin|tiktok|yelp|tripadvisor|reddit|amazon|ebay|capterra|g2)\.[a-z.]+$/;

/**
 * Finds places customers mention that nobody wrote down. A word (or two that always stand together) is proposed when
 * enough different customers meet it: "your courier", "in the app", "the fitter never came". Meeting is compared with
 * all other words of the same texts, so that what a company sells or what everybody writes about does not appear.
 * Addresses and hosts are taken as they stand. The most customers first.
 */
export function discoverTouchpoints(texts: readonly Said[], known: Known): Candidate[] {
  const customers = new Set(texts.map(({ customerId }) => customerId)).size;
  const fewest = Math.max(fewestCustomers, Math.ceil(customers * fewestShare));
  // a name that is known takes its words with it: beside "invoice portal" nobody needs "invoice"
  const taken = new Set(known.names.flatMap((name) => [normal(name), ...normal(name).split(/\s+/)]));
  return [...mentioned(texts, fewest, taken), ...addressed(texts, fewest, taken, known.domains)].toSorted(
    (one, two) => two.customers - one.customers || one.key.localeCompare(two.key),
  );
}

interface Tally {
  customers: Set<string>;
  messages: number;
  mentions: number;
  met: number;
  around: Set<string>;
  examples: string[];
}

function tallyIn(all: Map<string, Tally>, key: string): Tally {
  const found = all.get(key);
  if (found !== undefined) return found;
  const made = {
    customers: new Set<string>(),
    messages: 0,
    mentions: 0,
    met: 0,
    around: new Set<string>(),
    examples: [],
  };
  all.set(key, made);
  return made;
}

function mentioned(texts: readonly Said[], fewest: number, taken: ReadonlySet<string>): Candidate[] {
  const tallies = new Map<string, Tally>();
  let [mentions, met] = [0, 0];
  for (const { customerId, text } of texts) {
    const here = new Set<string>();
    for (const sentence of sentencesOf(text)) {
      const words =
        sentence.match(/\p{L}[\p{L}\p{N}'’-]*/gu)?.map((word) => word.toLowerCase().replaceAll("'", '’')) ?? [];
      words.forEach((word, place) => {
        for (const length of [1, 2]) {
          if (!isContent(word) && (length === 1 || !beginsNames.has(word))) continue;
          const second = words[place + 1];
          if (length === 2 && (second === undefined || !isContent(second) || encounters.has(second))) continue;
          const key = length === 1 ? word : `${word} ${second}`;
          const meeting = isMet(words, place, length);
          const tally = tallyIn(tallies, key);
          tally.mentions += 1;
          if (meeting) tally.met += 1;
          if (length === 1) {
            mentions += 1;
            if (meeting) met += 1;
          }
          tally.around.add(`${words[place - 2] ?? ''} ${words[place - 1] ?? ''} ${words[place + length] ?? ''}`);
          if (here.has(key)) continue;
          here.add(key);
          tally.messages += 1;
          if (!tally.customers.has(customerId) && meeting && tally.examples.length < mostExamples)
            tally.examples.push(sentence.trim().slice(0, 200));
          tally.customers.add(customerId);
        }
      });
    }
  }
  const usual = mentions === 0 ? 0 : met / mentions;
  const strong = [...tallies].filter(([key, each]) => stands(each, usual, fewest) && !isTaken(key, taken));
  // two words that always stand together are one name; its parts alone are not proposed
  const pairs = strong.filter(
    ([key, { mentions: together }]) =>
      key.includes(' ') && key.split(' ').some((part) => together >= 0.6 * (tallies.get(part)?.mentions ?? Infinity)),
  );
  const parts = new Set(pairs.flatMap(([key]) => key.split(' ')));
  return [...pairs, ...strong.filter(([key]) => !key.includes(' ') && !parts.has(key))].map(([key, each]) => ({
    kind: 'mention',
    key,
    name: key.charAt(0).toUpperCase() + key.slice(1),
    party: 'own',
    customers: each.customers.size,
    messages: each.messages,
    lift: Math.round((each.met / each.mentions / usual) * 10) / 10,
    examples: each.examples,
  }));
}

function stands(tally: Tally, usual: number, fewest: number): boolean {
  if (tally.customers.size < fewest || tally.met < leastMet * tally.mentions || tally.around.size < 4) return false;
  const spread = Math.sqrt(tally.mentions * usual * (1 - usual));
  return tally.met - tally.mentions * usual >= leastSure * spread;
}

/** Whether the words at a place are met there: ours, gone through, or doing something to the customer. */
function isMet(words: readonly string[], place: number, length: number): boolean {
  const before = words[place - 1] ?? '';
  if (anybodys.has(before)) return false;
  if (yours.has(before)) return true;
  if (!definite.has(before)) return false;
  const [how, done] = [words[place - 2] ?? '', words[place - 3] ?? ''];
  if (how === 'to') return approaching.has(done);
  if (how === 'by') return doneBy.has(done) || done.endsWith('ed');
  return through.has(how) || addressing.has(how) || encounters.has(words[place + length] ?? '');
}

function isContent(word: string): boolean {
  return word.length > 2 && ![notPlaces, yours, definite, anybodys, through].some((set) => set.has(word));
}

function isTaken(key: string, taken: ReadonlySet<string>): boolean {
  return taken.has(normal(key)) || key.split(' ').some((part) => taken.has(normal(part)));
}

function addressed(
  texts: readonly Said[],
  fewest: number,
  taken: ReadonlySet<string>,
  domains: readonly string[],
): Candidate[] {
  const found = new Map<string, Tally>();
  for (const { customerId, text, domain } of texts) {
    const here = new Set<string>();
    for (const [, address, host] of text.matchAll(/\b([\w.+-]{1,64}@((?:[a-z0-9-]+\.)+[a-z]{2,24}))\b/giu))
      if (host!.toLowerCase() !== domain && !isFreeMail(host!.toLowerCase()))
        here.add(`sender ${address!.toLowerCase()}`);
    for (const [, host] of text.matchAll(/\bhttps?:\/\/(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,24})/giu))
      if (host!.toLowerCase() !== domain) here.add(`link ${host!.toLowerCase()}`);
    for (const key of here) {
      const tally = tallyIn(found, key);
      tally.messages += 1;
      const value = key.slice(key.indexOf(' ') + 1);
      if (!tally.customers.has(customerId) && tally.examples.length < mostExamples)
        tally.examples.push(
          sentencesOf(text)
            .find((one) => one.toLowerCase().includes(value))
            ?.trim()
            .slice(0, 200) ?? value,
        );
      tally.customers.add(customerId);
    }
  }
  return [...found].flatMap(([key, each]): Candidate[] => {
    const kind = key.startsWith('sender') ? 'sender' : 'link';
    const value = key.slice(kind.length + 1);
    const host = value.slice(value.indexOf('@') + 1);
    if (each.customers.size < fewest || taken.has(normal(value))) return [];
    const own = domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
    return [
      {
        kind,
        key: value,
        name: value,
        party: own ? 'own' : publicHosts.test(host) ? 'public' : 'partner',
        customers: each.customers.size,
        messages: each.messages,
        lift: 1,
        examples: each.examples,
      },
    ];
  });
}

/** Sentences; an address is not cut at its dots. Quoted lines are somebody else's words. */
function sentencesOf(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => !line.startsWith('>'))
    .flatMap((line) => line.split(/[!?;:()]\s+|[.,](?=\s|$)/u))
    .filter((sentence) => sentence.trim() !== '');
}

function normal(name: string): string {
  return name.trim().toLowerCase();
}
