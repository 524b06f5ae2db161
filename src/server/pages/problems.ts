import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../domain/refusal.ts';
import { say } from '../catalogue.ts';
import { statusOfError } from '../http/error-handler.ts';
import { html, type Markup, sanitised } from '../markup.ts';
import { wordsOf } from './form-parts.ts';

/** What was wrong with something that was sent: a sentence, and the id of the field it is about; empty where it is about none. */
export interface Problem {
  readonly at: string;
  readonly text: string;
}

/** A form that was refused, on the page that is shown again with it. */
export interface Refused {
  /** Which of the forms of the page. */
  readonly form: string;
  readonly problems: readonly Problem[];
  /** What was typed, by the names of the fields. */
  readonly typed: ReadonlyMap<string, string>;
  /** Files were sent with it, and must be chosen again. */
  readonly filesAgain: boolean;
}

/** A page that is shown again with what was wrong. */
export type ShowAgain = (refused: Refused) => Promise<FastifyReply>;

/** Sentences for customers, by the codes of what rooms and pages refuse. A code that is not here is told by its kind. */
const sentences: Readonly<Record<string, readonly [namespace: string, key: string]>> = {
  'field-missing': ['refused', 'fieldMissing'],
  'choice-missing': ['refused', 'choiceMissing'],
  'choice-unknown': ['refused', 'choiceUnknown'],
  'field-too-long': ['refused', 'tooLong'],
  'answer-too-long': ['refused', 'tooLong'],
  'email-wrong': ['refused', 'wrongEmail'],
  'when-missing': ['pages', 'case.another-missing'],
  'nothing-said': ['refused', 'nothingSaid'],
  'nothing-asked': ['options', 'page.ask-first'],
  'option-unknown': ['options', 'page.choose-one'],
  'sheet-ended': ['refused', 'sheetOver'],
  'too-many-files': ['portal', 'form.too-many-files'],
  'file-too-large': ['portal', 'form.file-too-large'],
  'upload-not-found': ['refused', 'filesLost'],
  'no-such-file': ['refused', 'fileGone'],
  'not-his': ['refused', 'notHis'],
  'link-needed': ['pages', 'enter.stale'],
  'link-over': ['parties', 'page.over-why'],
  'promise-not-found': ['refused', 'promiseOver'],
  'destination-not-found': ['refused', 'destinationOver'],
  'already-closed': ['refused', 'movedOn'],
  'not-closed': ['refused', 'movedOn'],
  'case-merged': ['refused', 'movedOn'],
};

const byStatus: Readonly<Record<number, string>> = {
  401: 'notAllowed',
  403: 'notAllowed',
  409: 'crossed',
  413: 'tooLarge',
  429: 'often',
  503: 'later',
  507: 'later',
};

/** Why something was refused, for a customer: never in words that were written for those who call the API. */
export function sentenceOf(error: Error, language: string, requestId: string): string {
  const known = error instanceof Refusal ? sentences[error.code] : undefined;
  if (known !== undefined) return say(language, ...known, valuesOf(error as Refusal));
  const status = statusOfError(error);
  const key = byStatus[status] ?? (status < 500 ? 'unreadable' : 'ours');
  return say(language, 'refused', key, { number: requestId });
}

function valuesOf({ detail = {} }: Refusal): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(detail).filter((entry): entry is [string, string | number] =>
      ['string', 'number'].includes(typeof entry[1]),
    ),
  );
}

/**
 * Does what a form asks. What is refused shows the page again: the sentence beside its field, and what was typed where it was
 * typed. That a page is gone, or its key, is not told there.
 * @param places the ids of fields whose names are others, by their names
 */
export async function orAgain(
  request: FastifyRequest,
  reply: FastifyReply,
  from: { form: string; language: string; places?: Readonly<Record<string, string>> },
  act: () => Promise<FastifyReply>,
  again: ShowAgain,
): Promise<FastifyReply> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Refusal) || !isToldThere(error)) throw error;
    const field = error.detail?.['field'];
    const at = error.kind === 'invalid' && typeof field === 'string' ? (from.places?.[field] ?? field) : '';
    const { values, files } = wordsOf(request);
    reply.status(statusOfError(error));
    return again({
      form: from.form,
      problems: [{ at, text: sentenceOf(error, from.language, request.id) }],
      typed: new Map([...values].map(([name, [first = '']]) => [name, first])),
      filesAgain: files,
    });
  }
}

/** A page that stands is told what was wrong; one that is not there, or not his any more, is not. */
function isToldThere({ kind, code }: Refusal): boolean {
  return kind === 'not_found'
    ? code === 'promise-not-found' || code === 'destination-not-found'
    : !code.startsWith('link-');
}

/** What must be looked at again, each leading to its place; the page opens there. Where a field is gone, what was typed can be copied. */
export function problemBox({ problems, typed }: Pick<Refused, 'problems' | 'typed'>, language: string): Markup | false {
  if (problems.length === 0) return false;
  const homeless = problems.every(({ at }) => at === '');
  const words = wordsTyped(typed);
  return html`<div class="notice" role="alert" id="problems" tabindex="-1" autofocus>
    <p class="strong">${say(language, 'portal', 'form.problems')}</p>
    <ul>
      ${problems.map(({ at, text }) => html`<li>${at === '' ? text : html`<a href="#${at}">${text}</a>`}</li>`)}
    </ul>
    ${words !== '' && (homeless ? toCopy(words, language) : html`<p class="small dim">${say(language, 'refused', 'kept')}</p>`)}
  </div>`;
}

/** What somebody wrote, where its form cannot be shown again: nothing he typed is lost. */
export function toCopy(words: string, language: string): Markup {
  return html`<div class="field">
    <label for="wrote">${say(language, 'refused', 'wrote')}</label
    ><textarea id="wrote" readonly dir="auto">${words}</textarea>
  </div>`;
}

/** Names of fields that nobody types into. */
const notTyped = new Set(
  ['v', 'lang', 'website', 'do', 'option', 'picked', 'solved', 'accepted', 'helped', 'only-me'].concat([
    '_again',
    '_kept',
  ]),
);

/** Everything that was typed, one after the other. */
export function wordsTyped(typed: ReadonlyMap<string, string | readonly string[]>): string {
  return [...typed]
    .filter(([name]) => !notTyped.has(name))
    .flatMap(([, value]) => value)
    .filter((value) => value.trim() !== '')
    .join('\n\n');
}

/** What a field says of itself when it was refused, for the field and for beside it. */
export interface Mark {
  readonly attributes: Markup;
  readonly words: Markup | null;
}

/** @param hint the id of what describes the field anyhow; `group` for a fieldset, which is described and not itself wrong */
export function markOf(
  id: string,
  problems: readonly Problem[],
  hint?: string,
  kind: 'field' | 'group' = 'field',
): Mark {
  const own = problems.filter(({ at }) => at === id);
  const described = [...(hint === undefined ? [] : [hint]), ...(own.length === 0 ? [] : [`${id}-wrong`])].join(' ');
  const invalid = own.length > 0 && kind === 'field' ? ' aria-invalid="true"' : '';
  return {
    // both are ids of ours
    attributes: sanitised(`${invalid}${described === '' ? '' : ` aria-describedby="${described}"`}`),
    words:
      own.length === 0
        ? null
        : html`<p class="wrong small" id="${id}-wrong">${own.map(({ text }) => text).join(' ')}</p>`,
  };
}
