import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/authority-approvals.ts';
import { call } from '../../api.ts';
import { notify } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { amountWords } from './amounts.ts';
import { deed, type Approval } from './procedures.data.ts';

/** A request: who asks for what and why; with a word and one press it is granted or declined. Enter grants. */
export function ApprovalLine({ approval, withCase }: { approval: Approval; withCase?: boolean }) {
  const { t, i18n } = useTranslation('authority');
  const [word, setWord] = useState('');
  const decide = async (decision: 'granted' | 'declined') => {
    const done = await deed('authority', () =>
      call<typeof contract.decideApproval>('POST', '/approvals/:id/decision', {
        params: { id: approval.id },
        body: { decision, ...(word.trim() === '' ? {} : { word }) },
      }),
    );
    if (done) notify(t(`asking.${decision}`));
  };
  const what = `${approval.kind.name} ${amountWords(approval.size, approval.unit, approval.currency, i18n.language)}`;
  return (
    <li className="approval">
      <div className="grow">
        <p className="row wrap">
          <b className="strong">{what}</b>
          <Chip kind={approval.state === 'waiting' ? 'think' : 'line'}>{t(`asking.state.${approval.state}`)}</Chip>
          <span className="dim xs">
            {approval.askedBy.name} <TimeText at={approval.askedAt} />
            {withCase === true && (
              <>
                {' '}
                <Link to="/inbox/{-$number}" params={{ number: String(approval.caseNumber) }}>
                  #{approval.caseNumber} {approval.customer.name}
                </Link>
              </>
            )}
          </span>
        </p>
        <p className="mid sm">{approval.why}</p>
        {approval.decidedBy !== null && (
          <p className="dim sm">
            {approval.decidedBy.name}
            {approval.word !== null && `: ${approval.word}`}
          </p>
        )}
        {approval.yours && (
          <form
            className="row wrap"
            onSubmit={(event) => {
              event.preventDefault();
              void decide('granted');
            }}
          >
            <input
              className="choose grow"
              aria-label={t('asking.word')}
              placeholder={t('asking.word')}
              maxLength={1000}
              value={word}
              onChange={(event) => setWord(event.currentTarget.value)}
            />
            <Button size="s" kind="yes" type="submit" aria-label={`${t('asking.grant')}: ${what}`}>
              {t('asking.grant')}
            </Button>
            <Button size="s" aria-label={`${t('asking.decline')}: ${what}`} onClick={() => void decide('declined')}>
              {t('asking.decline')}
            </Button>
          </form>
        )}
      </div>
    </li>
  );
}
