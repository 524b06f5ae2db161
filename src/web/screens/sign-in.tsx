import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiProblem } from '../problem.ts';
import { queryClient } from '../query-client.ts';
import { giveBackupCode, giveCode, sessionQuery, signIn, told } from '../session.ts';
import { Button } from '../ui/button.tsx';
import { Door } from '../ui/door.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useFields, useFirstFocus } from '../ui/fields.ts';
import { Answer } from '../ui/page-header.tsx';
import { PasswordField, TextField } from '../ui/text-fields.tsx';

const ForgottenPassword = lazy(() => import('../ui/forgotten-password.tsx'));

/** Every other visit: the word in large, the way in at its side. */
export function Screen() {
  const navigate = useNavigate();
  const { next } = useSearch({ strict: false });
  const [step, setStep] = useState<'password' | keyof typeof codes | 'forgotten'>('password');
  const enter = async () => {
    await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
    await navigate({ to: next ?? '/', replace: true });
  };
  return (
    <Door>
      {step === 'password' && (
        <PasswordStep onIn={enter} onCode={() => setStep('app')} onForgotten={() => setStep('forgotten')} />
      )}
      {(step === 'app' || step === 'backup') && (
        <CodeStep
          key={step}
          by={step}
          onIn={enter}
          onBack={() => setStep('password')}
          onOtherWay={() => setStep(step === 'app' ? 'backup' : 'app')}
        />
      )}
      {step === 'forgotten' && (
        <Suspense>
          <ForgottenPassword onBack={() => setStep('password')} />
        </Suspense>
      )}
    </Door>
  );
}

function PasswordStep(props: { onIn: () => Promise<void>; onCode: () => void; onForgotten: () => void }) {
  const { onIn, onCode, onForgotten } = props;
  const { t } = useTranslation();
  const first = useFirstFocus();
  const form = useFields({ email: '', password: '' }, async ({ email, password }) => {
    const step = await signIn(email.trim(), password).catch((problem: unknown) => {
      throw told(problem, t('signIn.wrong'));
    });
    if (step === 'code') onCode();
    else await onIn();
  });
  return (
    <>
      <Answer>{t('signIn.title')}</Answer>
      <form onSubmit={form.submit}>
        <TextField
          large
          required
          ref={first}
          type="email"
          autoComplete="username"
          label={t('signIn.email')}
          bound={form.bind('email')}
        />
        <PasswordField
          large
          required
          autoComplete="current-password"
          label={t('signIn.password')}
          bound={form.bind('password')}
        />
        {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
        <Button kind="go" size="l" type="submit" busy={form.busy}>
          {t('signIn.go')}
        </Button>
        <Button kind="quiet" onClick={onForgotten}>
          {t('signIn.forgotten')}
        </Button>
      </form>
    </>
  );
}

/** The second step: a code of the app, or one of those kept for whoever has no phone at hand. */
const codes = {
  app: {
    give: giveCode,
    words: { label: 'signIn.code', why: 'signIn.codeWhy', wrong: 'signIn.wrongCode', otherWay: 'signIn.backup' },
    field: { inputMode: 'numeric', autoComplete: 'one-time-code', pattern: '[0-9\\s]{6,8}' },
  },
  backup: {
    give: giveBackupCode,
    words: {
      label: 'signIn.backupCode',
      why: 'signIn.backupWhy',
      wrong: 'signIn.wrongBackup',
      otherWay: 'signIn.app',
    },
    field: { autoComplete: 'off', autoCapitalize: 'off', spellCheck: false },
  },
} as const;

function CodeStep(props: {
  by: keyof typeof codes;
  onIn: () => Promise<void>;
  onBack: () => void;
  onOtherWay: () => void;
}) {
  const { t } = useTranslation();
  const { give, words, field } = codes[props.by];
  const first = useFirstFocus();
  const form = useFields({ code: '' }, async ({ code }) => {
    await give(code.replace(/\s/g, '')).catch((problem: unknown) => {
      throw told(problem, t(ended(problem) ? 'signIn.startOver' : words.wrong));
    });
    await props.onIn();
  });
  return (
    <>
      <Answer>{t('signIn.codeTitle')}</Answer>
      <form onSubmit={form.submit}>
        <TextField
          large
          required
          ref={first}
          {...field}
          label={t(words.label)}
          description={t(words.why)}
          bound={form.bind('code')}
        />
        {form.problem !== undefined && <ErrorNotice problem={form.problem} />}
        <Button kind="go" size="l" type="submit" busy={form.busy}>
          {t('signIn.go')}
        </Button>
        <Button kind="quiet" onClick={props.onOtherWay}>
          {t(words.otherWay)}
        </Button>
        <Button kind="quiet" onClick={props.onBack}>
          {t('signIn.back')}
        </Button>
      </form>
    </>
  );
}

/** Whether the second step is over, so that no code helps any more: ten minutes went by, or too many were wrong. */
function ended(problem: unknown): boolean {
  return (
    isApiProblem(problem) && ['INVALID_TWO_FACTOR_COOKIE', 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE'].includes(problem.code)
  );
}
