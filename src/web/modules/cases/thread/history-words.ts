import type * as contract from '../../../../contract/cases-history.ts';
import type { ReplyOf } from '../../../../contract/route.ts';

export type CaseEvent = ReplyOf<typeof contract.readHistory>['items'][number];

type Say = (key: string, values?: Record<string, unknown>) => string;

/** Messages and promises stand in the conversation themselves; what is left is told as one line each. */
const toldElsewhere =
  /^(?:cases\.(?:opened|customer-wrote|replied|noted|told-parties|party-wrote|felt|visitor-waits)|words\.|chat\.started$|promises\.|moments\.|channels\.)/;

/** Whether an event belongs in the folded lines. */
export function isDeed(event: CaseEvent): boolean {
  return !toldElsewhere.test(event.type);
}

/** An event as a sentence without its actor: "priority: high", "closed". Names come from the maps of ids that are known. */
export function deedWords(event: CaseEvent, names: ReadonlyMap<string, string>, t: Say): string {
  const { type, data } = event;
  if (type === 'cases.changed') {
    const after = (data['after'] ?? {}) as Record<string, unknown>;
    return Object.entries(after)
      .map(([key, value]) => t(`deed.${key}`, { value: valueWords(key, value, names, t), defaultValue: key }))
      .join(', ');
  }
  const short = type.replace(/^cases\./, '');
  // what has no words of its own is a change all the same; the name of an event is nobody's word
  return t(`deed.${short}`, { ...data, defaultValue: t('deed.changed') });
}

function valueWords(key: string, value: unknown, names: ReadonlyMap<string, string>, t: Say): string {
  if (value === null || value === undefined || value === '') return t('deed.nobody');
  if (key === 'fields') return fieldWords(value as Record<string, unknown>, t);
  if (Array.isArray(value)) return value.length === 0 ? t('deed.nothing') : value.join(', ');
  const word = String(value as string | number);
  if (key === 'state') return t(`state.${word}`, { defaultValue: word });
  if (key === 'priority' || key === 'kind') return t(`${key}.${word}`, { defaultValue: word });
  return names.get(word) ?? word;
}

/** What own fields hold now: their keys, which name them for ever, and the value; a dash where it was taken away. */
function fieldWords(values: Record<string, unknown>, t: Say): string {
  return Object.entries(values)
    .map(([key, value]) => `${key.replaceAll('_', ' ')} ${value === null ? '–' : valueWords('', value, new Map(), t)}`)
    .join('; ');
}
