import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useColleagues, useTeams } from '../../../colleagues.ts';
import { notify, notifyProblem, notifyUndo } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { useFields } from '../../../ui/fields.ts';
import { FormEnd } from '../../../ui/form-end.tsx';
import { TextField } from '../../../ui/text-fields.tsx';
import { TimeText, useManner } from '../../../ui/time-text.tsx';
import { instantOfWall } from '../../../wall-time.ts';
import type { Case } from '../cases.data.ts';
import { companyDeeds, partiesQuery, type Party, type PartyPromise, partyPromisesQuery } from './company.data.ts';
import { NotePromise, PartyPromises, PromiseEnd } from './party-promises.tsx';

const roles = ['supplier', 'customer', 'colleague', 'team'] as const;

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

function AddParty({ found, onDone }: { found: Case; onDone: () => void }) {
  const { t } = useTranslation('company');
  const { timeZone } = useManner();
  const colleagues = useColleagues();
  const teams = useTeams();
  const [role, setRole] = useState<(typeof roles)[number]>('supplier');
  const form = useFields(
    { name: '', email: '', topic: '', task: '', dueAt: '', userId: '', teamId: '' },
    async (values) => {
      const dueAt = values.dueAt === '' ? undefined : instantOfWall(values.dueAt, timeZone);
      const outside = role === 'supplier' || role === 'customer';
      await companyDeeds(found.id).addParty({
        role,
        ...(outside ? { name: values.name.trim(), email: values.email.trim() } : {}),
        ...(role === 'colleague' ? { userId: values.userId } : {}),
        ...(role === 'team' ? { teamId: values.teamId } : {}),
        ...(role === 'supplier' && values.topic.trim() !== '' ? { topic: values.topic.trim() } : {}),
        ...(values.task.trim() === '' ? {} : { task: values.task.trim() }),
        ...(dueAt === undefined ? {} : { dueAt }),
      });
      notify(t('people.added'));
      onDone();
    },
  );
  const pick = (name: 'userId' | 'teamId', label: string, options: readonly { id: string; name: string }[]) => (
    <label className="stack" style={{ gap: 4 }}>
      <span className="label">{label}</span>
      <select className="choose" required {...form.bind(name)}>
        <option value="">{t('people.choose')}</option>
        {options.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <form className="stack" onSubmit={form.submit}>
      <label className="stack" style={{ gap: 4 }}>
        <span className="label">{t('people.role')}</span>
        <select
          className="choose"
          value={role}
          onChange={(event) => setRole(roles.find((one) => one === event.currentTarget.value) ?? 'supplier')}
        >
          {roles.map((one) => (
            <option key={one} value={one}>
              {t(`role.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <p className="dim xs">{t(`sees.${role}`)}</p>
      {role === 'colleague' && pick('userId', t('role.colleague'), colleagues)}
      {role === 'team' && pick('teamId', t('role.team'), teams)}
      {(role === 'supplier' || role === 'customer') && (
        <>
          <TextField bound={form.bind('name')} label={t('people.name')} required maxLength={300} />
          <TextField bound={form.bind('email')} label={t('people.email')} type="email" required maxLength={320} />
        </>
      )}
      {role === 'supplier' && (
        <TextField
          bound={form.bind('topic')}
          label={t('people.topic')}
          description={t('people.topicWhy')}
          maxLength={300}
        />
      )}
      <div className="row wrap">
        <div className="grow">
          <TextField bound={form.bind('task')} label={t('people.task')} maxLength={300} />
        </div>
        <TextField bound={form.bind('dueAt')} label={t('tasks.due')} type="datetime-local" />
      </div>
      <FormEnd form={form} go={t('people.addGo')} onLeave={onDone} />
    </form>
  );
}

function Meet({ found, parties, onDone }: { found: Case; parties: readonly Party[]; onDone: () => void }) {
  const { t } = useTranslation('company');
  const { timeZone } = useManner();
  const able = parties.filter((party) => party.email !== null && party.role !== 'customer');
  const [guests, setGuests] = useState<readonly string[]>(able.map((party) => party.id ?? 'requester'));
  const form = useFields({ title: '', place: '', startsAt: '', minutes: '30' }, async (values) => {
    const startsAt = instantOfWall(values.startsAt, timeZone);
    if (startsAt === undefined) return;
    await companyDeeds(found.id).meet({
      title: values.title.trim(),
      place: values.place.trim(),
      startsAt,
      minutes: Number(values.minutes),
      customer: guests.includes('requester'),
      partyIds: guests.filter((one) => one !== 'requester'),
    });
    notify(t('meeting.sent'));
    onDone();
  });
  return (
    <form className="stack" onSubmit={form.submit}>
      <TextField bound={form.bind('title')} label={t('meeting.title')} required maxLength={300} />
      <div className="row wrap">
        <TextField bound={form.bind('startsAt')} label={t('meeting.when')} type="datetime-local" required />
        <TextField
          bound={form.bind('minutes')}
          label={t('meeting.minutes')}
          type="number"
          min={5}
          max={1440}
          required
        />
        <div className="grow">
          <TextField bound={form.bind('place')} label={t('meeting.place')} maxLength={300} />
        </div>
      </div>
      <fieldset className="row wrap">
        <legend className="label">{t('meeting.guests')}</legend>
        {able.map((party) => {
          const id = party.id ?? 'requester';
          return (
            <label key={id} className="row">
              <input
                type="checkbox"
                checked={guests.includes(id)}
                onChange={(event) =>
                  setGuests(event.currentTarget.checked ? [...guests, id] : guests.filter((one) => one !== id))
                }
              />
              {party.name}
            </label>
          );
        })}
      </fieldset>
      <p className="dim xs">{t('meeting.alone')}</p>
      <FormEnd form={form} go={t('meeting.go')} disabled={guests.length === 0} onLeave={onDone} />
    </form>
  );
}
