import type { Deadlines } from './deadlines.ts';
import type { FirstPaint } from './first-paint.ts';
import type { Recognising } from './recognising.ts';
import { writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import type { Measured } from './measuring.ts';
import type { TickOfMany } from './tick-of-a-million.ts';

/** One kind of work at one number of connections, beside its limits. */
export interface Line {
  name: string;
  connections: number;
  kept: Measured;
  /** How long after the last request every reader of the log had read it, in seconds. */
  behind: number;
  statements?: number;
  bytes?: number;
  sql?: Measured;
  http?: Measured;
  inserts?: Measured;
}

export interface Results {
  cases: number;
  messages: number;
  open: number;
  events: number;
  /** Milliseconds. */
  readyAfter: number;
  idleBytes: number;
  firstLoadBytes: number;
  firstPaint: FirstPaint[] | undefined;
  lines: Line[];
  tick: { due: number; perSecond: number; statementsPerSecond: number } | undefined;
  tickOfMany: TickOfMany[] | undefined;
  recognising: Recognising | undefined;
  deadlines: Deadlines[] | undefined;
}

/** Prints the tables. */
export function tell(results: readonly Results[], say: (text: string) => void): void {
  for (const result of results) say(`\n${title(result)}\n\n${table(result)}\n\n${small(result)}\n`);
}

/** Writes the tables with the machine, the date and how to read them. */
export async function write(results: readonly Results[], seconds: number, file: string): Promise<void> {
  const [processor] = cpus();
  const parts = [
    '# How fast Kept is',
    `Measured ${new Date().toISOString().slice(0, 10)} by \`npm run bench\` on ${cpus().length} × ${processor?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ` +
      `Node ${process.version}, with Kept, its PostgreSQL and the asking program all on this machine; ${seconds} s for each figure after a warm-up.`,
    reading,
    ...results.flatMap((result) => [`## ${title(result)}`, table(result), small(result)]),
    ...(results.length > 1 ? ['## Does it stay flat?', flatness(results[0]!, results.at(-1)!)] : []),
  ];
  await writeFile(file, `${parts.join('\n\n')}\n`);
}

const reading = `**How to read it.** Requests a second and the time within which 95 of 100 were answered, at 1 and at 8 connections. Beside
it what the machine itself can do in the same run: *SQL* is the very statements of one request, with their parameters, sent through \`pg\`
by as many connections and nothing else; *HTTP* is a bare Fastify route that answers the same bytes; *inserts* is the rows that the
request writes, in one transaction, without anything that was read or decided. What only reads is measured by turns with its
limits, five parts of each, so that whatever takes the machine away for a moment takes it from all of them alike. The ratio is Kept to the slower of SQL and HTTP. It can
pass 1 where Kept reads over several connections what SQL alone reads over one. Writing is measured while every reader of the log (promises, search,
measures) works beside it on the same cores; *readers* is how long after the last request the last of them had read everything. The cases
are played through the real verbs and then multiplied (bench/data.ts).`;

function title(result: Results): string {
  return `${number(result.cases)} cases, ${number(result.messages)} messages, ${number(result.open)} cases open, ${number(result.events)} events`;
}

function table(result: Results): string {
  const head =
    '| what | connections | Kept/s | p95 ms | statements | SQL/s | HTTP/s | ratio to the slower | inserts/s | ratio | readers s |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |';
  const lines = result.lines.map((line) => {
    const slower = Math.min(line.sql?.perSecond ?? Infinity, line.http?.perSecond ?? Infinity);
    const cells = [
      line.name,
      String(line.connections),
      figure(line.kept.perSecond),
      line.kept.p95.toFixed(1),
      line.statements?.toFixed(1) ?? '',
      figure(line.sql?.perSecond),
      figure(line.http?.perSecond),
      (line.kept.perSecond / slower).toFixed(2),
      figure(line.inserts?.perSecond),
      line.inserts === undefined ? '' : (line.kept.perSecond / line.inserts.perSecond).toFixed(2),
      line.inserts === undefined ? '' : line.behind.toFixed(1),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [head, ...lines].join('\n');
}

function small(result: Results): string {
  const { tick, tickOfMany, recognising, deadlines, firstPaint } = result;
  return [
    ...(recognising === undefined
      ? []
      : [
          `Promises in plain words: one message read in ${recognising.usual.toFixed(2)} ms, 95 % within ${recognising.p95.toFixed(2)} ms (${number(recognising.messages)} read).`,
        ]),
    ...(deadlines === undefined
      ? []
      : [
          `Deadlines on one core, each from another moment: ${deadlines.map(({ days, perSecond }) => `${figure(perSecond)} a second ${number(days)} open ${days === 1 ? 'day' : 'days'} away`).join(', ')}.`,
        ]),
    ...(tick === undefined
      ? []
      : [
          `Promise tick: ${number(tick.due)} promises due at once, ${figure(tick.perSecond)} settled a second; its SQL alone ${figure(tick.statementsPerSecond)} a second (ratio ${(tick.perSecond / tick.statementsPerSecond).toFixed(2)}).`,
        ]),
    ...(tickOfMany === undefined
      ? []
      : [
          `One turn of the tick: ${tickOfMany.map(({ open, nothingDue, hundredDue }) => `${nothingDue.toFixed(1)} ms with nothing due and ${hundredDue.toFixed(0)} ms with 100 due among ${number(open)} open promises`).join('; ')}.`,
        ]),
    ...(firstPaint === undefined
      ? []
      : [
          `First contentful paint in a browser on this machine, the first time / when it has been there before: ${firstPaint.map(({ place, cold, warm }) => `${place} ${cold.toFixed(0)} / ${warm.toFixed(0)} ms`).join(', ')}.`,
        ]),
    `Start to first answer on this folder: ${(result.readyAfter / 1000).toFixed(2)} s. Idle, without PostgreSQL: ${(result.idleBytes / 2 ** 20).toFixed(0)} MB. First load of the staff app: ${(result.firstLoadBytes / 1024).toFixed(0)} KB compressed.`,
  ].join('\n\n');
}

function flatness(small: Results, large: Results): string {
  const lines = large.lines.map((line) => {
    const before = small.lines.find((one) => one.name === line.name && one.connections === line.connections)!;
    return `| ${line.name} | ${line.connections} | ${figure(before.kept.perSecond)} | ${figure(line.kept.perSecond)} | ${(line.kept.perSecond / before.kept.perSecond).toFixed(2)} |`;
  });
  return [
    `| what | connections | ${number(small.cases)} cases | ${number(large.cases)} cases | ratio |\n| --- | ---: | ---: | ---: | ---: |`,
    ...lines,
  ].join('\n');
}

function figure(value: number | undefined): string {
  return value === undefined ? '' : value >= 20 ? number(Math.round(value)) : value.toFixed(1);
}

function number(value: number): string {
  return value.toLocaleString('en').replaceAll(',', ' ');
}
