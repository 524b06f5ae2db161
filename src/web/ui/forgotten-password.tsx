import './small-forms.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../contract/people-passwords.ts';
import { call } from '../api.ts';
import { Button } from './button.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { useFields, useFirstFocus } from './fields.ts';
import { Answer } from './page-header.tsx';
import { TextField } from './text-fields.tsx';

/** Asks for a link by mail. What is said afterwards never tells whether somebody has the address. */
export default function ForgottenPassword({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation('passwords');
  const [asked, setAsked] = useState<string>();
  const first = useFirstFocus();
  const form = useFields({ email: '' }, async ({ email }) => {
    await call<typeof contract.askForPassword>('POST', '/passwords/forgotten', { body: { email: email.trim() } });
    setAsked(email.trim());
  });
  const back = (
    <Button kind="quiet" onClick={onBack}>
      {t('web:signIn.back')}
    </Button>
  );
  return (
    <>
      <Answer>{t('forgotten.title')}</Answer>
      {asked === undefined ? (
        <form onSubmit={form.submit}>
          <p className="mid">{t('forgotten.why')}</p>
          <TextField
            large
            required
            ref={first}
            type="email"
            autoComplete="username"
            label={t('web:signIn.email')}
            bound={form.bind('email')}
          />
          {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
          <Button kind="go" size="l" type="submit" busy={form.busy}>
            {t('forgotten.go')}
          </Button>
          {back}
        </form>
      ) : (
        <div className="stack" role="status">
          <p>{t('forgotten.asked', { email: asked })}</p>
          <p className="mid">{t('forgotten.nothing')}</p>
          {back}
        </div>
      )}
    </>
  );
}
