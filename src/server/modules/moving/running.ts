import { sql } from 'kysely';
import type { ImportMapping } from '../../../contract/moving-in.ts';
import { type Context, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { mergeImported, passNumber } from '../cases/index.ts';
import { importOrganisations, importPeople } from '../customers/index.ts';
import { createTeam, createUser, findCompany } from '../people/index.ts';
import { dropBytes, filesLeftOver } from './dropping-parts.ts';
import {
  findRecords,
  type ImportRecord,
  type Item,
  keepLease,
  listItems,
  moveOn,
  type Outcome,
  saveOutcomes,
  saveRecords,
} from './import-queries.ts';
import { makeFields } from './own-fields.ts';
import { lostLease } from './reading.ts';
import type { CaseRecord, OrganisationRecord, PersonRecord, TeamRecord } from './records.ts';
import { type Running, toPerson } from './running-import.ts';
import { writeCases } from './writing-cases.ts';

/** The steps of writing, in the order in which each needs the one before. */
const phases = ['colleagues', 'organisations', 'people', 'cases', 'merges', 'end'] as const;
type Phase = (typeof phases)[number];

/** Records of a step per transaction: small enough that requests in between are not kept waiting. */
const batchOf: Record<Phase, number> = {
  colleagues: 100,
  organisations: 200,
  people: 400,
  cases: 60,
  merges: 500,
  end: 1,
};

/**
 * Writes what was read, batch by batch until `until` or the end. A batch, its checkpoint and its lines of the report are
 * one transaction: after a crash it has happened wholly or not at all, and the next worker goes on behind it.
 * @returns whether the import has come to its end
 */
export async function writeImport(
  ctx: Context,
  found: ImportRecord,
  lease: string,
  until: () => boolean,
): Promise<boolean> {
  const running: Running = {
    id: found.id,
    source: found.source,
    origin: found.origin,
    mapping: found.mapping as ImportMapping,
    language: (await findCompany(ctx.db))?.language ?? null,
    fieldNames: new Map(
      (await listItems<{ name: string }>(ctx.db, found.id, 'field', 0, 1000)).map((item) => [
        item.external_id,
        item.data.name,
      ]),
    ),
  };
  let { phase = 'colleagues', place = 0 } = found.ran_to as { phase?: Phase; place?: number };
  while (phase !== 'end') {
    const began = performance.now();
    const next = await transact(ctx, async (ctx) => {
      if (!(await keepLease(ctx.trx, found.id, lease))) throw lostLease;
      const { outcomes, last } = await work(ctx, running, phase, place);
      const to = last === undefined ? { phase: phases[phases.indexOf(phase) + 1]!, place: 0 } : { phase, place: last };
      await saveOutcomes(ctx.trx, found.id, outcomes);
      await moveOn(ctx, found.id, to, outcomes, performance.now() - began);
      return to;
    });
    ({ phase, place } = next);
    if (phase !== 'end' && until()) return false;
    // requests of people come between two batches
    await new Promise((resolve) => setImmediate(resolve));
  }
  await end(ctx, found.id, lease);
  return true;
}

interface Done {
  outcomes: Outcome[];
  /** The place of the last record taken; undefined when there are no more. */
  last: number | undefined;
}

async function work(ctx: WritingContext, running: Running, phase: Phase, after: number): Promise<Done> {
  if (phase === 'colleagues') return takeColleagues(ctx, running);
  const kind = phase === 'organisations' ? 'organisation' : phase === 'people' ? 'person' : 'case';
  const items = await listItems<never>(ctx.trx, running.id, kind, after, batchOf[phase]);
  const last = items.at(-1)?.place;
  if (items.length === 0) return { outcomes: [], last };
  if (phase === 'organisations') return { outcomes: await takeOrganisations(ctx, running, items), last };
  if (phase === 'people') return { outcomes: await takePeople(ctx, running, items), last };
  if (phase === 'cases') return { outcomes: await writeCases(ctx, running, items as Item<CaseRecord>[]), last };
  return { outcomes: await takeMerges(ctx, running, items), last };
}

/** Teams and colleagues as mapped; those to be made are made once and found again by any later import. */
async function takeColleagues(ctx: WritingContext, running: Running): Promise<Done> {
  const outcomes: Outcome[] = [];
  const teams = await listItems<TeamRecord>(ctx.trx, running.id, 'team', 0, 2000);
  const knownTeams = await findRecords(
    ctx.trx,
    running.origin,
    'team',
    teams.map((item) => item.external_id),
  );
  const ownTeams: { external_id: string; own_id: string }[] = [];
  for (const { external_id, data } of teams) {
    const chosen = running.mapping.teams[external_id] ?? '';
    const known = knownTeams.get(external_id)?.id;
    if (chosen === '') continue;
    const own = chosen === 'make' ? (known ?? (await teamNamed(ctx, data.name))) : chosen;
    ownTeams.push({ external_id, own_id: own });
    if (known === undefined && chosen === 'make')
      outcomes.push({ kind: 'team', external_id, outcome: 'noted', reason: data.name, own_id: own });
  }
  await saveRecords(ctx.trx, running.id, running.origin, 'team', ownTeams);
  const chosenAgents = Object.entries(running.mapping.agents).filter(([, chosen]) => chosen !== '');
  const knownAgents = await findRecords(
    ctx.trx,
    running.origin,
    'agent',
    chosenAgents.map(([id]) => id),
  );
  const ownAgents: { external_id: string; own_id: string }[] = [];
  for (const [external_id, chosen] of chosenAgents) {
    const own =
      chosen === 'make' ? (knownAgents.get(external_id)?.id ?? (await colleague(ctx, running, external_id))) : chosen;
    if (own === undefined) continue;
    ownAgents.push({ external_id, own_id: own });
    if (!knownAgents.has(external_id) && chosen === 'make')
      outcomes.push({ kind: 'agent', external_id, outcome: 'noted', own_id: own });
  }
  await saveRecords(ctx.trx, running.id, running.origin, 'agent', ownAgents);
  outcomes.push(...(await makeFields(ctx, running)));
  const highest = running.mapping.keepNumbers ? await highestNumber(ctx, running.id) : 0;
  if (highest > 0) await passNumber(ctx, highest);
  return { outcomes, last: undefined };
}

async function teamNamed(ctx: WritingContext, name: string): Promise<string> {
  const there = await ctx.trx.selectFrom('teams').select('id').where('name', '=', name.trim()).executeTakeFirst();
  return there?.id ?? (await createTeam(ctx, { name: name.trim().slice(0, 300) || '…' })).id;
}

/** A colleague without a password: he cannot sign in until an admin gives him one. */
async function colleague(ctx: WritingContext, running: Running, externalId: string): Promise<string | undefined> {
  const found = await ctx.trx
    .selectFrom('import_items')
    .select('data')
    .where('import_id', '=', running.id)
    .where('kind', '=', 'person')
    .where('external_id', '=', externalId)
    .executeTakeFirst();
  const person = found?.data as PersonRecord | undefined;
  const email = person?.emails[0];
  if (person === undefined || email === undefined) return undefined;
  const there = await ctx.trx.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst();
  return there?.id ?? (await createUser(ctx, { name: person.name, email, role: 'agent' })).id;
}

async function highestNumber(ctx: WritingContext, importId: string): Promise<number> {
  const { rows } = await sql<{ highest: number | null }>`
    select max((data->>'number')::bigint) as highest from import_items where import_id = ${importId} and kind = 'case'
  `.execute(ctx.trx);
  return rows[0]?.highest ?? 0;
}

async function takeOrganisations(
  ctx: WritingContext,
  running: Running,
  items: Item<OrganisationRecord>[],
): Promise<Outcome[]> {
  const known = await findRecords(
    ctx.trx,
    running.origin,
    'organisation',
    items.map((item) => item.external_id),
  );
  const taken = await importOrganisations(
    ctx,
    items.map(({ external_id, data }) => ({
      key: external_id,
      ownId: known.get(external_id)?.id,
      name: data.name,
      domains: data.domains ?? [],
      notes: data.notes ?? '',
    })),
  );
  const results = [...taken].map(([external_id, { id, outcome }]) => ({
    kind: 'organisation',
    external_id,
    outcome,
    own_id: id,
  }));
  await saveRecords(ctx.trx, running.id, running.origin, 'organisation', results);
  return results;
}

async function takePeople(ctx: WritingContext, running: Running, items: Item<PersonRecord>[]): Promise<Outcome[]> {
  const customers = items.filter(({ data }) => !data.agent);
  const organisations = await organisationsOf(
    ctx,
    running,
    customers.map(({ data }) => data),
  );
  const known = await findRecords(
    ctx.trx,
    running.origin,
    'person',
    customers.map((item) => item.external_id),
  );
  const taken = await importPeople(
    ctx,
    customers.map(({ external_id, data }) =>
      toPerson(running, external_id, data, known.get(external_id)?.id, organisations),
    ),
  );
  const results = [...taken].map(([external_id, { id, outcome }]) => ({
    kind: 'person',
    external_id,
    outcome,
    own_id: id,
  }));
  await saveRecords(ctx.trx, running.id, running.origin, 'person', results);
  return results;
}

/** Organisations by their id there, and by name where the source knows only names: those are made as they come. */
async function organisationsOf(
  ctx: WritingContext,
  running: Running,
  people: readonly PersonRecord[],
): Promise<Map<string, string>> {
  const ids = people.flatMap(({ organisationId }) => organisationId ?? []);
  const known = new Map(
    [...(await findRecords(ctx.trx, running.origin, 'organisation', ids))].map(([key, { id }]) => [key, id]),
  );
  const named = new Map(
    people.flatMap(({ organisation }) =>
      organisation ? [[`name:${organisation.toLowerCase()}`, organisation] as const] : [],
    ),
  );
  const made = await importOrganisations(
    ctx,
    [...named].map(([key, name]) => ({ key, name, domains: [], notes: '' })),
  );
  for (const [key, { id }] of made) known.set(key, id);
  return known;
}

async function takeMerges(ctx: WritingContext, running: Running, items: Item<CaseRecord>[]): Promise<Outcome[]> {
  const merged = items.flatMap(({ external_id, data }) =>
    typeof data.mergedInto === 'string' ? [{ from: external_id, into: data.mergedInto }] : [],
  );
  const ids = await findRecords(
    ctx.trx,
    running.origin,
    'case',
    merged.flatMap(({ from, into }) => [from, into]),
  );
  const pairs = merged.flatMap(({ from, into }) => {
    const [one, other] = [ids.get(from)?.id, ids.get(into)?.id];
    return one === undefined || other === undefined ? [] : [{ from: one, into: other }];
  });
  await mergeImported(ctx, pairs);
  return [];
}

async function end(ctx: Context, id: string, lease: string): Promise<void> {
  const left = await filesLeftOver(ctx, id);
  await transact(ctx, async (ctx) => {
    if (!(await keepLease(ctx.trx, id, lease))) throw lostLease;
    const done = await ctx.trx
      .updateTable('imports')
      .set({ state: 'done', ended_at: ctx.now, lease: null, leased_until: null })
      .where('id', '=', id)
      .returning(['source', 'created', 'updated', 'skipped'])
      .executeTakeFirstOrThrow();
    await ctx.trx.deleteFrom('import_items').where('import_id', '=', id).execute();
    await record(ctx, 'moving.import-done', id, done);
  });
  await dropBytes(ctx, left);
}
