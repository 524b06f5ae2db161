import type { Question } from '../../../contract/voice.ts';
import { closestLanguage, say } from '../../catalogue.ts';
import { html, type Markup } from '../../markup.ts';

/** What a mail that asks is made of. */
export interface SurveyMail {
  programme: string;
  language: string | null;
  /** Who is asked; only the name he goes by. */
  name: string;
  /** What it is about: the subject of a case; null for no case. */
  about: string | null;
  questions: readonly Question[];
  /** The page of this ask, `…/s/{token}`. */
  url: string;
}

export interface WrittenQuestion {
  key: Question['key'];
  text: string;
  optional: boolean;
}

/** The questions in a language: the survey's own wording where it has one, else the standard one. */
export function writeQuestions(questions: readonly Question[], language: string | null): WrittenQuestion[] {
  const spoken = closestLanguage(language);
  return questions.map(({ key, texts, optional }) => ({
    key,
    text: texts[spoken] ?? texts['en'] ?? say(spoken, 'voice', `questions.${key}`),
    optional,
  }));
}

/**
 * The mail that asks. Its links only choose an answer on the page; nothing is recorded before the customer sends it,
 * because mail scanners open every link.
 */
export function writeSurveyMail(mail: SurveyMail): { subject: string; text: string; html: string } {
  const kind = mail.programme === 'after-case' || mail.programme === 'recovery' ? mail.programme : 'custom';
  const about = mail.about ?? say(mail.language, 'voice', 'yourContact');
  const words = (key: string) => say(mail.language, 'voice', key, { name: mail.name, subject: about });
  const questions = writeQuestions(mail.questions, mail.language).flatMap((question) => {
    const choices = choicesOf(question.key, mail);
    return choices.length === 0 ? [] : [{ text: question.text, choices }];
  });
  const stop = `${mail.url}/stop`;
  const text = [
    words(`${kind}.greeting`),
    words(`${kind}.text`),
    ...questions.map(({ text, choices }) =>
      [text, ...choices.map(({ label, url }) => `  ${label}: ${url}`)].join('\n'),
    ),
    `${words('open')}: ${mail.url}`,
    words('footer'),
    `${words('stop')}: ${stop}`,
  ].join('\n\n');
  const body = html`<p>${words(`${kind}.greeting`)}</p>
    <p>${words(`${kind}.text`)}</p>
    ${questions.map(({ text, choices }) => html`<p>${text}<br />${choices.map(link)}</p>`)}
    <p><a href="${mail.url}">${words('open')}</a></p>
    <p>${words('footer')}</p>
    <p style="font-size:12px"><a href="${stop}">${words('stop')}</a></p>`;
  return { subject: words(`${kind}.subject`), text, html: body.markup };
}

interface Choice {
  label: string;
  url: string;
}

/** The answers that one press can choose; words and reasons are for the page. */
function choicesOf(key: Question['key'], { language, url }: SurveyMail): Choice[] {
  if (key === 'solved')
    return [
      { label: say(language, 'voice', 'yes'), url: `${url}?solved=yes` },
      { label: say(language, 'voice', 'no'), url: `${url}?solved=no` },
    ];
  if (key === 'rating')
    return [5, 4, 3, 2, 1].map((value) => ({
      label: `${value} ${say(language, 'voice', `ratings.${value}`)}`,
      url: `${url}?rating=${value}`,
    }));
  if (key === 'likely') return scale(url, key, 0, 10);
  return key === 'easy' ? scale(url, key, 1, 7) : [];
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
