import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as people from '../../contract/people.ts';
import { call } from '../api.ts';
import { languages } from '../../domain/languages.ts';
import { speak } from '../language.ts';
import { queryClient } from '../query-client.ts';
import { sessionQuery, signOut, useSession } from '../session.ts';
import { notifyProblem } from '../toasts.ts';
import { Button } from './button.tsx';
import { useFirstFocus } from './fields.ts';
import { showOverlay } from './overlay-keys.ts';

const AbsencePart = lazy(() => import('./absence.tsx'));
const TwoFactor = lazy(() => import('./two-factor.tsx'));
const OwnPassword = lazy(() => import('./own-password.tsx'));
const OwnDetails = lazy(() => import('./own-details.tsx'));

const parts = { password: OwnPassword, code: TwoFactor, details: OwnDetails } as const;

type Part = keyof typeof parts;

/** Light or dark on this device, one's language everywhere, name and time zone, password and code at sign-in, the shortcuts, and the way out. */
export function MeChoices() {
  const [open, setOpen] = useState<Part>();
  const [left, setLeft] = useState<Part>();
  const leave = () => {
    setLeft(open);
    setOpen(undefined);
  };
  if (open === undefined) return <Choices from={left} onOpen={setOpen} />;
  const Opened = parts[open];
  return (
    <Suspense>
      <Opened onDone={leave} />
    </Suspense>
  );
}

function Choices(props: {
  /** The focus returns to where it left. */
  from: Part | undefined;
  onOpen: (part: Part) => void;
}) {
  const { t, i18n } = useTranslation(['web', 'passwords', 'house']);
  const { user } = useSession();
  const detailsButton = useFirstFocus<HTMLButtonElement>(props.from === 'details');
  const codeButton = useFirstFocus<HTMLButtonElement>(props.from === 'code');
  const passwordButton = useFirstFocus<HTMLButtonElement>(props.from === 'password');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const changeLanguage = useMutation({
    mutationFn: (language: (typeof languages)[number]) =>
      call<typeof people.changeOwnProfile>('PATCH', '/profile', { body: { language } }),
    onMutate: (language) => speak(language),
    onSuccess: (user) => queryClient.setQueryData(sessionQuery.queryKey, (session) => session && { ...session, user }),
    onError: (problem) => notifyProblem(problem),
  });
  return (
    <div style={{ display: 'grid', gap: 18 }}>
      <fieldset>
        <legend className="label" style={{ marginBottom: 6 }}>
          {t('me.light')}
        </legend>
        <SegmentedControl
          fullWidth
          size="sm"
          name="colour-scheme"
          value={colorScheme}
          onChange={(value) => setColorScheme(value)}
          data={(['auto', 'light', 'dark'] as const).map((value) => ({ value, label: t(`me.scheme.${value}`) }))}
        />
      </fieldset>
      <label>
        <span className="label" style={{ display: 'block', marginBottom: 6 }}>
          {t('me.language')}
        </span>
        <select
          className="choose"
          value={i18n.resolvedLanguage}
          onChange={(event) => changeLanguage.mutate(event.currentTarget.value as (typeof languages)[number])}
        >
          {languages.map((language) => (
            <option key={language} value={language} lang={language}>
              {new Intl.DisplayNames([language], { type: 'language' }).of(language)}
            </option>
          ))}
        </select>
      </label>
      <section className="row" aria-labelledby="own-details">
        <div className="grow">
          <h3 className="label" id="own-details">
            {t('house:own.title')}
          </h3>
          <p className="mid">{[user?.name, user?.timeZone.replaceAll('_', ' ')].join(' · ')}</p>
        </div>
        <Button size="s" ref={detailsButton} aria-describedby="own-details" onClick={() => props.onOpen('details')}>
          {t('house:own.change')}
        </Button>
      </section>
      <section className="row" aria-labelledby="own-password">
        <h3 className="label grow" id="own-password">
          {t('passwords:own.title')}
        </h3>
        <Button size="s" ref={passwordButton} aria-describedby="own-password" onClick={() => props.onOpen('password')}>
          {t('passwords:own.change')}
        </Button>
      </section>
      <section className="row" aria-labelledby="code-at-sign-in">
        <div className="grow">
          <h3 className="label" id="code-at-sign-in">
            {t('me.code.title')}
          </h3>
          <p className="mid">{t(user?.twoFactor === true ? 'me.code.on' : 'me.code.off')}</p>
        </div>
        <Button size="s" ref={codeButton} aria-describedby="code-at-sign-in" onClick={() => props.onOpen('code')}>
          {t(user?.twoFactor === true ? 'me.code.change' : 'me.code.set')}
        </Button>
      </section>
      {user !== null && user.role !== 'colleague' && (
        <Suspense>
          <AbsencePart />
        </Suspense>
      )}
      <div className="row">
        <Button kind="quiet" keys="?" onClick={() => showOverlay('shortcuts')}>
          {t('shortcuts.title')}
        </Button>
        <span className="grow" />
        <Button onClick={() => void signOut().then(() => location.assign('/sign-in'))}>{t('me.signOut')}</Button>
      </div>
    </div>
  );
}
