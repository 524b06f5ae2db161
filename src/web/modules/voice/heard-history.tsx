import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { type HeardChange, type HeardKind, heardHistoryQuery } from './corrections.data.ts';

/** Who noted, corrected, took back or put back something, and what it said before. */
export default function HeardHistory({ kind, id, onClose }: { kind: HeardKind; id: string; onClose: () => void }) {
  const { t } = useTranslation('corrections');
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
          {t(`field.${key}`, { defaultValue: key })}: <del className="dim">{said(change.before[key]) || '–'}</del>{' '}
          <ins>{said(change.after[key]) || '–'}</ins>
        </span>
      ))}
    </>
  );
}

function said(value: unknown): string {
  if (typeof value !== 'string') return value === null || value === undefined ? '' : String(value);
  return /^\d{4}-\d{2}-\d{2}T/.test(value) ? value.slice(0, 16).replace('T', ' ') : value;
}
