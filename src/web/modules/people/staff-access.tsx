import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { User } from '../../../contract/people.ts';
import type * as contract from '../../../contract/people-passwords.ts';
import { call } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { notify } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { OnceShown } from '../../ui/once-shown.tsx';
import { useManner } from '../../ui/time-text.tsx';
import { fullInstant } from '../../ui/time-words.ts';

/** How a colleague gets in again: a link to choose a password, mailed or handed over, and the code of a lost phone taken off. */
export default function StaffAccess({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation('passwords');
  const { language, timeZone } = useManner();
  const [made, setMade] = useState<{ link: string; until: string }>();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState<'mail' | 'show' | 'code'>();
  const doing = async (what: 'mail' | 'show' | 'code', work: () => Promise<void>) => {
    setBusy(what);
    setProblem(undefined);
    await work().catch(setProblem);
    setBusy(undefined);
  };
  const link = (mail: boolean) =>
    call<typeof contract.makePasswordLink>('POST', '/users/:id/password-link', {
      params: { id: user.id },
      body: { mail },
    });
  const names = { name: user.name, email: user.email };
  return (
    <Dialog opened onClose={onClose} title={t('access.title')}>
      <div className="stack">
        {made === undefined ? (
          <>
            <p className="mid">{t('access.why', names)}</p>
            <div className="row wrap">
              <Button
                kind="go"
                busy={busy === 'mail'}
                onClick={() =>
                  void doing('mail', async () => {
                    await link(true);
                    notify(t('access.mailed', names));
                    onClose();
                  })
                }
              >
                {t('access.mail')}
              </Button>
              <Button
                busy={busy === 'show'}
                onClick={() =>
                  void doing('show', async () => {
                    const { link: shown, until } = await link(false);
                    if (shown !== null) setMade({ link: shown, until });
                  })
                }
              >
                {t('access.show')}
              </Button>
            </div>
            {user.twoFactor && (
              <>
                <p className="mid">{t('access.codeWhy', names)}</p>
                <div>
                  <Button
                    busy={busy === 'code'}
                    onClick={() =>
                      void doing('code', async () => {
                        await call<typeof contract.takeCodeOff>('DELETE', '/users/:id/two-factor', {
                          params: { id: user.id },
                        });
                        await queryClient.invalidateQueries({ queryKey: ['people'] });
                        notify(t('access.codeIsOff', names));
                        onClose();
                      })
                    }
                  >
                    {t('access.codeOff')}
                  </Button>
                </div>
              </>
            )}
          </>
        ) : (
          <OnceShown
            label={t('access.link')}
            value={made.link}
            why={t('access.linkWhy', { ...names, until: fullInstant(new Date(made.until), language, timeZone) })}
          />
        )}
        {problem !== undefined && <ErrorNotice problem={problem} />}
      </div>
    </Dialog>
  );
}
