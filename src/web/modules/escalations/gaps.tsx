import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Chip } from '../../ui/chip.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import type { Gap } from './escalations.data.ts';

/** On Today: which protocols would reach nobody, each with the way to where it is settled. */
export function GapsToday({ gaps }: { gaps: readonly Gap[] }) {
  const { t } = useTranslation('escalations');
  return (
    <>
      <h3 className="label">{t('today.gaps')}</h3>
      <ol className="rows">
        {gaps.map((gap) => (
          <li key={`${gap.protocol.id} ${String(gap.step)} ${gap.from}`}>
            <div className="grow">
              <p className="strong">{gap.protocol.name}</p>
              <GapWords gap={gap} />
            </div>
            <Link className="sm" to="/settings/escalation" hash={gap.rota === null ? 'protocols' : 'rotas'}>
              {t('gap.open')}
            </Link>
          </li>
        ))}
      </ol>
    </>
  );
}

/** In the settings: what a protocol's steps lack. */
export function GapsOf({ gaps }: { gaps: readonly Gap[] }) {
  const { t } = useTranslation('escalations');
  return gaps.map((gap) => (
    <div key={`${String(gap.step)} ${gap.from}`} className="row wrap">
      <Chip>{t('today.gaps')}</Chip>
      <GapWords gap={gap} />
    </div>
  ));
}

function GapWords({ gap }: { gap: Gap }) {
  const { t } = useTranslation('escalations');
  const key = gap.because === 'nobody' && gap.until !== null ? 'nobodyUntil' : gap.because;
  const dated = gap.because === 'away' || key === 'nobodyUntil';
  return (
    <p className="dim sm">
      {t(`gap.${key}`, {
        step: gap.step + 1,
        rota: gap.rota?.name ?? '',
        name: gap.person?.name ?? '',
      })}
      {dated && (
        <>
          {': '}
          <TimeText at={gap.from} />
          {gap.until !== null && (
            <>
              {' – '}
              <TimeText at={gap.until} />
            </>
          )}
        </>
      )}
    </p>
  );
}
