import './procedures.css';
import { useTranslation } from 'react-i18next';
import { usePaged } from '../../paged.ts';
import { ShowMore } from '../../ui/show-more.tsx';
import { ApprovalLine } from './approval-line.tsx';
import { waitingForMeQuery } from './procedures.data.ts';

/** What waits for my decision, on Today: somebody stands before a customer until then. Nothing at all when nothing waits. */
export default function TodayApprovals() {
  const { t } = useTranslation('authority');
  const waiting = usePaged(waitingForMeQuery);
  if (waiting.items.length === 0) return null;
  return (
    <section className="card today-approvals" aria-labelledby="today-approvals">
      <h2 className="title" id="today-approvals">
        {t('asking.forYou')}
      </h2>
      <ul className="rows">
        {waiting.items.map((approval) => (
          <ApprovalLine key={approval.id} approval={approval} withCase />
        ))}
      </ul>
      <ShowMore more={waiting.more} />
    </section>
  );
}
