import { IconEar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../commands.ts';

/** The palette's way to ask whoever is on screen. */
export default function AskCommand({ name, onAsk }: { name: string; onAsk: () => void }) {
  const { t, i18n } = useTranslation(['asking', 'surveys']);
  useCommands(
    () => ({
      id: 'asking',
      heading: name,
      commands: [{ id: 'ask-one', label: t('one.title', { name }), icon: IconEar, also: t('one.open'), run: onAsk }],
    }),
    `${i18n.language} ${name}`,
  );
  return null;
}
