import { IconCheck, IconMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { conditionWords, valueWords } from './rule-words.ts';
import { useNames } from './names.ts';
import type { RuleReason } from './rules.data.ts';

/** What each condition found: met or not, and what it found instead. */
export function Reasons({ reasons }: { reasons: readonly RuleReason[] }) {
  const { t } = useTranslation(['rules', 'cases']);
  const names = useNames();
  const say = (key: string, values?: Record<string, unknown>) => t(key, values ?? {});
  if (reasons.length === 0) return <p className="dim sm">{t('log.always')}</p>;
  return (
    <ul className="reasons">
      {reasons.map(({ path, field, op, expected, actual, held }) => (
        <li key={path} className="row">
          {held ? (
            <IconCheck size={14} stroke={2} aria-label={t('log.held')} />
          ) : (
            <IconMinus size={14} stroke={2} aria-label={t('log.notHeld')} />
          )}
          <span className={held ? '' : 'dim'}>
            {conditionWords({ field, op, ...(expected === null ? {} : { value: expected }) }, names, say)}
            {!held && ` · ${t('log.was', { value: valueWords(field, actual, names, say) || t('log.empty') })}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
