import { useTranslation } from 'react-i18next';
import type { Explanation } from '../../../contract/calendars.ts';
import { durationWords } from '../../ui/time-words.ts';
import { wallOfInstant } from '../../wall-time.ts';

type Note = Explanation['days'][number]['notes'][number];

/** Sentences for what is to be said of a day; a plain closed day says so on its line and needs none. */
export function useNoteWords(zone: string): (note: Note) => string[] {
  const { t } = useTranslation('cases');
  return ({ code, values }) => {
    if (code === 'closed') return [];
    const span = (milliseconds: unknown) => {
      const { key, values: numbers } = durationWords(Number(milliseconds));
      return t(`web:${key}`, numbers);
    };
    const told: Record<string, unknown> = { ...values };
    if (typeof values['at'] === 'string') told['at'] = wallOfInstant(new Date(values['at']), zone).slice(11);
    if (values['milliseconds'] !== undefined) told['time'] = span(values['milliseconds']);
    if (typeof values['reason'] === 'string') {
      told['reason'] = t(`promise.reasons.${values['reason']}`, { defaultValue: values['reason'] });
    }
    if (code === 'paused') {
      return [t(values['reason'] === '' ? 'promise.note.paused' : 'promise.note.pausedBecause', told)];
    }
    if (code === 'clocks_forward' || code === 'clocks_back') {
      const change = values['changesOpenTime'] === true ? 'promise.note.clocksMatter' : 'promise.note.clocksNothing';
      return [`${t(`promise.note.${code}`, told)} ${t(change)}`];
    }
    return [t(`promise.note.${code}`, told)];
  };
}
