import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { type HeardChange, type HeardKind, heardHistoryQuery } from './corrections.data.ts';

/** Who noted, corrected, took back or put back something, and what it said before. */
export default function HeardHistory({ kind, id, onClose }: { kind: HeardKind; id: string; onClose: () => void }) {
  const { t } = useTranslation(['corrections', 'listening']);
  const history = useQuery(heardHistoryQuery(kind, id));
  return (
    <Dialog opened onClose={onClose} title={t('history')} width={560}>
      {history.isPending && <RowsSkeleton rows={3} height={44} />}
      {history.isError && <ErrorNotice problem={history.error} onAgain={() => void history.refetch()} />}
      <ol className="history">
        {history.data?.items.map((change) => (
          <li key={`${change.at} ${change.what}`}>
            <span className="dim">
              <TimeText at={change.at} />
            </span>
            <span>
              {t(`what.${change.what}`)}
              {change.by !== null && <span className="dim">, {change.by}</span>}
              {change.what === 'corrected' && <Fields change={change} />}
            </span>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

/** Each field that changed, as it was and as it is. */
function Fields({ change }: { change: HeardChange }) {
  const { t } = useTranslation('corrections');
  return (
    <>
      {Object.keys(change.after).map((key) => (
        <span key={key} style={{ display: 'block' }}>
          {t(`field.${key}`, { defaultValue: key })}:{' '}
          <del className="dim">
            <Said field={key} value={change.before[key]} />
          </del>{' '}
          <ins>
            <Said field={key} value={change.after[key]} />
          </ins>
        </span>
      ))}
    </>
  );
}

function Said({ field, value }: { field: string; value: unknown }) {
  const { t } = useTranslation('listening');
  if (value === null || value === undefined || value === '') return '–';
  if (field === 'heardAt' || field === 'at') return <TimeText at={String(value)} full />;
  return field === 'feeling' ? t(`observations.felt.${String(value)}`) : String(value);
}
