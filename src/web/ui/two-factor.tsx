import './small-forms.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { told, useSession } from '../session.ts';
import { notify } from '../toasts.ts';
import { offerTwoFactor, refreshSession, renewBackupCodes, stopTwoFactor, type TwoFactorOffer } from '../two-factor.ts';
import { BackupCodes } from './backup-codes.tsx';
import { Button } from './button.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { useFields, useFirstFocus } from './fields.ts';
import { PasswordField } from './text-fields.tsx';
import { TwoFactorApp } from './two-factor-app.tsx';

type Stage =
  | { at: 'password' | 'on' | 'renew' | 'stop' }
  | { at: 'app'; offer: TwoFactorOffer }
  | { at: 'codes'; codes: string[] };

/** One's own code at sign-in: switching it on, new backup codes, switching it off. Each asks for the password. */
export default function TwoFactor({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const [stage, setStage] = useState<Stage>({ at: user?.twoFactor === true ? 'on' : 'password' });
  const back = () => setStage({ at: 'on' });
  return (
    <section className="stack" aria-labelledby="code-at-sign-in">
      <h3 className="title" id="code-at-sign-in">
        {t('me.code.title')}
      </h3>
      {stage.at === 'password' && (
        <PasswordStep
          why={t('me.code.why')}
          go={t('me.code.next')}
          send={async (password) => setStage({ at: 'app', offer: await offerTwoFactor(password) })}
          onBack={onDone}
        />
      )}
      {stage.at === 'app' && (
        <TwoFactorApp
          uri={stage.offer.uri}
          onBack={onDone}
          onOn={async () => {
            setStage({ at: 'codes', codes: stage.offer.backupCodes });
            await refreshSession();
          }}
        />
      )}
      {stage.at === 'codes' && <BackupCodes codes={stage.codes} onDone={onDone} />}
      {stage.at === 'on' && (
        <On onRenew={() => setStage({ at: 'renew' })} onStop={() => setStage({ at: 'stop' })} onBack={onDone} />
      )}
      {stage.at === 'renew' && (
        <PasswordStep
          why={t('me.code.renewWhy')}
          go={t('me.code.renewGo')}
          send={async (password) => setStage({ at: 'codes', codes: await renewBackupCodes(password) })}
          onBack={back}
        />
      )}
      {stage.at === 'stop' && (
        <PasswordStep
          why={t('me.code.stopWhy')}
          go={t('me.code.stop')}
          send={async (password) => {
            await stopTwoFactor(password);
            await refreshSession();
            notify(t('me.code.stopped'));
            onDone();
          }}
          onBack={back}
        />
      )}
    </section>
  );
}

function On(props: { onRenew: () => void; onStop: () => void; onBack: () => void }) {
  const { t } = useTranslation();
  const first = useFirstFocus<HTMLButtonElement>();
  return (
    <>
      <p className="mid">{t('me.code.on')}</p>
      <div className="row" style={{ flexWrap: 'wrap' }}>
        <Button ref={first} onClick={props.onRenew}>
          {t('me.code.renew')}
        </Button>
        <Button onClick={props.onStop}>{t('me.code.stop')}</Button>
        <span className="grow" />
        <Button kind="quiet" onClick={props.onBack}>
          {t('me.code.back')}
        </Button>
      </div>
    </>
  );
}

function PasswordStep(props: {
  why: string;
  go: string;
  send: (password: string) => Promise<void>;
  onBack: () => void;
}) {
  const { t } = useTranslation();
  const first = useFirstFocus();
  const form = useFields({ password: '' }, ({ password }) =>
    props.send(password).catch((problem: unknown) => {
      throw told(problem, t('me.code.wrongPassword'));
    }),
  );
  return (
    <form className="stack" onSubmit={form.submit}>
      <p className="mid">{props.why}</p>
      <PasswordField
        required
        ref={first}
        autoComplete="current-password"
        label={t('me.code.password')}
        bound={form.bind('password')}
      />
      {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
      <div className="row end">
        <Button onClick={props.onBack}>{t('me.code.back')}</Button>
        <Button kind="go" type="submit" busy={form.busy}>
          {props.go}
        </Button>
      </div>
    </form>
  );
}
