import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { changesQuery, type DrawnJourney, versionsQuery } from './drawing.data.ts';

/** What changed since a version: stages, stops and ways, with the words before and after. */
export function DrawingChanges({ drawn }: { drawn: DrawnJourney }) {
  const { t } = useTranslation('drawing');
  const [from, setFrom] = useState(drawn.version);
  const [to, setTo] = useState<number>();
  const versions = useQuery(versionsQuery(drawn.journeyId));
  const found = useQuery(changesQuery(drawn.journeyId, from, to, drawn.revision));
  const pick = (
    label: string,
    value: number | undefined,
    onPick: (version: number | undefined) => void,
    now: boolean,
  ) => (
    <label className="row" style={{ gap: 6 }}>
      <span className="sm">{label}</span>
      <select
        className="choose"
        value={value ?? ''}
        onChange={(event) => onPick(event.currentTarget.value === '' ? undefined : Number(event.currentTarget.value))}
      >
        {now && <option value="">{t('changes.now')}</option>}
        {versions.data?.map(({ version }) => (
          <option key={version} value={version}>
            {t('version', { version })}
          </option>
        ))}
      </select>
    </label>
  );
  const made = versions.data?.find(({ version }) => version === from);
  return (
    <section className="card drawing-side" aria-labelledby="changes">
      <h2 className="title" id="changes">
        {t('changes.title')}
      </h2>
      <div className="row" style={{ flexWrap: 'wrap' }}>
        {pick(t('changes.from'), from, (version) => setFrom(version ?? drawn.version), false)}
        {pick(t('changes.to'), to, setTo, true)}
      </div>
      {made !== undefined && (
        <p className="dim xs">
          {made.madeBy} <TimeText at={made.madeAt} />
        </p>
      )}
      {found.error !== null && <ErrorNotice problem={found.error} onAgain={() => void found.refetch()} />}
      {found.isPending && <RowsSkeleton rows={3} />}
      {found.data?.changes.length === 0 && <p className="dim sm">{t('changes.none')}</p>}
      <ul className="change-list">
        {found.data?.changes.slice(0, 200).map((one) => (
          <li key={`${one.kind} ${one.what} ${one.id}`}>
            <span className="dim xs">{t(`changes.${one.kind}`, { what: t(`changes.${one.what}`) })}</span>{' '}
            <b>{one.name || t('unnamed')}</b>
            {one.fields.map(({ field, before, after }) => (
              <small key={field}>
                {t(`field.${field}`)}: <del>{before || '–'}</del> <ins>{after || '–'}</ins>
              </small>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
