import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as procedures from '../../contract/procedures.ts';
import { call, newKey } from '../api.ts';
import { DrawingChanges } from '../modules/journeys/drawing-changes.tsx';
import { insertAfter, newStop, withoutStop } from '../modules/journeys/drawing-edits.ts';
import {
  type DrawnJourney,
  drawingQuery,
  dropDraft,
  publishDraft,
  readDrawn,
} from '../modules/journeys/drawing.data.ts';
import { journeysQuery } from '../modules/journeys/journeys.data.ts';
import { roleWords } from '../modules/journeys/role-words.ts';
import { StageBar } from '../modules/journeys/stage-bar.tsx';
import { StopList } from '../modules/journeys/stop-list.tsx';
import { StopPanel } from '../modules/journeys/stop-panel.tsx';
import { UnclearList } from '../modules/journeys/unclear-list.tsx';
import { useDrawing } from '../modules/journeys/use-drawing.ts';
import { isApiProblem } from '../problem.ts';
import { queryClient } from '../query-client.ts';
import { ask } from '../questions.ts';
import { useSearchParams } from '../search-params.ts';
import { useShortcut } from '../shortcuts.ts';
import { notify, notifyProblem, notifyUndo } from '../toasts.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ScreenSkeleton, TextSkeleton } from '../ui/skeletons.tsx';
import { touchpointsQuery } from '../touchpoints.ts';

const JourneyCanvas = lazy(async () => ({
  default: (await import('../modules/journeys/journey-canvas.tsx')).JourneyCanvas,
}));

/** Drawing a journey: as a map or as a list, a draft until it is published. */
export function Screen() {
  const { id }: { id: string } = useParams({ strict: false });
  // what one draws is his until he leaves: another's save must not pull the drawing from under the hand
  const drawn = useQuery({ ...drawingQuery(id), staleTime: Infinity, refetchOnMount: 'always' });
  const [round, setRound] = useState(0);
  if (drawn.isPending || (drawn.isFetching && round === 0 && !drawn.isFetchedAfterMount)) return <ScreenSkeleton />;
  if (drawn.data === undefined) throw drawn.error;
  const restart = (next: DrawnJourney) => {
    queryClient.setQueryData(drawingQuery(id).queryKey, next);
    setRound(round + 1);
  };
  return <Drawing key={`${id} ${round}`} drawn={drawn.data} onRestart={restart} />;
}

function Drawing({ drawn, onRestart }: { drawn: DrawnJourney; onRestart: (next: DrawnJourney) => void }) {
  const { t } = useTranslation(['drawing', 'map', 'trail']);
  const [search, setSearch] = useSearchParams();
  const drawing = useDrawing(drawn, ({ changedBy }) =>
    notify(changedBy === null ? t('trail:bothKept') : t('trail:bothKeptOf', { name: changedBy })),
  );
  const { design, change, server } = drawing;
  // typing goes before drawing: the map and the lists of every stop follow a moment later
  const settled = useDeferredValue(design);
  const [selected, setSelected] = useState<string | undefined>(design.stops[0]?.id);
  const [side, setSide] = useState<'stop' | 'unclear' | 'changes'>('stop');
  const touchpoints = useQuery(touchpointsQuery).data ?? [];
  const journeys = (useQuery(journeysQuery).data ?? []).filter(({ id }) => id !== drawn.journeyId);
  const steps = useQuery({
    queryKey: ['procedures', 'names'],
    queryFn: ({ signal }) =>
      call<typeof procedures.listProcedures>('GET', '/procedures', { query: { limit: 200 }, signal }),
  }).data;
  const asList = search['view'] === 'list';
  const stop = design.stops.find(({ id }) => id === selected);
  const unclearOf = useMemo(
    () => new Map([...Map.groupBy(server.unclear, ({ stopId }) => stopId)].map(([id, all]) => [id, all.length])),
    [server.unclear],
  );
  const ownerWords = useCallback(
    (role: string | null) => (role === null ? t('map:road.nobody') : roleWords(role, t)),
    [t],
  );
  const known = useMemo(
    () =>
      [...new Set(settled.stops.flatMap(({ ownerRole }) => ownerRole ?? []))].filter(
        (role) => roleWords(role, t) === role,
      ),
    [settled.stops, t],
  );
  const names = new Map(
    [...design.stages, ...touchpoints, ...journeys, ...(steps?.items ?? [])].map(({ id, name }) => [id, name]),
  );
  const select = useCallback((id: string) => {
    setSelected(id);
    setSide('stop');
  }, []);
  const add = () => {
    const fresh = newStop(newKey(), stop?.stage ?? null);
    change((was) => insertAfter(was, stop?.id, fresh));
    select(fresh.id);
    requestAnimationFrame(() => document.getElementById('stop-name')?.focus());
  };
  const remove = () => {
    if (stop === undefined) return;
    const place = design.stops.indexOf(stop);
    const before = design;
    change((was) => withoutStop(was, stop.id));
    setSelected((design.stops[place + 1] ?? design.stops[place - 1])?.id);
    notifyUndo(t('removed', { name: stop.name || t('unnamed') }), () => change(() => before));
  };
  const publish = async () => {
    try {
      const next = await publishDraft(drawn.journeyId, server.revision);
      notify(t('published', { version: next.version }));
      onRestart(next);
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const drop = async () => {
    const sure = await ask({ title: t('dropTitle'), text: t('dropWhy', { version: server.version }), yes: t('drop') });
    if (sure === undefined) return;
    try {
      onRestart(await dropDraft(drawn.journeyId));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  // saved by another meanwhile: trying again would be refused again
  const overtaken = isApiProblem(drawing.problem) && drawing.problem.status === 409;
  const takeTheirs = async () => {
    try {
      onRestart(await readDrawn(drawn.journeyId));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  useShortcut('mod+z', 'drawing:undo', () => drawing.undo?.());
  useShortcut('mod+shift+z', 'drawing:redo', () => drawing.redo?.());
  useShortcut('n', 'drawing:add', add);
  const busy = drawing.saving || drawing.dirty;
  const shared = { design: settled, unclear: unclearOf, ownerWords, selected, onSelect: select, change };
  return (
    <div className="page">
      <PageHeader
        eyebrow={[
          <Link key="up" to="/journeys" search={{ journey: drawn.journeyId }}>
            {t('web:places.journeys.name')}
          </Link>,
          t('version', { version: server.version }),
          server.draft || drawing.dirty ? t('draft') : t('inForce'),
          busy ? t('saving') : server.revision > 0 ? t('savedNow') : '',
        ].filter((one) => one !== '')}
        title={t('map:edit.title')}
        answer={
          server.unclear.length === 0
            ? t('allClear', { count: design.stops.length })
            : t('answer', { count: server.unclear.length, stops: unclearOf.size })
        }
        tools={
          <>
            {server.draft && <Button onClick={() => void drop()}>{t('drop')}</Button>}
            <Button kind="go" disabled={!server.draft || busy} onClick={() => void publish()}>
              {t('publish')}
            </Button>
          </>
        }
      />
      {drawing.problem !== undefined &&
        (overtaken ? (
          <div className="notice drawing-overtaken" role="alert">
            <p className="grow strong">{t('trail:overtaken')}</p>
            <Button size="s" onClick={() => void takeTheirs()}>
              {t('trail:takeTheirs')}
            </Button>
          </div>
        ) : (
          <ErrorNotice problem={drawing.problem} onAgain={drawing.again} />
        ))}
      <div className="draw-bar">
        <TextInput
          label={t('map:edit.journey')}
          maxLength={300}
          value={drawing.name}
          onChange={(event) => drawing.rename(event.currentTarget.value)}
        />
        <Button onClick={add} keys="n">
          {t('add')}
        </Button>
        <Button disabled={drawing.undo === undefined} onClick={() => drawing.undo?.()}>
          {t('undo')}
        </Button>
        <Button disabled={drawing.redo === undefined} onClick={() => drawing.redo?.()}>
          {t('redo')}
        </Button>
        <Button aria-pressed={asList} onClick={() => setSearch({ view: asList ? undefined : 'list' })}>
          {asList ? t('asMap') : t('asList')}
        </Button>
        <Button aria-pressed={side === 'unclear'} onClick={() => setSide(side === 'unclear' ? 'stop' : 'unclear')}>
          {t('unclearSteps', { count: unclearOf.size })}
        </Button>
        <Button aria-pressed={side === 'changes'} onClick={() => setSide(side === 'changes' ? 'stop' : 'changes')}>
          {t('changes.title')}
        </Button>
        {asList && <Button onClick={() => window.print()}>{t('print')}</Button>}
      </div>
      <p className="title print-name">{drawing.name}</p>
      <div className="draw-split">
        <div style={{ display: 'grid', gap: 14, minWidth: 0 }}>
          {asList ? (
            <StopList {...shared} />
          ) : (
            <div className="canvas-box">
              <Suspense fallback={<TextSkeleton lines={6} />}>
                <JourneyCanvas {...shared} />
              </Suspense>
            </div>
          )}
          <StageBar stages={design.stages} change={change} />
        </div>
        {side === 'changes' ? (
          <DrawingChanges drawn={server} names={names} />
        ) : side === 'unclear' ? (
          <UnclearList
            design={design}
            unclear={server.unclear}
            onSelect={(id) => {
              select(id);
              requestAnimationFrame(() => document.getElementById('stop-name')?.focus());
            }}
          />
        ) : (
          stop !== undefined && (
            <StopPanel
              key={stop.id}
              design={design}
              settled={settled}
              stop={stop}
              unclear={server.unclear.filter(({ stopId }) => stopId === stop.id)}
              touchpoints={touchpoints}
              procedures={steps?.items ?? []}
              journeys={journeys}
              teams={known}
              change={change}
              onRemove={remove}
            />
          )
        )}
      </div>
    </div>
  );
}
