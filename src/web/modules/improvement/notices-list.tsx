import { useNavigate } from '@tanstack/react-router';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/anticipation.ts';
import { call } from '../../api.ts';
import { usePaged } from '../../paged.ts';
import { useSession } from '../../session.ts';
import { notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { noticesQuery, showNotice } from './notices.data.ts';

/** What people were told before they met it; of one problem, or all. */
export function NoticesList({ problemId, known }: { problemId?: string; known?: boolean }) {
  const { t } = useTranslation('anticipation');
  const { may } = useSession();
  const navigate = useNavigate();
  const list = usePaged(noticesQuery({ problemId }));
  const draft = async () => {
    try {
      const made = await call<typeof contract.draftAnticipation>('POST', '/anticipations', {
        body: problemId === undefined ? { title: t('title') } : { problemId },
      });
      showNotice(made);
      void navigate({ to: `/improve/notices/${made.id}` });
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  const atWork = list.items.some(({ state }) => state === 'draft' || state === 'running');
  const make =
    may('improvement.write') && (problemId === undefined || (known === true && !atWork && !list.pending)) ? (
      <Button onClick={() => void draft()}>{t(problemId === undefined ? 'list.new' : 'problem.new')}</Button>
    ) : undefined;
  if (problemId !== undefined && known !== true && list.items.length === 0) return null;
  return (
    <section aria-labelledby="notices">
      <h2 className="block-title" id="notices">
        {t('title')}
      </h2>
      {list.pending && <RowsSkeleton rows={3} />}
      {list.error !== null && <ErrorNotice problem={list.error} onAgain={list.again} />}
      {!list.pending && list.items.length === 0 && problemId === undefined && (
        <EmptyState what={t('list.emptyWhat')} why={t('list.emptyWhy')} />
      )}
      {problemId !== undefined && list.items.length === 0 && <p className="dim sm">{t('problem.why')}</p>}
      <ul className="lines">
        {list.items.map((notice) => (
          <li key={notice.id} className="row">
            <span className="grow">
              <Link to={`/improve/notices/${notice.id}`}>{notice.title}</Link>
              <span className="dim xs" style={{ display: 'block' }}>
                {t(`state.${notice.state}`)} · <TimeText at={notice.startedAt ?? notice.createdAt} />
              </span>
            </span>
            {notice.startedAt !== null && (
              <span className="dim sm">{t('list.told', { n: notice.notified, held: notice.held })}</span>
            )}
          </li>
        ))}
      </ul>
      <ShowMore more={list.more} />
      {make !== undefined && <div style={{ marginTop: 12 }}>{make}</div>}
    </section>
  );
}
