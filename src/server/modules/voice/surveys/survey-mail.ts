import type { Question, Survey, WrittenQuestion } from '../../../../contract/voice-surveys.ts';
import { isStandard, kindOf, scaleOf, type Wording, wordsFor } from '../../../../domain/voice/questions.ts';
import { closestLanguage, say } from '../../../catalogue.ts';
import { html, type Markup } from '../../../markup.ts';

/** What a mail that asks is made of. */
export interface SurveyMail {
  programme: string;
  language: string | null;
  /** Who is asked; only the name he goes by. */
  name: string;
  /** What it is about: the subject of a case; null for no case. */
  about: string | null;
  questions: readonly Question[];
  /** What a colleague says with it. */
  note?: string | undefined;
  /** Whether nothing will lead from the answer to him. */
  anonymous: boolean;
  /** The company's own subject line; null for the standard one. */
  title: string | null;
  /** The page of this ask, `…/s/{token}`. */
  url: string;
}

/**
 * The questions in a language: the survey's own wording where it has one, in any language whatever, else the standard one. A standard
 * question that was worded anew in another language only is asked in the standard words of this one.
 */
export function writeQuestions(questions: readonly Question[], language: string | null): WrittenQuestion[] {
  const wished = closestFirst(language);
  const inWords = (texts: Wording | undefined) => wordsFor(texts, wished);
  return questions.map((question) => {
    const { key, texts, optional, showWhen } = question;
    const own = isStandard(key) ? wished.map((each) => texts[each]?.trim()).find(Boolean) : inWords(texts);
    return {
      key,
      kind: kindOf(question),
      text: own || (isStandard(key) ? say(language, 'voice', `questions.${key}`) : key),
      optional,
      ...scaleOf(question),
      low: inWords(question.low) || standardEnd(key, 'low', language),
      high: inWords(question.high) || standardEnd(key, 'high', language),
      choices: (question.choices ?? []).map((choice) => ({
        key: choice.key,
        text: inWords(choice.texts) || choice.key,
      })),
      showWhen: showWhen ?? null,
    };
  });
}

/** What an end of a standard scale means: a row of bare numbers is read from either side. The steps of a rating have words each. */
function standardEnd(key: string, end: 'low' | 'high', language: string | null): string {
  return key === 'likely' || key === 'easy' ? say(language, 'voice', `ends.${key}.${end}`) : '';
}

/** What the ends of a scale mean, beside their numbers; empty where nothing is said. */
export function endsOf({ from, to, low, high }: Pick<WrittenQuestion, 'from' | 'to' | 'low' | 'high'>): string[] {
  return [...(low === '' ? [] : [`${from}: ${low}`]), ...(high === '' ? [] : [`${to}: ${high}`])];
}

/** A language, what it is a kind of, and the closest one that Kept itself speaks. */
function closestFirst(language: string | null): string[] {
  const base = language?.split('-')[0] ?? '';
  return [...new Set([language ?? '', base, closestLanguage(language)])];
}

/** The company's own title of the page and the mail, in a language. */
export function titleIn(theme: Survey['theme'], language: string | null): string | null {
  return ownWords(theme.title, language) || null;
}

/** The company's own words in a language, else in English; empty where the standard ones are closer. */
export function ownWords(texts: Readonly<Record<string, string>> | undefined, language: string | null): string {
  return [...closestFirst(language), 'en'].map((each) => texts?.[each]?.trim()).find(Boolean) ?? '';
}

/**
 * The mail that asks. Its links only choose an answer on the page; nothing is recorded before the customer sends it,
 * because mail scanners open every link. Without a name it has no such links: beside whose it is, an address would say what he
 * answers to every proxy and gateway on the way. Nor does it invite to an answer by mail, which has a name.
 */
export function writeSurveyMail(mail: SurveyMail): { subject: string; text: string; html: string } {
  const kind = mail.programme === 'after-case' || mail.programme === 'recovery' ? mail.programme : 'custom';
  const about = mail.about ?? say(mail.language, 'voice', 'yourContact');
  const words = (key: string) => say(mail.language, 'voice', key, { name: mail.name, subject: about });
  // one question first; the rest is for the page
  const asked = writeQuestions(mail.questions, mail.language).filter(({ showWhen }) => showWhen === null);
  const first = mail.anonymous ? [] : asked;
  const questions = first.flatMap((question) => {
    const choices = choicesOf(question, mail);
    const ends = question.kind === 'scale' ? endsOf(question).join(', ') : '';
    return choices.length === 0 ? [] : [{ text: question.text + (ends === '' ? '' : ` (${ends})`), choices }];
  });
  const note = mail.note?.trim() ?? '';
  const stop = `${mail.url}/stop`;
  const text = [
    words(`${kind}.greeting`),
    words(`${kind}.text`),
    ...(note === '' ? [] : [note]),
    ...questions.map(({ text, choices }) =>
      [text, ...choices.map(({ label, url }) => `  ${label}: ${url}`)].join('\n'),
    ),
    `${words('open')}: ${mail.url}`,
    mail.anonymous ? say(mail.language, 'surveys', 'page.anonymous') : words('footer'),
    `${words('stop')}: ${stop}`,
  ].join('\n\n');
  const body = html`<p>${words(`${kind}.greeting`)}</p>
    <p>${words(`${kind}.text`)}</p>
    ${note !== '' && html`<p>${note}</p>`}
    ${questions.map(({ text, choices }) => html`<p>${text}<br />${choices.map(link)}</p>`)}
    <p><a href="${mail.url}">${words('open')}</a></p>
    <p>${mail.anonymous ? say(mail.language, 'surveys', 'page.anonymous') : words('footer')}</p>
    <p style="font-size:12px"><a href="${stop}">${words('stop')}</a></p>`;
  return { subject: mail.title ?? words(`${kind}.subject`), text, html: body.markup };
}

interface Choice {
  label: string;
  url: string;
}

/** The answers that one press can choose; words and reasons are for the page. */
function choicesOf(question: WrittenQuestion, { language, url }: SurveyMail): Choice[] {
  const { key, kind } = question;
  if (kind === 'yes-no')
    return [
      { label: say(language, 'voice', 'yes'), url: `${url}?${key}=yes` },
      { label: say(language, 'voice', 'no'), url: `${url}?${key}=no` },
    ];
  if (key === 'rating')
    return [5, 4, 3, 2, 1].map((value) => ({
      label: `${value} ${say(language, 'voice', `ratings.${value}`)}`,
      url: `${url}?rating=${value}`,
    }));
  if (kind === 'choice')
    return question.choices.map((choice) => ({ label: choice.text, url: `${url}?${key}=${choice.key}` }));
  return kind === 'scale' ? scale(url, key, question.from, question.to) : [];
}

function scale(url: string, key: string, from: number, to: number): Choice[] {
  return Array.from({ length: to - from + 1 }, (_, step) => ({
    label: String(from + step),
    url: `${url}?${key}=${from + step}`,
  }));
}

function link({ label, url }: Choice): Markup {
  return html`<a href="${url}" style="display:inline-block;padding:8px 12px;margin:2px">${label}</a> `;
}
