import '../hands.css';
import { IconChevronUp } from '@tabler/icons-react';
import '../../../theme/mantine-floating.css';
import { Menu } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import type { Envelope } from './sending.ts';
import type { Wall } from './send-later.tsx';

const SendLater = lazy(() => import('./send-later.tsx'));

/** Sends; the small arrow says whose turn it is afterwards. */
export function SendButton(props: {
  note: boolean;
  disabled: boolean;
  busy: boolean;
  onSend: (after: Envelope['after']) => void;
  /** Whose turn a macro wants it to be after this answer. */
  wished?: Envelope['after'];
  /** The customer's time zone, as far as it is known. */
  zone: string | null;
  onLater: (wall: Wall) => void;
}) {
  const { t } = useTranslation('cases');
  const { note, disabled, busy, onSend } = props;
  return (
    <span className="send">
      <Button
        kind="go"
        size="s"
        keys="mod+enter"
        busy={busy}
        disabled={disabled}
        onClick={() => onSend(props.wished ?? 'waiting')}
      >
        {t(note ? 'composer.keepNote' : props.wished === 'close' ? 'composer.sendClose' : 'composer.send')}
      </Button>
      {!note && (
        <Menu position="top-end" width={240} shadow="md">
          <Menu.Target>
            <Button kind="icon" size="s" disabled={disabled} aria-label={t('composer.after')}>
              <IconChevronUp size={15} stroke={1.7} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => onSend('waiting')}>{t('composer.sendWaiting')}</Menu.Item>
            <Menu.Item onClick={() => onSend('open')}>{t('composer.sendOpen')}</Menu.Item>
            <Menu.Item onClick={() => onSend('close')}>{t('composer.sendClose')}</Menu.Item>
            <Suspense>
              <SendLater zone={props.zone} onPick={props.onLater} />
            </Suspense>
          </Menu.Dropdown>
        </Menu>
      )}
    </span>
  );
}
