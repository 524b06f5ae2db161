import { IconCheck, IconDots, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TimeText } from '../../../ui/time-text.tsx';
import type { Case } from '../cases.data.ts';

/** After closing: whether the customer says it is solved. Silence is not consent and is told as silence. */
export function VerdictLine({ found }: { found: Case }) {
  const { t } = useTranslation('cases');
  if (found.state !== 'closed') return null;
  const Sign = found.verdict === 'confirmed' ? IconCheck : found.verdict === 'refuted' ? IconX : IconDots;
  return (
    <div className="closing">
      <span className={found.verdict === null || found.verdict === 'silent' ? 'disc early' : 'disc'} aria-hidden>
        <Sign size={16} stroke={1.9} />
      </span>
      <div>
        <p className="strong">
          {t(found.verdict === null ? 'verdict.waiting' : `verdict.${found.verdict}`, { name: found.customer.name })}
        </p>
        <p className="dim xs">
          {t('verdict.closed', { name: found.closedBy?.name ?? t('actor.system') })}{' '}
          {found.closedAt !== null && <TimeText at={found.closedAt} />}
          {found.valueCreated !== null && `. ${t('verdict.value', { value: found.valueCreated })}`}
        </p>
      </div>
    </div>
  );
}
