import '../hands.css';
import { useTranslation } from 'react-i18next';
import type { ViewColumn } from '../../../../domain/cases/views.ts';
import { useManner, useNow } from '../../../ui/time-text.tsx';
import { instantWords } from '../../../ui/time-words.ts';
import { dueWords } from '../case-words.ts';
import type { CaseRow } from '../cases.data.ts';

/** One case in one line, 40 pixels high: the columns that the view shows. */
export function DenseRow(props: { row: CaseRow; columns: readonly ViewColumn[]; marked: boolean; draft: boolean }) {
  const { t } = useTranslation(['cases', 'hands']);
  const { row, columns } = props;
  const cell = useCell(row);
  return (
    <div className={props.marked ? 'case-row dense marked' : 'case-row dense'}>
      {props.marked && <span className="sr">{t('bulk.isMarked')}</span>}
      {props.draft && <span className="draft-mark">{t('hands:views.draft')}</span>}
      {columns.map((column) => {
        const words = cell(column);
        if (words === '') return null;
        const look = { customer: 'name cut', subject: 'sub cut', excerpt: 'voice cut' }[column as 'customer'] ?? '';
        const risk = column === 'promise' && row.nextPromise?.atRisk === true ? 'due risk' : look;
        return (
          <span key={column} className={risk} title={t(`hands:views.column.${column}`)}>
            {words}
          </span>
        );
      })}
    </div>
  );
}

/** What a column says of a case, in words; empty when there is nothing to say. */
function useCell(row: CaseRow): (column: ViewColumn) => string {
  const { t } = useTranslation(['cases', 'hands', 'customers']);
  const now = useNow();
  const { language, timeZone } = useManner();
  const say = { t: (key: string, values?: Record<string, unknown>) => t(key, values ?? {}), language, timeZone };
  const at = (instant: string | null) =>
    instant === null ? '' : instantWords(new Date(instant), now, language, timeZone);
  return (column) => {
    switch (column) {
      case 'number':
        return `#${String(row.number)}`;
      case 'customer':
        return row.customer.vip ? `${row.customer.name}, ${t('customers:vip')}` : row.customer.name;
      case 'subject':
        return row.subject;
      case 'excerpt':
        return row.excerpt;
      case 'promise':
        return row.nextPromise === null ? '' : dueWords(row.nextPromise, now, say);
      case 'state':
        return t(`state.${row.state}`, { defaultValue: row.state });
      case 'priority':
        return t(`priority.${row.priority}`);
      case 'kind':
        return t(`kind.${row.kind}`);
      case 'assignee':
        return row.assignee?.name ?? '';
      case 'team':
        return row.team?.name ?? '';
      case 'organisation':
        return row.organisation?.name ?? '';
      case 'channel':
        return t(`channel.${row.channel}`);
      case 'tags':
        return row.tags.join(', ');
      case 'emotion':
        return row.emotion === null ? '' : t(`feeling.${row.emotion}`, { defaultValue: row.emotion });
      case 'waiting':
        return at(row.waitingSince);
      case 'created':
        return at(row.createdAt);
      case 'updated':
        return at(row.updatedAt);
    }
  };
}
