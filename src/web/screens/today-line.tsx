import { Link } from '@tanstack/react-router';
import { useState, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session.ts';
import { notify, notifyProblem, notifyUndo } from '../toasts.ts';
import { Button } from '../ui/button.tsx';
import { Initials } from '../ui/initials.tsx';
import { promiseBarGeometry } from '../ui/promise-bar-geometry.ts';
import { BarAlone } from '../ui/promise-bar.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { placeOn, type Axis } from './today-axis.ts';
import { usePromiseWords } from './today-words.ts';
import { addressOf, handOver, type TodayPromise } from './today.data.ts';

/** One promise of the day: who keeps it, what, to whom; its line from now to its hour; why it slips and what helps. */
export function TodayLine({ promise, axis, now }: { promise: TodayPromise; axis: Axis; now: number }) {
  const { t } = useTranslation('today');
  const words = usePromiseWords();
  const risk = promise.slip !== null || promise.atRisk;
  const dueAt = promise.dueAt === null ? axis.until : Date.parse(promise.dueAt);
  const from = placeOn(axis, now);
  const end = Math.max(placeOn(axis, dueAt), from);
  const { left } = promiseBarGeometry({ madeAt: Date.parse(promise.madeAt), dueAt, now });
  const state = promise.paused ? 'paused' : risk ? 'risk' : 'open';
  // Late in the day there is no room right of the dot, so the words lie on the line before it.
  const before = end > 62;
  const aside = promise.paused ? <span>{words.paused(promise)}</span> : promise.slip && <Remedy promise={promise} />;
  return (
    <li className={`line ${risk && !promise.paused ? 'risk' : ''}`}>
      <div className="what">
        <Initials name={promise.keeper?.name} label={promise.keeper?.name ?? t('day.nobody')} />
        <Link className="t cut" to={addressOf(promise)}>
          {words.what(promise)}
        </Link>
        <span className="dim cut whom">{promise.customer.name}</span>
      </div>
      <div
        className="z"
        style={
          { '--from': `${from}%`, '--end': `${end}%`, '--length': `${end - from}%`, '--rest': left } as CSSProperties
        }
      >
        <BarAlone state={state} left={left} />
        {aside !== null && before && <span className="inbar">{aside}</span>}
        <span className="after">
          {risk && <span className="sr">{t('day.atRisk')} </span>}
          {promise.dueAt === null ? t('day.noHour') : <TimeText at={promise.dueAt} />}
          {aside !== null && !before && aside}
        </span>
      </div>
    </li>
  );
}

/** Why it will slip, and the one thing to press that helps most. */
function Remedy({ promise }: { promise: TodayPromise }) {
  const { t } = useTranslation('today');
  const { user, may } = useSession();
  const [busy, setBusy] = useState(false);
  const words = usePromiseWords();
  const { slip, keeper } = promise;
  if (slip === null) return null;
  const other = slip.suggested !== null && slip.suggested.id !== user?.id ? slip.suggested : undefined;
  const to = other?.id ?? user?.id;
  const mine = keeper?.id === user?.id && other === undefined;
  const press = async () => {
    if (to === undefined) return;
    setBusy(true);
    try {
      await handOver(promise.id, to);
      const said = other === undefined ? t('day.taken') : t('day.given', { name: other.name });
      if (keeper === null) notify(said);
      else notifyUndo(said, () => void handOver(promise.id, keeper.id).catch(notifyProblem));
    } catch (problem) {
      notifyProblem(problem);
    }
    setBusy(false);
  };
  return (
    <>
      <span className="cut">{words.slip(promise)}</span>
      {!mine && to !== undefined && may('promises.write') && (
        <Button size="s" busy={busy} onClick={() => void press()}>
          {other === undefined ? t('day.take') : t('day.give', { name: other.name.split(/\s+/)[0] })}
        </Button>
      )}
    </>
  );
}
