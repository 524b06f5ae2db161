import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type * as people from '../../contract/people.ts';
import { call } from '../api.ts';
import { languages, speak } from '../language.ts';
import { queryClient } from '../query-client.ts';
import { sessionQuery, signOut } from '../session.ts';
import { notifyProblem } from '../toasts.ts';
import { Button } from './button.tsx';
import { showOverlay } from './overlay-keys.ts';

/** Light or dark on this device, one's language everywhere, the shortcuts, and the way out. */
export function MeChoices() {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const changeLanguage = useMutation({
    mutationFn: (language: string) => call<typeof people.changeOwnProfile>('PATCH', '/profile', { body: { language } }),
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
          onChange={(event) => changeLanguage.mutate(event.currentTarget.value)}
        >
          {languages.map((language) => (
            <option key={language} value={language} lang={language}>
              {new Intl.DisplayNames([language], { type: 'language' }).of(language)}
            </option>
          ))}
        </select>
      </label>
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
