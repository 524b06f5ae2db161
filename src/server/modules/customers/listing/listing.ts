import type { QueryOf } from '../../../../contract/route.ts';
import type { listCustomers as contract } from '../../../../contract/customers.ts';
import { Refusal } from '../../../../domain/refusal.ts';
import type { Context } from '../../../context.ts';
import { cutPage, readCursor } from '../../../store/pages.ts';
import { listAmong, type ListFilter, listCustomersAfter, type ListSort } from './listing-queries.ts';
import { showRow } from '../showing.ts';
import { readSegmentFilter } from './segments.ts';

export type ListQuery = QueryOf<typeof contract>;

/** Customers by last heard; with words, by name, unless another order is asked for. A segment is narrowed further by what is said beside it. */
export async function listCustomers(ctx: Context, query: ListQuery) {
  const { segment, ...said } = query;
  const asked = segment === undefined ? said : { ...(await readSegmentFilter(ctx, segment)), ...said };
  const limit = asked.limit ?? 50;
  const q = asked.q?.trim() ?? '';
  const sort: ListSort = asked.sort ?? (q === '' ? 'heard' : 'name');
  const rows = await listCustomersAfter(ctx.db, {
    q,
    sort,
    filter: { ...asked, ...readFieldFilter(asked.fields) } as ListFilter,
    after: readCursor(asked.cursor, 2),
    limit,
  });
  return cutPage(
    rows,
    limit,
    (row) => [
      sort === 'name'
        ? row.name.toLowerCase()
        : ((sort === 'added' ? row.created_at : row.last_heard_at)?.toISOString() ?? null),
      row.id,
    ],
    showRow,
  );
}

/** Which of some customers are in a saved segment. @throws Refusal not_found for another's own segment */
export async function customersInSegment(ctx: Context, segment: string, ids: readonly string[]): Promise<Set<string>> {
  const asked = await readSegmentFilter(ctx, segment);
  const filter = { ...asked, ...readFieldFilter(asked.fields) } as ListFilter;
  return new Set(await listAmong(ctx.db, { q: asked.q?.trim() ?? '', filter, ids }));
}

/** Reads the filter on fields: a value to hold, several choices to hold together, or `{min, max}`. */
function readFieldFilter(text: string | undefined): Pick<ListFilter, 'holds' | 'ranges'> {
  if (text === undefined || text.trim() === '') return { ranges: [] };
  const wrong = () =>
    new Refusal('invalid', 'field-filter', 'fields is a JSON object, as in {"tier":"gold","seats":{"min":3}}.', {
      field: 'fields',
    });
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw wrong();
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw wrong();
  const holds: Record<string, unknown> = {};
  const ranges: { key: string; min: string | number | undefined; max: string | number | undefined }[] = [];
  for (const [key, value] of Object.entries(given)) {
    if (!/^[a-z][a-z0-9_]{0,39}$/.test(key)) throw wrong();
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      const { min, max } = value as { min?: unknown; max?: unknown };
      if (!isEnd(min) || !isEnd(max)) throw wrong();
      ranges.push({ key, min, max });
    } else if (value === null || (Array.isArray(value) && !value.every((one) => typeof one === 'string')))
      throw wrong();
    else holds[key] = value;
  }
  return { ...(Object.keys(holds).length === 0 ? {} : { holds: JSON.stringify(holds) }), ranges };
}

function isEnd(value: unknown): value is string | number | undefined {
  return (
    value === undefined ||
    (typeof value === 'number' && Number.isFinite(value)) ||
    (typeof value === 'string' && value.length < 40)
  );
}
