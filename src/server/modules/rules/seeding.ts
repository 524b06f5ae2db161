import type { RuleDefinition } from '../../../domain/rules/words.ts';
import { say } from '../../catalogue.ts';
import type { WritingContext } from '../../context.ts';
import { newId } from '../../store/identity.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { findLastPosition, insertRule, insertVersion } from './queries.ts';

/** A few good rules, all of them off: somebody reads them, tries them on past cases and switches them on. */
const shipped: Readonly<Record<string, (words: (key: string) => string) => RuleDefinition>> = {
  'promise-at-risk': (words) => ({
    when: { event: 'promise-at-risk' },
    if: { match: 'all', conditions: [{ field: 'assignee', op: 'set' }] },
    actions: [{ do: 'notify', assignee: true, text: words('text') }],
  }),
  'promise-broken': (words) => ({
    when: { event: 'promise-broken' },
    if: { match: 'all', conditions: [{ field: 'priority', op: 'none-of', value: ['high', 'urgent'] }] },
    actions: [
      { do: 'set', field: 'priority', value: 'high' },
      { do: 'note', text: words('text') },
    ],
  }),
  'visitor-overdue': (words) => ({
    when: { event: 'visitor-overdue' },
    if: { match: 'all', conditions: [{ field: 'visitorOverdue', op: 'is', value: true }] },
    actions: [{ do: 'route' }, { do: 'notify', assignee: true, text: words('text') }],
  }),
  'complaint-first': () => ({
    when: { event: 'opened' },
    if: {
      match: 'all',
      conditions: [
        { field: 'kind', op: 'is', value: 'complaint' },
        { field: 'priority', op: 'one-of', value: ['low', 'normal'] },
      ],
    },
    actions: [{ do: 'set', field: 'priority', value: 'high' }],
  }),
  'opened-again': () => ({
    when: { event: 'reopened' },
    if: { match: 'all', conditions: [{ field: 'reopened', op: 'at-least', value: 2 }] },
    actions: [{ do: 'tags', add: ['opened-again'] }],
  }),
  'low-rating': (words) => ({
    when: { event: 'answer-given' },
    if: {
      match: 'any',
      conditions: [
        { field: 'rating', op: 'at-most', value: 2 },
        { field: 'solved', op: 'is', value: false },
      ],
    },
    actions: [{ do: 'note', text: words('text') }],
  }),
  'quiet-customer': (words) => ({
    when: { since: 'replied', hours: 24, clock: 'business' },
    if: {
      match: 'all',
      conditions: [
        { field: 'state', op: 'is', value: 'waiting' },
        { field: 'tags', op: 'has-not', value: 'reminded' },
      ],
    },
    actions: [
      { do: 'reply', text: words('text') },
      { do: 'tags', add: ['reminded'] },
    ],
  }),
};

/** When a company has been set up it finds them in its settings; those that exist are left as they are. */
export const ruleSeeds: Subscription = {
  name: 'rules.seeds',
  types: ['people.company-set-up'],
  handle: async (ctx, events) => {
    for (const event of events) await seedRules(ctx, String(event.data['language'] ?? 'en'));
  },
};

async function seedRules(ctx: WritingContext, language: string): Promise<void> {
  for (const [key, make] of Object.entries(shipped)) {
    const definition = make((word) => say(language, 'rules', `shipped.${key}.${word}`));
    const id = newId();
    const name = say(language, 'rules', `shipped.${key}.name`);
    const position = (await findLastPosition(ctx.trx)) + 1;
    const row = { id, name, position, active: false, definition, active_since: null, shipped: key };
    const made = await insertRule(ctx.trx, { ...row, changed_by: 'Kept', changed_at: ctx.now });
    if (made === undefined) continue;
    await insertVersion(ctx.trx, {
      rule_id: id,
      version: 1,
      name,
      active: false,
      definition,
      changed_by: 'Kept',
      changed_by_id: null,
      at: ctx.now,
    });
  }
}
