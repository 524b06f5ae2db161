import { IconPhone } from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../commands.ts';
import { useSession } from '../../session.ts';
import { useShortcut } from '../../shortcuts.ts';

const PhoneDialog = lazy(() => import('./phone-dialog.tsx'));

/** "Log a call", wherever one is: `p`, or `shift+p` where a case is open and `p` is its promise; and in the palette. */
export function Over() {
  const { t } = useTranslation('forms');
  const { may } = useSession();
  const [open, setOpen] = useState(false);
  const inCase = useRouterState({ select: (state) => /^\/inbox\/./.test(state.location.pathname) });
  const able = may('cases.write');
  useShortcut('p', 'forms:phone.title', () => setOpen(true), able && !inCase);
  useShortcut('shift+p', 'forms:phone.title', () => setOpen(true), able);
  useCommands(
    () => ({
      id: 'phone',
      heading: t('phone.heading'),
      commands: able
        ? [
            {
              id: 'phone-log',
              label: t('phone.title'),
              also: t('phone.also'),
              icon: IconPhone,
              keys: inCase ? 'shift+p' : 'p',
              run: () => setOpen(true),
            },
          ]
        : [],
    }),
    `${String(able)} ${String(inCase)} ${t('phone.title')}`,
  );
  return open ? (
    <Suspense>
      <PhoneDialog onClose={() => setOpen(false)} />
    </Suspense>
  ) : null;
}
