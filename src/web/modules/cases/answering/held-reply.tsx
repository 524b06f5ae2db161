import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { TimeText } from '../../../ui/time-text.tsx';
import type { Message } from '../cases.data.ts';

/** While one wrote, something came in: it is shown before anything is sent. */
export function HeldReply(props: {
  missed: readonly Message[];
  busy: boolean;
  onLook: () => void;
  onSend: () => void;
}) {
  const { t } = useTranslation('cases');
  return (
    <div className="held" role="alert">
      <p className="strong">{t('held.title', { count: Math.max(props.missed.length, 1) })}</p>
      {props.missed.map((message) => (
        <p key={message.id} className="one">
          <b>{message.author.name}</b> <TimeText at={message.at} />
          {': '}
          <span className={message.author.kind === 'customer' ? 'voice' : undefined}>{message.text.slice(0, 280)}</span>
        </p>
      ))}
      <div className="row">
        <Button size="s" kind="yes" onClick={props.onLook}>
          {t('held.look')}
        </Button>
        <Button size="s" busy={props.busy} onClick={props.onSend}>
          {t('held.send')}
        </Button>
        <span className="dim xs">{t('held.nothingSent')}</span>
      </div>
    </div>
  );
}
