import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyProblem, notifyUndo } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { TimeText } from '../../../ui/time-text.tsx';
import type { Case } from '../cases.data.ts';
import { companyDeeds, partiesQuery, type Party, type PartyPromise, partyPromisesQuery } from './company.data.ts';
import { AddParty } from './add-party.tsx';
import { Meet } from './meet.tsx';
import { NotePromise, PartyPromises, PromiseEnd } from './party-promises.tsx';

/** Everybody who takes part in a case: what each is to do by when, and a way to bring in one more or to meet. */
export function PeopleDialog({ found, onClose }: { found: Case; onClose: () => void }) {
  const { t } = useTranslation('company');
  const people = useQuery(partiesQuery(found.id));
  const promises = useQuery(partyPromisesQuery(found.id)).data ?? [];
  const [adding, setAdding] = useState<'party' | 'meeting'>();
  const deeds = companyDeeds(found.id);
  return (
    <Dialog opened onClose={onClose} title={t('people.title')} width={600}>
      <div className="stack">
        {people.isError && <ErrorNotice problem={people.error} onAgain={() => void people.refetch()} />}
        <ul className="case-picks messages people">
          {people.data?.parties.map((party) => (
            <PartyLine
              key={party.id ?? 'requester'}
              found={found}
              party={party}
              promises={promises.filter((one) => one.party?.id === party.id)}
            />
          ))}
        </ul>
        {people.data?.meetings.map((meeting) => (
          <p key={meeting.id} className="row wrap">
            <b>{meeting.title}</b>
            <TimeText at={meeting.startsAt} />
            {meeting.cancelled ? (
              <Chip>{t('meeting.cancelled')}</Chip>
            ) : (
              meeting.guests.map((guest) => (
                <Chip key={guest.email} kind={guest.answer === 'accepted' ? 'won' : 'line'}>
                  {t(`meeting.answer.${guest.answer}`, { name: guest.name })}
                </Chip>
              ))
            )}
            <span className="grow" />
            {!meeting.cancelled && (
              <button
                type="button"
                className="plainly"
                onClick={() => void deeds.callOff(meeting.id).catch(notifyProblem)}
              >
                {t('meeting.callOff')}
              </button>
            )}
          </p>
        ))}
        {adding === 'party' && <AddParty found={found} onDone={() => setAdding(undefined)} />}
        {adding === 'meeting' && (
          <Meet found={found} parties={people.data?.parties ?? []} onDone={() => setAdding(undefined)} />
        )}
        {adding === undefined && (
          <div className="row end wrap">
            <Button onClick={onClose}>{t('done')}</Button>
            <Button onClick={() => setAdding('meeting')}>{t('meeting.open')}</Button>
            <Button kind="go" data-autofocus onClick={() => setAdding('party')}>
              {t('people.add')}
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  );
}

function PartyLine({ found, party, promises }: { found: Case; party: Party; promises: readonly PartyPromise[] }) {
  const { t } = useTranslation(['company', 'party-promises']);
  const deeds = companyDeeds(found.id);
  const [noting, setNoting] = useState(false);
  const { id } = party;
  const part = promises.find((one) => one.party?.task === true && one.what === party.task);
  const back = () =>
    deeds.addParty({
      role: party.role === 'requester' ? 'customer' : party.role,
      name: party.name,
      ...(party.email === null ? {} : { email: party.email }),
      ...(party.customerId === null ? {} : { customerId: party.customerId }),
      ...(party.userId === null ? {} : { userId: party.userId }),
      ...(party.teamId === null ? {} : { teamId: party.teamId }),
      ...(party.topic === '' ? {} : { topic: party.topic }),
      ...(party.task === null ? {} : { task: party.task }),
      ...(party.dueAt === null ? {} : { dueAt: party.dueAt }),
    });
  return (
    <li className="row wrap">
      <span className="grow">
        <b>{party.name}</b> <span className="dim xs">{t(`role.${party.role}`)}</span>
        {party.through !== null && <span className="dim xs"> {t('people.through', { number: party.through })}</span>}
        {party.email !== null && <span className="dim xs"> {party.email}</span>}
        {party.task !== null && (
          <span className="party-task">
            {id !== null && (
              <input
                type="checkbox"
                aria-label={t('people.taskDone', { task: party.task })}
                checked={party.taskState === 'done'}
                onChange={(event) =>
                  void deeds.changeParty(id, { done: event.currentTarget.checked }).catch(notifyProblem)
                }
              />
            )}
            {part === undefined ? (
              party.task
            ) : (
              <Link to="/promises/$id" params={{ id: part.id }}>
                {party.task}
              </Link>
            )}
            {part !== undefined && part.state !== 'withdrawn' ? (
              <PromiseEnd promise={part} />
            ) : party.taskState === 'late' ? (
              <Chip kind="risk">{t('tasks.late')}</Chip>
            ) : (
              party.dueAt !== null && <TimeText at={party.dueAt} />
            )}
          </span>
        )}
        <PartyPromises promises={promises.filter((one) => one.party?.task !== true)} />
      </span>
      {id !== null && (
        <button
          type="button"
          className="plainly"
          aria-expanded={noting}
          aria-label={t('party-promises:addOf', { name: party.name })}
          onClick={() => setNoting(!noting)}
        >
          {t('party-promises:add')}
        </button>
      )}
      {id !== null && (
        <button
          type="button"
          className="plainly"
          onClick={() =>
            void deeds
              .removeParty(id)
              .then(() => notifyUndo(t('people.removed', { name: party.name }), () => void back().catch(notifyProblem)))
              .catch(notifyProblem)
          }
        >
          {t('people.remove')}
        </button>
      )}
      {noting && <NotePromise caseId={found.id} party={party} onDone={() => setNoting(false)} />}
    </li>
  );
}
