import { type Language, languages } from '../../domain/languages.ts';
import { transact } from '../context.ts';
import { addParty, openConversation, solveMyCase } from '../modules/cases/index.ts';
import { signPartyLink } from '../modules/cases/company/party-key.ts';
import { signMyLink } from '../modules/customers/index.ts';
import { createField } from '../modules/fields/index.ts';
import { createForm } from '../modules/forms/index.ts';
import { notePosition } from '../modules/journeys/index.ts';
import { addSheet, sendSheet } from '../modules/options/index.ts';
import { makePromise } from '../modules/promises/index.ts';
import { askCustomer } from '../modules/voice/surveys/asks-on-pages.ts';
import { createSurvey } from '../modules/voice/surveys/surveys.ts';
import type { TestApp } from './app.ts';
import { addCustomer } from './desk.ts';
import { drawJourney, stop } from './drawing.ts';

/** Whatever people wrote contains `Zq`: everything else on a page is ours, and spoken in the language of whoever reads it. */
export const typed = 'זכוכית Zq';

/** What a customer of a language can reach without an account of ours, with the keys that he has. */
export interface PublicWorld {
  language: Language;
  cookie: string;
  /** A case of his that is open, one that is closed and not judged, and one that he said is solved. */
  number: number;
  closed: number;
  judged: number;
  /** Promises in the open case, and beside all cases. */
  promise: string;
  apart: string;
  /** Paths of the pages of a supplier, of options to choose from, and of a question. */
  party: string;
  sheet: string;
  /** Options that may be chosen from no more. */
  expired: string;
  survey: string;
  destination: string;
  /** The address of an article, and of a form with its id. */
  article: string;
  form: { slug: string; id: string };
}

/** A company with one customer of every language, each with everything that customers can answer. */
export async function openPublicWorlds(house: TestApp): Promise<ReadonlyMap<Language, PublicWorld>> {
  const staff = house.as(await house.staff('manager', 'Zq Mara'));
  const now: typeof staff = { ...staff, now: new Date() };
  const shared = { article: await writeArticle(house), form: await writeForm(house) };
  const stops = [
    stop('Zq chosen', { customerWording: typed, acceptanceQuestion: `${typed}?` }),
    stop('Zq end', { customerWording: `${typed} end`, ends: true }),
  ];
  await drawJourney(staff, { name: 'Zq journey', stops });
  const survey = await createSurvey(now, {
    name: 'Zq survey',
    programme: 'custom',
    questions: ['rating', 'why'].map((key) => ({ key, texts: {}, optional: key === 'why' })),
    quietDays: 0,
  });
  const worlds = new Map<Language, PublicWorld>();
  for (const language of languages) {
    const id = await addCustomer(house, { name: 'Zq Renate', language });
    const open = () =>
      transact(house.system(), (ctx) =>
        openConversation(ctx, {
          customer: { id, name: 'Zq Renate', organisationId: null },
          subject: typed,
          text: typed,
          channel: 'portal',
        }),
      );
    const [one, two, three] = [await open(), await open(), await open()];
    const hers = { ...house.system(), actor: { kind: 'customer', id, name: 'Zq Renate' } as const };
    for (const { number } of [two, three]) await solveMyCase(hers, number);
    await house.db.updateTable('cases').set({ verdict: null }).where('id', '=', two.caseId).execute();
    const promised = { what: typed, dueAt: new Date(Date.now() + 86_400_000).toISOString() };
    const yard = { name: 'Zq Yard', email: `yard-${language}@stone.example`, language, task: typed };
    const { parties } = await addParty(staff, one.caseId, { role: 'supplier', ...yard });
    const send = async () => {
      const { id } = await addSheet(staff, one.caseId, { content: optionsToChoose });
      return { id, path: new URL((await sendSheet(staff, id, { text: typed })).link!).pathname };
    };
    const [sheet, expired] = [await send(), await send()];
    await house.db
      .updateTable('option_sheets')
      .set({ expires_at: new Date(0) })
      .where('id', '=', expired.id)
      .execute();
    const asked = await askCustomer(now, survey.id, { customerId: id, way: 'link' });
    await notePosition(staff, { customerId: id, destinationId: stops[0]!.id });
    worlds.set(language, {
      language,
      cookie: `kept_my=${new URL(signMyLink(house.system(), id)).searchParams.get('key')!}`,
      number: one.number,
      closed: two.number,
      judged: three.number,
      promise: await makePromise(staff, { ...promised, caseId: one.caseId }),
      apart: await makePromise(staff, { ...promised, customerId: id }),
      party: new URL(signPartyLink(house.system(), parties.find(({ name }) => name === yard.name)!.id!)).pathname,
      sheet: sheet.path,
      expired: expired.path,
      survey: new URL(asked.url!).pathname,
      destination: stops[0]!.id,
      ...shared,
    });
  }
  return worlds;
}

const optionsToChoose = {
  title: typed,
  intro: typed,
  currency: 'EUR',
  criteria: [],
  recommended: 'a',
  options: ['a', 'b'].map((key) => ({
    key,
    name: `Zq ${key}`,
    price: 1,
    minutes: 600,
    risk: 'Zq',
    notIncluded: 'Zq',
    values: {},
    promise: `Zq ${key}`,
  })),
  because: typed,
};

/** Of the articles one, as somebody wrote it. */
async function writeArticle(house: TestApp): Promise<string> {
  const written = { title: typed, html: `<p>${typed}</p>` };
  const { slug } = await house.db
    .selectFrom('articles')
    .select('slug')
    .where('state', '=', 'published')
    .executeTakeFirstOrThrow();
  await house.db.updateTable('articles').set(written).where('slug', '=', slug).execute();
  return slug;
}

async function writeForm(house: TestApp): Promise<PublicWorld['form']> {
  const ctx = house.system();
  await createField(ctx, { appliesTo: 'case', name: 'Device', kind: 'choice', choices: ['Zq A', 'Zq B'] });
  const texts = { en: { title: `${typed} form` } };
  const questions = [{ field: 'device', required: true, showWhen: null }];
  return createForm(ctx, { language: 'en', texts, state: 'live', questions });
}
