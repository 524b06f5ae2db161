import { IconCheck, IconDots, IconEqual, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

const signs = { better: IconCheck, 'no-detectable-change': IconEqual, worse: IconX, 'too-early': IconDots };

/** A verdict in a list: its shape and its word. */
export function SmallVerdict({ verdict }: { verdict: keyof typeof signs }) {
  const { t } = useTranslation('charts');
  const Sign = signs[verdict];
  return (
    <span className="small-verdict">
      <span className={verdict === 'too-early' ? 'disc early' : 'disc'} aria-hidden>
        <Sign size={13} stroke={1.8} />
      </span>
      {t(`verdict.${verdict}`)}
    </span>
  );
}
