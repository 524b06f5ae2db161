import '../ui/small-forms.css';
import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../contract/people-passwords.ts';
import { call } from '../api.ts';
import { isApiProblem } from '../problem.ts';
import { queryClient } from '../query-client.ts';
import { sessionQuery, told } from '../session.ts';
import { notify } from '../toasts.ts';
import { Button } from '../ui/button.tsx';
import { Door } from '../ui/door.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useFields, useFirstFocus } from '../ui/fields.ts';
import { Answer } from '../ui/page-header.tsx';
import { PasswordField } from '../ui/text-fields.tsx';

/** Where a mailed link leads: whose password it is, and the new one. The token stands behind the #, which no server sees. */
export function Screen() {
  const { t } = useTranslation('passwords');
  const navigate = useNavigate();
  const token = useLocation().hash;
  const { data, error, refetch } = useQuery({
    queryKey: ['password-link', token],
    queryFn: () => call<typeof contract.readPasswordLink>('POST', '/passwords/looked-up', { body: { token } }),
    retry: false,
    staleTime: Infinity,
  });
  const toSignIn = () => navigate({ to: '/sign-in', replace: true });
  const over = token === '' || (isApiProblem(error) && error.status < 500 && error.status !== 429);
  return (
    <Door>
      {over ? (
        <div className="stack">
          <Answer>{t('choose.over')}</Answer>
          <p className="mid">{t('choose.overWhy')}</p>
          <Button kind="go" size="l" onClick={() => void toSignIn()}>
            {t('web:signIn.title')}
          </Button>
        </div>
      ) : error !== null ? (
        <ErrorNotice problem={error} onAgain={() => void refetch()} />
      ) : (
        data !== undefined && (
          <Choosing
            invitation={data}
            onChosen={async (password) => {
              await call<typeof contract.choosePassword>('POST', '/passwords/chosen', { body: { token, password } });
              // whoever was signed in here as the same person no longer is
              await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
              notify(t('choose.done'));
              await toSignIn();
            }}
          />
        )
      )}
    </Door>
  );
}

function Choosing(props: { invitation: contract.PasswordInvitation; onChosen: (password: string) => Promise<void> }) {
  const { t } = useTranslation('passwords');
  const { name, email, because } = props.invitation;
  const first = useFirstFocus();
  const form = useFields({ password: '' }, ({ password }) =>
    props.onChosen(password).catch((problem: unknown) => {
      throw isApiProblem(problem) && problem.code === 'password-easy' ? told(problem, t('choose.easy')) : problem;
    }),
  );
  return (
    <>
      <Answer>{t(`choose.title_${because}`, { name })}</Answer>
      <form onSubmit={form.submit}>
        <p className="mid">{t('choose.who', { email })}</p>
        {/* so that a browser keeps the new password under the right name */}
        <input type="hidden" autoComplete="username" value={email} readOnly />
        <PasswordField
          large
          required
          minLength={10}
          ref={first}
          autoComplete="new-password"
          label={t('choose.password')}
          description={t('choose.why')}
          bound={form.bind('password')}
        />
        {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
        <Button kind="go" size="l" type="submit" busy={form.busy}>
          {t('choose.go')}
        </Button>
      </form>
    </>
  );
}
