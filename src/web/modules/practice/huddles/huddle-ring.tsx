import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

const around = 2 * Math.PI * 50;

/** The ten minutes as a ring that empties; afterwards it counts what is over, in ink: nobody has broken anything. */
export function HuddleRing({ startedAt, endsAt }: { startedAt: string; endsAt: string }) {
  const { t } = useTranslation('huddle');
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const whole = Math.max(1, Date.parse(endsAt) - Date.parse(startedAt));
  const left = Math.min(whole, Date.parse(endsAt) - now);
  const seconds = Math.floor(Math.abs(left) / 1000);
  const words = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  const over = left < 0;
  const minutes = Math.ceil(Math.abs(left) / 60_000);
  return (
    <div className="ring" role="timer" aria-label={t(over ? 'ring.over' : 'ring.left', { count: minutes })}>
      <svg viewBox="0 0 112 112" aria-hidden>
        <circle cx="56" cy="56" r="50" fill="none" stroke="var(--line-strong)" strokeWidth="2" />
        {!over && (
          <circle
            cx="56"
            cy="56"
            r="50"
            fill="none"
            stroke="var(--ink)"
            strokeWidth="5"
            strokeDasharray={`${(left / whole) * around} ${around}`}
          />
        )}
      </svg>
      <b>
        {over && '+'}
        {words}
      </b>
    </div>
  );
}
