import './drawing.css';
import { useTranslation } from 'react-i18next';
import type { Design, Unclear } from './drawing.data.ts';
import { roleWords } from './role-words.ts';

/** Everything a newcomer would have to ask, stop by stop; a press leads to the stop. */
export function UnclearList(props: {
  design: Design;
  unclear: readonly Unclear[];
  onSelect: (stopId: string) => void;
}) {
  const { t } = useTranslation(['drawing', 'map']);
  const names = new Map(props.design.stops.map(({ id, name }) => [id, name]));
  const byStop = [...Map.groupBy(props.unclear, ({ stopId }) => stopId)].filter(([id]) => names.has(id));
  return (
    <section className="card drawing-side" aria-labelledby="unclear">
      <h2 className="title" id="unclear">
        {t('unclearSteps', { count: byStop.length })}
      </h2>
      <p className="dim sm">{byStop.length === 0 ? t('clearWhy') : t('unclearWhy')}</p>
      <ul className="change-list">
        {byStop.map(([id, all]) => (
          <li key={id} style={{ contentVisibility: 'auto', containIntrinsicSize: 'auto 70px' }}>
            <button type="button" className="link" onClick={() => props.onSelect(id)}>
              {names.get(id) || t('unnamed')}
            </button>
            {all.map(({ kind, about }) => (
              <small key={`${kind} ${about}`}>{t(`unclear.${kind}`, { about: roleWords(about, t) })}</small>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
