import type { GivenAnswers } from '../../../../domain/voice/questions.ts';
import { seal, unseal } from '../../../sealing.ts';

/** All that an anonymous answer says: also by which way and to which version, because of few answers that alone tells one from another. */
export interface NamelessAnswer {
  readonly version: number;
  readonly way: string;
  readonly answers: GivenAnswers;
  readonly complete: boolean;
}

/** A row of `anonymous_answers` as far as it says anything. */
export interface NamelessRow {
  readonly id: string;
  readonly version: number;
  readonly way: string;
  readonly answers: unknown;
  readonly complete: boolean;
  readonly sealed: Buffer | null;
}

/** Fewer anonymous answers than this are never shown together: of few, whoever knows the others knows the last. */
export const fewestAnonymous = 5;

/** So many answers without a name are opened together; of a public page too, whatever its survey shows of those with names. */
export function fewestTogether({ fewest }: { fewest: number }): number {
  return Math.max(fewest, fewestAnonymous);
}

/** What stands in the columns of a row whose answer is sealed. */
const nothing = { version: 0, way: '', answers: '{}', complete: false } as const;

/**
 * An answer as it waits: sealed under the secret of the installation, which is in no table and no dump, and as long as others are.
 * Whoever reads the database sees that there is one, and nothing of what it says.
 */
export function sealedAnswer(secret: string, id: string, answer: NamelessAnswer) {
  return { ...nothing, sealed: seal(secret, purposeOf(id), padded(JSON.stringify(answer))) };
}

/** What an answer says; undefined for one that was sealed under another secret, or came without its words. */
export function openedAnswer(secret: string, row: NamelessRow): NamelessAnswer | undefined {
  if (row.sealed !== null) {
    const text = unseal(secret, purposeOf(row.id), row.sealed);
    return text === undefined ? undefined : (JSON.parse(text) as NamelessAnswer);
  }
  const answers = row.answers as GivenAnswers;
  if (Object.keys(answers).length === 0) return undefined;
  return { version: row.version, way: row.way, answers, complete: row.complete };
}

function purposeOf(id: string): string {
  return `anonymous_answers.${id}`;
}

/** Filled up to a power of two, at least a kibibyte: how long somebody wrote tells who he is. White space at the end is none of JSON's. */
function padded(text: string): string {
  const length = Buffer.byteLength(text);
  return text + ' '.repeat(Math.max(1024, 2 ** Math.ceil(Math.log2(length))) - length);
}
