import { type FeelingName, feelingNames, feelingsIn } from '../feelings.ts';

/** A message and what its writer feels, as a person reads it. */
export interface FeltMessage {
  readonly language: string;
  readonly text: string;
  readonly feelings: Readonly<Partial<Record<FeelingName, number>>>;
  /** Feelings that a careful reader might see as well: neither asked for nor held against the reading. */
  readonly may?: readonly FeelingName[];
}

/** Precision and recall of each feeling over labelled messages, and every message that was read otherwise. */
export function measureFeelings(messages: readonly FeltMessage[]) {
  const tally = Object.fromEntries(
    feelingNames.map((name) => [name, { hit: 0, missed: 0, wrong: 0 }]),
  ) as Record<FeelingName, { hit: number; missed: number; wrong: number }>;
  const faults: string[] = [];
  let near = 0;
  let calm = 0;
  let alarmed = 0;
  for (const { language, text, feelings, may } of messages) {
    const read = feelingsIn(text);
    if (Object.keys(feelings).length === 0) {
      calm += 1;
      if (read.found.length > 0) alarmed += 1;
    }
    const found = new Map(read.found.map((one) => [one.feeling, one.strength]));
    if (language !== 'unknown' && read.language !== language) faults.push(`${language}≠${String(read.language)} ${text}`);
    for (const name of feelingNames) {
      const [told, seen] = [feelings[name], found.get(name)];
      if (told !== undefined && seen !== undefined) {
        tally[name].hit += 1;
        if (Math.abs(told - seen) <= 1) near += 1;
      } else if (told !== undefined) {
        tally[name].missed += 1;
        faults.push(`missed ${name}: ${text}`);
      } else if (seen !== undefined && may?.includes(name) !== true) {
        tally[name].wrong += 1;
        faults.push(`wrong ${name}: ${text}`);
      }
    }
  }
  const all = Object.values(tally);
  const sum = (key: 'hit' | 'missed' | 'wrong') => all.reduce((total, one) => total + one[key], 0);
  const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole);
  return {
    precision: share(sum('hit'), sum('hit') + sum('wrong')),
    recall: share(sum('hit'), sum('hit') + sum('missed')),
    strength: share(near, sum('hit')),
    /** Share of the messages without a feeling in which one was seen. */
    alarms: calm === 0 ? 0 : alarmed / calm,
    each: Object.fromEntries(
      feelingNames.map((name) => [
        name,
        {
          precision: share(tally[name].hit, tally[name].hit + tally[name].wrong),
          recall: share(tally[name].hit, tally[name].hit + tally[name].missed),
          n: tally[name].hit + tally[name].missed,
        },
      ]),
    ),
    faults,
  };
}
