import './voice.css';
import './radar.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePaged } from '../../paged.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListFrame } from '../../ui/list-frame.tsx';
import { Find } from './radar-find.tsx';
import { radarQuery, radarReportQuery } from './radar.data.ts';
import { Report } from './radar-report.tsx';

/** The morning list of those who seem to go quiet, and whether speaking to them helps. */
export function Radar() {
  const { t } = useTranslation('radar');
  const [done, setDone] = useState(false);
  const list = usePaged(radarQuery({ done }));
  const report = useQuery(radarReportQuery).data;
  return (
    <div className="voice-split">
      <section aria-labelledby="radar-list">
        <h2 className="title" id="radar-list">
          {done
            ? t('done')
            : report?.settings.active === false
              ? t('head.off')
              : list.items.length > 0
                ? t('head.count', { count: list.items.length })
                : t('list')}
        </h2>
        <label className="row sm" style={{ margin: '6px 0 14px' }}>
          <input type="checkbox" checked={done} onChange={(event) => setDone(event.currentTarget.checked)} />
          {t('done')}
        </label>
        <ListFrame list={list} rows={4} height={90} none={<EmptyState what={t('head.empty')} why={t('head.why')} />}>
          <ul className="radar-list">
            {list.items.map((find) => (
              <li key={find.id}>
                <Find find={find} />
              </li>
            ))}
          </ul>
        </ListFrame>
      </section>
      <aside aria-label={t('report.title')}>{report !== undefined && <Report report={report} />}</aside>
    </div>
  );
}
