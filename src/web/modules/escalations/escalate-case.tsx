import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Chip } from '../../ui/chip.tsx';
import { caseEscalationsQuery } from './escalations.data.ts';

/** In a case: what calls people about it, and the way to call them. */
export default function EscalateCase({ caseId, closed }: { caseId: string; closed: boolean }) {
  const { t } = useTranslation('escalations');
  const running = useQuery(caseEscalationsQuery(caseId)).data ?? [];
  return (
    <div style={{ display: 'grid', gap: 6 }}>
      {running.map((one) => (
        <p key={one.id} className="row wrap sm">
          <Link to="/escalations/$id" params={{ id: one.id }}>
            {one.protocol.name}
          </Link>
          <Chip kind={one.state === 'acknowledged' ? 'plain' : 'risk'}>{t(`state.${one.state}`)}</Chip>
        </p>
      ))}
      {!closed && (
        <Link to="/escalations/$id" params={{ id: 'new' }} search={{ case: caseId }}>
          {t('start.open')}
        </Link>
      )}
    </div>
  );
}
