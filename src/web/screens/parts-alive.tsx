import type { EChartsCoreOption } from 'echarts/core';
import { useState } from 'react';
import { apiProblem } from '../problem.ts';
import { ask } from '../questions.ts';
import type { ChartTheme } from '../../figures/chart-theme.ts';
import { notify, notifyProblem, notifyUndo } from '../toasts.ts';
import { Button } from '../ui/button.tsx';
import { Chart } from '../ui/chart.tsx';
import { DataList } from '../ui/data-list.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useFields } from '../ui/fields.ts';
import { FindButton } from '../ui/page-header.tsx';
import { RichTextEditor } from '../ui/rich-text-editor.tsx';
import { RowsSkeleton, TextSkeleton } from '../ui/skeletons.tsx';
import { TextAreaField, TextField } from '../ui/text-fields.tsx';
import { DurationText, TimeText } from '../ui/time-text.tsx';

const weeks = [25, 23, 14, 15, 16, 11, 16, 24, 8, 30, 29, 11, 34, 21, 18, 20];
const offline = apiProblem({ status: 0, code: 'offline' });
const table = { columns: ['Week', 'Share lost'], rows: weeks.map((share, week) => [week + 1, `${share} %`]) };

/** The parts that do something. */
export function PartsAlive() {
  return (
    <div className="alive">
      <Saying />
      <Form />
      <section className="card">
        <h2 className="title">Chart</h2>
        <Chart name="Share of moments lost, by week" option={weekly} table={table} />
      </section>
      <Writing />
      <List />
      <section className="card">
        <h2 className="title">On its way, not there, gone wrong</h2>
        <TextSkeleton />
        <RowsSkeleton rows={2} />
        <EmptyState
          what="No promises yet."
          why="A promise is what, to whom, by when. Customers who know the hour do not ask."
          action={<Button kind="go">Make the first promise</Button>}
        />
        <ErrorNotice problem={offline} onAgain={() => {}} />
      </section>
    </div>
  );
}

function weekly(theme: ChartTheme): EChartsCoreOption {
  return {
    xAxis: { type: 'category', data: weeks.map((_, week) => String(week + 1)) },
    yAxis: { type: 'value', axisLabel: { formatter: '{value} %' } },
    tooltip: { trigger: 'axis' },
    series: [
      {
        type: 'line',
        data: weeks,
        symbol: 'circle',
        itemStyle: { color: theme.surface, borderColor: theme.inkSecond, borderWidth: 1.5 },
        lineStyle: { color: theme.inkSecond },
        markLine: {
          symbol: 'none',
          lineStyle: { color: theme.action, type: 'solid', width: 1.5 },
          label: { formatter: 'Padded crates', color: theme.action, fontWeight: 560 },
          data: [{ xAxis: 12 }],
        },
      },
    ],
  };
}

function Saying() {
  const [said, setSaid] = useState('');
  const [loaded] = useState(() => Date.now());
  return (
    <section className="card">
      <h2 className="title">Saying and asking</h2>
      <div className="row" style={{ flexWrap: 'wrap' }}>
        <Button onClick={() => notify('Kept at 10:58. Renate can see it.')}>Toast</Button>
        <Button onClick={() => notifyUndo('Case 4187 closed.', () => setSaid('Open again.'))}>Undo</Button>
        <Button onClick={() => notifyProblem(offline, () => setSaid('Tried again.'))}>Problem</Button>
        <Button
          onClick={() =>
            void ask({
              title: 'Break this promise?',
              text: 'Renate Vogel will be told now, in your words.',
              yes: 'Break it',
              reason: { label: 'Why, in a sentence she may read' },
            }).then((answer) => setSaid(answer?.reason ?? 'Left as it was.'))
          }
        >
          Break…
        </Button>
        <Button busy>Working</Button>
        <FindButton />
      </div>
      <output className="dim">{said}</output>
      <p>
        <TimeText at={new Date(loaded).toISOString()} /> · <TimeText at={new Date(loaded - 86_400_000).toISOString()} />{' '}
        · <TimeText at={new Date(loaded - 4 * 86_400_000).toISOString()} /> · <DurationText milliseconds={20_880_000} />{' '}
        · <DurationText milliseconds={2_880_000} />
      </p>
    </section>
  );
}

function Form() {
  const form = useFields({ what: '', note: '' }, () =>
    Promise.reject(
      apiProblem({ status: 422, code: 'invalid', fields: [{ field: '/what', message: 'Say what is promised.' }] }),
    ),
  );
  return (
    <section className="card">
      <h2 className="title">Form with the server’s word</h2>
      <form onSubmit={form.submit} style={{ display: 'grid', gap: 14 }}>
        <TextField label="What" description="One sentence." bound={form.bind('what')} />
        <TextAreaField label="Note" minRows={2} bound={form.bind('note')} />
        <div>
          <Button kind="go" type="submit" busy={form.busy}>
            Promise
          </Button>
        </div>
      </form>
    </section>
  );
}

function Writing() {
  const [text, setText] = useState('<p>Hello Renate,</p><p>the new worktop is <strong>cut today</strong>.</p>');
  return (
    <section className="card">
      <h2 className="title">Writing</h2>
      <RichTextEditor label="Answer" value={text} onChange={setText} onSubmit={() => notify('Sent.')} />
    </section>
  );
}

const listRow = (item: string) => <span style={{ display: 'block', padding: '7px 12px' }}>{item}</span>;

function List() {
  const [length, setLength] = useState(50);
  const [open, setOpen] = useState<string>();
  const items = Array.from({ length }, (_, place) => `Case ${4200 - place}`);
  return (
    <section className="card" style={{ height: 340, gridTemplateRows: 'auto minmax(0, 1fr)' }}>
      <h2 className="title">List of any length</h2>
      <DataList
        label="Cases"
        items={items}
        keyOf={(item) => item}
        rowHeight={33}
        selected={open}
        onOpen={setOpen}
        more={{ has: length < 400, load: () => setLength(length + 50), loading: false }}
        renderRow={listRow}
      />
    </section>
  );
}
