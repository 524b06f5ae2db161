import './voice.css';
import { Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/voice.ts';
import { call } from '../../api.ts';
import { usePaged } from '../../paged.ts';
import { queryClient } from '../../query-client.ts';
import { useSession } from '../../session.ts';
import { notifyProblem, notifyUndo } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Listed } from '../../ui/choices.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { RowsSkeleton } from '../../ui/skeletons.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { VoiceQuote } from '../../ui/voice-quote.tsx';
import { useTouchpointOptions } from '../../touchpoints.ts';
import { takeBack } from './corrections.data.ts';
import { CustomerChoice, type ChosenCustomer } from './customer-choice.tsx';
import { feelings, observationsQuery } from './voice.data.ts';

const HeardTools = lazy(() => import('./heard-tools.tsx'));
const ObservationForm = lazy(() => import('./observation-form.tsx'));

/** Ten seconds: what was heard, where, how it felt. The words alone are enough. */
export function Observe() {
  const { t } = useTranslation('listening');
  const { may } = useSession();
  const touchpoints = useTouchpointOptions();
  const [words, setWords] = useState('');
  const [feeling, setFeeling] = useState<(typeof feelings)[number]>();
  const [touchpointId, setTouchpointId] = useState('');
  const [customer, setCustomer] = useState<ChosenCustomer>();
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (words.trim() === '' || busy) return;
    setBusy(true);
    try {
      const noted = await call<typeof contract.observe>('POST', '/observations', {
        body: {
          words: words.trim(),
          ...(feeling === undefined ? {} : { feeling }),
          ...(touchpointId === '' ? {} : { touchpointId }),
          ...(customer === undefined ? {} : { customerId: customer.id }),
        },
      });
      setWords('');
      setFeeling(undefined);
      setCustomer(undefined);
      notifyUndo(t('observations.noted'), () => void takeBack('observations', noted.id).catch(notifyProblem));
      await queryClient.invalidateQueries({ queryKey: ['voice', 'observations'] });
      field.current?.focus();
    } catch (problem) {
      notifyProblem(problem);
    } finally {
      setBusy(false);
    }
  };
  if (!may('observations.write')) return null;
  return (
    <form className="card quick" onSubmit={(event) => void send(event)}>
      <Textarea
        ref={field}
        autosize
        minRows={2}
        maxLength={1000}
        label={t('observations.heard')}
        placeholder={t('observations.placeholder')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send(event);
        }}
      />
      <div className="row" style={{ flexWrap: 'wrap', gap: 12 }}>
        <fieldset>
          <legend className="sr">{t('observations.feeling')}</legend>
          <span className="feelings">
            {feelings.map((one) => (
              <label key={one}>
                <input type="radio" name="feeling" checked={feeling === one} onChange={() => setFeeling(one)} />
                {t(`observations.felt.${one}`)}
              </label>
            ))}
          </span>
        </fieldset>
        <label>
          <span className="sr">{t('observations.where')}</span>
          <select
            className="choose"
            style={{ width: 'auto' }}
            value={touchpointId}
            onChange={(event) => setTouchpointId(event.currentTarget.value)}
          >
            <Listed options={[['', t('observations.anywhere')], ...touchpoints]} />
          </select>
        </label>
        <CustomerChoice chosen={customer} onChoose={setCustomer} />
        <span className="grow" />
        <Button kind="go" type="submit" busy={busy} disabled={words.trim() === ''} keys="mod+enter">
          {t('observations.note')}
        </Button>
      </div>
    </form>
  );
}

/** What colleagues heard, in the customers' words. */
export function Observations() {
  const { t } = useTranslation('listening');
  const { may, user } = useSession();
  const list = usePaged(observationsQuery);
  if (list.pending) return <RowsSkeleton rows={4} height={70} />;
  if (list.error !== null) return <ErrorNotice problem={list.error} onAgain={list.again} />;
  if (list.items.length === 0) {
    return <EmptyState what={t('observations.emptyWhat')} why={t('observations.emptyWhy')} />;
  }
  return (
    <>
      <ul className="said-list">
        {list.items.map((one) => (
          <li key={one.id}>
            <VoiceQuote
              words={one.words}
              said={{ kind: 'observation', id: one.id, customerId: one.customer?.id, at: one.heardAt }}
              cite={
                <>
                  {one.customer === null ? (
                    t('answers.somebody')
                  ) : (
                    <Link to={`/customers/${one.customer.id}`}>{one.customer.name}</Link>
                  )}
                  {one.touchpoint !== null && `, ${one.touchpoint.name}`}, <TimeText at={one.heardAt} />
                  {one.heardBy !== null && `, ${t('observations.by', { name: one.heardBy.name })}`}
                  {one.feeling !== null && ` · ${t(`observations.felt.${one.feeling}`)}`}
                </>
              }
            />
            <p className="facts" style={{ paddingLeft: 10 }}>
              <Suspense fallback={null}>
                <HeardTools
                  kind="observations"
                  id={one.id}
                  what={one.words.slice(0, 60)}
                  changedAt={one.changedAt}
                  mayCorrect={may('cases.manage') || (one.heardBy !== null && one.heardBy.id === user?.id)}
                  form={(onClose) => <ObservationForm observation={one} onClose={onClose} />}
                />
              </Suspense>
            </p>
          </li>
        ))}
      </ul>
      <ShowMore more={list.more} />
    </>
  );
}
