import type { Destination } from './journeys.data.ts';

const columnWidth = 100;
const height = 120;
const middle = 60;
const perLevel = 20;

/**
 * How customers feel along the way: a line through what is known, below the middle where they are let down. The words
 * carry it; the line is for the eye.
 */
export function Feelings({ stops }: { stops: readonly Destination[] }) {
  const points = stops.flatMap(({ id, feeling }, place) =>
    feeling === null
      ? []
      : [{ id, word: feeling.word, x: columnWidth * (place + 0.5), y: middle - perLevel * feeling.level }],
  );
  const line = curveThrough(points);
  const [first, last] = [points[0], points.at(-1)];
  const clip = 'feelings-below';
  const wide = columnWidth * stops.length;
  return (
    <div className="feelings-box">
      <svg viewBox={`0 0 ${wide} ${height}`} preserveAspectRatio="none" aria-hidden>
        <clipPath id={clip}>
          <rect x="0" y={middle} width={wide} height={height} />
        </clipPath>
        {first !== undefined && last !== undefined && (
          <path
            d={`${line} L ${last.x} ${middle} L ${first.x} ${middle} Z`}
            fill="var(--lost-soft)"
            clipPath={`url(#${clip})`}
          />
        )}
        <line x1="0" x2={wide} y1={middle} y2={middle} stroke="var(--line-strong)" strokeDasharray="2 4" />
        <path d={line} fill="none" stroke="var(--ink)" strokeWidth="1.6" vectorEffect="non-scaling-stroke" />
      </svg>
      <ol>
        {points.map(({ id, word, x, y }) => (
          <li key={id} className="voice" style={{ left: `${(x / wide) * 100}%`, top: y > middle ? y + 8 : y - 30 }}>
            {word}
          </li>
        ))}
        {points.map(({ id, x, y }) => (
          <li key={`dot ${id}`} className="dot" aria-hidden style={{ left: `${(x / wide) * 100}%`, top: y - 5 }} />
        ))}
      </ol>
    </div>
  );
}

/** A smooth line that never overshoots between two points: flat where it arrives. */
function curveThrough(points: readonly { x: number; y: number }[]): string {
  return points
    .map(({ x, y }, nth) => {
      const before = points[nth - 1];
      if (before === undefined) return `M ${x} ${y}`;
      const half = (before.x + x) / 2;
      return `C ${half} ${before.y} ${half} ${y} ${x} ${y}`;
    })
    .join(' ');
}
