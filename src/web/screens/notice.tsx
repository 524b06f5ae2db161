import '../modules/improvement/improvement.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../contract/anticipation.ts';
import { call } from '../api.ts';
import { NoticeForm } from '../modules/improvement/notice-form.tsx';
import { noticeQuery, showNotice } from '../modules/improvement/notices.data.ts';
import { useSession } from '../session.ts';
import { notify, notifyProblem } from '../toasts.ts';
import { Button } from '../ui/button.tsx';
import { numberWords } from '../../figures/day-words.ts';
import { Figure } from '../ui/figure.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { ScreenSkeleton } from '../ui/skeletons.tsx';

/** One notice: whom it tells, in which words, and how many contacts it has avoided. */
export function Screen() {
  const { t, i18n } = useTranslation(['anticipation', 'fixing']);
  const { id }: { id: string } = useParams({ strict: false });
  const { may } = useSession();
  const found = useQuery(noticeQuery(id));
  if (found.isPending) return <ScreenSkeleton />;
  if (found.data === undefined) throw found.error;
  const notice = found.data;
  const { avoidedPer100: avoided } = notice;
  const number = (value: number) => numberWords(value, i18n.language, 0);
  const own = (tongue: string) => i18n.language.startsWith(tongue);
  const stop = async () => {
    try {
      showNotice(
        await call<typeof contract.stopAnticipation>('POST', '/anticipations/:id/stop', { params: { id }, body: {} }),
      );
      notify(t('form.stopped'));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <div className="page">
      <PageHeader
        eyebrow={[
          notice.problem === null ? (
            <Link key="up" to="/improve" search={{ show: 'notices' }}>
              {t('title')}
            </Link>
          ) : (
            <Link key="up" to={`/improve/problems/${notice.problem.id}`}>
              {notice.problem.title}
            </Link>
          ),
          t(`state.${notice.state}`),
        ]}
        title={notice.title}
        answer={notice.state === 'draft' ? notice.title : t(`say.${notice.say}`)}
        tools={
          notice.state === 'running' && may('improvement.write') ? (
            <Button onClick={() => void stop()}>{t('form.stop')}</Button>
          ) : undefined
        }
      />
      {notice.state === 'draft' && may('improvement.write') ? (
        <NoticeForm key={JSON.stringify(notice)} notice={notice} />
      ) : (
        <div style={{ display: 'grid', gap: 22, maxWidth: 760, marginTop: 18 }}>
          {notice.stoppedBecause !== null && <p>{t(`stopped.${notice.stoppedBecause}`)}</p>}
          {avoided !== null && notice.say !== 'too-early' && (
            <p style={{ fontSize: 'var(--t-xl)' }}>
              {t('avoided', { value: number(avoided.value), low: number(avoided.low), high: number(avoided.high) })}
            </p>
          )}
          <table className="data">
            <thead>
              <tr>
                <th scope="col">{t('title')}</th>
                <th scope="col">{t('people')}</th>
                <th scope="col">{t('wrote')}</th>
                <th scope="col">{t('contacts')}</th>
              </tr>
            </thead>
            <tbody>
              {(['told', 'left'] as const).map((arm) => (
                <tr key={arm}>
                  <th scope="row">{t(arm)}</th>
                  <td>{notice[arm].n}</td>
                  <td>
                    <Figure figure={notice[arm].share} />
                  </td>
                  <td>{notice[arm].contacts}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {notice.withheldBecause.length > 0 && (
            <p className="sm">
              {t('withheld')}:{' '}
              {notice.withheldBecause
                .map(({ because, n }) => `${n} (${t(`because.${because}`, { defaultValue: because })})`)
                .join(', ')}
            </p>
          )}
          {Object.entries(notice.texts)
            .toSorted(([one], [other]) => Number(own(other)) - Number(own(one)))
            .map(([tongue, { subject, text }]) => (
              <details key={tongue} className="card" style={{ padding: '14px 22px' }} open={own(tongue)}>
                <summary className="sm">
                  {new Intl.DisplayNames([i18n.language], { type: 'language' }).of(tongue)}
                </summary>
                <div lang={tongue} style={{ whiteSpace: 'pre-line', marginTop: 10 }}>
                  <p className="strong">{subject}</p>
                  <p>{text}</p>
                </div>
              </details>
            ))}
        </div>
      )}
    </div>
  );
}
