import { IconCheck, IconDots, IconEqual, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export type VerdictKind = 'better' | 'no-change' | 'worse' | 'too-early';

const signs = { better: IconCheck, 'no-change': IconEqual, worse: IconX, 'too-early': IconDots };

/**
 * Whether a fix worked, as a sentence: the verdict in bold, then counts, difference and interval as children. Ink only:
 * a verdict is not a mood. `size` in pixels, 24 on the improvement's page, 17 in lists.
 */
export function Verdict({
  verdict,
  size = 24,
  children,
}: {
  verdict: VerdictKind;
  size?: number;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const Sign = signs[verdict];
  const disc = size >= 24 ? 44 : 28;
  return (
    <div
      className="verdict"
      style={{ fontSize: `${size / 16}rem`, display: 'grid', gridTemplateColumns: `${disc}px 1fr`, gap: disc / 3 }}
    >
      <span
        className={verdict === 'too-early' ? 'disc early' : 'disc'}
        style={{ width: disc, height: disc }}
        aria-hidden
      >
        <Sign size={disc * 0.6} stroke={1.7} />
      </span>
      <p>
        <b>{t(`verdict.${verdict}`)}</b> {children}
      </p>
    </div>
  );
}
