import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { type Import, readAgain } from './moving.data.ts';

const meanings = {
  'csv-cases': [
    'id',
    'subject',
    'text',
    'note',
    'state',
    'priority',
    'type',
    'email',
    'name',
    'assignee',
    'team',
    'tags',
    'createdAt',
    'updatedAt',
    'closedAt',
  ],
  'csv-customers': [
    'id',
    'name',
    'firstName',
    'lastName',
    'email',
    'phone',
    'organisation',
    'language',
    'timeZone',
    'notes',
    'vip',
  ],
} as const;

/** Which column of a CSV holds what. A change is read at once with "read again". */
export function ColumnChoice({ one }: { one: Import }) {
  const { t } = useTranslation('moving');
  const [columns, setColumns] = useState<Record<string, string>>(one.columns ?? {});
  const [busy, setBusy] = useState(false);
  const known = one.source === 'csv-cases' || one.source === 'csv-customers' ? meanings[one.source] : [];
  const found = one.preview?.columns ?? [];
  const again = async () => {
    setBusy(true);
    await readAgain(one.id, columns).catch(notifyProblem);
    setBusy(false);
  };
  return (
    <details open>
      <summary>{t('map.columns', { count: found.length })}</summary>
      <div className="moving-map">
        {known.map((meaning) => (
          <label key={meaning}>
            <span className="cut">{t(`column.${meaning}`)}</span>
            <span className="dim xs cut">{found.find((column) => column.name === columns[meaning])?.sample ?? ''}</span>
            <select
              className="choose"
              value={columns[meaning] ?? ''}
              onChange={(event) => setColumns({ ...columns, [meaning]: event.currentTarget.value })}
            >
              <option value="">{t('word.noColumn')}</option>
              {found.map((column) => (
                <option key={column.name} value={column.name}>
                  {column.name}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
      <div className="row end">
        <Button busy={busy} onClick={() => void again()}>
          {t('in.readAgain')}
        </Button>
      </div>
    </details>
  );
}
