import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';

/**
 * What somebody wrote. HTML comes sanitised from the server; pictures from elsewhere wait in `data-remote-src` until
 * they are asked for, because fetching them tells their owner that the mail was read.
 */
export function MessageHtml({ html, text, voice }: { html: string | null; text: string; voice: boolean }) {
  const { t } = useTranslation('cases');
  const box = useRef<HTMLDivElement>(null);
  const [remote, setRemote] = useState(false);
  const waiting = html?.match(/data-remote-src=/g)?.length ?? 0;
  useEffect(() => {
    if (!remote) return;
    for (const image of box.current?.querySelectorAll<HTMLImageElement>('img[data-remote-src]') ?? []) {
      image.referrerPolicy = 'no-referrer';
      image.src = image.dataset['remoteSrc'] ?? '';
    }
  });
  const look = voice ? 'said voice' : 'said';
  if (html === null) return <div className={`${look} plain`}>{text}</div>;
  return (
    <>
      {/* Sanitised on the server (src/server/mail/sanitising.ts): the only HTML of strangers that is ever shown. */}
      {/* oxlint-disable-next-line react/no-danger */}
      <div ref={box} className={look} dangerouslySetInnerHTML={{ __html: html }} />
      {waiting > 0 && !remote && (
        <Button size="s" kind="quiet" onClick={() => setRemote(true)}>
          {t('message.remote', { count: waiting })}
        </Button>
      )}
    </>
  );
}
