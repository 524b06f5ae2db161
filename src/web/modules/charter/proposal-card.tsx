import { useTranslation } from 'react-i18next';
import { useSession } from '../../session.ts';
import { notifyProblem } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { agreeToProposal, decideProposal, type Proposal } from './charter.data.ts';
import { Differences } from './differences.tsx';

/** A proposed version: what would change and why; agree with it, and for those who may, decide. */
export function ProposalCard({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation('culture');
  const { may } = useSession();
  const attempt = (deed: () => Promise<void>) => () =>
    void deed().catch((problem: unknown) => notifyProblem(problem, attempt(deed)));
  return (
    <section className="card sheet">
      <h2 className="title">{t('proposal.title', { name: proposal.proposedBy?.name ?? t('proposal.somebody') })}</h2>
      <p className="dim sm">
        <TimeText at={proposal.proposedAt} /> · {t('agree.count', { count: proposal.agreedBy.length })}
      </p>
      {proposal.whyChanged !== '' && <p className="mid">{proposal.whyChanged}</p>}
      <Differences differences={proposal.differences} />
      <p className="row">
        {!proposal.iAgree && (
          <Button onClick={attempt(() => agreeToProposal(proposal.id))}>{t('proposal.agree')}</Button>
        )}
        {may('charter.write') && (
          <>
            <Button kind="yes" onClick={attempt(() => decideProposal(proposal.id, 'adopt'))}>
              {t('proposal.adopt')}
            </Button>
            <Button kind="quiet" onClick={attempt(() => decideProposal(proposal.id, 'decline'))}>
              {t('proposal.decline')}
            </Button>
          </>
        )}
      </p>
    </section>
  );
}
