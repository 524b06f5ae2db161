import { useTranslation } from 'react-i18next';
import { usePaged } from '../../../paged.ts';
import { ShowMore } from '../../../ui/show-more.tsx';
import { TimeText } from '../../../ui/time-text.tsx';
import { openWords } from './open-time.ts';
import { conditionWords } from './clock-conditions.tsx';
import { clockChangesQuery, type OwnClock } from './terms.data.ts';

/** Who made and changed a clock, the newest first, with what it was afterwards. */
export function OwnClockHistory({ id }: { id: string }) {
  const { t } = useTranslation(['terms', 'cases']);
  const list = usePaged(clockChangesQuery(id));
  return (
    <>
      <ol className="stack" style={{ margin: 0, paddingLeft: 18 }}>
        {list.items.map((one) => (
          <li key={`${one.at} ${one.change}`}>
            <p className="xs dim">
              {t(`history.${one.change}`)}, <TimeText at={one.at} />
              {one.by !== null && `, ${one.by.name}`}
            </p>
            {one.terms !== null && <p className="sm">{clockWords(one.terms, (key, values) => t(key, values ?? {}))}</p>}
          </li>
        ))}
      </ol>
      <ShowMore more={list.more} />
    </>
  );
}

/** A clock in one sentence: "within 8 h, from when it is tagged onsite until it is tagged visited". */
export function clockWords(
  clock: Pick<OwnClock, 'minutes' | 'starts' | 'stops'>,
  t: (key: string, values?: Record<string, unknown>) => string,
): string {
  return t('clocks.sentence', {
    time: openWords(clock.minutes, t),
    starts: clock.starts.map((one) => conditionWords(one, t)).join(t('clocks.orWord')),
    stops: clock.stops.map((one) => conditionWords(one, t)).join(t('clocks.orWord')),
  });
}
