import { randomUUID } from 'node:crypto';
import { type Random, seededRandom, seedOf } from '../src/domain/measures/random.ts';
import type { Actor, Context } from '../src/server/context.ts';
import type { House } from '../src/server/house.ts';
import { changeCase, noteOnCase, receiveMail, replyToCase } from '../src/server/modules/cases/index.ts';
import { answerBrief } from '../src/server/modules/customers/index.ts';
import { chooseTouchpoint } from '../src/server/modules/journeys/index.ts';
import { makePromise } from '../src/server/modules/promises/index.ts';
import { recordAnswer } from '../src/server/modules/voice/index.ts';
import type { CaseScript, Step } from './script.ts';

export type Colleague = Extract<Actor, { kind: 'staff' }>;

/** A case being played: what the desk has made of the script so far. */
export interface Played {
  script: CaseScript;
  agent: Colleague;
  teamId: string;
  touchpointId: string | undefined;
  /** The desk's own address that the customer writes to. */
  deskAddress: string;
  caseId: string | undefined;
  customerId: string | undefined;
  /** Message-ID of the customer's first mail: his later ones answer it. */
  rootId: string | undefined;
}

/** The world that steps are played in: who acts and what time it is. */
export interface Stage {
  /** Dice for one thing that happens, by what it is called: how others fare, and who is quicker than whom, changes nothing in it. */
  dice(...what: (string | number)[]): Random;
  /** A context for somebody at a time. */
  as(actor: Actor, at: Date): Context;
  system(at: Date): Context;
}

/** Opens a stage on a house; the same seed plays the same lives. */
export function openStage(house: Pick<House, 'context'>, seed: number): Stage {
  const as = (actor: Actor, at: Date): Context => ({
    ...house.context(actor, 'simulator'),
    now: at,
  });
  return {
    dice: (...what) => seededRandom(seedOf(seed, ...what)),
    as,
    system: (at) => as({ kind: 'system', name: 'simulator' }, at),
  };
}

/** Plays one step at one time through the real verbs. Returns the personal promise that it made, if any. */
export async function playStep(stage: Stage, played: Played, step: Step, at: Date): Promise<string | undefined> {
  switch (step.do) {
    case 'customer-writes':
      await customerWrites(stage, played, step.text, at);
      return undefined;
    case 'staff-answers':
      return staffAnswers(stage, played, step, at);
    case 'staff-notes':
      await noteOnCase(stage.as(played.agent, at), played.caseId!, { html: `<p>${step.text}</p>` });
      return undefined;
    case 'brief':
      await answerBrief(stage.as(played.agent, at), played.customerId!, step.question as 'need', {
        statement: step.statement,
        quote: step.statement,
        confidence: 'heard',
      });
      return undefined;
    case 'staff-solves':
      await reply(stage, played, step.text, at, { close: { valueCreated: step.value } });
      return undefined;
    case 'customer-answers':
      await customerAnswers(stage, played, step, at);
      return undefined;
  }
}

async function customerWrites(stage: Stage, played: Played, text: string, at: Date): Promise<void> {
  const { person, trouble } = played.script;
  const messageId = `<${randomUUID()}@${person.email.split('@')[1]}>`;
  const answers =
    played.rootId === undefined ? '' : `In-Reply-To: ${played.rootId}\r\nReferences: ${played.rootId}\r\n`;
  const subject = played.rootId === undefined ? trouble.subject : `Re: ${trouble.subject}`;
  const raw = Buffer.from(
    `From: ${person.name} <${person.email}>\r\nTo: ${played.deskAddress}\r\nSubject: ${encodeHeader(subject)}\r\nDate: ${at.toUTCString()}\r\nMessage-ID: ${messageId}\r\n${answers}MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${text.replaceAll('\n', '\r\n')}\r\n`,
  );
  const received = await receiveMail(stage.system(at), {
    raw,
    door: 'simulator',
    envelope: { from: person.email, to: [played.deskAddress] },
  });
  played.rootId ??= messageId;
  if (played.caseId !== undefined || received.caseNumber === null) return;
  const ctx = stage.as(played.agent, at);
  const found = await ctx.db
    .selectFrom('cases')
    .select(['id', 'customer_id'])
    .where('number', '=', received.caseNumber)
    .executeTakeFirstOrThrow();
  played.caseId = found.id;
  played.customerId = found.customer_id;
  await changeCase(stage.system(at), found.id, {
    kind: trouble.kind,
    teamId: played.teamId,
    tags: [played.script.touchpoint],
    successWish: trouble.wish,
  });
  if (played.touchpointId !== undefined)
    await chooseTouchpoint(stage.system(at), { caseId: found.id, touchpointId: played.touchpointId });
}

async function staffAnswers(
  stage: Stage,
  played: Played,
  step: Extract<Step, { do: 'staff-answers' }>,
  at: Date,
): Promise<string | undefined> {
  const ctx = stage.as(played.agent, at);
  await changeCase(ctx, played.caseId!, { assigneeId: played.agent.id });
  await reply(stage, played, step.text, at, {});
  if (step.promise === undefined) return undefined;
  const due = new Date(at.getTime() + step.promise.days * 86_400_000);
  // a promise for the weekend is one for Monday
  while (due.getUTCDay() === 0 || due.getUTCDay() === 6) due.setUTCDate(due.getUTCDate() + 1);
  due.setUTCHours(16, 0, 0, 0);
  return makePromise(ctx, { caseId: played.caseId!, what: step.promise.what, dueAt: due.toISOString() });
}

async function reply(
  stage: Stage,
  played: Played,
  text: string,
  at: Date,
  extra: { close?: { valueCreated: string } },
): Promise<void> {
  const ctx = stage.as(played.agent, at);
  const { revision } = await ctx.db
    .selectFrom('cases')
    .select('revision')
    .where('id', '=', played.caseId!)
    .executeTakeFirstOrThrow();
  const first = played.script.person.name.split(' ')[0];
  await replyToCase(ctx, played.caseId!, {
    html: `<p>Hello ${first},</p><p>${text}</p><p>${played.agent.name}</p>`,
    revision,
    ...extra,
  });
}

/** Answers by the link in the mail that asked; whoever was not asked says nothing. */
async function customerAnswers(
  stage: Stage,
  played: Played,
  step: Extract<Step, { do: 'customer-answers' }>,
  at: Date,
): Promise<void> {
  const ctx = stage.system(at);
  // An ask may have been answered before, as part of making it good: then this one has nothing to add.
  const answered = await ctx.db
    .selectFrom('answers')
    .select('id')
    .where('case_id', '=', played.caseId!)
    .executeTakeFirst();
  if (answered === undefined) await answerNewestAsk(stage, played.caseId!, step, at);
}

/** Presses the link of the newest mail that asked about a case; nothing happens when nobody asked. */
export async function answerNewestAsk(
  stage: Stage,
  caseId: string,
  answer: { rating: number; solved: boolean; word: string; why: string },
  at: Date,
): Promise<void> {
  const ctx = stage.system(at);
  const asked = await ctx.db
    .selectFrom('outbox')
    .select('raw')
    .where('case_id', '=', caseId)
    .where('purpose', '=', 'survey')
    .orderBy('queued_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const token = asked === undefined ? undefined : /\/s\/([A-Za-z0-9_-]{20,})/.exec(decodedText(asked.raw))?.[1];
  if (token === undefined) return;
  const { rating, solved, word, why } = answer;
  await recordAnswer(ctx, { token, rating, solved, word, why });
}

/** The text of a mail of ours, transfer encoding undone as far as a link needs it. */
function decodedText(raw: Buffer): string {
  const text = raw
    .toString('latin1')
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
  const base64 = [...text.matchAll(/base64\r\n(?:[\w-]+:.*\r\n)*\r\n([A-Za-z0-9+/=\r\n]+)/g)].map((match) =>
    Buffer.from(match[1]!, 'base64').toString('utf8'),
  );
  return [text, ...base64].join('\n');
}

function encodeHeader(text: string): string {
  return /^[\u0020-\u007e]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
}
