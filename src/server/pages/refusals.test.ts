import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Language, languages } from '../../domain/languages.ts';
import { subscriptions } from '../subscriptions.ts';
import { buildTestCompany, type TestApp } from '../testing/app.ts';
import { openPublicWorlds, type PublicWorld, typed } from '../testing/public-world.ts';
import { sentFor, type Wrong, wrongInput } from '../testing/wrong-input.ts';
import { mountPublicPages } from './routes.ts';

let house: TestApp;
let worlds: ReadonlyMap<Language, PublicWorld>;

beforeAll(async () => {
  house = await buildTestCompany();
  await house.settle(subscriptions);
  worlds = await openPublicWorlds(house);
});
afterAll(() => house.close());

let asker = 0;

async function send(wrong: Wrong, language: Language) {
  const { to, cookie, times = 1 } = wrong;
  // each from an address of his own: only who is meant to asks too often
  asker += 1;
  const remoteAddress = `127.9.${String(Math.floor(asker / 250))}.${String(1 + (asker % 250))}`;
  const { payload, type } = sentFor(wrong);
  const headers = {
    accept: 'text/html',
    // the first is none of ours, the last is not what he likes best
    'accept-language': `ja, en;q=0.1, ${language};q=0.9`,
    'content-type': type,
    ...(cookie === undefined ? {} : { cookie }),
  };
  const once = () => house.app.inject({ method: 'POST', url: to, payload, remoteAddress, headers });
  for (let nth = 1; nth < times; nth++) await once();
  return once();
}

/** What a reader sees or hears of a page that is ours: its texts and labels, without what people wrote. */
function wordsOfOurs(body: string): string[] {
  return body
    .replaceAll(/<(style|textarea|script)[^]*?<\/\1>/g, '')
    .replaceAll(/<[^>]*?(?:aria-label|placeholder|title|alt)="([^"]*)"[^>]*>/g, '\n$1\n')
    .replaceAll(/<\/?b>|<\/?bdi[^>]*>/g, '')
    .replaceAll(/<[^>]+>/g, '\n')
    .replaceAll(/Larch &amp; Lime/g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !line.includes('Zq') && (line.match(/\p{L}+/gu) ?? []).length > 1);
}

/** Words that none of our other languages has: a sentence with two of them was left in English. */
const english =
  /\b(?:the|this|that|these|there|please|nothing|something|your|you|were|are|been|than|then|missing|longer|larger|contains|with|has|have|of|not|be|must|may|who|only|such|more|most|requests?|taken|anywhere|again|words?|case|file|already|closed|open|moment)\b/gi;
const leftIn = (line: string) => new Set(line.match(english)?.map((word) => word.toLowerCase())).size > 1;

test('a sentence that was left in English is found', () => {
  const left = [
    'Something is missing: text.',
    'text is longer than 20000 characters.',
    'More than 10 requests a minute; nothing of this one was done. Try again in 1 minute.',
    'This link does not lead anywhere any more.',
    'Only the person who asked may do this.',
    'This promise is no longer open.',
    'There is no such case.',
    'The message has no words.',
  ];
  expect(left.filter((line) => wordsOfOurs(`<p>${line}</p>`).some(leftIn))).toEqual(left);
});

test('every address of a public page that takes something is walked here', async () => {
  const bare = fastify();
  const taken: string[] = [];
  bare.addHook('onRoute', ({ method, url }) => {
    if ([method].flat().includes('POST') && !url.endsWith('/*')) taken.push(url);
  });
  await mountPublicPages(bare);
  expect(taken.toSorted()).toEqual(Object.keys(wrongInput(house, worlds.get('en')!)).toSorted());
});

/** What is wrong with how a page answers what was wrong. */
function faultsOf(body: string, language: Language, { at, form }: Pick<Wrong, 'at' | 'form'>): string[] {
  const faults: string[] = [];
  const must = (holds: boolean, what: string) => {
    if (!holds) faults.push(what);
  };
  const spoken = /<html lang="(\w+)"/.exec(body)?.[1] ?? 'nothing';
  must(spoken === language, `speaks ${spoken}`);
  must(!/<p>\s*<\/p>|undefined|null<|\[object/.test(body), 'has gaps');
  const left = language === 'en' ? [] : wordsOfOurs(body).filter(leftIn);
  must(left.length === 0, `says ${left.join(' | ')}`);
  const ids = [...body.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!);
  must(new Set(ids).size === ids.length, 'has an id twice');
  for (const [, id] of body.matchAll(/href="#([^"]+)"/g))
    must(ids.includes(id!), `leads to #${id!}, which is not there`);
  if (at !== undefined) {
    must(body.includes(`href="#${at}"`), 'does not lead to the field');
    must(ids.includes(`${at}-wrong`), 'is not said beside the field');
    must(body.includes('autofocus'), 'does not open where it is said');
  }
  const words = Object.values(form).filter((value) => value.startsWith(typed));
  for (const value of words) must(body.includes(value), 'lost what was typed');
  must(words.length > 0 || body.length < 30_000, `is ${String(body.length)} long`);
  return faults;
}

describe.each(languages)('what is refused on a public page is told in %s', (language) => {
  test('beside its field, with what was typed still there', async () => {
    const faults: string[] = [];
    for (const [address, all] of Object.entries(wrongInput(house, worlds.get(language)!)))
      for (const wrong of all) {
        const { statusCode, body, headers } = await send(wrong, language);
        const found = statusCode < 400 ? [] : faultsOf(body, language, wrong);
        if (statusCode !== wrong.status) found.push(`answered ${String(statusCode)}`);
        if (statusCode >= 400 && !String(headers['content-type']).startsWith('text/html')) found.push('is no page');
        faults.push(...found.map((fault) => `${address}, ${wrong.why}: ${fault}`));
      }
    expect(faults).toEqual([]);
    // more than a hundred requests, some of many megabytes
  }, 120_000);

  test('also where an address is old, mistyped or unknown', async () => {
    const { cookie, number } = worlds.get(language)!;
    const asks: [url: string, status: number, cookie?: string][] = [
      ['/my?key=forged', 403],
      [`/my/cases/${String(number)}`, 200],
      ['/my/cases/999999', 404, cookie],
      ['/my/cases/none', 404, cookie],
      ['/my/nowhere', 404, cookie],
      ['/my/nowhere/at/all', 404],
      ['/help/no-such-article', 404],
      ['/help/forms/no-such-form', 404],
      [`/help?q=${'x'.repeat(300)}`, 200],
      ['/help?q=%00', 400],
      ['/help?q=a&q=b', 400],
      ['/party/forged', 403],
      ['/options/forged', 404],
      ['/alert/forged', 404],
      ['/stop-figures/forged', 404],
      ['/s/abcdefghijklmnop', 404],
      ['/s/open/abcdefghijkl', 404],
      ['/s/again/abcdefghijkl', 404],
      ['/s/x', 404],
      [`/files/${'a'.repeat(64)}?name=zq`, 404],
    ];
    const faults: string[] = [];
    for (const [url, status, own] of asks) {
      const headers = { accept: 'text/html', 'accept-language': `${language}-AT`, ...(own ? { cookie: own } : {}) };
      const { body, statusCode } = await house.app.inject({ url, headers });
      if (statusCode !== status) faults.push(`${url}: ${String(statusCode)}`);
      faults.push(...faultsOf(body, language, { form: {} }).map((fault) => `${url}: ${fault}`));
    }
    expect(faults).toEqual([]);
  });
});

test('whoever opens or loads again what only takes forms is led to the form', async () => {
  const { cookie, number, party } = worlds.get('en')!;
  const led = async (url: string) =>
    (await house.app.inject({ url, headers: { accept: 'text/html', cookie } })).headers.location;
  expect(await led('/my/cases')).toBe('/my/new');
  expect(await led('/my/link')).toBe('/my');
  expect(await led(`/my/cases/${String(number)}/messages`)).toBe(`/my/cases/${String(number)}`);
  expect(await led(`${party}/messages`)).toBe(party);
});

test('nothing that was refused was done', async () => {
  const messages = await house.db.selectFrom('messages').select('text').execute();
  expect(messages.filter(({ text }) => text.includes('xxxxx'))).toEqual([]);
  const said = await house.db.selectFrom('positions').select('accepted').where('accepted', 'is not', null).execute();
  expect(said).toEqual([]);
  expect(await house.db.selectFrom('answers').select('id').execute()).toEqual([]);
});
