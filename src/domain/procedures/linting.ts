import type { ProcedureContent, Step } from './steps.ts';

/** What stands in the way of a step being understood and done. `stops`: it cannot be published like this. */
export interface Finding {
  stepKey: string | null;
  code:
    | 'no-steps'
    | 'no-title'
    | 'same-key'
    | 'no-parent'
    | 'leads-nowhere'
    | 'leads-back'
    | 'one-choice'
    | 'no-responsible'
    | 'nobody-there'
    | 'unclear-done'
    | 'no-customer-words';
  stops: boolean;
}

/** Words that say nothing about how one sees that a step is done. */
const empty = /^(done|ok|okay|yes|fertig|erledigt|hecho|fait|feito|when done|if done|wenn erledigt|n\/a|-+|\.+)[.!]?$/i;

/**
 * Looks for what people will stumble over, never for "too many" steps: a step with an unclear end, without somebody
 * responsible or with nobody who could be, and without a word for the customer.
 * @param staffing how many active people may act as each responsible that is named
 */
export function lint(content: ProcedureContent, staffing: ReadonlyMap<string, number>): Finding[] {
  const findings: Finding[] = [];
  const { steps } = content;
  if (steps.length === 0) findings.push({ stepKey: null, code: 'no-steps', stops: true });
  const keys = new Set<string>();
  steps.forEach((step, place) => {
    const find = (code: Finding['code'], stops: boolean) => findings.push({ stepKey: step.key, code, stops });
    if (step.key === 'end' || keys.has(step.key)) find('same-key', true);
    keys.add(step.key);
    if (step.title.trim() === '') find('no-title', true);
    if (step.under !== null && !isMain(steps.slice(0, place), step.under)) find('no-parent', true);
    for (const code of wrongTurns(steps, step, place)) find(code, true);
    if (step.responsible === '') find('no-responsible', false);
    else if ((staffing.get(step.responsible) ?? 0) === 0) find('nobody-there', false);
    if (step.doneWhen.trim().length < 4 || empty.test(step.doneWhen.trim())) find('unclear-done', false);
    if (step.under === null && !step.behindTheScenes && step.customerWords.trim() === '')
      find('no-customer-words', false);
  });
  return findings;
}

function isMain(before: readonly Step[], key: string): boolean {
  return before.some((step) => step.key === key && step.under === null);
}

function wrongTurns(steps: readonly Step[], step: Step, place: number): Finding['code'][] {
  const codes = new Set<Finding['code']>();
  if (step.choices.length === 1) codes.add('one-choice');
  for (const { next } of step.choices) {
    if (next === null || next === 'end') continue;
    const target = steps.findIndex((one) => one.key === next && one.under === null);
    if (target === -1) codes.add('leads-nowhere');
    else if (target <= place) codes.add('leads-back');
  }
  return [...codes];
}
