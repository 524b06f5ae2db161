import './clock.css';
import { useState, type CSSProperties } from 'react';
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
    <div className="clock" role="table" aria-label={t('promise.why.table')}>
      <div className="r ax" role="row">
        <span role="columnheader">
          <span className="sr">{t('promise.why.day')}</span>
        </span>
        <span className="hours" role="columnheader" aria-label={t('promise.why.hours')}>
          {axis.hours.map((hour) => (
            <span key={hour} style={{ left: `${placeOn(axis, hour)}%` }} aria-hidden>
              {`${String(hour / 60).padStart(2, '0')}:00`}
            </span>
          ))}
        </span>
        <span className="num" role="columnheader">
          {t('promise.why.counted')}
        </span>
        <span className="num" role="columnheader">
          {t('promise.why.soFar')}
        </span>
      </div>
      {shown.map((day, place) => (
        <div key={day.date} role="rowgroup">
          {hidden > 0 && place === 5 && (
            <div className="r folded" role="row">
              <span role="cell">
                <Button size="s" kind="quiet" onClick={() => setOpen(true)}>
                  {t('promise.why.more', { count: hidden })}
                </Button>
              </span>
            </div>
          )}
          <DayRow day={day} axis={axis} explanation={explanation} />
        </div>
      ))}
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

function DayRow({ day, axis, explanation }: { day: Day; axis: Axis; explanation: Explanation }) {
  const { t } = useTranslation('cases');
  const { language } = useManner();
  const now = useNow();
  const { zone, startedAt, dueAt } = explanation;
  const notes = useNoteWords(zone);
  const say = (key: string, values?: Record<string, unknown>) => t(key, values ?? {});
  const on = (instant: string) => wallOfInstant(new Date(instant), zone).slice(0, 10) === day.date;
  const at = (instant: string) => placeOn(axis, minuteOf(instant, day.date, zone));
  const today = on(now.toISOString());
  const inside = today && explanation.endedAt === null && at(now.toISOString()) > 0 && at(now.toISOString()) < 100;
  const started = on(startedAt);
  const piece = (kind: string) => (one: { from: string; to: string }) => {
    const style: CSSProperties = { left: `${at(one.from)}%`, width: `${at(one.to) - at(one.from)}%` };
    return <i key={`${kind}-${one.from}`} className={kind} style={style} />;
  };
  const shut = day.open.length === 0 && day.counted.length === 0 && day.willCount.length === 0;
  const words = day.notes.flatMap((note) => notes(note)).join(' ');
  return (
    <div className={started || inside ? 'r flagged' : 'r'} role="row">
      <span className="d" role="rowheader">
        {today ? t('promise.why.today') : dayWords(day.date, language)}
      </span>
      <div className="band" role="cell">
        <span className="sr">{shut ? t('promise.why.closed') : words}</span>
        <div aria-hidden>
          {day.open.map(piece('open'))}
          {day.counted.map(piece('count'))}
          {day.willCount.map(piece('ahead'))}
          {day.paused.map(piece('pause'))}
          {started && <i className="flag" data-t={t('promise.why.promised')} style={{ left: `${at(startedAt)}%` }} />}
          {inside && (
            <i
              className="flag"
              data-t={t('promise.why.now', { at: wallOfInstant(now, zone).slice(11) })}
              style={{ left: `${at(now.toISOString())}%` }}
            />
          )}
          {dueAt !== null && on(dueAt) && <i className="due-dot" style={{ left: `${at(dueAt)}%` }} />}
          {shut && <span className="shut">{t('promise.why.closed')}</span>}
        </div>
      </div>
      <span className="num" role="cell">
        {day.countedMinutes === 0 ? '0' : minutesWords(day.countedMinutes, say)}
      </span>
      <span className="num sum" role="cell">
        {minutesWords(day.soFarMinutes, say)}
      </span>
      {!shut && words !== '' && (
        <p className="why" aria-hidden>
          {words}
        </p>
      )}
      {shut && words !== '' && day.notes.some((note) => note.code !== 'closed') && <p className="why">{words}</p>}
    </div>
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
