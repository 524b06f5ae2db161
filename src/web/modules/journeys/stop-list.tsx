import './drawing.css';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../announce.ts';
import { Button } from '../../ui/button.tsx';
import { moved } from './drawing-edits.ts';
import type { Design } from './drawing.data.ts';

/**
 * The drawing as a list: everything the canvas can do, without dragging. Rows out of sight are not painted, so that 500
 * stay quick. Also what is printed.
 */
export const StopList = memo(function StopList(props: {
  design: Design;
  unclear: ReadonlyMap<string, number>;
  ownerWords: (role: string | null) => string;
  selected: string | undefined;
  onSelect: (id: string) => void;
  change: (next: (design: Design) => Design) => void;
}) {
  const { t } = useTranslation('drawing');
  const { design, selected, change } = props;
  const list = useRef<HTMLOListElement>(null);
  const names = new Map(design.stops.map(({ id, name }) => [id, name || t('unnamed')]));
  const out = Map.groupBy(design.ways, ({ from }) => from);
  const stages = new Map(design.stages.map(({ id, name }) => [id, name]));
  useEffect(() => {
    if (selected !== undefined)
      list.current?.querySelector(`[data-stop="${selected}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const move = (id: string, place: number, by: -1 | 1) => {
    change((was) => moved(was, id, by));
    announce(t('movedTo', { name: names.get(id) ?? '', n: place + by + 1, of: design.stops.length }));
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-stop="${id}"] [data-move="${by}"]:not(:disabled)`)?.focus(),
    );
  };
  return (
    <ol className="stop-list" ref={list} aria-label={t('list')}>
      {design.stops.map((stop, place) => {
        const ways = out.get(stop.id) ?? [];
        const flaws = props.unclear.get(stop.id) ?? 0;
        const name = names.get(stop.id)!;
        return (
          <li key={stop.id} data-stop={stop.id} data-kind={stop.kind}>
            <span className="n">{place + 1}</span>
            <button
              type="button"
              className="what"
              aria-current={stop.id === selected ? 'true' : undefined}
              onClick={() => props.onSelect(stop.id)}
            >
              <b>{name}</b>
              <small>
                {t(`kind.${stop.kind}`)}
                {stages.has(stop.stage ?? '') && ` · ${stages.get(stop.stage ?? '')}`}
                {` · ${props.ownerWords(stop.ownerRole)}`}
                {stop.expectedDays !== null && ` · ${t('days', { count: stop.expectedDays })}`}
                {ways.length > 0 &&
                  ` · → ${ways.map(({ to, when }) => `${names.get(to)}${when === '' ? '' : ` (${when})`}`).join(', ')}`}
              </small>
              <small>
                {[
                  stop.doneWhen,
                  stop.customerWording === '' ? '' : `“${stop.customerWording}”`,
                  stop.customerTask === undefined || stop.customerTask === '' ? '' : `→ ${stop.customerTask}`,
                ]
                  .filter((words) => words !== '')
                  .join(' ')}
              </small>
            </button>
            {flaws > 0 && <span className="flaw-count">{t('unclearCount', { count: flaws })}</span>}
            <Button
              kind="icon"
              data-move="-1"
              aria-label={t('earlier', { name })}
              disabled={place === 0}
              onClick={() => move(stop.id, place, -1)}
            >
              <IconArrowUp size={16} stroke={1.7} aria-hidden />
            </Button>
            <Button
              kind="icon"
              data-move="1"
              aria-label={t('later', { name })}
              disabled={place === design.stops.length - 1}
              onClick={() => move(stop.id, place, 1)}
            >
              <IconArrowDown size={16} stroke={1.7} aria-hidden />
            </Button>
          </li>
        );
      })}
    </ol>
  );
});
