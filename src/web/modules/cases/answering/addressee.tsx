import { IconAlertCircle, IconMail, IconNote } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../session.ts';
import type { Case } from '../cases.data.ts';

/** To whom one writes, for whom one answers, and what stands in the way. */
export function Addressee(props: {
  found: Case;
  note: boolean;
  cc: string | undefined;
  onCc: (cc: string | undefined) => void;
}) {
  const { t } = useTranslation('cases');
  const { user } = useSession();
  const { found, note, cc } = props;
  const { customer, assignee } = found;
  if (note) {
    return (
      <p className="to">
        <IconNote size={14} stroke={1.7} aria-hidden />
        {t('composer.noteTo')}
      </p>
    );
  }
  const other = assignee !== null && assignee.id !== user?.id ? assignee.name : undefined;
  return (
    <>
      <div className="to">
        <IconMail size={14} stroke={1.7} aria-hidden />
        <span className="cut">
          {t(other === undefined ? 'composer.to' : 'composer.toFor', { name: customer.name, other })}
        </span>
        <span className="grow" />
        {cc === undefined && (
          <button type="button" className="plainly" onClick={() => props.onCc('')}>
            {t('composer.cc')}
          </button>
        )}
      </div>
      {cc !== undefined && (
        <label className="to cc">
          <span>{t('composer.cc')}</span>
          <input
            value={cc}
            inputMode="email"
            placeholder={t('composer.ccWho')}
            onChange={(event) => props.onCc(event.currentTarget.value)}
            onBlur={() => cc.trim() === '' && props.onCc(undefined)}
          />
        </label>
      )}
      {/* a visitor without an address reads the answer in the chat; the strip above the conversation says so */}
      {(customer.bounced || (customer.email === null && found.channel !== 'chat')) && (
        <p className="to warn">
          <IconAlertCircle size={14} stroke={1.7} aria-hidden />
          {t(customer.bounced ? 'composer.bounced' : 'composer.noAddress', { name: customer.name })}
        </p>
      )}
    </>
  );
}
