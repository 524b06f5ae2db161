import { asSystem, type Context, transact } from '../../context.ts';
import { clockRecord } from './clock-record.ts';
import { addFact, openLedger, saveLedger, settle } from './ledger.ts';
import { holdOpenPromises } from './ledger-queries.ts';

/**
 * Ends what was promised to people who are being forgotten, or in cases whose words go: there is nobody left to keep it to, and it
 * must not break in silence for nobody. It stays in the ledger as withdrawn because of that. Done twice, it does nothing more.
 */
export function withdrawErased(
  ctx: Context,
  of: { customerIds: readonly string[]; caseIds: readonly string[] },
): Promise<void> {
  return transact(asSystem(ctx, 'privacy'), async (ctx) => {
    const ledger = await openLedger(ctx.trx, await holdOpenPromises(ctx.trx, of));
    for (const entry of ledger.entries.values()) {
      // forgetting goes on, whatever has become of a history
      if (clockRecord(entry.facts, ledger.calendars) === null) continue;
      addFact(ledger, entry, 'withdrawn', ctx.now, null, { reason: 'erased' });
      settle(ledger, entry, ctx.now);
    }
    await saveLedger(ctx, ledger);
  });
}
