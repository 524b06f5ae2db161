import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MergeField } from '../../../contract/customer-records.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { previewQuery } from './records.data.ts';

/** Two records side by side before they become one: where both say something else, one chooses. */
export function MergePreview(props: {
  id: string;
  otherId: string;
  onBack: () => void;
  onMerge: (take: string[]) => Promise<void>;
}) {
  const { t } = useTranslation('records');
  const found = useQuery(previewQuery(props.id, props.otherId));
  const [take, setTake] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  if (found.isPending) return <RowsSkeleton rows={5} height={34} />;
  if (found.isError) return <ErrorNotice problem={found.error} onAgain={() => void found.refetch()} />;
  const { into, from, fields, brings } = found.data;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setBusy(true);
        void props.onMerge([...take]).finally(() => setBusy(false));
      }}
    >
      <p className="mid">{t('merge.brings', { name: from.name, ...brings })}</p>
      <div className="compare-scroll">
        <table className="compare">
          <thead>
            <tr>
              <th scope="col">
                <span className="sr">{t('merge.field')}</span>
              </th>
              <th scope="col">{t('merge.stays', { name: into.name })}</th>
              <th scope="col">{t('merge.comes', { name: from.name })}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((line) => (
              <Line
                key={line.field}
                line={line}
                theirs={take.includes(line.field)}
                onChoose={(theirs) =>
                  setTake(theirs ? [...take, line.field] : take.filter((field) => field !== line.field))
                }
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className="row end">
        <Button onClick={props.onBack}>{t('merge.back')}</Button>
        <Button kind="go" type="submit" busy={busy} data-autofocus>
          {t('merge.go')}
        </Button>
      </div>
    </form>
  );
}

function Line({ line, theirs, onChoose }: { line: MergeField; theirs: boolean; onChoose: (theirs: boolean) => void }) {
  const { t } = useTranslation('records');
  const name = line.name ?? t(`merge.line.${line.field}`, { defaultValue: line.field });
  const cell = (value: unknown, of: 'mine' | 'theirs') => {
    const kept = line.proposed === 'both' || (line.conflict ? theirs === (of === 'theirs') : line.proposed === of);
    const text = said(value, t('field.yes'));
    const label = `${name}: ${text}`;
    if (!line.conflict) return <td className={kept ? '' : 'dim'}>{text}</td>;
    return (
      <td aria-label={label}>
        <label className="row">
          <input
            type="radio"
            aria-label={label}
            name={line.field}
            checked={kept}
            onChange={() => onChoose(of === 'theirs')}
          />
          <span>{text}</span>
        </label>
      </td>
    );
  };
  return (
    <tr>
      <th scope="row">
        {name}
        {line.conflict && <span className="sr"> {t('merge.choose')}</span>}
      </th>
      {cell(line.mine, 'mine')}
      {cell(line.theirs, 'theirs')}
    </tr>
  );
}

function said(value: unknown, yes: string): string {
  if (value === null || value === undefined || value === false || value === '') return '–';
  if (value === true) return yes;
  return Array.isArray(value) ? value.join(', ') || '–' : String(value);
}
