import './reports.css';
import { useTranslation } from 'react-i18next';
import { TimeText } from '../../ui/time-text.tsx';
import { useReportWords } from './report-words.ts';
import type { Report } from './reports.data.ts';

/** Mails with figures, one a line: of what time, when it went out, and who read it. Unread is said. */
export function MailedLines({ reports, named }: { reports: readonly Report[]; named: boolean }) {
  const { t, i18n } = useTranslation('reports');
  const words = useReportWords();
  return (
    <ul className="mailed">
      {reports.map((report) => (
        <li key={report.id} className="sm">
          <span className="row">
            <span className="grow">
              {named && <b className="strong">{report.reader.name} </b>}
              {words.period(report)}
            </span>
            <span className="dim">
              {t(`list.state.${report.state}`)}
              {report.sentAt !== null && (
                <>
                  {' '}
                  <TimeText at={report.sentAt} />
                </>
              )}
            </span>
          </span>
          {report.state === 'sent' && (
            <span className={report.visits.length === 0 ? 'dim xs' : 'xs'}>
              {report.visits.length === 0
                ? t('list.unread')
                : t('list.readBy', {
                    names: new Intl.ListFormat(i18n.language).format(report.visits.map(({ reader }) => reader.name)),
                  })}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
