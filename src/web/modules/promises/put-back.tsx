import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { putBack } from './putting-back.ts';

/** The way back, while there is one. */
export default function PutBack({ id }: { id: string }) {
  const { t } = useTranslation('withdrawing');
  const [busy, setBusy] = useState(false);
  const press = async () => {
    setBusy(true);
    await putBack(id);
    setBusy(false);
  };
  return (
    <Button busy={busy} onClick={() => void press()}>
      {t('restore')}
    </Button>
  );
}
