import type { Report } from '../../../contract/reports.ts';
import { chartThemes } from '../../../figures/chart-theme.ts';
import { dayWords, monthWords, periodWords } from '../../../figures/day-words.ts';
import type { FigureTable, Say, ToldFigure } from '../../../figures/told.ts';
import { html, type Markup } from '../../markup.ts';
import type { PictureName } from '../../pictures/marking.ts';

/** A picture as it lies in the mail; without one the table stands alone. */
export interface PictureInMail {
  readonly contentId: string;
  /** What stands in it as a number, because no face here has its letters. */
  readonly names: readonly PictureName[];
}

/** As wide as a picture is shown at most, in pixels. */
const widest = 520;

/** A figure of a mail, with what was decided last after it. */
export interface FigureInMail {
  readonly key: string;
  readonly figure: ToldFigure;
  readonly picture: PictureInMail | undefined;
  readonly decided: { readonly words: string; readonly name: string; readonly on: string } | undefined;
}

/** A mail with figures before it is written. */
export interface ReportMail {
  readonly id: string;
  /** Whom it greets. */
  readonly name: string;
  readonly language: string;
  readonly rhythm: Report['rhythm'];
  readonly from: string;
  readonly to: string;
  readonly figures: readonly FigureInMail[];
  /** What was wished for and cannot be told, by name. */
  readonly left: readonly string[];
  /** Our address, without a slash at the end. */
  readonly url: string;
  readonly stopUrl: string;
  /** The day since which none was read, when it is long ago. */
  readonly unreadSince: string | undefined;
}

const { ink, inkSecond, inkThird, surface, sunk, line, action } = chartThemes.light;
const sans = "font-family:'Instrument Sans',-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** Subject, HTML and a plain text that is complete without pictures. */
export function writeReport(mail: ReportMail, say: Say): { subject: string; text: string; html: string } {
  const words = wordsOf(mail, say);
  return { subject: words.subject, text: plain(mail, words, say), html: page(mail, words, say).markup };
}

/** Where a link of the mail leads: the app notes that it was followed, and goes on to the records. */
function reportLink(url: string, id: string, key?: string): string {
  return `${url}/measure/mailed/${id}${key === undefined ? '' : `?figure=${encodeURIComponent(key)}`}`;
}

/** Where somebody says what was decided after a figure; nothing is noted by opening it. */
function decideLink(url: string, id: string, key: string): string {
  return `${url}/measure/decided/${encodeURIComponent(key)}?mail=${id}`;
}

/** What was decided last after a figure; empty where nothing was. */
function decidedWords({ decided }: FigureInMail, language: string, say: Say): string {
  if (decided === undefined) return '';
  return say('reports:mail.decided', { ...decided, day: dayWords(decided.on, language, true) });
}

function wordsOf({ rhythm, from, to, language, name, left, unreadSince }: ReportMail, say: Say) {
  const period = rhythm === 'monthly' ? monthWords(from, language, true) : periodWords(from, to, language);
  return {
    subject: say(`reports:mail.subject.${rhythm}`, { period, day: dayWords(to, language, true) }),
    greeting: say('reports:mail.greeting', { name }),
    intro: say('reports:mail.intro', { day: dayWords(to, language, true) }),
    left: left.length === 0 ? '' : say('reports:mail.left', { figures: new Intl.ListFormat(language).format(left) }),
    unread: unreadSince === undefined ? '' : say('reports:mail.unread', { day: dayWords(unreadSince, language, true) }),
    why: say(`reports:mail.why.${rhythm}`),
  };
}

type Words = ReturnType<typeof wordsOf>;

function plain(mail: ReportMail, words: Words, say: Say): string {
  const figures = mail.figures.map((each, place) => {
    const { ask, answer, rests, picture, records } = each.figure;
    return [
      `${place + 1}. ${ask}`,
      answer,
      ...(rests === undefined ? [] : [rests]),
      ...(picture === undefined ? [] : [plainTable(picture.short)]),
      ...namesOf(each.picture, (mark, name) => `  ${mark} ${name}`, say),
      ...[decidedWords(each, mail.language, say)].filter((part) => part !== ''),
      `${records.words}: ${reportLink(mail.url, mail.id, each.key)}`,
      `${say('reports:mail.decide')}: ${decideLink(mail.url, mail.id, each.key)}`,
    ].join('\n');
  });
  return [
    words.greeting,
    words.intro,
    ...figures,
    ...[words.left, words.unread].filter((part) => part !== ''),
    `${say('reports:mail.open')}: ${reportLink(mail.url, mail.id)}`,
    words.why,
    `${say('reports:mail.change')}: ${mail.url}/measure#mail`,
    `${say('reports:mail.stop')}: ${mail.stopUrl}`,
  ].join('\n\n');
}

/** The names behind the numbers of a picture, after a line that says so; nothing where there are none. */
function namesOf<T>(picture: PictureInMail | undefined, write: (mark: string, name: string) => T, say: Say) {
  if (picture === undefined || picture.names.length === 0) return [];
  return [say('reports:mail.numbered'), ...picture.names.map(({ mark, name }) => write(mark, name))];
}

function plainTable({ columns, rows }: FigureTable): string {
  return [columns, ...rows].map((row) => `  ${row.map((cell) => cell ?? '–').join(' | ')}`).join('\n');
}

function page(mail: ReportMail, words: Words, say: Say): Markup {
  const small = `${sans};font-size:13px;line-height:19px;color:${inkThird}`;
  const link = `color:${action};text-decoration:underline`;
  return html`<div lang="${mail.language}" style="background:${sunk};padding:16px 8px">
    <div style="${sans};max-width:600px;margin:0 auto;color:${ink};font-size:15px;line-height:22px">
      <p style="margin:0 8px 4px">${words.greeting}</p>
      <p style="margin:0 8px 16px;color:${inkSecond}">${words.intro}</p>
      ${mail.figures.map((each, place) => card(mail, each, place, say))}
      ${words.left !== '' && html`<p style="margin:0 8px 12px;color:${inkSecond}">${words.left}</p>`}
      ${
        words.unread !== '' &&
        html`<p style="margin:0 8px 12px">
          ${words.unread} <a href="${mail.stopUrl}" style="${link}">${say('reports:mail.stop')}</a>
        </p>`
      }
      <p style="margin:16px 8px 4px;${small}">
        ${words.why}
        <a href="${reportLink(mail.url, mail.id)}" style="${link}">${say('reports:mail.open')}</a> ·
        <a href="${mail.url}/measure#mail" style="${link}">${say('reports:mail.change')}</a> ·
        <a href="${mail.stopUrl}" style="${link}">${say('reports:mail.stop')}</a>
      </p>
    </div>
  </div>`;
}

function card(mail: ReportMail, each: FigureInMail, place: number, say: Say): Markup {
  const { key, figure, picture } = each;
  const drawn = figure.picture;
  const decided = decidedWords(each, mail.language, say);
  const link = `color:${action};text-decoration:underline`;
  const numbered = namesOf(picture, (mark, name) => html`<br />${mark} <bdi>${name}</bdi>`, say);
  return html`<div
    style="background:${surface};border:1px solid ${line};border-radius:8px;padding:14px 12px;margin:0 0 14px"
  >
    <h2 style="${sans};font-size:13px;line-height:18px;font-weight:normal;color:${inkThird};margin:0">
      ${place + 1}. ${figure.ask}
    </h2>
    <p style="margin:3px 0 10px;font-size:17px;line-height:23px;font-weight:600">
      ${figure.answer}
      ${figure.rests !== undefined && html`<span style="font-size:14px;font-weight:normal;color:${inkThird}">${figure.rests}</span>`}
    </p>
    ${
      drawn !== undefined &&
      picture !== undefined &&
      html`<img
        src="cid:${picture.contentId}"
        width="${widest}"
        alt="${drawn.name}. ${figure.answer} ${say('reports:mail.below')}"
        style="display:block;width:100%;max-width:${widest}px;height:auto;border:0;margin:0 0 8px"
      />`
    }
    ${numbered.length > 0 && html`<p style="margin:0 0 8px;font-size:12.5px;line-height:17px;color:${inkSecond}">${numbered}</p>`}
    ${drawn !== undefined && tableOf(drawn.name, drawn.short)}
    ${decided !== '' && html`<p style="margin:8px 0 0;font-size:14px;line-height:20px">${decided}</p>`}
    <p style="margin:8px 0 0;font-size:14px">
      <a href="${reportLink(mail.url, mail.id, key)}" style="${link}">${figure.records.words}</a> ·
      <a href="${decideLink(mail.url, mail.id, key)}" style="${link}">${say('reports:mail.decide')}</a>
    </p>
  </div>`;
}

function tableOf(name: string, { columns, rows }: FigureTable): Markup {
  const cell = `padding:3px 8px 3px 0;border-bottom:1px solid ${line};vertical-align:top`;
  const align = (place: number) => (place === 0 ? 'left' : 'right');
  return html`<table
    aria-label="${name}"
    style="${sans};width:100%;border-collapse:collapse;font-size:12.5px;line-height:17px;font-variant-numeric:tabular-nums"
  >
    <tr>
      ${columns.map(
        (column, place) =>
          html`<th scope="col" style="${cell};text-align:${align(place)};font-weight:normal;color:${inkThird}">
            ${column}
          </th>`,
      )}
    </tr>
    ${rows.map(
      (row) =>
        html`<tr>
          ${row.map((value, place) => html`<td style="${cell};text-align:${align(place)}">${value ?? '–'}</td>`)}
        </tr>`,
    )}
  </table>`;
}
