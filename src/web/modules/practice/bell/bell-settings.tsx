import '../../../ui/small-forms.css';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { bellMuted, bellQuiet, strike } from './bell-sound.ts';

/** How the bell sounds on this device: at all, not in which hours, and how. */
export function BellSettings() {
  const { t } = useTranslation('culture');
  const muted = bellMuted.use();
  const quiet = bellQuiet.use();
  return (
    <section className="card sheet">
      <h2 className="title">{t('sound.title')}</h2>
      <label className="row">
        <input type="checkbox" checked={!muted} onChange={(event) => bellMuted.set(!event.currentTarget.checked)} />
        {t('sound.on')}
      </label>
      <div className="row" style={{ flexWrap: 'wrap' }}>
        {(['from', 'to'] as const).map((end) => (
          <label key={end} className="row">
            {t(`sound.${end}`)}
            <input
              className="line"
              type="time"
              required
              disabled={muted}
              value={quiet[end]}
              onChange={(event) => {
                if (event.currentTarget.value !== '') bellQuiet.set({ ...quiet, [end]: event.currentTarget.value });
              }}
            />
          </label>
        ))}
      </div>
      <p className="dim xs">{t('sound.why')}</p>
      <p>
        <Button size="s" onClick={strike}>
          {t('sound.try')}
        </Button>
      </p>
    </section>
  );
}
