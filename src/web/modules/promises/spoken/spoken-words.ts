import type { SpokenPromise } from '../../../../domain/promises/spoken-promise.ts';
import type { KeptPromise } from './spoken.data.ts';

/** A promise in a draft, whoever recognised it. */
export interface DraftPromise extends Pick<SpokenPromise, 'quote' | 'what' | 'condition' | 'strength'> {
  readonly due: { readonly at: Date } | null;
  /** Only the assistant saw it; `pleaseCheck`: its hour is a reading that somebody should look at. */
  readonly byAssistant?: boolean;
  readonly pleaseCheck?: boolean;
}

/** What the assistant found while its words still stand, without what the grammar finds by now. */
export function stillFound(
  more: readonly DraftPromise[],
  ours: readonly DraftPromise[],
  text: string,
): readonly DraftPromise[] {
  const words = (of: string) => of.replaceAll(/\s+/gu, ' ').trim();
  const now = words(text);
  return more.filter((one) => {
    const quote = words(one.quote);
    return (
      now.includes(quote) &&
      !ours.some((other) => words(other.quote).includes(quote) || quote.includes(words(other.quote)))
    );
  });
}

/** The words of a draft as plain text, one line a block, quotations marked as such. */
export function draftText(html: string): string {
  const box = new DOMParser().parseFromString(html, 'text/html');
  for (const quote of box.querySelectorAll('blockquote')) quote.replaceWith('\n');
  for (const line of box.querySelectorAll('br')) line.replaceWith('\n');
  for (const block of box.querySelectorAll('p, div, li, h1, h2, h3, pre')) block.append('\n');
  return box.body.textContent ?? '';
}

/** The calendar by which what is promised in a case is counted: that of its team, else the usual one; as the server chooses it. */
export function calendarOfTeam<C extends { id: string; isDefault: boolean }>(
  calendars: readonly C[],
  teams: readonly { id: string; calendarId: string | null }[],
  teamId: string | null,
): C | undefined {
  const ofTeam = teams.find(({ id }) => id === teamId)?.calendarId;
  return calendars.find(({ id }) => id === ofTeam) ?? calendars.find(({ isDefault }) => isDefault);
}

/** Which promise of a draft this is, while its sentence is still being typed. */
export function spokenKey(promise: { what: string; due: { readonly at: Date } | null }): string {
  return `${promise.what}\u0000${promise.due?.at.toISOString().slice(0, 16) ?? ''}`;
}

/** What is promised with what it depends on, as one line for the ledger. */
export function spokenLine(what: string, condition: string | null): string {
  const line = condition === null ? what : `${what} (${condition})`;
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}

/** The confirmed promises whose sentence still stands, with its present wording; a sentence that went takes its promise along. */
export function stillSaid(kept: readonly KeptPromise[], found: readonly DraftPromise[]): readonly KeptPromise[] {
  const byKey = new Map(found.map((promise) => [spokenKey(promise), promise.quote]));
  const left = kept.flatMap((promise) => {
    const quote = byKey.get(promise.key)?.slice(0, 1000);
    if (quote === undefined) return [];
    return quote === promise.quote ? [promise] : [{ ...promise, quote }];
  });
  return left.length === kept.length && left.every((promise, index) => promise === kept[index]) ? kept : left;
}
