import './clock.css';
import { Fragment, useState, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { Explanation } from '../../../contract/calendars.ts';
import { Button } from '../../ui/button.tsx';
import { useManner, useNow } from '../../ui/time-text.tsx';
import { wallOfInstant } from '../../wall-time.ts';
import { axisOf, foldDays, minuteOf, placeOn, type Axis } from './clock-axis.ts';
import { minutesWords } from './promise-words.ts';
import { useNoteWords } from './note-words.ts';

type Day = Explanation['days'][number];

/** Why that hour: every day from the start to the due hour, what counted of it, what did not and why. */
export function Clock({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation('cases');
  const [open, setOpen] = useState(false);
  const axis = axisOf(explanation);
  const { shown, hidden } = foldDays(explanation.days, open);
  return (
    <div className="clock">
      <div className="r ax" aria-hidden>
        <span />
        <span className="hours">
          {axis.hours.map((hour) => (
            <span key={hour} style={{ left: `${placeOn(axis, hour)}%` }}>
              {`${String(hour / 60).padStart(2, '0')}:00`}
            </span>
          ))}
        </span>
        <span className="num">{t('promise.why.counted')}</span>
        <span className="num">{t('promise.why.soFar')}</span>
      </div>
      <ol aria-label={t('promise.why.table')}>
        {shown.map((day, place) => (
          <Fragment key={day.date}>
            {hidden > 0 && place === 5 && (
              <li className="r folded">
                <Button size="s" kind="quiet" onClick={() => setOpen(true)}>
                  {t('promise.why.more', { count: hidden })}
                </Button>
              </li>
            )}
            <DayRow day={day} axis={axis} explanation={explanation} />
          </Fragment>
        ))}
      </ol>
      <div className="keys" aria-hidden>
        {(['count', 'ahead', 'open', 'pause'] as const).map((key) => (
          <span key={key}>
            <i className={key} />
            {t(`promise.why.key.${key}`)}
          </span>
        ))}
      </div>
    </div>
  );
}

/** So near to the edge of the line, in hundredths, that a word has no room on its side. */
const edge = 12;

/** Where a lone word stands at its hour. */
function flagAt(place: number): string {
  if (place < edge) return 'flag after';
  return place > 100 - edge ? 'flag before' : 'flag';
}

function DayRow({ day, axis, explanation }: { day: Day; axis: Axis; explanation: Explanation }) {
  const { t } = useTranslation('cases');
  const { language } = useManner();
  const now = useNow();
  const { zone, startedAt, dueAt } = explanation;
  const notes = useNoteWords(zone);
  const length = (minutes: number) =>
    minutes < 1 ? '0' : minutesWords(minutes, (key, values) => t(key, values ?? {}));
  const on = (instant: string) => wallOfInstant(new Date(instant), zone).slice(0, 10) === day.date;
  const at = (instant: string) => placeOn(axis, minuteOf(instant, day.date, zone));
  const today = on(now.toISOString());
  const inside = today && explanation.endedAt === null && at(now.toISOString()) > 0 && at(now.toISOString()) < 100;
  const started = on(startedAt);
  // Two words at nearly the same hour stand on either side of it; at the edge there is one side only, and they share it.
  const near = started && inside && Math.abs(at(startedAt) - at(now.toISOString())) < 18;
  const together = near && at(startedAt) < edge;
  const nowWords = t('promise.why.now', { at: wallOfInstant(now, zone).slice(11) });
  const piece = (kind: string) => (one: { from: string; to: string }) => {
    const style: CSSProperties = { left: `${at(one.from)}%`, width: `${at(one.to) - at(one.from)}%` };
    return <i key={`${kind}-${one.from}`} className={kind} style={style} />;
  };
  const shut = day.open.length === 0 && day.counted.length === 0 && day.willCount.length === 0;
  const words = day.notes.flatMap((note) => notes(note)).join(' ');
  return (
    <li className={started || inside ? 'r flagged' : 'r'}>
      <span className="d">{today ? t('promise.why.today') : dayWords(day.date, language)}</span>
      <div className="band">
        <span className="sr">{shut ? t('promise.why.closed') : words}</span>
        <div aria-hidden>
          {day.open.map(piece('open'))}
          {day.counted.map(piece('count'))}
          {day.willCount.map(piece('ahead'))}
          {day.paused.map(piece('pause'))}
          {started && (
            <i
              className={near ? 'flag before' : flagAt(at(startedAt))}
              data-t={together ? undefined : t('promise.why.promised')}
              style={{ left: `${at(startedAt)}%` }}
            />
          )}
          {inside && (
            <i
              className={near ? 'flag after' : flagAt(at(now.toISOString()))}
              data-t={together ? `${t('promise.why.promised')}, ${nowWords}` : nowWords}
              style={{ left: `${at(now.toISOString())}%` }}
            />
          )}
          {dueAt !== null && on(dueAt) && <i className="due-dot" style={{ left: `${at(dueAt)}%` }} />}
          {shut && <span className="shut">{t('promise.why.closed')}</span>}
        </div>
      </div>
      <span className="num">
        <span className="sr">{t('promise.why.counted')} </span>
        {length(day.countedMinutes)}
      </span>
      <span className="num sum">
        <span className="sr">{t('promise.why.soFar')} </span>
        {length(day.soFarMinutes)}
      </span>
      {!shut && words !== '' && (
        <p className="why" aria-hidden>
          {words}
        </p>
      )}
      {shut && words !== '' && day.notes.some((note) => note.code !== 'closed') && <p className="why">{words}</p>}
    </li>
  );
}

function dayWords(date: string, language: string): string {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  return format.format(new Date(`${date}T12:00:00Z`)).replace(',', '');
}
