import type { Random } from '../src/domain/measures/random.ts';
import { organisations, familyNames, firstNames } from './story/names.ts';
import {
  briefs,
  goodWhys,
  goodWords,
  middlingWhys,
  poorWhys,
  poorWords,
  type Trouble,
  troubles,
} from './story/troubles.ts';
import type { TouchpointKey } from './story/company.ts';

/** A person who writes to us. */
export interface Person {
  name: string;
  email: string;
  organisation: string | undefined;
}

/** One thing that somebody does in a case, some working minutes after the step before. */
export type Step =
  | { do: 'customer-writes'; text: string }
  /** `afterShare`: at which share of its time a promise that is kept is kept. */
  | {
      do: 'staff-answers';
      text: string;
      promise: { what: string; days: number; kept: boolean; afterShare: number } | undefined;
    }
  | { do: 'staff-notes'; text: string }
  | { do: 'brief'; question: string; statement: string }
  | { do: 'staff-solves'; text: string; value: string }
  | { do: 'customer-answers'; rating: number; solved: boolean; word: string; why: string };

/** A case from first mail to verdict. */
export interface CaseScript {
  person: Person;
  trouble: Trouble;
  touchpoint: TouchpointKey;
  goesBadly: boolean;
  /** Minutes between steps; the first is 0. */
  steps: { afterMinutes: number; step: Step }[];
}

/** Draws one of a list. */
export function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)]!;
}

/** Draws `count` different people. The address is made of name and number, so that no two share it. */
export function drawPeople(random: Random, count: number, prefix = ''): Person[] {
  return Array.from({ length: count }, (_, index) => {
    const [first, family] = [pick(random, firstNames), pick(random, familyNames).replace('-', ' ')];
    const organisation = random() < 0.18 ? pick(random, organisations) : undefined;
    const local = `${prefix}${first}.${family}${index}`.toLowerCase().replaceAll(' ', '');
    return {
      name: `${first} ${family}`,
      email: `${local}@${organisation?.domain ?? 'mail.example'}`,
      organisation: organisation?.name,
    };
  });
}

/**
 * Writes one case. Going badly shows in slow answers, a broken promise now and then, and a poor rating; going well in
 * the opposite. Chances are planted; the desk sees only what happens.
 */
export function writeScript(
  random: Random,
  person: Person,
  options: { lost: (touchpoint: TouchpointKey) => number; answers: number },
): CaseScript {
  const first = pick(random, troubles);
  const goesBadly = first.kind !== 'compliment' && random() < options.lost(first.touchpoint);
  // nobody complains about what went well: then it is something else at the same place
  const trouble =
    first.kind === 'complaint' && !goesBadly
      ? troubles.find((one) => one.touchpoint === first.touchpoint && one.kind !== 'complaint')!
      : first;
  const steps: CaseScript['steps'] = [
    { afterMinutes: 0, step: { do: 'customer-writes', text: pick(random, trouble.opening) } },
  ];
  const slow = goesBadly && random() < 0.5 ? 9 : 1;
  const promised = random() < 0.55;
  steps.push({
    afterMinutes: Math.round((15 + random() * 110) * slow),
    step: {
      do: 'staff-answers',
      text: pick(random, trouble.answer),
      promise: promised
        ? {
            what: 'Say the day',
            days: 1 + Math.floor(random() * 2),
            kept: !(goesBadly && random() < 0.55),
            afterShare: 0.35 + random() * 0.3,
          }
        : undefined,
    },
  });
  if (random() < 0.25) steps.push({ afterMinutes: 5, step: { do: 'brief', question: '', statement: '' } });
  if (random() < 0.2)
    steps.push({ afterMinutes: 20, step: { do: 'staff-notes', text: 'Asked the yard; they answer this afternoon.' } });
  if (random() < 0.6) {
    steps.push({
      afterMinutes: Math.round(30 + random() * 600),
      step: { do: 'customer-writes', text: pick(random, trouble.followUp) },
    });
  }
  steps.push({
    afterMinutes: Math.round((40 + random() * 700) * slow),
    step: { do: 'staff-solves', text: pick(random, trouble.solution), value: trouble.value },
  });
  if (random() < options.answers)
    steps.push({ afterMinutes: Math.round(90 + random() * 1500), step: answer(random, goesBadly) });
  for (const { step } of steps) {
    if (step.do !== 'brief') continue;
    const [question, statement] = pick(random, briefs);
    Object.assign(step, { question, statement });
  }
  return { person, trouble, touchpoint: trouble.touchpoint, goesBadly, steps };
}

function answer(random: Random, goesBadly: boolean): Step {
  if (goesBadly) {
    const rating = random() < 0.6 ? 1 : 2;
    return {
      do: 'customer-answers',
      rating,
      solved: random() < 0.45,
      word: pick(random, poorWords),
      why: pick(random, poorWhys),
    };
  }
  const draw = random();
  const rating = draw < 0.6 ? 5 : draw < 0.86 ? 4 : 3;
  return {
    do: 'customer-answers',
    rating,
    solved: true,
    word: pick(random, rating === 3 ? poorWords : goodWords),
    why: pick(random, rating === 3 ? middlingWhys : goodWhys),
  };
}
