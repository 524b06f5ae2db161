import { expect, test } from 'vitest';
import { checkDraft } from '../../../domain/words/draft-check.ts';
import { respectCodes } from '../../../domain/words/prompts.ts';

type Words = { [key: string]: string | Words };
/** What customers get from us without anybody writing it: mails, macros, survey invitations, public pages. */
const catalogues = import.meta.glob<Words>(
  '../../../catalogue/{en,de}/{mail,macros,pages,voice,parties,forms,chat,widget,portal,acknowledgements}.json',
  {
    import: 'default',
    eager: true,
  },
);

function texts(words: Words, above = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[above + key, value] as [string, string]] : texts(value, `${above}${key}.`),
  );
}

const around = { at: new Date('2026-11-18T09:00:00Z'), timeZone: 'Europe/Berlin' };
const unwanted = new Set<string>([...respectCodes, 'over-apology', 'hard-to-read', 'too-long', 'many-asks']);

test.each(Object.keys(catalogues))('%s speaks respectfully and plainly', { timeout: 30_000 }, (path) => {
  const language = path.includes('/de/') ? 'de' : 'en';
  const faults = texts(catalogues[path] ?? {}).flatMap(([key, text]) => {
    const plain = text.replaceAll(/<[^>]+>/gu, ' ').replaceAll(/\{\{\w+\}\}/gu, 'Anna');
    const { prompts, heated } = checkDraft(plain, { ...around, language });
    const found = prompts.filter(({ code }) => unwanted.has(code)).map(({ code, quote }) => `${code}: ${quote ?? ''}`);
    return [...found, ...(heated ? ['heated'] : [])].map((fault) => `${key} ${fault} | ${plain}`);
  });
  expect(faults).toEqual([]);
});
