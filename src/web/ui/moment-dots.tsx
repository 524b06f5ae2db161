import { useTranslation } from 'react-i18next';

export type Moment = 'won' | 'neutral' | 'lost' | 'unknown';

/**
 * Moments as notes on a stave, oldest left: won above the line, neutral on it, lost below, a dash where nobody knows.
 * `step` is the distance of two notes in pixels (18; 12 in lists); the label tells the counts in words.
 */
export function MomentDots({ moments, step = 18 }: { moments: readonly Moment[]; step?: number }) {
  const { t } = useTranslation();
  const scale = step / 18;
  const width = moments.length * step + 4 * scale;
  const height = 29.2 * scale;
  const axis = height / 2;
  return (
    <svg
      className="moments"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      style={{ maxWidth: '100%' }}
      role="img"
      aria-label={t('moments.label', countMoments(moments))}
    >
      <line x1="0" x2={width} y1={axis} y2={axis} stroke="var(--line-strong)" />
      {moments.map((moment, place) => (
        // Notes stand by their place in time.
        // oxlint-disable-next-line react/no-array-index-key
        <Note key={place} moment={moment} x={(11 + 18 * place) * scale} axis={axis} scale={scale} />
      ))}
    </svg>
  );
}

/** How many of each, for words beside the notes. */
export function countMoments(moments: readonly Moment[]): Record<Moment, number> {
  const counts = { won: 0, neutral: 0, lost: 0, unknown: 0 };
  for (const moment of moments) counts[moment] += 1;
  return counts;
}

function Note({ moment, x, axis, scale }: { moment: Moment; x: number; axis: number; scale: number }) {
  if (moment === 'won') {
    return <circle cx={x} cy={axis - 8 * scale} r={4.6 * scale} fill="var(--won)" stroke="var(--won-edge)" />;
  }
  if (moment === 'lost') {
    const side = 8.4 * scale;
    return <rect x={x - side / 2} y={axis + 3.8 * scale} width={side} height={side} rx="1" fill="var(--lost)" />;
  }
  if (moment === 'unknown') {
    return <line x1={x - 3 * scale} x2={x + 3 * scale} y1={axis} y2={axis} stroke="var(--unknown)" strokeWidth="2.5" />;
  }
  return <circle cx={x} cy={axis} r={3.6 * scale} fill="var(--surface)" stroke="var(--ink-3)" strokeWidth="1.4" />;
}
