import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { TimeText } from '../../ui/time-text.tsx';
import { type AskedCustomer, type AskOutcome, asksOfQuery } from './asking.data.ts';
import { surveysQuery } from './voice.data.ts';

/** Why somebody is not asked, until when that holds, and where what stands in the way is taken care of. */
export function AskRefused(props: { outcome: AskOutcome; customer: AskedCustomer; surveyId: string }) {
  const { t } = useTranslation(['asking', 'voice']);
  const { outcome, customer, surveyId } = props;
  const code = outcome.withheldBecause ?? '';
  return (
    <div className="notice" role="alert">
      <IconInfoCircle className="ico" size={19} stroke={1.7} aria-hidden />
      <div className="grow">
        <p className="strong">{t('one.refused', { name: customer.name })}</p>
        <p>{t(`voice:withheld.${code}`, { defaultValue: outcome.withheldReason ?? '' })}</p>
        {outcome.withheldUntil !== null && (
          <p className="dim sm">
            {t('one.until')} <TimeText full at={outcome.withheldUntil} />
          </p>
        )}
        <p className="sm">
          {code === 'recovery_open' && (
            <Link to="/voice" search={{ show: 'recoveries' } as never}>
              {t('one.see.recovery')}
            </Link>
          )}
          {(code === 'no_address' || code === 'address_bounced') && (
            <Link to="/customers/$id" params={{ id: customer.id }}>
              {t('one.see.address')}
            </Link>
          )}
          {(code === 'quiet_period' || code === 'help_first') && (
            <Link to="/settings/{-$section}" params={{ section: 'voice' }}>
              {t('one.see.rule')}
            </Link>
          )}
          {(code === 'quota_full' || code === 'survey_off' || code === 'programme_quiet_period') && (
            <Link to={`/voice/surveys/${surveyId}`} search={{ show: 'asking' } as never}>
              {t('one.see.survey')}
            </Link>
          )}
        </p>
      </div>
    </div>
  );
}

/** What this customer was asked lately, so that one sees before asking. */
export function PastAsks({ customerId }: { customerId: string }) {
  const { t } = useTranslation(['asking', 'voice']);
  const asks = useQuery(asksOfQuery(customerId)).data;
  const surveys = useQuery(surveysQuery).data ?? [];
  if (asks === undefined) return null;
  return (
    <div className="sm">
      <p className="dim">{asks.length === 0 ? t('one.never') : t('one.lately')}</p>
      <ul>
        {asks.map((ask) => (
          <li key={ask.id} className="row wrap" style={{ gap: '0 8px' }}>
            <TimeText at={ask.at} />
            <span>{surveys.find(({ id }) => id === ask.surveyId)?.name}</span>
            <span className="dim">
              {ask.state === 'withheld' && ask.withheldBecause !== null
                ? t(`voice:withheld.${ask.withheldBecause}`, { defaultValue: ask.withheldReason ?? '' })
                : t(`one.state.${ask.state}`)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
