import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { percent } from '../../../../figures/figure-words.ts';
import { TimeText } from '../../../ui/time-text.tsx';
import { promiseTitle } from '../promise-words.ts';
import type { RegisterRow } from './register.data.ts';

/** One line a promise: what, to whom, by when (and by when before), who keeps it, how it stands. */
export function RegisterTable({ rows }: { rows: readonly RegisterRow[] }) {
  const { t } = useTranslation(['register', 'cases']);
  return (
    // A region that scrolls must be reachable without a mouse.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="scroll" tabIndex={0} aria-label={t('register.eyebrow')} style={{ marginTop: 18 }}>
      <table className="data ledger">
        <thead>
          <tr>
            {(['what', 'whom', 'due', 'keeper', 'end'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`register.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Line({ row }: { row: RegisterRow }) {
  const { t, i18n } = useTranslation(['register', 'cases']);
  return (
    <tr>
      <td>
        <Link to="/promises/$id" params={{ id: row.id }}>
          {promiseTitle(row, (key) => t(`cases:promise.${key}`))}
        </Link>
        <span className="dim xs"> {t(`register.kind.${row.kind}`)}</span>
      </td>
      <td>
        <Link to="/customers/$id" params={{ id: row.customer.id }}>
          {row.customer.name}
        </Link>
        {row.case !== null && (
          <>
            {' '}
            <Link
              className="dim xs"
              to="/inbox/{-$number}"
              params={{ number: String(row.case.number) }}
              search={{} as never}
            >
              {row.case.subject}
            </Link>
          </>
        )}
      </td>
      <td>
        {row.dueAt === null ? '–' : <TimeText at={row.dueAt} />}
        {row.kind !== 'policy' && row.firstDueAt !== null && row.firstDueAt !== row.dueAt && (
          <span className="dim xs">
            {' '}
            {t('register.was')}{' '}
            <s>
              <TimeText at={row.firstDueAt} />
            </s>
          </span>
        )}
      </td>
      <td>{row.keeper?.name ?? t('register.nobodyHas')}</td>
      <td>
        {row.outcome === null ? t(`register.state.${row.state}`) : t(`register.outcome.${row.outcome}`)}
        {row.risk !== null && (
          <span className="dim xs"> {t('register.risk', { percent: percent(row.risk, i18n.language) })}</span>
        )}
      </td>
    </tr>
  );
}
