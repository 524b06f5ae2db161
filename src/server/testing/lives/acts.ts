/** Every deed of a life. A rule may refuse it, and the house may fall down in the middle of it: then nothing has happened. */
import { type Context, transact } from '../../context.ts';
import { wakeDueCases } from '../../modules/cases/index.ts';
import { tickEscalations } from '../../modules/escalations/ticking.ts';
import { turnAbsences } from '../../modules/people/index.ts';
import { tickPromises } from '../../modules/promises/index.ts';
import type { Act, Numbers } from './acting.ts';
import { deskActs } from './desk-acts.ts';
import { houseActs } from './house-acts.ts';
import { promiseActs } from './promise-acts.ts';
import { minute, type World } from './world.ts';

const pass =
  (minutes: number): Act =>
  async ({ house }) =>
    house.setClock(minutes * minute);

const clockActs: Record<string, [weight: number, act: Act]> = {
  'ten minutes pass': [6, pass(10)],
  'an hour passes': [5, pass(65)],
  'a night passes': [3, pass(16 * 60)],
  'three days pass': [1, pass(3 * 24 * 60)],
  ticks: [4, ({ house }) => tickPromises(house.system())],
  'two nodes tick': [1, ({ house }) => Promise.all([tickPromises(house.system()), tickPromises(house.system())])],
  'escalations tick': [1, ({ house }) => tickEscalations(house.system())],
  'cases wake': [1, ({ house }) => wakeDueCases(house.system())],
  'absences turn': [1, ({ house }) => turnAbsences(house.system())],
};

/** Every act, with how often it is drawn. */
export const acts: Record<string, [weight: number, act: Act]> = {
  ...deskActs,
  ...promiseActs,
  ...houseActs,
  ...clockActs,
};

/** Does an act. `killed`: it breaks off after its last step, as when the house falls down before the transaction ends. */
export async function perform(
  world: World,
  name: string,
  numbers: Numbers,
  killed: boolean,
): Promise<'done' | 'refused' | 'killed'> {
  const act = acts[name]![1];
  try {
    if (!killed || name in clockActs) await act(world, numbers);
    else await dieAfter(world, act, numbers);
    return 'done';
  } catch (error) {
    if (error === theEnd) return 'killed';
    if (error instanceof Error && error.name === 'Refusal') return 'refused';
    // two at once: as over HTTP one of them is told to try again
    if (error instanceof Error && 'code' in error && ['40P01', '40001', '23505'].includes(String(error.code)))
      return 'refused';
    throw error;
  }
}

const theEnd = new Error('the house fell down');

/** Every verb joins the transaction that is given to it; this one never ends. */
async function dieAfter(world: World, act: Act, numbers: Numbers): Promise<void> {
  const { house } = world;
  await transact(house.system(), async ({ trx }) => {
    const inside = {
      ...house,
      as: (actor: Context['actor']) => ({ ...house.as(actor), db: trx, trx }),
      system: () => ({ ...house.system(), db: trx, trx }),
    };
    await act({ ...world, house: inside }, numbers);
    throw theEnd;
  });
}
