import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '../../../ui/chip.tsx';
import { Initials } from '../../../ui/initials.tsx';
import { TimeText } from '../../../ui/time-text.tsx';
import { Attachments } from './attachments.tsx';
import type { Message } from '../cases.data.ts';
import { Delivery } from './delivery.tsx';
import { Feeling } from './feeling.tsx';
import { MailSource } from './mail-source.tsx';
import { MessageHtml } from './message-html.tsx';

/** One message: the customer in the serif, us in the sans, notes with a dotted edge. */
export function MessageView({ message, more, share }: { message: Message; more?: ReactNode; share?: ReactNode }) {
  const { t } = useTranslation('cases');
  const [quoted, setQuoted] = useState(false);
  const [source, setSource] = useState(false);
  const { author, kind } = message;
  const customer = author.kind === 'customer';
  const note = kind === 'note';
  const system = author.kind === 'system';
  const listed = message.attachments.filter((one) => !one.inline);
  const strange = message.mailClass !== null && !['human', 'unknown'].includes(message.mailClass);
  return (
    <article
      className="msg"
      aria-label={t(note ? 'message.noteBy' : 'message.by', { name: author.name })}
      data-message={customer || note ? message.id : undefined}
      data-note={note || undefined}
      data-at={message.at}
    >
      <Initials name={system ? undefined : author.name} of={customer ? 'customer' : 'staff'} />
      <div className="body">
        <div className="meta">
          <b>{author.name}</b>
          {note ? (
            <span>{t('message.note')}</span>
          ) : (
            customer && <span>{t(`message.through.${message.channel}`, { defaultValue: message.channel })}</span>
          )}
          <TimeText at={message.at} />
          <Seen message={message} />
          {strange && (
            <Chip kind="line">{t(`mailClass.${message.mailClass}`, { defaultValue: message.mailClass })}</Chip>
          )}
          {message.emotion !== null && <Feeling name={message.emotion} />}
        </div>
        <div className={note ? 'note' : undefined}>
          <MessageHtml html={message.html} text={message.text} voice={customer} />
        </div>
        {listed.length > 0 && <Attachments files={listed} />}
        {more}
        {message.defects.length > 0 && (
          <p className="defects">
            {t('message.defects', {
              what: message.defects.map((one) => t(`defect.${one}`, { defaultValue: one })).join(', '),
            })}
          </p>
        )}
        <div className="under">
          {message.quoted !== null && (
            <button type="button" className="plainly" aria-expanded={quoted} onClick={() => setQuoted(!quoted)}>
              {t(quoted ? 'message.hideQuoted' : 'message.showQuoted')}
            </button>
          )}
          {message.sourceId !== null && (
            <button type="button" className="plainly" onClick={() => setSource(true)}>
              {t('message.original')}
            </button>
          )}
          {share}
          {message.delivery !== null && <Delivery delivery={message.delivery} />}
        </div>
        {quoted && <div className="said plain quoted">{message.quoted}</div>}
        {source && message.sourceId !== null && <MailSource id={message.sourceId} onClose={() => setSource(false)} />}
      </div>
    </article>
  );
}

/** Who reads it besides ourselves, where that is not simply the customer, and in which merged case it was said. */
function Seen({ message: { audience, fromCase } }: { message: Message }) {
  const { t } = useTranslation('company');
  const names = audience.parties.map((party) => party.name).join(', ');
  return (
    <>
      {names !== '' && (
        <Chip kind={audience.to === 'parties' ? 'plain' : 'line'}>
          {t(audience.to === 'parties' ? 'message.only' : 'message.also', { names })}
        </Chip>
      )}
      {fromCase !== null && <span className="dim xs">{t('message.from', { number: fromCase })}</span>}
    </>
  );
}
