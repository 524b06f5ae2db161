import { IconCalendarEvent, IconLock, IconMailForward, IconShieldCheck, IconShieldQuestion } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../../contract/channels-facts.ts';
import { call } from '../../../api.ts';
import { refetchOn } from '../../../live.ts';
import { useSession } from '../../../session.ts';
import './mail-facts.css';

type Facts = contract.MailFacts;

function factsQuery(caseId: string) {
  return queryOptions({
    queryKey: ['channels', 'facts', caseId],
    queryFn: async ({ signal }) =>
      (await call<typeof contract.listMailFacts>('GET', '/cases/:id/mail-facts', { params: { id: caseId }, signal }))
        .items,
  });
}

refetchOn('cases.customer-wrote', ['channels', 'facts']);

/** What a mail tells beside its words: a meeting, a signature, who passed it on, and whether its sender was checked. */
export default function MailFacts({ caseId, messageId }: { caseId: string; messageId: string }) {
  const { t } = useTranslation('mail-facts');
  const facts = useQuery(factsQuery(caseId)).data?.find((one) => one.messageId === messageId);
  if (facts === undefined) return null;
  return (
    <div className="mail-facts">
      {facts.invitation !== null && <Invitation invitation={facts.invitation} />}
      {facts.security !== null && (
        <p className="sm">
          <IconLock size={15} stroke={1.7} aria-hidden /> {t(`security.${facts.security}`)}
          {facts.security === 'encrypted' && <span className="dim"> {t('security.encryptedWhy')}</span>}
        </p>
      )}
      {facts.forwardedBy !== null && (
        <p className="sm">
          <IconMailForward size={15} stroke={1.7} aria-hidden /> {t('forwardedBy', { name: facts.forwardedBy })}
        </p>
      )}
      {facts.authentication !== null && <Sender result={facts.authentication} />}
    </div>
  );
}

function Invitation({ invitation }: { invitation: NonNullable<Facts['invitation']> }) {
  const { t, i18n } = useTranslation('mail-facts');
  const { user } = useSession();
  const when = whenWords(invitation, i18n.language, user?.timeZone);
  return (
    <section className="invitation card" aria-label={t(`invitation.${invitation.method}`)}>
      <IconCalendarEvent size={19} stroke={1.7} aria-hidden />
      <div className="grow">
        <p className="dim xs">{t(`invitation.${invitation.method}`)}</p>
        <p className={`strong${invitation.method === 'cancel' ? ' called-off' : ''}`}>
          {invitation.title || t('invitation.untitled')}
        </p>
        <dl className="sm">
          <dt>{t('invitation.when')}</dt>
          <dd>
            {when ?? t('invitation.noTime')}
            {invitation.repeats && `, ${t('invitation.repeats')}`}
          </dd>
          {invitation.where !== null && (
            <>
              <dt>{t('invitation.where')}</dt>
              <dd>{invitation.where}</dd>
            </>
          )}
          {invitation.organiser !== null && (
            <>
              <dt>{t('invitation.organiser')}</dt>
              <dd>{invitation.organiser}</dd>
            </>
          )}
        </dl>
      </div>
    </section>
  );
}

/** From when to when, in the reader's own time; whole days without hours. */
function whenWords(
  { start, end, allDay }: NonNullable<Facts['invitation']>,
  language: string,
  timeZone: string | undefined,
): string | null {
  if (start === null) return null;
  const format = new Intl.DateTimeFormat(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    ...(allDay
      ? { timeZone: 'UTC' }
      : {
          hour: '2-digit',
          minute: '2-digit',
          hourCycle: 'h23' as const,
          ...(timeZone === undefined ? {} : { timeZone }),
        }),
  });
  const from = new Date(start);
  // the end of whole days is the day after the last
  const to = end === null ? from : new Date(Date.parse(end) - (allDay ? 86_400_000 : 0));
  return to.getTime() > from.getTime() ? format.formatRange(from, to) : format.format(from);
}

function Sender({ result }: { result: NonNullable<Facts['authentication']> }) {
  const { t } = useTranslation('mail-facts');
  const [open, setOpen] = useState(false);
  const told = (['dkim', 'spf', 'dmarc'] as const).flatMap((name) => {
    const value = result[name];
    return value === null ? [] : [{ name, value }];
  });
  const passed = told.filter((one) => one.value === 'pass').length;
  const word = !result.believed
    ? 'claimed'
    : result.dmarc === 'pass' || passed === told.length
      ? 'passed'
      : passed === 0
        ? 'failed'
        : 'mixed';
  const Sign = word === 'passed' ? IconShieldCheck : IconShieldQuestion;
  return (
    <div className="sm">
      <button type="button" className="plainly" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Sign size={15} stroke={1.7} aria-hidden />{' '}
        <span className={word === 'failed' ? 'strong' : undefined}>{t(`sender.${word}`)}</span>
      </button>
      {open && (
        <div className="dim xs checks">
          <p>
            {!result.believed && result.server !== null && `${result.server}: `}
            {told
              .map((one) => `${one.name.toUpperCase()} ${t(`sender.${one.value}`, { defaultValue: one.value })}`)
              .join(' · ')}
          </p>
          <p>
            {!result.believed
              ? t('sender.believedNot')
              : result.server === null
                ? t('sender.byNobody')
                : t('sender.by', { server: result.server })}
          </p>
        </div>
      )}
    </div>
  );
}
