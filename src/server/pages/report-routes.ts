import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Refusal } from '../../domain/refusal.ts';
import { say } from '../catalogue.ts';
import type { Context } from '../context.ts';
import { html, type Markup } from '../markup.ts';
import { findCompany } from '../modules/people/index.ts';
import { readReportKey, stopByKey } from '../modules/reports/index.ts';
import { page, sendPage } from './layout.ts';

const ByKey = Type.Object({ key: Type.String({ maxLength: 120 }) });
const config = { access: 'public' as const, rateLimit: { max: 60, timeWindow: 60_000 } };
const options = { schema: { hide: true, params: ByKey }, config };

/**
 * `/stop-figures/{key}`: the link that ends figures by mail without signing in. Looking only asks, pressing ends; mail programs
 * press for people by themselves (RFC 8058).
 */
export function mountReportPages(app: FastifyInstance): void {
  app.get('/stop-figures/:key', options, async (request, reply) => {
    const { key } = request.params as { key: string };
    const person = await readReportKey(request.kept, key);
    if (person === undefined) throw new Refusal('not_found', 'key-unknown', 'This link is none of ours, or too old.');
    const text = (name: string) => say(person.language, 'reports', `page.${name}`);
    const body = html`<div class="narrow">
      <h1>${text('ask')}</h1>
      <form method="post" action="/stop-figures/${key}" class="acts">
        <button class="btn go" type="submit">${text('stop')}</button>
      </form>
    </div>`;
    return sendPage(reply, 200, await framed(request.kept, person.language, body));
  });
  app.post('/stop-figures/:key', options, async (request, reply) => {
    const { language } = await stopByKey(request.kept, (request.params as { key: string }).key);
    const text = (name: string) => say(language, 'reports', `page.${name}`);
    const body = html`<div class="narrow">
      <h1>${text('stopped')}</h1>
      <p>${text('again')}</p>
      <p class="acts"><a class="btn" href="/measure#mail">${text('open')}</a></p>
    </div>`;
    return sendPage(reply, 200, await framed(request.kept, language, body));
  });
}

async function framed(ctx: Context, language: string, body: Markup): Promise<string> {
  const company = (await findCompany(ctx.db))?.name ?? 'Kept';
  return page({ language, company, title: say(language, 'reports', 'title'), personal: true }, body);
}
