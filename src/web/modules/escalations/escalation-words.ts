import type { Step, Trigger } from './escalations.data.ts';

type Say = (key: string, values?: Record<string, unknown>) => string;

/** Triggers in a few words, separated by dots. */
export function triggersWords(triggers: readonly Trigger[], t: Say): string {
  if (triggers.length === 0) return t('said.none');
  return triggers
    .map(({ on, n, days, words, vip }) =>
      on === 'value'
        ? [vip === true ? t('said.vip') : '', n === undefined ? '' : t('said.value', { n })].filter(Boolean).join(', ')
        : t(`said.${on}`, {
            n,
            days,
            words: (words ?? []).slice(0, 4).join(', ') + ((words ?? []).length > 4 ? ' …' : ''),
          }),
    )
    .join(' · ');
}

/** Whom a step calls. */
export function whomWords(
  step: Step,
  names: { people: ReadonlyMap<string, string>; rotas: ReadonlyMap<string, string> },
  t: Say,
): string {
  if (step.whom === 'role') return t(`settings:role.${step.role ?? 'lead'}`);
  if (step.whom === 'person') return names.people.get(step.userId ?? '') ?? t('whom.person');
  if (step.whom === 'on-call')
    return [t('whom.on-call'), names.rotas.get(step.rotaId ?? '')].filter(Boolean).join(': ');
  return t(`whom.${step.whom}`);
}

/** A span in the largest fitting unit, one decimal where it helps. */
export function secondsWords(seconds: number, t: Say): string {
  if (seconds < 90) return t('time.s', { n: Math.round(seconds) });
  if (seconds < 90 * 60) return t('time.min', { n: Math.round(seconds / 60) });
  return t('time.h', { n: Math.round(seconds / 360) / 10 });
}
