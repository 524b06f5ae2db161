import { IconAlertCircle, IconCheck, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toasts, type Toast } from '../toasts.ts';
import { Button } from './button.tsx';

/** The corner where sentences appear. They never take the focus; F6 is not needed, they are next in the tab order. */
export function Toaster() {
  const { t } = useTranslation();
  const shown = toasts.use();
  if (shown.length === 0) return null;
  return (
    <section className="toasts" aria-label={t('toast.label')}>
      {shown.slice(-4).map((toast) => (
        <One key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function One({ toast }: { toast: Toast }) {
  const { t } = useTranslation();
  const [held, setHeld] = useState(false);
  const { lasts, close } = toast;
  useEffect(() => {
    if (lasts === undefined || held) return undefined;
    const timer = setTimeout(close, lasts);
    return () => clearTimeout(timer);
  }, [lasts, close, held]);
  const Icon = toast.kind === 'done' ? IconCheck : IconAlertCircle;
  return (
    <div
      className="toast"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon className="ico" size={18} stroke={1.7} aria-hidden />
      <p className="grow">{toast.text}</p>
      {toast.action && (
        <Button
          size="s"
          onClick={() => {
            toast.action?.run();
            close();
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <Button kind="icon" size="s" aria-label={t('close')} onClick={close}>
        <IconX size={16} stroke={1.7} aria-hidden />
      </Button>
    </div>
  );
}
