import { Refusal } from '../../../domain/refusal.ts';
import { type Context, staffId, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import { newId } from '../../store/identity.ts';
import { addAgreement, holdCurrentCharter, insertCharter, setReview } from './queries.ts';
import { currentCharter } from './reading.ts';

/** What a new version says; whatever is left out stays as it is. */
export interface CharterText {
  word: string;
  meaning?: string | undefined;
  motto?: string | undefined;
  proofs?: readonly string[] | undefined;
  synonyms?: readonly string[] | undefined;
  whyChanged?: string | undefined;
  /** `YYYY-MM-DD`, or null for none. */
  reviewOn?: string | null | undefined;
}

/**
 * Makes a new version of the charter; older versions stay, with what changed, why and who agreed. Two people adopting
 * at once get two versions, one after the other.
 * @param alsoAgreed people whose agreement is carried over from a proposal.
 * @throws Refusal invalid `charter-word`, conflict `charter-unchanged`.
 */
export function adoptCharter(
  ctx: Context,
  text: CharterText,
  alsoAgreed: readonly string[] = [],
): Promise<{ id: string; version: number }> {
  return transact(ctx, async (ctx) => {
    const last = await holdCurrentCharter(ctx.trx);
    const version = (last?.version ?? 0) + 1;
    const id = newId();
    const by = staffId(ctx.actor);
    const fresh = {
      word: oneWord(text.word),
      meaning: (text.meaning ?? last?.meaning ?? '').trim(),
      motto: (text.motto ?? last?.motto ?? '').trim(),
      proofs: cleaned(text.proofs ?? last?.proofs ?? []),
      synonyms: cleaned(text.synonyms ?? last?.synonyms ?? []),
    };
    if (last !== undefined && sameText(last, fresh))
      throw new Refusal('conflict', 'charter-unchanged', 'This is word for word the charter that holds now.');
    await insertCharter(ctx.trx, {
      id,
      version,
      ...fresh,
      why_changed: (text.whyChanged ?? '').trim(),
      made_by: by,
      agreed_by: [...new Set([...(by === null ? [] : [by]), ...alsoAgreed])],
      made_at: ctx.now,
      review_on: text.reviewOn === undefined ? (last?.review_on ?? null) : text.reviewOn,
    });
    await record(ctx, 'charter.adopted', id, { version, word: fresh.word });
    return { id, version };
  });
}

/** Puts the actor's own name under the version that holds now; a second time changes nothing. */
export function agreeToCharter(ctx: Context) {
  return transact(ctx, async (ctx) => {
    const by = theStaffMember(ctx);
    const charter = await holdCurrentCharter(ctx.trx);
    if (charter === undefined) throw new Refusal('not_found', 'no-charter', 'There is no charter yet to agree with.');
    if (!charter.agreed_by.includes(by)) {
      await addAgreement(ctx.trx, 'charters', charter.id, by);
      await record(ctx, 'charter.agreed', charter.id, { version: charter.version, userId: by });
    }
    return currentCharter(ctx);
  });
}

/** Says when the charter is looked at again; null for no date. */
export function changeReview(ctx: Context, reviewOn: string | null) {
  return transact(ctx, async (ctx) => {
    const charter = await holdCurrentCharter(ctx.trx);
    if (charter === undefined) throw new Refusal('not_found', 'no-charter', 'There is no charter yet to review.');
    await setReview(ctx.trx, charter.id, reviewOn);
    await record(ctx, 'charter.review-set', charter.id, { reviewOn });
    return currentCharter(ctx);
  });
}

/** Agreeing is a person's deed: keys and the system cannot. */
export function theStaffMember(ctx: WritingContext): string {
  const id = staffId(ctx.actor);
  if (id === null)
    throw new Refusal('forbidden', 'people-only', 'Only a person who is signed in can do this, not an API key.');
  return id;
}

/** The word trimmed, if it is one word of at most thirty letters. */
export function oneWord(word: string): string {
  const trimmed = word.trim();
  if (trimmed === '' || /\s/.test(trimmed) || [...trimmed].length > 30)
    throw new Refusal('invalid', 'charter-word', 'Our word is one word of at most 30 letters.', { field: 'word' });
  return trimmed;
}

function cleaned(lines: readonly string[]): string[] {
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

type Words = { word: string; meaning: string; motto: string; proofs: readonly string[]; synonyms: readonly string[] };

function sameText(one: Words, other: Words): boolean {
  const key = ({ word, meaning, motto, proofs, synonyms }: Words) =>
    JSON.stringify([word, meaning, motto, proofs, synonyms]);
  return key(one) === key(other);
}
