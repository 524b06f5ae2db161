import { useTranslation } from 'react-i18next';
import { MailedLines } from '../modules/reports/mailed-lines.tsx';
import { ReaderRows } from '../modules/reports/reader-rows.tsx';
import { readersQuery, reportsQuery } from '../modules/reports/reports.data.ts';
import { usePaged } from '../paged.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ListFrame } from '../ui/list-frame.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { UpLink } from '../ui/up-link.tsx';

/** Are the figures we mail read? Who gets them, who opens them, and what was sent. */
export function Screen() {
  const { t } = useTranslation('reports');
  const readers = usePaged(readersQuery);
  const reports = usePaged(reportsQuery);
  const on = readers.items.filter(({ nextAt }) => nextAt !== null).length;
  return (
    <div className="page">
      <PageHeader
        eyebrow={[<UpLink key="up" to="measure" />, t('title')]}
        title={t('readers.question')}
        answer={readers.pending ? '…' : t(on === 0 ? 'readers.answer_zero' : 'readers.answer', { count: on })}
      />
      <ListFrame list={readers} rows={4} none={<EmptyState what={t('readers.noneWhat')} why={t('readers.noneWhy')} />}>
        <div style={{ marginTop: 20 }}>
          <ReaderRows readers={readers.items} />
        </div>
      </ListFrame>
      <section aria-labelledby="mailed" style={{ marginTop: 28 }}>
        <h2 className="title" id="mailed">
          {t('readers.mails')}
        </h2>
        <ListFrame list={reports} rows={4} none={<p className="dim sm">{t('readers.noMails')}</p>}>
          <MailedLines reports={reports.items} named />
        </ListFrame>
      </section>
    </div>
  );
}
