import type { ProcedureContent, ProcedureStep } from '../../../contract/procedures.ts';
import { say } from '../../catalogue.ts';

interface Outline {
  seed: string;
  kinds: ProcedureContent['kinds'];
  steps: readonly {
    key: string;
    responsible: string;
    accountable?: string;
    informed?: readonly string[];
    minutes: number;
    hidden?: true;
    under?: string;
    choices?: readonly { key: string; next: string | null }[];
  }[];
}

/** What every company starts with; the words are in the catalogue below `seeds`. */
const outlines: readonly Outline[] = [
  {
    seed: 'complaint',
    kinds: ['complaint'],
    steps: [
      { key: 'hear', responsible: 'assignee', minutes: 60 },
      { key: 'find-out', responsible: 'assignee', minutes: 240 },
      {
        key: 'ours',
        responsible: 'assignee',
        accountable: 'lead',
        minutes: 30,
        hidden: true,
        choices: [
          { key: 'yes', next: null },
          { key: 'no', next: 'explain' },
        ],
      },
      {
        key: 'remedy',
        responsible: 'assignee',
        accountable: 'lead',
        minutes: 240,
        choices: [
          { key: 'accepted', next: 'put-right' },
          { key: 'not-accepted', next: 'lead' },
        ],
      },
      { key: 'lead', responsible: 'lead', minutes: 480 },
      { key: 'put-right', responsible: 'assignee', minutes: 1440 },
      { key: 'check-part', responsible: 'assignee', minutes: 15, hidden: true, under: 'put-right' },
      { key: 'explain', responsible: 'assignee', informed: ['lead'], minutes: 60 },
      { key: 'ask', responsible: 'assignee', minutes: 30 },
    ],
  },
  {
    seed: 'fault',
    kinds: ['incident'],
    steps: [
      { key: 'see', responsible: 'assignee', minutes: 60 },
      {
        key: 'known',
        responsible: 'assignee',
        minutes: 30,
        hidden: true,
        choices: [
          { key: 'yes', next: 'workaround' },
          { key: 'no', next: null },
        ],
      },
      { key: 'look-into', responsible: 'assignee', accountable: 'lead', minutes: 480 },
      { key: 'workaround', responsible: 'assignee', minutes: 60 },
      { key: 'solve', responsible: 'assignee', minutes: 960 },
      { key: 'try', responsible: 'assignee', minutes: 30 },
    ],
  },
  {
    seed: 'refund',
    kinds: ['request', 'complaint', 'question'],
    steps: [
      { key: 'check', responsible: 'assignee', minutes: 30 },
      {
        key: 'back',
        responsible: 'assignee',
        minutes: 15,
        choices: [
          { key: 'yes', next: null },
          { key: 'no', next: 'refund' },
        ],
      },
      { key: 'arrived', responsible: 'assignee', minutes: 1920 },
      { key: 'refund', responsible: 'assignee', accountable: 'lead', minutes: 480 },
      { key: 'tell', responsible: 'assignee', minutes: 15, hidden: true },
    ],
  },
];

/** The procedures of a new company, in its language. */
export function seedProcedures(language: string): { seed: string; content: ProcedureContent }[] {
  return outlines.map(({ seed, kinds, steps }) => {
    const words = (key: string) => say(language, 'procedures', `seeds.${seed}.${key}`);
    return {
      seed,
      content: {
        name: words('name'),
        purpose: words('purpose'),
        kinds: [...kinds],
        tags: [],
        words:
          seed === 'refund'
            ? words('words')
                .split(',')
                .map((word) => word.trim())
            : [],
        links: [],
        steps: steps.map((step): ProcedureStep => ({
          key: step.key,
          title: words(`${step.key}.title`),
          details: '',
          responsible: step.responsible,
          accountable: step.accountable ?? '',
          consulted: [],
          informed: [...(step.informed ?? [])],
          doneWhen: words(`${step.key}.doneWhen`),
          customerWords: step.hidden === true ? '' : words(`${step.key}.customer`),
          behindTheScenes: step.hidden === true,
          minutes: step.minutes,
          under: step.under ?? null,
          choices: (step.choices ?? []).map(({ key, next }) => ({
            key,
            label: say(language, 'procedures', `seeds.choice.${key}`),
            next,
          })),
        })),
      },
    };
  });
}
