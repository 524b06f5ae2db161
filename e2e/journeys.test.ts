import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyStop } from '../src/domain/journeys/design.ts';
import { accessible, noComplaints, takePicture } from './browser.ts';
import { type Desk, openDesk } from './stage.ts';

/**
 * Journeys: a way is drawn, its unclear steps are named, it is published, a customer walks it, and five hundred stops of
 * forty roles stay quick because only what is in sight is drawn.
 */

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

const stop = (name: string, more: Record<string, unknown> = {}) => ({
  ...emptyStop(randomUUID(), name, 'step'),
  ...more,
});

test('a way is drawn, checked and published, and shown with stages and feelings', async () => {
  const { page } = desk.ines;
  const made = await desk.hands.ask('POST', '/journeys', { name: 'Kitchen', destinations: [{ name: 'Chosen' }] });
  const id = (made.body as { id: string }).id;
  const [dream, build] = [randomUUID(), randomUUID()];
  const place = (name: string, stage: string, word: string, level: number, more = {}) =>
    stop(name, {
      kind: 'destination',
      stage,
      doneWhen: `${name} is signed`,
      ownerRole: 'agent',
      customerWording: `It is ${name.toLowerCase()}.`,
      expectedDays: 3,
      acceptanceQuestion: 'All well?',
      feeling: { word, level },
      ...more,
    });
  const stops = [
    place('Chosen', dream, 'hopeful', 0.5),
    stop('Ring the customer', { stage: dream, ownerRole: 'Astronaut', doneWhen: 'As soon as possible' }),
    place('Measured', dream, 'looked after', 1.3),
    place('Whole', build, 'left in the dark', -1.9),
    place('Fitted', build, 'relieved', 0.3, { ends: true }),
  ];
  const way = (from: number, to: number, when = '') => ({ from: stops[from]!.id, to: stops[to]!.id, when });
  const design = {
    stages: [
      { id: dream, name: 'Dream' },
      { id: build, name: 'Build' },
    ],
    stops,
    ways: [way(0, 1), way(1, 2), way(2, 3), way(3, 4, 'unbroken'), way(3, 2, 'broken')],
  };
  const saved = await desk.hands.ask('PUT', `/journeys/${id}/draft`, { revision: 0, name: 'Kitchen', design });
  expect(saved.status).toBe(200);
  await page.goto(`/journeys/${id}/edit`);
  await page.locator('.stop-card').first().waitFor();
  await takePicture(desk.ines.page, 'edit-map');
  await accessible(page, 'the editor as a map');
  await page.getByRole('button', { name: /unclear step/ }).click();
  await page.getByText('Nobody is in the role “Astronaut”.').first().waitFor();
  await takePicture(desk.ines.page, 'edit-unclear');
  await page.getByRole('button', { name: 'As a list' }).click();
  await page.getByRole('button', { name: 'Add a stop' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Swept');
  await page.getByText('saved', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'What changed' }).click();
  await page.getByText('Swept').first().waitFor();
  await takePicture(desk.ines.page, 'edit-list');
  await accessible(page, 'the editor as a list');
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByText('Version 2 is in force.').first().waitFor();
  const customer = await desk.hands.ask('POST', '/customers', { name: 'Anna Berg', email: 'anna@mail.example' });
  await desk.hands.ask('POST', '/positions', {
    customerId: (customer.body as { id: string }).id,
    destinationId: stops[0]!.id,
  });
  await page.goto(`/journeys?journey=${id}`);
  await page.getByText('left in the dark').first().waitFor();
  await takePicture(desk.ines.page, 'road');
  await accessible(page, 'the road');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`/journeys/${id}/edit?view=list`);
  await page.getByRole('list', { name: 'The journey as a list' }).waitFor();
  await takePicture(desk.ines.page, 'edit-phone');
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('five hundred stops of forty roles stay quick', async () => {
  const { page } = desk.ines;
  const made = await desk.hands.ask('POST', '/journeys', { name: 'Long', destinations: [{ name: 'Start' }] });
  const id = (made.body as { id: string }).id;
  const stops = Array.from({ length: 500 }, (_, nth) =>
    stop(`Stop ${nth}`, { ownerRole: `Role ${nth % 40}`, kind: nth % 10 === 0 ? 'destination' : 'step' }),
  );
  const ways = stops.slice(1).map((each, nth) => ({ from: stops[nth]!.id, to: each.id, when: '' }));
  await desk.hands.ask('PUT', `/journeys/${id}/draft`, {
    revision: 0,
    name: 'Long',
    design: { stages: [], stops, ways },
  });
  const from = performance.now();
  await page.goto(`/journeys/${id}/edit`);
  await page.locator('.stop-card').first().waitFor();
  const opened = performance.now() - from;
  const drawn = await page.locator('.stop-card').count();
  const typing = performance.now();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Here we go');
  await page.locator('.stop-card', { hasText: 'Here we go' }).waitFor();
  const typed = performance.now() - typing;
  // oxlint-disable-next-line no-console
  console.info(
    `500 stops: open in ${Math.round(opened)} ms, ${drawn} drawn, a word typed shows in ${Math.round(typed)} ms`,
  );
  await takePicture(desk.ines.page, 'edit-500');
  expect(drawn).toBeLessThan(60);
  expect(opened).toBeLessThan(15_000);
  noComplaints(desk.ines);
});
