import type * as contract from '../../../contract/cases.ts';
import { call } from '../../api.ts';
import { isApiProblem } from '../../problem.ts';
import { queryClient } from '../../query-client.ts';
import { caseKeys, caseQuery, refreshCases, type Case, type Message } from './cases.data.ts';
import type { Words } from './draft.ts';

/** What is said with the words: files, who else, whose turn it is afterwards. */
export interface Envelope {
  readonly attachmentIds: string[];
  readonly cc: string[];
  readonly mentions: string[];
  readonly after: 'waiting' | 'open' | 'close';
  readonly valueCreated?: string;
  /** Sent although somebody wrote meanwhile. */
  readonly anyway: boolean;
  /** The same for every attempt at the same words, so that a second press cannot send twice. */
  readonly key: string;
}

export type Sent = { held: false } | { held: true; missed: readonly Message[] };

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
      await call<typeof contract.replyToCase>('POST', '/cases/:id/messages', {
        params,
        idempotencyKey: key,
        body: {
          html: words.html,
          revision: words.revision,
          ...files,
          ...(envelope.cc.length === 0 ? {} : { cc: envelope.cc }),
          ...(envelope.anyway ? { sendAnyway: true } : {}),
          ...(envelope.after === 'close'
            ? { close: envelope.valueCreated === undefined ? {} : { valueCreated: envelope.valueCreated } }
            : { stateAfter: envelope.after }),
        },
      });
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
