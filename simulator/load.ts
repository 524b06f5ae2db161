import type { House } from '../src/server/house.ts';
import { drain } from '../src/server/store/draining.ts';
import { registerSubscriptions } from '../src/server/store/subscriptions.ts';
import { subscriptions } from '../src/server/subscriptions.ts';
import { foundCompany, type Founded } from './founding.ts';
import { openStage, type Played, playStep, type Stage } from './playing.ts';
import { drawPeople, pick, type Person, writeScript } from './script.ts';
import { company } from './story/company.ts';
import { halfYear, shareLost } from './truth.ts';

export interface Load {
  cases: number;
  seed: number;
  /** Cases that are played at the same time. */
  lanes: number;
  progress?: (done: number, of: number) => void;
}

const minute = 60_000;
const day = 86_400_000;
/** The load lies in this many days before today. */
const span = 700;
/** Share of cases that are left open, as on a desk that keeps up. */
const leftOpen = 0.04;

/**
 * Plays many cases through the real verbs, as fast as the machine allows: each case by itself from first mail to closing,
 * several at a time, in order of their beginnings. What readers of the log make of them is made along the way.
 */
export async function makeLoad(house: House, load: Load): Promise<void> {
  const stage = openStage(house, load.seed);
  const begin = Math.floor((Date.now() - span * day) / day) * day;
  await registerSubscriptions(stage.system(new Date(begin)), subscriptions);
  const founded = await foundCompany(stage, new Date(begin));
  await drain(stage.system(new Date(begin)), subscriptions);
  const people = drawPeople(stage.dice('people'), Math.max(50, Math.ceil(load.cases / 5)), 'l');
  let next = 0;
  let done = 0;
  const lane = async () => {
    while (next < load.cases) {
      const index = next++;
      await playCase(stage, founded, people, index, begin + (index / load.cases) * (span - 3) * day);
      load.progress?.(++done, load.cases);
    }
  };
  let playing = true;
  const reading = (async () => {
    while (playing) {
      await drain(stage.system(new Date()), subscriptions);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  await Promise.all(Array.from({ length: load.lanes }, lane));
  playing = false;
  await reading;
  await drain(stage.system(new Date()), subscriptions);
}

async function playCase(
  stage: Stage,
  founded: Founded,
  people: readonly Person[],
  index: number,
  at: number,
): Promise<void> {
  // each case has dice of its own: lanes that overtake each other do not change what happens
  const random = stage.dice('case', index);
  const person = pick(random, people);
  const script = writeScript(random, person, {
    lost: (touchpoint) => shareLost(halfYear, touchpoint, index % 182),
    answers: 0,
  });
  const team = person.organisation === undefined ? 'Homeowners' : 'Trade';
  const agent = pick(
    random,
    founded.agents.filter((one) => one.team === team),
  );
  const played: Played = {
    script,
    agent: agent.actor,
    teamId: founded.teamIds[team],
    touchpointId: founded.touchpointIds.get(script.touchpoint),
    deskAddress: company.address,
    caseId: undefined,
    customerId: undefined,
    rootId: undefined,
  };
  const stop = random() < leftOpen ? 1 + Math.floor(random() * 2) : script.steps.length;
  let time = at;
  for (const { afterMinutes, step } of script.steps.slice(0, stop)) {
    time += afterMinutes * minute;
    await playStep(stage, played, step, new Date(Math.min(time, Date.now())));
  }
}
