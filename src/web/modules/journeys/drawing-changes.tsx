import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { conditionText } from './condition-text.ts';
import { changesQuery, type DrawnJourney, type Stop, versionsQuery } from './drawing.data.ts';
import { roleWords } from './role-words.ts';

/** What changed since a version: stages, stops and ways, with the words before and after. `names` of what they point at. */
export function DrawingChanges({ drawn, names }: { drawn: DrawnJourney; names: ReadonlyMap<string, string> }) {
  const { t } = useTranslation(['drawing', 'map']);
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
  /** A value as people say it: what something is called, not the mark it is kept under. */
  const said = (field: string, value: string): string => {
    if (value === '') return '';
    if (field === 'kind') return t(`kind.${value as 'step'}`);
    if (field === 'ownerRole') return roleWords(value, t);
    if (field === 'ends') return t(`ends.${value as 'true'}`);
    if (field === 'feeling') return (JSON.parse(value) as { word: string }).word;
    if (field === 'reachedWhen') return conditionText(JSON.parse(value) as Stop['reachedWhen']);
    return names.get(value) ?? value;
  };
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
                {t(`field.${field}`)}: <del>{said(field, before) || '–'}</del> <ins>{said(field, after) || '–'}</ins>
              </small>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
