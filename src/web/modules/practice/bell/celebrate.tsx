import './celebrate.css';
import { IconBell } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { TimeText } from '../../../ui/time-text.tsx';
import { VoiceQuote } from '../../../ui/voice-quote.tsx';
import { MuteButton } from './mute-button.tsx';
import type { Today } from '../practice.data.ts';

const RingDialog = lazy(async () => ({ default: (await import('./ring-dialog.tsx')).RingDialog }));

/** Ours to celebrate: one customer's words, the wins of today and yesterday, and the bell. */
export function Celebrate({ today }: { today: Today }) {
  const { t } = useTranslation('today');
  const [ringing, setRinging] = useState(false);
  const { wins, words } = today;
  const shown = wins.items.slice(0, words === null ? 6 : 4);
  return (
    <section className="card celebrate" aria-labelledby="ours-to-celebrate">
      <header>
        <h2 id="ours-to-celebrate">{t('celebrate.title')}</h2>
        <span className="label">{label()}</span>
      </header>
      {words !== null && (
        <VoiceQuote
          words={words.quote}
          size={words.quote.length > 160 ? 17 : 22}
          cite={
            <>
              {words.customer.name}, <TimeText at={words.at} />
            </>
          }
        />
      )}
      {shown.length > 0 ? (
        <ul className={words === null ? 'wins' : 'wins under'}>
          {shown.map((win) => (
            <li key={win.id} className={win.state}>
              <Link className="cut" to="/culture/{-$part}" params={{ part: 'wins' }}>
                {win.what}
              </Link>
              <span className="label">
                {win.state === 'claimed' ? t('celebrate.claimed') : win.by.name.split(/\s+/)[0]}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p className={words === null ? 'sm mid teach' : 'sm mid teach under'}>{t('celebrate.teach')}</p>
      )}
      <div className="row bells">
        <Button kind="bell" onClick={() => setRinging(true)}>
          <IconBell size={17} stroke={1.7} aria-hidden />
          {t('celebrate.ring')}
        </Button>
        <span className="grow" />
        <MuteButton />
      </div>
      {ringing && (
        <Suspense>
          <RingDialog onClose={() => setRinging(false)} />
        </Suspense>
      )}
    </section>
  );

  /** Wins are counted as won once a customer has said so; until then they are claims. */
  function label(): string {
    const count = wins.today > 0 ? wins.today : wins.yesterday;
    if (count === 0) return t('celebrate.none');
    const claims = wins.items.every((win) => win.state === 'claimed');
    return t(`celebrate.${wins.today > 0 ? 'today' : 'yesterday'}${claims ? 'Claimed' : ''}`, { count });
  }
}
