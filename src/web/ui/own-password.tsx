import './small-forms.css';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../contract/people-passwords.ts';
import { call } from '../api.ts';
import { isApiProblem } from '../problem.ts';
import { told } from '../session.ts';
import { notify, notifyProblem } from '../toasts.ts';
import { Button } from './button.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { useFields, useFirstFocus } from './fields.ts';
import { PasswordField } from './text-fields.tsx';

/** Changing one's own password, and being signed in nowhere but here. */
export default function OwnPassword({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('passwords');
  const first = useFirstFocus();
  const form = useFields({ current: '', password: '' }, async (body) => {
    await call<typeof contract.changeOwnPassword>('POST', '/passwords/own', { body }).catch((problem: unknown) => {
      const known = { 'password-wrong': t('own.wrong'), 'password-easy': t('choose.easy') };
      const sentence = isApiProblem(problem) ? known[problem.code as keyof typeof known] : undefined;
      throw sentence === undefined ? problem : told(problem, sentence);
    });
    notify(t('own.changed'));
    onDone();
  });
  const endElsewhere = async () => {
    try {
      const { ended } = await call<typeof contract.signOutElsewhere>('POST', '/sessions/ended-elsewhere');
      notify(t('own.ended', { count: ended }));
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return (
    <section className="stack" aria-labelledby="own-password">
      <h3 className="title" id="own-password">
        {t('own.title')}
      </h3>
      <form className="stack" onSubmit={form.submit}>
        <p className="mid">{t('own.why')}</p>
        <PasswordField
          required
          ref={first}
          autoComplete="current-password"
          label={t('own.current')}
          bound={form.bind('current')}
        />
        <PasswordField
          required
          minLength={10}
          autoComplete="new-password"
          label={t('choose.password')}
          description={t('choose.why')}
          bound={form.bind('password')}
        />
        {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
        <div className="row end">
          <Button onClick={onDone}>{t('access.back')}</Button>
          <Button kind="go" type="submit" busy={form.busy}>
            {t('own.go')}
          </Button>
        </div>
      </form>
      <p>
        <Button kind="quiet" onClick={() => void endElsewhere()}>
          {t('own.elsewhere')}
        </Button>
      </p>
    </section>
  );
}
