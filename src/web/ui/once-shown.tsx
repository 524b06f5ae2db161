import { useTranslation } from 'react-i18next';
import { notify } from '../toasts.ts';
import { Button } from './button.tsx';

/** A token or secret to be taken along now: selectable as a whole, and copied by one press. */
export function OnceShown({ label, value, why }: { label: string; value: string; why: string }) {
  const { t } = useTranslation('settings');
  return (
    <div className="stack">
      <p>{why}</p>
      <input
        className="choose"
        readOnly
        aria-label={label}
        value={value}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className="row end">
        <Button
          kind="go"
          onClick={() =>
            void navigator.clipboard.writeText(value).then(
              () => notify(t('key.copied')),
              () => notify(t('key.copyByHand')),
            )
          }
        >
          {t('key.copy')}
        </Button>
      </div>
    </div>
  );
}
