import '../../../ui/small-forms.css';
import './huddles.css';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../session.ts';
import { notify, notifyProblem } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { TimeText } from '../../../ui/time-text.tsx';
import { setHuddleTime, startHuddle } from './huddles.data.ts';
import type { Today } from '../practice.data.ts';

/** Today's huddle: start it, join the one that runs, and set when it is. */
export function HuddleStart({ next, team }: { next: Today['nextHuddle']; team: string | undefined }) {
  const { t } = useTranslation('huddle');
  const { user, may } = useSession();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const own = user?.teams ?? [];
  const start = (teamId: string | null) => {
    setBusy(true);
    startHuddle(teamId)
      .then((huddle) => navigate({ to: '/huddle/$id', params: { id: huddle.id } }))
      .catch((problem: unknown) => notifyProblem(problem, () => start(teamId)))
      .finally(() => setBusy(false));
  };
  const running = next?.runningId ?? null;
  return (
    <section className="card start">
      <h2 className="title">{t('start.title')}</h2>
      <p className="mid">{t('start.what')}</p>
      <p className="row" style={{ flexWrap: 'wrap' }}>
        {running !== null && (
          <Button kind="go" onClick={() => void navigate({ to: '/huddle/$id', params: { id: running } })}>
            {t('start.join')}
          </Button>
        )}
        {own.map((one, place) => (
          <Button
            key={one.id}
            kind={running === null && place === 0 ? 'go' : 'plain'}
            busy={busy}
            onClick={() => start(one.id)}
          >
            {t('start.team', { name: one.name })}
          </Button>
        ))}
        <Button kind={running === null && own.length === 0 ? 'go' : 'plain'} busy={busy} onClick={() => start(null)}>
          {t('start.company')}
        </Button>
      </p>
      {next !== null && running === null && (
        <p className="dim sm">
          {t('start.next')} <TimeText at={next.at} />
          {next.team !== null && `, ${next.team.name}`}
        </p>
      )}
      {may('charter.propose') && (
        <SetTime key={team} team={team ?? next?.team?.id ?? null} time={next?.time ?? '09:15'} />
      )}
    </section>
  );
}

function SetTime({ team, time }: { team: string | null; time: string }) {
  const { t } = useTranslation('huddle');
  const [wanted, setWanted] = useState(time);
  const set = (event: FormEvent) => {
    event.preventDefault();
    setHuddleTime(team, wanted)
      .then(() => notify(t('start.set', { time: wanted })))
      .catch((problem: unknown) => notifyProblem(problem));
  };
  return (
    <form className="row sm" onSubmit={set}>
      <label className="row">
        {t('start.time')}
        <input
          className="line"
          type="time"
          required
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
      </label>
      <Button size="s" type="submit" disabled={wanted === time}>
        {t('start.setIt')}
      </Button>
    </form>
  );
}
