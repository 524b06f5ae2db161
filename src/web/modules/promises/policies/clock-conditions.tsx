import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { clockEvents, clockStates } from '../../../../domain/promises/clock-conditions.ts';
import { Button } from '../../../ui/button.tsx';
import type { OwnClock } from './terms.data.ts';

type Condition = OwnClock['starts'][number];
const mostConditions = 10;

/** What starts a clock, or what keeps it: any of a few things that happen to a case. */
export function ClockConditions(props: {
  which: 'starts' | 'stops';
  conditions: readonly Condition[];
  onChange: (next: Condition[]) => void;
}) {
  const { t } = useTranslation(['terms', 'cases']);
  const { which, conditions, onChange } = props;
  const put = (place: number, next: Condition) => onChange(conditions.map((one, at) => (at === place ? next : one)));
  return (
    <fieldset style={{ display: 'grid', gap: 8, minWidth: 0 }}>
      <legend className="title">{t(`clocks.${which}`)}</legend>
      {conditions.map((one, place) => (
        // a condition is nothing but its place in the list
        // oxlint-disable-next-line no-array-index-key
        <div key={place} className="row">
          <select
            className="choose"
            aria-label={t(`clocks.${which}`)}
            value={one.on}
            onChange={({ currentTarget: { value } }) => put(place, firstOf(value as Condition['on']))}
          >
            {(['event', 'state', 'tag'] as const).map((on) => (
              <option key={on} value={on}>
                {t(`clocks.on.${on}`)}
              </option>
            ))}
          </select>
          {one.on === 'tag' ? (
            <input
              className="choose"
              required
              maxLength={100}
              aria-label={t('clocks.tag')}
              placeholder={t('clocks.tag')}
              value={one.is}
              onChange={({ currentTarget: { value } }) => put(place, { on: 'tag', is: value })}
            />
          ) : (
            <select
              className="choose"
              aria-label={t(`clocks.on.${one.on}`)}
              value={one.is}
              onChange={({ currentTarget: { value } }) => put(place, { on: one.on, is: value })}
            >
              {(one.on === 'event' ? clockEvents : clockStates).map((is) => (
                <option key={is} value={is}>
                  {t(one.on === 'event' ? `clocks.event.${is}` : `cases:state.${is}`)}
                </option>
              ))}
            </select>
          )}
          {conditions.length > 1 && (
            <Button
              kind="icon"
              size="s"
              aria-label={t('clocks.without')}
              onClick={() => onChange(conditions.filter((_, at) => at !== place))}
            >
              <IconX size={16} stroke={1.7} aria-hidden />
            </Button>
          )}
        </div>
      ))}
      {conditions.length < mostConditions && (
        <div>
          <Button size="s" kind="quiet" onClick={() => onChange([...conditions, firstOf('event')])}>
            {t('clocks.or')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

/** The same in words: "the case is tagged onsite". */
export function conditionWords(one: Condition, t: (key: string, values?: Record<string, unknown>) => string): string {
  if (one.on === 'tag') return t('clocks.words.tag', { tag: one.is });
  if (one.on === 'state') return t('clocks.words.state', { state: t(`cases:state.${one.is}`) });
  return t(`clocks.event.${one.is}`);
}

function firstOf(on: Condition['on']): Condition {
  if (on === 'tag') return { on, is: '' };
  return { on, is: on === 'event' ? 'opened' : 'waiting' };
}
