import {
  IconCloudRain,
  IconFlame,
  IconHeart,
  IconMoodConfuzed,
  IconMoodEmpty,
  IconMoodSad,
  IconMoodSmile,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/**
 * A few words with a standing. `plain`: a fact. `line`: a claim with evidence ("heard from 23"). `think`: unproven.
 * `unknown`: nobody knows. `risk` and `won` speak of promises and moments only.
 */
export function Chip({
  kind = 'plain',
  children,
}: {
  kind?: 'plain' | 'line' | 'think' | 'unknown' | 'risk' | 'won';
  children: ReactNode;
}) {
  return (
    <span className={kind === 'plain' ? 'chip' : `chip ${kind}`}>
      {kind === 'risk' && <span aria-hidden>◆</span>}
      {children}
    </span>
  );
}

const emotions = {
  angry: IconFlame,
  worried: IconCloudRain,
  'let-down': IconMoodSad,
  confused: IconMoodConfuzed,
  neutral: IconMoodEmpty,
  glad: IconMoodSmile,
  thankful: IconHeart,
} as const;

export type EmotionName = keyof typeof emotions;

/** What the customer feels, as a small sign and a word. */
export function Emotion({ name }: { name: EmotionName }) {
  const { t } = useTranslation();
  const Icon = emotions[name];
  return (
    <span className="feel">
      <Icon className="ico" size={15} stroke={1.7} aria-hidden />
      {t(`emotions.${name}`)}
    </span>
  );
}
