import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';

/** Opens the way to ask one customer; the words come with it, so that a screen need not carry them. */
export default function AskButton({ small, onPress }: { small?: boolean; onPress: () => void }) {
  const { t } = useTranslation('asking');
  return (
    <Button size={small === true ? 's' : 'm'} onClick={onPress}>
      {t('one.open')}
    </Button>
  );
}
