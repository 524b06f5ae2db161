import { useTranslation } from 'react-i18next';
import { TimeText, useNow } from '../../ui/time-text.tsx';
import type { Recovery } from './voice.data.ts';

/** The next deadline of a recovery: contact first, then the end. Red with a diamond once it has passed. */
export function RecoveryDue({ recovery }: { recovery: Recovery }) {
  const { t } = useTranslation('listening');
  const now = useNow();
  if (recovery.endedAt !== null) {
    return (
      <span className="due">
        {t('recovery.ended')} <TimeText at={recovery.endedAt} />
      </span>
    );
  }
  const contact = recovery.contactedAt === null;
  const at = contact ? recovery.contactDueAt : recovery.closeDueAt;
  const late = recovery.late || new Date(at) < now;
  return (
    <span className={late ? 'due risk' : 'due'} style={{ whiteSpace: 'normal' }}>
      {late && <span aria-hidden>◆ </span>}
      {t(
        contact ? (late ? 'recovery.contactLate' : 'recovery.contactBy') : late ? 'recovery.endLate' : 'recovery.endBy',
      )}{' '}
      <TimeText at={at} />
    </span>
  );
}
