import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../store/identity.ts';
import { buildTestApp, type TestApp } from '../../testing/app.ts';
import { addCustomer, tell } from '../../testing/desk.ts';
import { voiceSeeds } from './index.ts';

let house: TestApp;
const customerId = newId();

beforeAll(async () => {
  house = await buildTestApp();
  await addCustomer(house, { id: customerId, name: 'Bruno Salgado', language: 'de', email: null });
  await tell(house.system(), 'people.company-set-up', null, { language: 'en' });
  await house.settle([voiceSeeds]);
});
afterAll(() => house.close());

const ask: TestApp['askAs'] = (...given) => house.askAs(...given);

describe('the addresses of voice', () => {
  it('show and change surveys, and what they look like', async () => {
    const { body } = await ask('agent', 'GET', '/surveys');
    expect(body.items.map(({ programme }: { programme: string }) => programme).toSorted()).toEqual([
      'after-case',
      'recovery',
      'relational',
    ]);
    const [{ id }] = body.items;
    expect((await ask('agent', 'GET', `/surveys/${id}/preview?language=de`)).status).toBe(200);
    expect((await ask('agent', 'GET', `/surveys/${id}/funnel`)).body).toMatchObject({
      responseRate: { say: 'unknown' },
    });
    expect((await ask('agent', 'PATCH', `/surveys/${id}`, { quietDays: 0 })).status).toBe(403);
    expect((await ask('manager', 'PATCH', `/surveys/${id}`, { quietDays: 21 })).body.quietDays).toBe(21);
    expect((await ask('agent', 'GET', `/surveys/${id}`)).body.quietDays).toBe(21);
    const question = { key: 'likely', texts: { en: 'Would you?' }, optional: false };
    const made = await ask('manager', 'POST', '/surveys', {
      name: 'Spring',
      programme: 'custom',
      questions: [question],
    });
    expect(made).toMatchObject({ status: 201, body: { questions: [question] } });
    const twice = { name: 'Twice', programme: 'custom', questions: [question, question] };
    expect((await ask('manager', 'POST', '/surveys', twice)).body.code).toBe('question-twice');
  });

  it('show a survey as one customer would get it: by name, in his language', async () => {
    const [{ id }] = (await ask('agent', 'GET', '/surveys')).body.items;
    const his = await ask('agent', 'GET', `/surveys/${id}/preview?customerId=${customerId}`);
    expect(his.body.text).toContain('Bruno Salgado');
    const told = await ask('agent', 'GET', `/surveys/${id}/preview?customerId=${customerId}&language=en`);
    expect(told.body.text).toContain('Hello Bruno Salgado');
    expect(his.body.text).not.toContain('Hello');
    expect(await ask('agent', 'GET', `/surveys/${id}/preview?customerId=${newId()}`)).toMatchObject({
      status: 404,
      body: { code: 'customer-not-found' },
    });
  });

  it('answer with empty pages and honest figures where nothing was said', async () => {
    for (const path of [
      '/answers?bad=true&from=2026-01-01',
      '/invitations?state=withheld',
      '/recoveries?ended=true',
      '/observations',
    ])
      expect(await ask('agent', 'GET', path)).toMatchObject({ status: 200, body: { items: [], next: null } });
    expect((await ask('agent', 'GET', '/voice/figures')).body).toMatchObject({ recommend: { say: 'unknown' } });
    expect((await ask('agent', 'GET', '/voice/words')).body).toMatchObject({ word: null, match: { say: 'unknown' } });
    expect((await ask('agent', 'GET', '/voice/listening')).body).toMatchObject({
      active: 1,
      heard: { k: 0, n: 1, say: 'count' },
    });
  });

  it('let any colleague pass on what he heard', async () => {
    const words = '<script>alert(1)</script> waits for the new model';
    const heard = await ask('colleague', 'POST', '/observations', { words, customerId, feeling: 'neutral' });
    expect(heard).toMatchObject({ status: 201, body: { words, customer: { name: 'Bruno Salgado' } } });
    expect((await ask('colleague', 'POST', '/observations', { words: '   ' })).status).toBe(400);
    expect((await ask('colleague', 'GET', '/observations')).status).toBe(403);
    expect((await ask('agent', 'GET', `/observations?customerId=${customerId}`)).body.items).toHaveLength(1);
  });

  it('walk a recovery, and refuse what is not open now', async () => {
    const opened = await ask('agent', 'POST', '/recoveries', { customerId, loss: 'A day' });
    expect(opened).toMatchObject({ status: 201, body: { state: 'open', allowed: ['contact', 'cause', 'assign'] } });
    const moves = `/recoveries/${opened.body.id}/moves`;
    expect(await ask('agent', 'POST', moves, { move: 'ask-again' })).toMatchObject({
      status: 409,
      body: { code: 'recovery-move' },
    });
    expect((await ask('agent', 'POST', moves, { move: 'recovered' })).status).toBe(400);
    expect((await ask('agent', 'POST', moves, { move: 'contact', words: 'called' })).body.state).toBe('contacted');
    await ask('agent', 'POST', moves, { move: 'cause', words: 'ours' });
    // there is no address to ask at, and nobody else can say that it is put right
    expect((await ask('agent', 'POST', moves, { move: 'ask-again' })).body.code).toBe('no-address');
    expect((await ask('agent', 'GET', `/recoveries/${opened.body.id}`)).body.history).toHaveLength(3);
    expect((await ask('agent', 'GET', `/recoveries?customerId=${customerId}`)).body.items).toHaveLength(1);
    expect((await ask('agent', 'GET', `/recoveries/${newId()}`)).status).toBe(404);
  });

  it('change when we ask only for those who may', async () => {
    expect((await ask('agent', 'GET', '/voice/settings')).body).toMatchObject({ askAfterMinutes: 30 });
    expect((await ask('agent', 'PATCH', '/voice/settings', { askAfterMinutes: 0 })).status).toBe(403);
    expect((await ask('manager', 'PATCH', '/voice/settings', { askAfterMinutes: 5 })).body.askAfterMinutes).toBe(5);
    expect((await ask('manager', 'PATCH', '/voice/settings', { askAfterMinutes: -1 })).status).toBe(400);
  });
});
