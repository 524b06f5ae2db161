import type { MacroAction, MacroConditions } from '../../../contract/cases-macros.ts';
import type { MacroTextUse } from '../../../domain/cases/macros.ts';
import type { Language } from '../../../domain/languages.ts';

/** A macro that Kept brings along; its words lie in the catalogue under `macros:seed.<key>`. */
export interface MacroSeed {
  key: 'details' | 'fixed' | 'later' | 'thanks' | 'apology' | 'handover';
  shortcut: Readonly<Partial<Record<Language, string>>> & { en: string };
  textUse: MacroTextUse;
  actions: readonly MacroAction[];
  conditions: MacroConditions;
}

/** A few that most desks need on the first day. */
export const macroSeeds: readonly MacroSeed[] = [
  {
    key: 'details',
    shortcut: { en: 'details', de: 'angaben' },
    textUse: 'insert',
    actions: [
      { do: 'assign', assigneeId: 'me' },
      { do: 'state', state: 'waiting' },
    ],
    conditions: {},
  },
  {
    key: 'fixed',
    shortcut: { en: 'fixed', de: 'behoben' },
    textUse: 'insert',
    actions: [{ do: 'close' }],
    conditions: { kinds: ['incident', 'complaint', 'request'] },
  },
  {
    key: 'later',
    shortcut: { en: 'later', de: 'spaeter' },
    textUse: 'insert',
    actions: [
      { do: 'assign', assigneeId: 'me' },
      { do: 'promise', what: '', hours: 24 },
    ],
    conditions: {},
  },
  {
    key: 'apology',
    shortcut: { en: 'sorry', de: 'entschuldigung' },
    textUse: 'insert',
    actions: [
      { do: 'kind', kind: 'complaint' },
      { do: 'priority', priority: 'high' },
      { do: 'assign', assigneeId: 'me' },
    ],
    conditions: {},
  },
  {
    key: 'thanks',
    shortcut: { en: 'thanks', de: 'danke' },
    textUse: 'insert',
    actions: [{ do: 'kind', kind: 'compliment' }, { do: 'close' }],
    conditions: { kinds: ['compliment', 'question'] },
  },
  {
    key: 'handover',
    shortcut: { en: 'handover', de: 'uebergabe' },
    textUse: 'note',
    actions: [{ do: 'assign', assigneeId: null }, { do: 'follow' }],
    conditions: {},
  },
];
