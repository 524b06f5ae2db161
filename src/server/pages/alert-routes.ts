import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { closestLanguage, say } from '../catalogue.ts';
import { asSystem } from '../context.ts';
import { html, type Markup } from '../markup.ts';
import { acknowledgeByKey, readAlertByKey, readFeed } from '../modules/escalations/index.ts';
import { page, sendPage } from './layout.ts';
import { languageWished } from './visitor.ts';

const ByKey = Type.Object({ key: Type.String({ maxLength: 120 }) });
const config = { access: 'public' as const, rateLimit: { max: 60, timeWindow: 60_000 } };
const options = { schema: { hide: true, params: ByKey }, config };

/**
 * `/alert/{key}`: what an alert's mail leads to. Looking shows it, pressing acknowledges: a mail program that opens links by
 * itself takes nothing. `/on-call/{key}.ics`: a rota for calendar programs.
 */
export function mountAlertPages(app: FastifyInstance): void {
  app.get('/alert/:key', options, (request, reply) => show(request, reply));
  app.post('/alert/:key', options, async (request, reply) => {
    await acknowledgeByKey(asSystem(request.kept, 'alert'), keyOf(request));
    return reply.redirect(`/alert/${keyOf(request)}`, 303);
  });
  app.get('/on-call/:key', options, async (request, reply) => {
    const feed = await readFeed(asSystem(request.kept, 'on-call'), keyOf(request).replace(/\.ics$/, ''));
    if (feed === undefined) {
      const gone = say(languageWished(request), 'escalations', 'page.gone');
      return reply.status(404).type('text/plain; charset=utf-8').send(gone);
    }
    return reply.header('cache-control', 'private, max-age=300').type('text/calendar; charset=utf-8').send(feed);
  });
}

async function show(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const ctx = asSystem(request.kept, 'alert');
  const alert = await readAlertByKey(ctx, keyOf(request));
  const company = await ctx.db.selectFrom('company').select(['name', 'language']).executeTakeFirst();
  const language = closestLanguage(alert?.language ?? languageWished(request) ?? company?.language);
  const text = (key: string, values: Record<string, string | number> = {}) =>
    say(language, 'escalations', `page.${key}`, values);
  const frame = { language, company: company?.name ?? 'Kept', title: text('title'), personal: true };
  if (alert === undefined)
    return sendPage(reply, 404, page(frame, html`<div class="narrow"><h1>${text('gone')}</h1></div>`));
  const state = stateOf(alert, text);
  const body: Markup = html`<div class="narrow">
    <h1>${alert.name}</h1>
    ${alert.number !== null && html`<p class="eyebrow">${text('case', { number: alert.number })}</p>`}
    ${
      state === undefined
        ? html`<form method="post" action="/alert/${keyOf(request)}" class="acts">
            <button class="btn go" type="submit">${text('have')}</button>
          </form>`
        : html`<p class="notice" role="status">${state}</p>`
    }
    <p class="acts"><a class="btn" href="/escalations/${alert.escalation_id}">${text('open')}</a></p>
  </div>`;
  return sendPage(reply, 200, page(frame, body));
}

/** What there is to say instead of a button. */
function stateOf(
  alert: NonNullable<Awaited<ReturnType<typeof readAlertByKey>>>,
  text: (key: string, values?: Record<string, string>) => string,
): string | undefined {
  if (alert.acknowledged_at !== null) return text(alert.drill ? 'drillDone' : 'done');
  if (alert.ended_at !== null) return text('over');
  if (alert.taken_by !== null && !alert.drill) return text('taken', { name: alert.taken_by });
  return undefined;
}

function keyOf(request: FastifyRequest): string {
  return (request.params as { key: string }).key;
}
