import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../commands.ts';
import { useSession } from '../../session.ts';

/** The palette's way to note a call, while the inbox is open. */
export function useCaseCommands(onNew: () => void): void {
  const { t, i18n } = useTranslation('cases');
  const { may } = useSession();
  useCommands(
    () => ({
      id: 'cases',
      heading: t('list.label'),
      commands: may('cases.write')
        ? [{ id: 'new-case', label: t('new.title'), icon: IconPlus, keys: 'c', run: onNew }]
        : [],
    }),
    i18n.language,
  );
}
