import { useTranslation } from 'react-i18next';
import { Chip } from '../../../ui/chip.tsx';
import { useManner, useNow } from '../../../ui/time-text.tsx';
import { instantWords } from '../../../ui/time-words.ts';
import type { SpokenWarning } from './spoken.data.ts';

/** What stands in the way of a promise, each as a chip. Warned, never refused. */
export function SpokenWarnings({ warnings }: { warnings: readonly SpokenWarning[] }) {
  const { t } = useTranslation('spoken');
  const now = useNow();
  const { language, timeZone } = useManner();
  return warnings.map(({ code, values }) => (
    <Chip key={code} kind="risk">
      {t(`warn.${code}${code === 'keeper-away' && values['at'] !== undefined ? 'Until' : ''}`, {
        ...values,
        at: values['at'] === undefined ? '' : instantWords(new Date(values['at']), now, language, timeZone),
      })}
    </Chip>
  ));
}
