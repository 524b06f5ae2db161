import type { FastifyReply, FastifyRequest } from 'fastify';
import { readMyCase } from '../modules/cases/index.ts';
import { sheetsToChoose } from '../modules/options/index.ts';
import { customerSteps } from '../modules/procedures/index.ts';
import { listPromisesForCustomer, readEstimateForCustomer } from '../modules/promises/index.ts';
import { page, sendPage } from './layout.ts';
import { myCasePage } from './my-case-page.ts';
import { trackedPromise } from './my-promises.ts';
import type { Refused } from './problems.ts';
import { headlineOf, type TrackedCase, trackerOf } from './tracker.ts';
import type { KnownVisitor } from './my-fields.ts';

/** Shows a customer one of his cases: where it stands, what was said, what he was promised; with what was refused of a form there. */
export async function showMyCase(
  request: FastifyRequest,
  reply: FastifyReply,
  visitor: KnownVisitor,
  number: number,
  refused?: Refused,
): Promise<FastifyReply> {
  const found = await readMyCase(visitor.ctx, number);
  // an estimate stands apart from what we promised
  const promises = (await listPromisesForCustomer(visitor.ctx, found.id)).filter(({ kind }) => kind !== 'estimate');
  const opening = found.messages.find((message) => message.direction === 'in');
  const tracked: TrackedCase = {
    told: await customerSteps(visitor.ctx, found.id),
    state: found.state,
    verdict: found.verdict,
    createdAt: new Date(found.createdAt),
    closedAt: found.closedAt === null ? null : new Date(found.closedAt),
    closedBy: found.assignee?.name ?? visitor.company,
    opening: opening?.text ?? found.subject,
    files: opening?.attachments.length ?? 0,
    answers: found.messages
      .filter((message) => message.direction === 'out')
      .map((message) => ({ at: new Date(message.at), by: message.author.name })),
    promises: promises.map(trackedPromise),
  };
  const done = (request.query as Record<string, string>)['done'];
  const view = {
    number: found.number,
    subject: found.subject,
    state: found.state,
    verdict: found.verdict,
    headline: headlineOf(tracked, visitor),
    steps: trackerOf(tracked, visitor.ctx.now, visitor),
    wish: found.successWish,
    sheets: found.mine ? await sheetsToChoose(visitor.ctx, found.id) : [],
    estimate: await readEstimateForCustomer(visitor.ctx, found.id),
    messages: found.messages.map((message) => ({
      at: new Date(message.at),
      mine: message.mine,
      author: message.author.name,
      text: message.text,
      files: message.attachments.map((file) => ({ name: file.name, url: file.url })),
    })),
    more: found.messages.length === 100,
    by: found.mine ? undefined : found.customer.name,
    onlyHis: found.onlyHis && found.mine,
    refused,
    notice: ['sent', 'accepted', 'verdict-yes', 'verdict-no', 'solved', 'reopened'].find((key) => key === done),
  };
  return sendPage(
    reply,
    reply.statusCode,
    page(
      { language: visitor.language, company: visitor.company, title: found.subject, place: 'my', personal: true },
      myCasePage(view, visitor),
    ),
  );
}
