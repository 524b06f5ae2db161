import type { FastifyReply, FastifyRequest } from 'fastify';
import { say } from '../catalogue.ts';
import { html } from '../markup.ts';
import { listMyCases, readMySight } from '../modules/cases/index.ts';
import { readMyTrails } from '../modules/journeys/index.ts';
import { listNextForCustomer } from '../modules/promises/index.ts';
import { listWaitingAsks, readSettings } from '../modules/voice/index.ts';
import { page, sendPage } from './layout.ts';
import { myListPage } from './my-list-page.ts';
import { promiseNotice, promisesSection } from './my-promises.ts';
import { trailNotice, trailSection } from './my-trail.ts';
import { problemBox, type Refused } from './problems.ts';
import { asksPart } from './survey-page.ts';
import type { KnownVisitor } from './my-fields.ts';

const perPage = 50;

/** Shows a customer his cases, what is promised to him beside them, and where he stands; with what was refused of a form there. */
export async function showList(
  request: FastifyRequest,
  reply: FastifyReply,
  visitor: KnownVisitor,
  refused?: Refused,
): Promise<FastifyReply> {
  const query = request.query as Record<string, string | undefined>;
  const before = Number(query['cursor']);
  const q = (typeof query['q'] === 'string' ? query['q'] : '').replaceAll('\0', '').slice(0, 200).trim();
  const state: 'open' | 'done' | undefined =
    query['state'] === 'open' || query['state'] === 'done' ? query['state'] : undefined;
  const sight = await readMySight(visitor.ctx);
  const mine = sight.seesCompany && query['whose'] === 'mine';
  const rows = await listMyCases(visitor.ctx, {
    limit: perPage + 1,
    q,
    state,
    mine,
    ...(Number.isSafeInteger(before) && before > 0 ? { before } : {}),
  });
  const shown = rows.slice(0, perPage);
  const next = await listNextForCustomer(
    visitor.ctx,
    shown.map((row) => row.id),
  );
  const promiseOf = (caseId: string) => next.find((one) => one.caseId === caseId);
  const lines = shown.map((row) => ({
    number: row.number,
    subject: row.subject,
    open: row.state !== 'closed',
    by: row.mine ? undefined : row.customer.name,
    closedAt: row.closedAt === null ? null : new Date(row.closedAt),
    promise: promiseOf(row.id),
  }));
  const asked = { q, state, mine, company: sight.seesCompany ? sight.organisation?.name : undefined };
  const older = rows.length > perPage ? String(shown.at(-1)!.number) : undefined;
  const asks = await listWaitingAsks(visitor.ctx, visitor.customer.id, 'my', visitor.language);
  // where he stands belongs to the whole list, not to a page or a search of it
  const whole = q === '' && state === undefined && !mine && !(before > 0);
  // whoever comes round again is asked again only after the rest that everybody has between two questions
  const rest = whole ? (await readSettings(visitor.ctx)).quietDays : 0;
  const trail = whole
    ? trailSection(await readMyTrails(visitor.ctx, visitor.customer.id, rest), visitor, refused)
    : null;
  const said = trailNotice(query['done'], visitor.language) ?? promiseNotice(query['done'], visitor.language);
  const between = html`${whole && (await promisesSection(visitor, refused))}${trail}`;
  const box = refused !== undefined && problemBox(refused, visitor.language);
  const list = myListPage(lines, older, visitor, asked, before > 0, between);
  const { language, company } = visitor;
  const title = say(language, 'pages', 'list.title');
  const body = html`${said}${box}${list}${asksPart(asks, language)}`;
  return sendPage(reply, reply.statusCode, page({ language, company, title, place: 'my', personal: true }, body));
}
