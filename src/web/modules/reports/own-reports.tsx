import './reports.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextSkeleton } from '../../ui/skeletons.tsx';
import { DecidedList } from './decided-list.tsx';
import { MailedLines } from './mailed-lines.tsx';
import { useReportWords } from './report-words.ts';
import { type OwnReports, ownReportsQuery } from './reports.data.ts';
import { WishForm } from './wish-form.tsx';

/** One's own figures by mail, on Measure: how it stands, when and which, and what was sent and read. */
export default function OwnReportsPart() {
  const { t } = useTranslation(['reports', 'progress']);
  const { may } = useSession();
  const heading = useId();
  const section = useRef<HTMLElement>(null);
  const own = useQuery(ownReportsQuery);
  const words = useReportWords();
  const here = own.data !== undefined;
  useEffect(() => {
    // a link of a mail leads here, and this part comes after the page
    if (here && globalThis.location.hash === '#mail') section.current?.scrollIntoView();
  }, [here]);
  return (
    <section className="by-mail" id="mail" aria-labelledby={heading} ref={section}>
      <div className="row">
        <h2 className="title grow" id={heading}>
          {t('title')}
        </h2>
        {may('reports.write') && (
          <Link className="sm" to="/measure/reports">
            {t('own.readers')}
          </Link>
        )}
      </div>
      {own.isPending && <TextSkeleton lines={4} />}
      {own.data === undefined && own.isError && <ErrorNotice problem={own.error} onAgain={() => void own.refetch()} />}
      {own.data !== undefined && (
        <>
          <p>{standing(own.data)}</p>
          <p className="dim sm">{t('own.what')}</p>
          {own.data.unreadSince !== null && <p>{t('own.unread', { day: words.day(own.data.unreadSince) })}</p>}
          <div className="halves">
            <WishForm key={JSON.stringify(own.data.wish)} own={own.data} />
            <div>
              <h3 className="label">{t('own.latest')}</h3>
              {own.data.latest.length === 0 ? (
                <p className="dim sm">{t('own.none')}</p>
              ) : (
                <MailedLines reports={own.data.latest} named={false} />
              )}
              <DecidedList />
            </div>
          </div>
        </>
      )}
    </section>
  );

  function standing({ wish }: OwnReports): string {
    if (wish === null) return t('own.off');
    if (wish.nextAt === null)
      return wish.stoppedBy === null ? t('own.off') : t('own.stoppedBy', { name: wish.stoppedBy.name });
    return t(`own.${wish.rhythm}`, {
      weekday: words.weekday(wish.weekday),
      hour: words.hour(wish.hour),
      day: words.day(wish.nextAt),
    });
  }
}
