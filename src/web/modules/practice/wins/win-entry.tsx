import { IconBell } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../session.ts';
import { notify, notifyProblem } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { TimeText } from '../../../ui/time-text.tsx';
import { VoiceQuote } from '../../../ui/voice-quote.tsx';
import { confirmWin, type Win } from './wins.data.ts';

/** A win: what was done for whom, the customer's side of it, and what may be done with it. */
export function WinEntry({ win, onRing }: { win: Win; onRing: () => void }) {
  const { t } = useTranslation('culture');
  const { user } = useSession();
  const { evidence } = win;
  const confirm = () =>
    void confirmWin(win.id)
      .then(() => notify(t('wins.confirmed')))
      .catch((problem: unknown) => notifyProblem(problem));
  return (
    <li>
      <p className="row" style={{ flexWrap: 'nowrap', alignItems: 'baseline' }}>
        <span className={`win-dot ${win.state}`} aria-hidden />
        <span className="say grow">{win.what}</span>
        {win.state === 'claimed' ? (
          <Chip kind="think">{t('wins.chipClaimed')}</Chip>
        ) : (
          <Chip kind="won">{t('wins.chipEvidenced')}</Chip>
        )}
      </p>
      <p className="dim sm">
        {t('wins.by', { name: win.by.name, customer: win.customer.name })} <TimeText at={win.claimedAt} />
      </p>
      {win.before !== '' && <p className="mid sm">{t('wins.before', { before: win.before })}</p>}
      {evidence?.quote != null && <VoiceQuote words={evidence.quote} size={17} />}
      <p className="row sm">
        <span className="mid grow">
          {evidence === null
            ? win.confirmedBy === null
              ? t('wins.waits')
              : t('wins.confirmedBy', { name: win.confirmedBy.name })
            : t(`evidence.${evidence.kind}`, { rating: evidence.rating ?? '' })}
          {win.behaviours.length > 0 && ` · ${win.behaviours.map((one) => one.title).join(', ')}`}
        </span>
        {win.state === 'claimed' && win.confirmedBy === null && win.by.id !== user?.id && (
          <Button size="s" onClick={confirm}>
            {t('wins.confirm')}
          </Button>
        )}
        {win.mayRing && win.bellId === null && (
          <Button size="s" kind="bell" onClick={onRing}>
            <IconBell size={15} stroke={1.7} aria-hidden />
            {t('wins.ring')}
          </Button>
        )}
        {win.bellId !== null && <span className="dim">{t('wins.rang')}</span>}
      </p>
    </li>
  );
}
