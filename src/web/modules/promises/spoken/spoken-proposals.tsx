import './spoken.css';
import { IconQuote } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../../contract/promises-spoken.ts';
import { call } from '../../../api.ts';
import { queryClient } from '../../../query-client.ts';
import { useSession } from '../../../session.ts';
import { notify, notifyProblem } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { TimeText, useManner, useNow } from '../../../ui/time-text.tsx';
import { instantOfWall, wallAhead, wallOfInstant } from '../../../wall-time.ts';
import { showPromise } from '../promises.data.ts';
import { caseSpokenQuery, type SpokenProposal, unansweredSpokenQuery } from './spoken.data.ts';

const reasons = ['no-promise', 'done-already', 'promised-elsewhere', 'misread', 'other'] as const;

/** What was sent in a case and may be a promise: kept with one press, or put aside with a reason. */
export default function SpokenProposals({ caseId }: { caseId: string }) {
  const { t } = useTranslation('spoken');
  const proposals = useQuery(caseSpokenQuery(caseId)).data ?? [];
  return <ProposalList proposals={proposals} label={t('proposals.label')} />;
}

/** On Today: what one has written and not answered; whoever leads sees everybody's. */
export function SpokenUnanswered({ whose }: { whose: 'me' | 'all' }) {
  const { t } = useTranslation('spoken');
  const found = useQuery(unansweredSpokenQuery(whose)).data;
  if (found === undefined || found.items.length === 0) return null;
  return (
    // one line until somebody looks: what is promised already comes first on Today
    <details className="card spoken-today">
      <summary>{t('today.title', { count: found.items.length })}</summary>
      <ProposalList proposals={found.items} label={t('proposals.label')} linked />
      {found.next !== null && <p className="xs mid">{t('today.more')}</p>}
    </details>
  );
}

function ProposalList(props: { proposals: readonly SpokenProposal[]; label: string; linked?: boolean }) {
  if (props.proposals.length === 0) return null;
  return (
    <ul className="spoken-list" aria-label={props.label} {...(props.linked === true ? {} : { 'data-earlier': '' })}>
      {props.proposals.map((proposal) => (
        <Proposal key={proposal.id} proposal={proposal} linked={props.linked === true} />
      ))}
    </ul>
  );
}

function Proposal({ proposal, linked }: { proposal: SpokenProposal; linked: boolean }) {
  const { t } = useTranslation(['spoken', 'assistant']);
  const { user } = useSession();
  const { timeZone } = useManner();
  const now = useNow();
  const isLate = proposal.dueAt !== null && Date.parse(proposal.dueAt) <= now.getTime();
  const [wall, setWall] = useState(() =>
    proposal.dueAt === null || isLate
      ? wallAhead(now, timeZone, 1, '12:00')
      : wallOfInstant(new Date(proposal.dueAt), timeZone),
  );
  const [busy, setBusy] = useState(false);
  const { quote, id } = proposal;
  const said =
    proposal.by === null
      ? t('proposals.somebodyWrote', { quote })
      : proposal.by.id === user?.id
        ? t('proposals.youWrote', { quote })
        : t('proposals.wrote', { name: proposal.by.name, quote });
  const answer = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
      await queryClient.invalidateQueries({ queryKey: ['promises', 'spoken'] });
    } catch (problem) {
      notifyProblem(problem);
    } finally {
      setBusy(false);
    }
  };
  const keep = () =>
    answer(async () => {
      const dueAt = proposal.dueAt !== null && !isLate ? proposal.dueAt : instantOfWall(wall, timeZone);
      const body = dueAt === undefined ? {} : { dueAt };
      const params = { id };
      showPromise(
        await call<typeof contract.confirmSpoken>('POST', '/promises/spoken/:id/confirmation', { params, body }),
      );
      notify(t('proposals.done', { what: proposal.what }));
    });
  const dismiss = (reason: (typeof reasons)[number]) =>
    answer(async () => {
      await call<typeof contract.dismissSpoken>('POST', '/promises/spoken/:id/dismissal', {
        params: { id },
        body: { reason },
      });
      notify(t('proposals.dismissed'));
    });
  return (
    <li className="spoken said">
      <IconQuote className="ico" size={16} stroke={1.7} aria-hidden />
      <span className="grow">
        {linked ? (
          <Link className="quoted" to="/inbox/{-$number}" params={{ number: String(proposal.case.number) }}>
            {said}
          </Link>
        ) : (
          <span>{said}</span>
        )}
        {proposal.dueAt !== null && !isLate ? (
          <span className="xs mid">
            <TimeText at={proposal.dueAt} />
          </span>
        ) : (
          <input
            type="datetime-local"
            className="choose when"
            aria-label={t('when')}
            min={wallOfInstant(now, timeZone)}
            value={wall}
            onChange={(event) => setWall(event.currentTarget.value)}
          />
        )}
        {proposal.readBy === 'assistant' && <span className="xs mid">{t('assistant:found')}</span>}
        {proposal.pleaseCheck && !isLate && <Chip kind="risk">{t('assistant:check')}</Chip>}
      </span>
      <select
        className="choose no"
        aria-label={t('proposals.no')}
        value=""
        disabled={busy}
        onChange={(event) => void dismiss(event.currentTarget.value as (typeof reasons)[number])}
      >
        <option value="" disabled>
          {t('proposals.no')}
        </option>
        {reasons.map((reason) => (
          <option key={reason} value={reason}>
            {t(`proposals.reason.${reason}`)}
          </option>
        ))}
      </select>
      <Button size="s" kind="yes" busy={busy} onClick={() => void keep()}>
        {t('proposals.keep')}
      </Button>
    </li>
  );
}
