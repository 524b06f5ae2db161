/** The engine: what happened, which rules listen, whether they match, what they do. Exactly once per event. */
import { sql } from 'kysely';
import { decide } from '../../../domain/rules/deciding.ts';
import { chainOf, guardAgainst } from '../../../domain/rules/guarding.ts';
import { type RuleEvent, ruleEvents } from '../../../domain/rules/words.ts';
import type { WritingContext } from '../../context.ts';
import type { KeptEvent } from '../../store/events.ts';
import { record } from '../../store/events.ts';
import type { Subscription } from '../../store/subscriptions.ts';
import { act, describe } from './acting.ts';
import { setClocks } from './clocks.ts';
import { factsOf, type Happening, readKnownCases } from './knowing.ts';
import { namesIn } from './naming.ts';
import { countActs, hasRun, insertRun, listActingRules, type RuleRow, updateRule } from './queries.ts';

/** After so many failures in a row a rule is set aside until a person looks. */
const mostFailures = 5;
const hour = 3_600_000;

const eventOfType = new Map<string, RuleEvent>(
  Object.entries(ruleEvents).map(([name, type]) => [type, name as RuleEvent]),
);

/** Rules read the log like every other room: in commit order, effects and checkpoint in one transaction. */
export const runRules: Subscription = {
  name: 'rules',
  types: Object.values(ruleEvents),
  handle: async (ctx, events) => {
    const rules = await listActingRules(ctx.trx);
    if (rules.length === 0) return;
    await setClocks(ctx, rules, events);
    for (const event of events) await runEvent(ctx, rules, event);
  },
};

async function runEvent(ctx: WritingContext, rules: readonly RuleRow[], event: KeptEvent): Promise<void> {
  const name = eventOfType.get(event.type);
  const caseId = event.data['caseId'];
  if (name === undefined || typeof caseId !== 'string') return;
  const listening = rules.filter(
    (rule) => rule.definition.when.event === name && rule.active_since !== null && rule.active_since <= event.at,
  );
  if (listening.length > 0) await runRulesOn({ ...ctx, now: event.at }, listening, caseId, event);
}

/** Lets rules look at a case, one after the other: each sees what the one before it did. */
export async function runRulesOn(
  ctx: WritingContext,
  rules: readonly RuleRow[],
  caseId: string,
  event: (Happening & { id: number | null }) | undefined,
): Promise<void> {
  const chain = event === undefined ? [] : chainOf(event.data);
  for (const rule of rules) {
    if (event?.id != null && (await hasRun(ctx.trx, rule.id, event.id, caseId))) continue;
    const went = await runOne(ctx, rule, caseId, event, chain);
    if (went && rule.definition.actions.some((action) => action.do === 'stop')) return;
  }
}

/** @returns whether the rule acted */
async function runOne(
  ctx: WritingContext,
  rule: RuleRow,
  caseId: string,
  event: (Happening & { id: number | null }) | undefined,
  chain: readonly string[],
): Promise<boolean> {
  const found = (await readKnownCases(ctx.trx, [caseId], ctx.now)).get(caseId);
  if (found === undefined) return false;
  const facts = await factsOf(ctx.trx, found, event, ctx.now);
  const { holds, reasons } = decide(rule.definition.if, facts);
  const run = {
    rule_id: rule.id,
    version: rule.version,
    case_id: caseId,
    event_id: event?.id ?? null,
    at: ctx.now,
    reasons,
  };
  if (!holds) {
    await insertRun(ctx.trx, { ...run, outcome: 'no-match', done: [], problem: null });
    return false;
  }
  const acts = await countActs(ctx.trx, rule.id, caseId, new Date(ctx.now.getTime() - hour));
  const guarded = guardAgainst(rule.id, chain, acts);
  if (guarded !== undefined) {
    await insertRun(ctx.trx, { ...run, outcome: 'guarded', done: [], problem: guarded });
    return false;
  }
  const { names, language } = await namesIn(ctx.trx, [rule.definition]);
  const mailClass = typeof facts.now['mailClass'] === 'string' ? facts.now['mailClass'] : null;
  const acting = { rule, language, names, mailClass };
  const own: WritingContext = {
    ...ctx,
    actor: { kind: 'system', name: `“${rule.name}”`, id: rule.id, chain: [...chain, rule.id] },
  };
  const done: string[] = [];
  await sql`savepoint rule`.execute(ctx.trx);
  try {
    for (const action of rule.definition.actions) {
      // what an action before changed (a tag, a team) the next one must know
      const now = (await readKnownCases(ctx.trx, [caseId], ctx.now)).get(caseId)!;
      await act(own, action, now, acting);
      done.push(describe(action, acting));
    }
    await record(own, 'rules.acted', caseId, { caseId, ruleId: rule.id, rule: rule.name, version: rule.version });
    await sql`release savepoint rule`.execute(ctx.trx);
  } catch (error) {
    await sql`rollback to savepoint rule`.execute(ctx.trx);
    await noteFailure(ctx, rule, run, error);
    return false;
  }
  await insertRun(ctx.trx, { ...run, outcome: 'did', done, problem: null });
  if (rule.failures > 0) {
    rule.failures = 0;
    await updateRule(ctx.trx, rule.id, { failures: 0 });
  }
  return true;
}

/** One that fails blocks no other; one that keeps failing rests until a person looks. */
async function noteFailure(
  ctx: WritingContext,
  rule: RuleRow,
  run: Omit<Parameters<typeof insertRun>[1], 'outcome' | 'done' | 'problem'>,
  error: unknown,
): Promise<void> {
  const problem = (error instanceof Error ? error.message : String(error)).slice(0, 1000);
  await insertRun(ctx.trx, { ...run, outcome: 'failed', done: [], problem });
  rule.failures++;
  const rests = rule.failures >= mostFailures;
  await updateRule(ctx.trx, rule.id, {
    failures: rule.failures,
    ...(rests ? { set_aside_at: ctx.now, set_aside_because: problem } : {}),
  });
  if (rests) await record(ctx, 'rules.set-aside', rule.id, { ruleId: rule.id, name: rule.name, because: problem });
}
