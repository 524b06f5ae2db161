import '../../../ui/small-forms.css';
import { IconBellFilled, IconHeartHandshake, IconX } from '@tabler/icons-react';
import { useEffect, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../session.ts';
import { notifyProblem } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { Initials } from '../../../ui/initials.tsx';
import { VoiceQuote } from '../../../ui/voice-quote.tsx';
import { MuteButton } from './mute-button.tsx';
import { cheer, commentOnBell, type Bell } from '../wins/wins.data.ts';

const lasts = 6000;

/**
 * The bell as it stands in the corner for six seconds: who rang it, for whom, in the customer's words. It never takes
 * the focus, and stays while somebody points at it, is inside it, or writes.
 */
export function BellCard({ bell, done }: { bell: Bell; done: () => void }) {
  const { t } = useTranslation('today');
  const [pointed, setPointed] = useState(false);
  const [inside, setInside] = useState(false);
  const [writing, setWriting] = useState(false);
  const held = pointed || inside || writing;
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(done, lasts);
    return () => clearTimeout(timer);
  }, [held, done]);
  return (
    // Pointing at it or being inside keeps it on screen; what one can press are the buttons within.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className="bellcard"
      aria-label={t('bell.label')}
      onMouseEnter={() => setPointed(true)}
      onMouseLeave={() => setPointed(false)}
      onFocus={() => setInside(true)}
      onBlur={() => setInside(false)}
    >
      <div className="b">
        <IconBellFilled size={58} aria-hidden />
      </div>
      <div className="c">
        <div className="h">
          <Initials name={bell.rungBy.name} />
          <p className="grow">
            <Who bell={bell} />
          </p>
          <MuteButton />
          <Button kind="icon" aria-label={t('web:close')} onClick={done}>
            <IconX size={17} stroke={1.7} aria-hidden />
          </Button>
        </div>
        {bell.quote === null ? (
          <p className="words">{bell.words}</p>
        ) : (
          <VoiceQuote words={bell.quote} size={bell.quote.length > 120 ? 19 : 23} />
        )}
        {bell.quote !== null && <p className="label what cut">{bell.words}</p>}
        <BellActs bell={bell} writing={writing} onWriting={setWriting} />
      </div>
    </section>
  );
}

/** "Dele rang the bell for Hanne", and whose win it is when somebody else rang. */
export function Who({ bell }: { bell: Bell }) {
  const { t } = useTranslation('today');
  const own = bell.rungBy.id === bell.by.id;
  const values = { by: bell.by.name, customer: bell.customer?.firstName ?? '' };
  const known = bell.customer === null ? 'Nobody' : '';
  return (
    <>
      <b className="strong">{bell.rungBy.name}</b> {t(`bell.${own ? 'own' : 'other'}${known}`, values)}
    </>
  );
}

/** What one can do when a bell rings: cheer, say something, see who does. */
export function BellActs({
  bell,
  writing,
  onWriting,
}: {
  bell: Bell;
  writing: boolean;
  onWriting: (writing: boolean) => void;
}) {
  const { t } = useTranslation('today');
  if (writing) return <Saying bell={bell} done={() => onWriting(false)} />;
  return (
    <div className="acts">
      <CheerButton bell={bell} />
      <Button size="s" onClick={() => onWriting(true)}>
        {t('bell.say')}
      </Button>
      <Cheers bell={bell} />
    </div>
  );
}

/** Cheers along, once. */
function CheerButton({ bell }: { bell: Bell }) {
  const { t } = useTranslation('today');
  const press = () => void cheer(bell.id).catch((problem: unknown) => notifyProblem(problem, press));
  return (
    <Button size="s" disabled={bell.iCheered} onClick={press}>
      <IconHeartHandshake size={16} stroke={1.7} aria-hidden />
      {t(bell.iCheered ? 'bell.cheered' : 'bell.cheer')}
    </Button>
  );
}

/** Who cheers, as faces and a number. */
function Cheers({ bell }: { bell: Bell }) {
  const { t } = useTranslation('today');
  const { user } = useSession();
  const others = bell.cheers.filter((one) => one.id !== user?.id);
  if (bell.cheers.length === 0) return null;
  return (
    <span className="row cheers">
      <span className="stack-of">
        {others.slice(0, 5).map((one) => (
          <Initials key={one.id} name={one.name} label={one.name} />
        ))}
      </span>
      <span className="label">{t('bell.cheers', { count: bell.cheers.length })}</span>
    </span>
  );
}

/** A few words under a bell. */
function Saying({ bell, done }: { bell: Bell; done: () => void }) {
  const { t } = useTranslation('today');
  const [words, setWords] = useState('');
  const [busy, setBusy] = useState(false);
  const say = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || words.trim() === '') return;
    setBusy(true);
    try {
      await commentOnBell(bell.id, words.trim());
      done();
    } catch (problem) {
      notifyProblem(problem);
      setBusy(false);
    }
  };
  return (
    <form className="acts" onSubmit={(event) => void say(event)}>
      <input
        className="line grow"
        aria-label={t('bell.say')}
        maxLength={300}
        value={words}
        // Opened by a press of its own, so the cursor belongs here.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && done()}
      />
      <Button size="s" kind="go" type="submit" busy={busy}>
        {t('bell.send')}
      </Button>
    </form>
  );
}
