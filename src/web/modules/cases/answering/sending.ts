import type * as contract from '../../../../contract/cases-answering.ts';
import type * as hands from '../../../../contract/cases-hands.ts';
import type { ConfirmedPromise, replyPromising } from '../../../../contract/promises-spoken.ts';
import type { BodyOf } from '../../../../contract/route.ts';
import { call } from '../../../api.ts';
import { isApiProblem } from '../../../problem.ts';
import { queryClient } from '../../../query-client.ts';
import { caseKeys, caseQuery, refreshCases, type Case, type Message } from '../cases.data.ts';
import type { Words } from './draft.ts';
import { handKeys } from '../hands.data.ts';

/** A promise of the draft that its writer confirmed; `key` says which. */
export interface PromiseSaid extends ConfirmedPromise {
  readonly key: string;
}

/** What is said with the words: files, who else, whose turn it is afterwards. */
export interface Envelope {
  readonly attachmentIds: string[];
  readonly cc: string[];
  readonly mentions: string[];
  /** Made with the answer, or neither. */
  readonly promises: readonly PromiseSaid[];
  readonly after: 'waiting' | 'open' | 'close';
  readonly valueCreated?: string;
  /** Sent although somebody wrote meanwhile. */
  readonly anyway: boolean;
  /** The same for every attempt at the same words, so that a second press cannot send twice. */
  readonly key: string;
  /** Goes out later: at this time of the customer's clock, or, for `undo`, after the seconds in which it can be taken back. */
  readonly later?: string;
}

export type Sent = { held: false; later?: hands.LaterReply } | { held: true; missed: readonly Message[] };

/**
 * Sends an answer or keeps a note.
 * @returns held with what came in meanwhile, when the answer was written against an older conversation
 * @throws {ApiProblem} for every other refusal; nothing was sent then
 */
export async function say(found: Case, words: Words, envelope: Envelope): Promise<Sent> {
  const params = { id: found.id };
  const { attachmentIds, key } = envelope;
  const files = attachmentIds.length === 0 ? {} : { attachmentIds };
  try {
    if (words.kind === 'note') {
      const { mentions } = envelope;
      await call<typeof contract.noteOnCase>('POST', '/cases/:id/notes', {
        params,
        idempotencyKey: key,
        body: { html: words.html, ...files, ...(mentions.length === 0 ? {} : { mentions }) },
      });
    } else {
      const later = await sendReply(params, envelope, {
        html: words.html,
        revision: words.revision,
        ...files,
        ...(envelope.cc.length === 0 ? {} : { cc: envelope.cc }),
        ...(envelope.anyway ? { sendAnyway: true } : {}),
        ...(envelope.after === 'close'
          ? { close: envelope.valueCreated === undefined ? {} : { valueCreated: envelope.valueCreated } }
          : { stateAfter: envelope.after }),
      });
      if (later !== undefined) return { held: false, later };
    }
  } catch (problem) {
    if (!isApiProblem(problem) || problem.code !== 'case-moved-on') throw problem;
    const now = await queryClient.fetchQuery({ ...caseQuery(found.number), staleTime: 0 });
    return { held: true, missed: now.messages.items.filter((message) => !words.known.includes(message.id)) };
  }
  void queryClient.invalidateQueries({ queryKey: caseKeys.one(found.number) });
  void refreshCases(found.number);
  return { held: false };
}

/** A confirmed promise as the wire takes it; its key is only for the screen. */
function withoutKey({ key, ...promise }: PromiseSaid): ConfirmedPromise {
  void key;
  return promise;
}

/** The answer alone, or with what it promises: both or neither, now or when it goes out. */
async function sendReply(params: { id: string }, envelope: Envelope, reply: BodyOf<typeof contract.replyToCase>) {
  const idempotencyKey = envelope.key;
  const { later } = envelope;
  const promises = envelope.promises.map(withoutKey);
  if (later !== undefined) {
    const [day = '', time = ''] = later.split('T');
    const body = {
      ...reply,
      ...(later === 'undo' ? {} : { sendLocal: { day, time } }),
      ...(promises.length === 0 ? {} : { promises }),
    };
    const planned = await call<typeof hands.replyLater>('POST', '/cases/:id/later-replies', {
      params,
      idempotencyKey,
      body,
    });
    void queryClient.invalidateQueries({ queryKey: handKeys.later });
    void queryClient.invalidateQueries({ queryKey: handKeys.drafts });
    return planned;
  }
  if (promises.length === 0) {
    await call<typeof contract.replyToCase>('POST', '/cases/:id/messages', { params, idempotencyKey, body: reply });
    return undefined;
  }
  await call<typeof replyPromising>('POST', '/cases/:id/promising-messages', {
    params,
    idempotencyKey,
    body: { reply, promises },
  });
  return undefined;
}
