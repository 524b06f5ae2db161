import './bell.css';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../announce.ts';
import { onLive } from '../../../live.ts';
import { queryClient } from '../../../query-client.ts';
import { BellCard } from './bell-card.tsx';
import { readySoundOnTouch, soundBell } from './bell-sound.ts';
import { ringing } from './ringing.ts';
import { bellQuery, type Bell } from '../wins/wins.data.ts';

/** Hears the bell on every screen, and shows what rang, one after the other. */
export function Over() {
  const current = ringing.use()[0];
  useEffect(() => readySoundOnTouch(), []);
  useEffect(() => onLive('practice.bell-rang', ({ id }) => void hear(id)), []);
  useEffect(
    () =>
      onLive('practice.', ({ type, id }) => {
        if (type === 'practice.cheered' || type === 'practice.bell-commented')
          void queryClient.invalidateQueries({ queryKey: bellQuery(id).queryKey });
      }),
    [],
  );
  return current === undefined ? null : <Ringing key={current.bell.id} rung={current.bell} done={current.done} />;
}

/** What rang longer ago is told by no sound: the sample company's past, or a device that was asleep. In milliseconds. */
const ringsFor = 10 * 60_000;

/** Asks for the bell that rang; it is refused to those who were not to hear it, and then nothing happens. */
async function hear(id: string) {
  const bell = await queryClient.fetchQuery(bellQuery(id)).catch(() => undefined);
  if (bell === undefined || ringing.all().some((one) => one.bell.id === id)) return;
  if (Date.now() - Date.parse(bell.at) > ringsFor) return;
  const remove = ringing.add({ bell, done: () => remove() });
}

function Ringing({ rung, done }: { rung: Bell; done: () => void }) {
  const { t } = useTranslation('today');
  const bell = useQuery(bellQuery(rung.id)).data ?? rung;
  useEffect(() => {
    soundBell(rung.id);
    announce(`${t('bell.rang', { name: rung.rungBy.name, what: rung.words })} ${rung.quote ?? ''}`);
  }, [rung, t]);
  return (
    <div className="ringing">
      <Waves />
      <BellCard bell={bell} done={done} />
    </div>
  );
}

/** Five soft rings from the bell over the screen. */
function Waves() {
  return (
    <svg className="waves" aria-hidden>
      {[128, 226, 346, 490, 660].map((radius, place) => (
        <circle key={radius} r={radius} strokeWidth={30 - place * 1.5} style={{ animationDelay: `${place * 110}ms` }} />
      ))}
    </svg>
  );
}
