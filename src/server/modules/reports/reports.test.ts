import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportFigures, type ReportWish } from '../../../contract/reports.ts';
import { speakerOf } from '../../catalogue.ts';
import { runDueJobs } from '../../jobs/running.ts';
import { drawPicture } from '../../pictures/drawing.ts';
import { newId } from '../../store/identity.ts';
import { openTestHouse, type TestHouse } from '../../testing/house.ts';
import type { TestStaff } from '../../testing/desk.ts';
import { makeDueReports } from './due.ts';
import { reportJobs } from './jobs.ts';
import { listReportReaders, listReports, visit } from './reading.ts';
import { sendWaitingReports } from './sending.ts';
import { readReportKey, stopAddress, stopByKey, stopReader } from './stopping.ts';
import { mailsTo, plantYear } from './testing/a-year.ts';
import { tellFigures } from './telling.ts';
import { readOwn, sendNow, wishFor } from './wishing.ts';
import { writeReport } from './writing.ts';

let house: TestHouse;
const weekly: ReportWish = { rhythm: 'weekly', figures: ['moments', 'kept'] };

beforeAll(async () => {
  // a Wednesday
  house = await openTestHouse(new Date('2026-03-18T10:00:00Z'));
  await plantYear(house, '2026-03-31');
});
afterAll(() => house.close());

async function person(role: Parameters<TestHouse['staff']>[0], language = 'en', zone = 'Europe/Berlin') {
  const staff = await house.staff(role, 'Ann');
  await house.db.updateTable('users').set({ language, time_zone: zone }).where('id', '=', staff.id).execute();
  return staff;
}
const address = (who: TestStaff) => `${who.id}@example.org`;
const mails = (who: TestStaff) => mailsTo(house, address(who));
const tick = async () => {
  await makeDueReports(house.system());
  await sendWaitingReports(house.system());
};

describe('a mail with figures', () => {
  test('carries each figure with its question, answer, picture, table and link, and is complete without pictures', async () => {
    const ann = await person('manager', 'de');
    await wishFor(house.as(ann), { ...weekly, figures: [...reportFigures] });
    await sendNow(house.as(ann), {});
    await runDueJobs(house.pool, () => house.system(), reportJobs);
    const [mail, ...more] = await mails(ann);
    expect(more).toEqual([]);
    expect(mail!.subject).toBe('Ihre Zahlen bis 17. März 2026');
    const page = mail!.html as string;
    const named = [...page.matchAll(/src="cid:([^"]+)"/g)].map(([, cid]) => cid);
    expect(named.length).toBeGreaterThanOrEqual(6);
    expect(new Set(named).size).toBe(named.length);
    for (const cid of named) {
      const found = mail!.attachments.filter((part) => part.cid === cid);
      expect(found).toHaveLength(1);
      expect(found[0]!.contentType).toBe('image/png');
      expect(found[0]!.related).toBe(true);
      expect(found[0]!.content.subarray(1, 4).toString()).toBe('PNG');
    }
    expect(mail!.attachments).toHaveLength(named.length);
    const alts = [...page.matchAll(/<img[^>]* alt="([^"]*)"/g)].map(([, alt]) => alt!);
    expect(alts).toHaveLength(named.length);
    for (const alt of alts) expect(alt.length).toBeGreaterThan(40);
    // what a colleague has typed is words, never a tag
    expect(page).toContain('Quote &lt;fast&gt; &amp; &quot;easy&quot;');
    const text = mail!.text!;
    for (const part of [
      '1. Wie viele Momente haben wir gewonnen',
      'Gehaltene Versprechen vom',
      'Lieferung an die Tür',
      // what is unknown is said to be unknown
      'Nicht bekannt: In Kept stehen keine Käufe.',
      `/measure/mailed/`,
      '/stop-figures/',
    ])
      expect(text, part).toContain(part);
    expect(text).not.toMatch(/\{\{|undefined|\bnull\b|NaN/);
    expect(page).not.toMatch(/\{\{|undefined|>null<|NaN/);
    for (const key of reportFigures) expect(page).toContain(`figure=${key}`);
    const headers = mail!.headers;
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    const report = (await listReports(house.as(ann), { readerId: ann.id })).items[0]!;
    expect(report).toMatchObject({ state: 'sent', rhythm: 'asked', to: '2026-03-17', figures: [...reportFigures] });
    const { rows } = await sql<{ type: string }>`
      select type from events where subject_id = ${report.id} order by id`.execute(house.db);
    expect(rows.map(({ type }) => type)).toEqual(['reports.sent']);
  });

  test('says the table only where no picture can be drawn', async () => {
    // a picture that cannot be drawn here is one without a canvas: the same way through the mail
    expect((await drawPicture({ option: () => ({}), height: 10 }, 10))?.png).toBeInstanceOf(Buffer);
    const ann = await person('agent');
    const say = speakerOf('en');
    const { told } = await tellFigures(house.as(ann), 'agent', { figures: ['kept'], to: '2026-03-15' }, say, 'en');
    const written = writeReport(
      {
        id: newId(),
        name: 'Ann',
        language: 'en',
        rhythm: 'weekly',
        from: '2026-03-09',
        to: '2026-03-15',
        figures: told.map((each) => ({ ...each, picture: undefined, decided: undefined })),
        left: [],
        url: 'http://127.0.0.1',
        stopUrl: 'http://127.0.0.1/stop-figures/x',
        unreadSince: undefined,
      },
      say,
    );
    expect(written.subject).toBe('Your figures, 9–15 March 2026');
    expect(written.html).not.toContain('<img');
    expect(written.html).toContain('<table');
  });

  test('tells under a picture which names its numbers stand for, as words and never as tags', async () => {
    const say = speakerOf('de');
    const ann = await person('agent');
    const { told } = await tellFigures(house.as(ann), 'agent', { figures: ['kept'], to: '2026-03-15' }, say, 'de');
    const names = [
      { mark: '(1)', name: 'Доставка <до> двери' },
      { mark: '(2)', name: 'משלוח' },
    ];
    const mail = {
      id: newId(),
      name: 'Ann',
      language: 'de',
      rhythm: 'weekly' as const,
      from: '2026-03-09',
      to: '2026-03-15',
      left: [],
      url: 'http://127.0.0.1',
      stopUrl: 'http://127.0.0.1/stop-figures/x',
      unreadSince: undefined,
    };
    const withNames = (given: typeof names) =>
      writeReport(
        {
          ...mail,
          figures: told.map((each) => ({ ...each, picture: { contentId: 'a@b', names: given }, decided: undefined })),
        },
        say,
      );
    const written = withNames(names);
    expect(written.text).toContain('werden kann:\n  (1) Доставка <до> двери\n  (2) משלוח');
    expect(written.html).toContain('<br />(1) <bdi>Доставка &lt;до&gt; двери</bdi><br />(2) <bdi>משלוח</bdi>');
    expect(withNames([]).text).not.toContain('Im Bild');
    expect(withNames([]).html).not.toContain('<bdi>');
  });

  test.each(['en', 'de', 'es', 'fr', 'pt'])('is written in %s without a gap', async (language) => {
    const ann = await person('lead', language);
    await sendNow(house.as(ann), { figures: [...reportFigures] });
    await tick();
    const [mail] = await mails(ann);
    expect(mail!.text).not.toMatch(/\{\{|undefined|\bnull\b|NaN/);
  });
});

describe('when it comes', () => {
  test('on Monday at eight where the reader is, across the change of the clocks, once a week', async () => {
    house.setClock(new Date('2026-03-18T10:00:00Z'));
    const ann = await person('agent');
    const own = await wishFor(house.as(ann), weekly);
    expect(own.wish).toMatchObject({ rhythm: 'weekly', weekday: 1, hour: 8, nextAt: '2026-03-23T07:00:00.000Z' });
    house.setClock(new Date('2026-03-23T06:59:00Z'));
    await tick();
    expect(await mails(ann)).toHaveLength(0);
    house.setClock(new Date('2026-03-23T07:00:00Z'));
    await tick();
    await tick();
    expect(await mails(ann)).toHaveLength(1);
    // summer time began on the 29th: eight o'clock is an hour earlier by UTC
    house.setClock(new Date('2026-03-30T06:00:00Z'));
    await tick();
    expect((await mails(ann)).map(({ subject }) => subject)).toEqual([
      'Your figures, 16–22 March 2026',
      'Your figures, 23–29 March 2026',
    ]);
    // another wish of the same week brings no second mail of it
    await wishFor(house.as(ann), { ...weekly, hour: 9 });
    house.setClock(new Date('2026-03-30T07:00:00Z'));
    await tick();
    expect(await mails(ann)).toHaveLength(2);
  });

  test('a house that stood still sends the latest when it is still news, and none when it is not', async () => {
    house.setClock(new Date('2026-04-01T10:00:00Z'));
    const [late, later] = [await person('agent'), await person('agent')];
    await wishFor(house.as(late), weekly);
    await wishFor(house.as(later), { ...weekly, weekday: 2 });
    house.setClock(new Date('2026-04-10T10:00:00Z'));
    await tick();
    // Monday the 6th is four days ago, Tuesday the 7th three
    expect(await mails(late)).toHaveLength(0);
    expect(await mails(later)).toHaveLength(0);
    expect((await readOwn(house.as(late))).wish!.nextAt).toBe('2026-04-13T06:00:00.000Z');
    house.setClock(new Date('2026-04-14T10:00:00Z'));
    await tick();
    expect(await mails(late)).toHaveLength(1);
    expect(await mails(later)).toHaveLength(1);
  });

  test('two nodes at once, and one that dies before it has sent, make one mail of one period', async () => {
    house.setClock(new Date('2026-04-15T10:00:00Z'));
    const people = await Promise.all(Array.from({ length: 4 }, () => person('agent')));
    for (const each of people) await wishFor(house.as(each), { ...weekly, figures: ['promises'] });
    house.setClock(new Date('2026-04-20T06:00:00Z'));
    await Promise.all([makeDueReports(house.system()), makeDueReports(house.system())]);
    await sql`delete from reports where state = 'waiting' and not user_id = any(${people.map(({ id }) => id)}::uuid[])`.execute(
      house.db,
    );
    // a node takes one on and is killed
    const { takeWaiting } = await import('./queries.ts');
    const taken = await takeWaiting(house.db, house.now(), new Date(house.now().getTime() + 600_000));
    expect(taken).toBeDefined();
    await Promise.all([sendWaitingReports(house.system()), sendWaitingReports(house.system())]);
    const counts = async () => Promise.all(people.map(async (each) => (await mails(each)).length));
    expect((await counts()).toSorted()).toEqual([0, 1, 1, 1]);
    house.setClock(new Date('2026-04-20T06:11:00Z'));
    await Promise.all([tick(), tick()]);
    expect(await counts()).toEqual([1, 1, 1, 1]);
  });

  test('one mail taken on by two nodes, because writing it took longer than the lease, goes out once', async () => {
    const ann = await person('agent');
    await sendNow(house.as(ann), { figures: ['promises'] });
    const lapsed = sql`update reports set take_at = ${house.now()} where user_id = ${ann.id} and state = 'waiting'`;
    await Promise.all([
      sendWaitingReports(house.system()),
      (async () => {
        await lapsed.execute(house.db);
        await sendWaitingReports(house.system());
      })(),
    ]);
    await tick();
    expect(await mails(ann)).toHaveLength(1);
  });
});

describe('who may get it', () => {
  test('an account that is off gets none, and the next one in time when it is on again', async () => {
    house.setClock(new Date('2026-04-22T10:00:00Z'));
    const ann = await person('agent');
    await wishFor(house.as(ann), weekly);
    const active = (on: boolean) =>
      house.db.updateTable('users').set({ active: on }).where('id', '=', ann.id).execute();
    await active(false);
    house.setClock(new Date('2026-04-27T07:00:00Z'));
    await tick();
    house.setClock(new Date('2026-05-13T10:00:00Z'));
    await tick();
    await active(true);
    await tick();
    expect(await mails(ann)).toHaveLength(0);
    house.setClock(new Date('2026-05-18T06:00:00Z'));
    await tick();
    expect((await mails(ann)).map(({ subject }) => subject)).toEqual(['Your figures, 11–17 May 2026']);
  });

  test('whoever loses the right is told once and gets no figure; they come again with the right', async () => {
    house.setClock(new Date('2026-05-20T10:00:00Z'));
    const ann = await person('agent', 'de');
    await wishFor(house.as(ann), weekly);
    const role = (name: string) => house.db.updateTable('users').set({ role: name }).where('id', '=', ann.id).execute();
    await role('colleague');
    for (const at of ['2026-05-25T06:00:00Z', '2026-06-01T06:00:00Z']) {
      house.setClock(new Date(at));
      await tick();
    }
    expect((await mails(ann)).map(({ subject }) => subject)).toEqual(['Zahlen per Mail pausieren']);
    await role('agent');
    house.setClock(new Date('2026-06-08T06:00:00Z'));
    await tick();
    expect((await mails(ann)).map(({ subject }) => subject).at(-1)).toBe('Ihre Zahlen, 1.–7. Juni 2026');
  });

  test('a survey that is gone is left out and named as gone; a survey that is none cannot be wished for', async () => {
    const ann = await person('agent');
    const gone = `survey:${newId()}`;
    await expect(wishFor(house.as(ann), { ...weekly, figures: [gone] })).rejects.toMatchObject({
      code: 'survey-unknown',
    });
    await wishFor(house.as(ann), weekly);
    await house.db
      .updateTable('report_wishes')
      .set({ figures: ['promises', gone] })
      .where('user_id', '=', ann.id)
      .execute();
    await sendNow(house.as(ann), { figures: ['promises'] });
    await house.db
      .updateTable('reports')
      .set({ figures: ['promises', gone] })
      .where('user_id', '=', ann.id)
      .execute();
    await tick();
    expect((await mails(ann))[0]!.text).toContain('a survey that is gone');
  });

  test('an API key has no mailbox, and nobody asks for more than six an hour', async () => {
    const key = { kind: 'key', id: newId(), role: 'owner', name: 'key', teamIds: [] } as const;
    await expect(readOwn(house.as(key))).rejects.toMatchObject({ code: 'not-a-person' });
    const ann = await person('agent');
    for (let turn = 0; turn < 6; turn += 1) await sendNow(house.as(ann), { figures: ['promises'] });
    await expect(sendNow(house.as(ann), { figures: ['promises'] })).rejects.toMatchObject({ kind: 'too_many' });
    await tick();
  });
});

describe('whether it is read', () => {
  test('following a link notes who came and says where the records are; the reader alone makes it read', async () => {
    house.setClock(new Date('2026-06-10T10:00:00Z'));
    const [ann, ben, mara] = [await person('agent'), await house.staff('agent', 'Ben'), await person('manager')];
    await wishFor(house.as(ann), weekly);
    house.setClock(new Date('2026-06-15T06:00:00Z'));
    await tick();
    const report = async () => (await listReports(house.as(mara), { readerId: ann.id })).items[0]!;
    const { id } = await report();
    expect(await visit(house.as(ben), id, 'kept')).toMatchObject({
      link: { to: 'promises', filter: { state: 'broken' } },
    });
    const reader = async () =>
      (await listReportReaders(house.as(mara), { limit: 200 })).items.find((each) => each.reader.id === ann.id)!;
    expect(await reader()).toMatchObject({ sent: 1, read: 0, unreadSince: '2026-06-15T06:00:00.000Z' });
    house.setClock(60_000);
    await visit(house.as(ann), id, undefined);
    await visit(house.as(ann), id, 'no-such-figure');
    expect(await report()).toMatchObject({
      visits: [
        { reader: { name: 'Ben' }, times: 1 },
        { reader: { id: ann.id }, times: 2 },
      ],
    });
    expect(await reader()).toMatchObject({ sent: 1, read: 1, unreadSince: null, proposeStop: false });
    await expect(visit(house.as(ann), newId(), undefined)).rejects.toMatchObject({ kind: 'not_found' });
  });

  test('after sixty days without a look it is proposed to stop: to the manager, on the screen and in the mail', async () => {
    house.setClock(new Date('2026-06-17T10:00:00Z'));
    await house.db.updateTable('report_wishes').set({ next_at: null }).execute();
    const [ann, mara] = [await person('agent'), await person('manager')];
    await wishFor(house.as(ann), { ...weekly, figures: ['promises'] });
    for (let week = 0; week < 10; week += 1) {
      house.setClock(new Date(Date.parse('2026-06-22T06:00:00Z') + week * 7 * 86_400_000));
      await tick();
    }
    const reader = async () =>
      (await listReportReaders(house.as(mara), { limit: 200 })).items.find((each) => each.reader.id === ann.id)!;
    expect(await reader()).toMatchObject({ sent: 10, read: 0, proposeStop: true });
    expect((await readOwn(house.as(ann))).unreadSince).toBe('2026-06-22T06:00:00.000Z');
    const texts = (await mails(ann)).map(({ text }) => text!.includes('Shall they stop?'));
    expect(texts.slice(0, 8)).toEqual(Array.from({ length: 8 }, () => false));
    expect(texts.at(-1)).toBe(true);
    expect(await stopReader(house.as(mara), ann.id)).toMatchObject({ nextAt: null, proposeStop: false });
    const told = await house.db
      .selectFrom('notifications')
      .select(['subject', 'link'])
      .where('user_id', '=', ann.id)
      .execute();
    expect(told).toEqual([{ subject: 'Ann has stopped your figures by mail', link: '/measure#mail' }]);
    expect((await readOwn(house.as(ann))).wish).toMatchObject({ nextAt: null, stoppedBy: { id: mara.id } });
  });

  test('the link in the mail ends them by one press, for its reader alone, and a wish begins anew', async () => {
    const ann = await person('agent', 'de');
    await wishFor(house.as(ann), weekly);
    const key = stopAddress(house.system(), ann.id).split('/').at(-1)!;
    expect(await readReportKey(house.system(), key)).toMatchObject({ id: ann.id, language: 'de' });
    expect(await readReportKey(house.system(), `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`)).toBeUndefined();
    await stopByKey(house.system(), key);
    await stopByKey(house.system(), key);
    expect((await readOwn(house.as(ann))).wish).toMatchObject({ nextAt: null });
    const again = await wishFor(house.as(ann), weekly);
    expect(again.wish!.nextAt).not.toBeNull();
    expect(again.wish!.stoppedAt).toBeNull();
  });

  test('lists go on page by page', async () => {
    const mara = await person('manager');
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listReports(house.as(mara), { limit: 7, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from reports`.execute(house.db);
    expect(seen).toHaveLength(rows[0]!.n);
    const first = await listReportReaders(house.as(mara), { limit: 2 });
    const second = await listReportReaders(house.as(mara), { limit: 2, cursor: first.next! });
    expect(new Set([...first.items, ...second.items].map(({ reader }) => reader.id)).size).toBe(4);
  });
});
