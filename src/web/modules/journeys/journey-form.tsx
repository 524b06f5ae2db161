import './journeys.css';
import { TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/journeys.ts';
import { roles } from '../../../domain/people/permissions.ts';
import { announce } from '../../announce.ts';
import { call, newKey } from '../../api.ts';
import { queryClient } from '../../query-client.ts';
import { notify, notifyUndo } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { DestinationEdit, type Draft } from './destination-edit.tsx';
import type { Destination, JourneyInFull, Touchpoint } from './journeys.data.ts';

/** A journey as forms: its destinations in order, moved by buttons, saved as a new version. */
export function JourneyForm({ journey, touchpoints }: { journey: JourneyInFull; touchpoints: readonly Touchpoint[] }) {
  const { t } = useTranslation('map');
  const navigate = useNavigate();
  const [name, setName] = useState(journey.name);
  const [drafts, setDrafts] = useState<readonly Draft[]>(journey.destinations.map(draftOf));
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const move = (place: number, by: -1 | 1) => {
    const next = [...drafts];
    const [taken] = next.splice(place, 1);
    if (taken === undefined) return;
    next.splice(place + by, 0, taken);
    setDrafts(next);
    requestAnimationFrame(() => refocus(taken.key, by));
    announce(t('edit.movedTo', { name: taken.name, n: place + by + 1, of: next.length }));
  };
  const remove = (place: number) => {
    const before = drafts;
    setDrafts(drafts.filter((_, nth) => nth !== place));
    notifyUndo(t('edit.removed', { name: before[place]?.name ?? '' }), () => setDrafts(before));
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await call<typeof contract.changeJourney>('PUT', '/journeys/:id', {
        params: { id: journey.id },
        body: {
          version: journey.version,
          name: name.trim(),
          purpose: journey.purpose,
          destinations: drafts.map(sentOf),
        },
      });
      await queryClient.invalidateQueries({ queryKey: ['journeys'] });
      notify(t('edit.saved', { version: journey.version + 1 }));
      void navigate({ to: '/journeys', search: { journey: journey.id } });
    } catch (caught) {
      setProblem(caught);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void save(event)}>
      <TextInput
        required
        maxLength={300}
        label={t('edit.journey')}
        style={{ maxWidth: 420, marginTop: 18 }}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <ol className="stops-edit">
        {drafts.map((draft, place) => (
          <li key={draft.key}>
            <DestinationEdit
              draft={draft}
              place={place}
              of={drafts.length}
              touchpoints={touchpoints}
              onChange={(next) =>
                setDrafts((now) => now.map((one) => (one.key === draft.key ? { ...one, ...next } : one)))
              }
              onMove={(by) => move(place, by)}
              onRemove={() => remove(place)}
            />
          </li>
        ))}
      </ol>
      {problem !== undefined && <ErrorNotice problem={problem} />}
      <div className="row" style={{ flexWrap: 'wrap', paddingTop: 8 }}>
        <Button kind="go" type="submit" busy={busy}>
          {t('edit.save')}
        </Button>
        <Button disabled={drafts.length >= 500} onClick={() => setDrafts([...drafts, emptyDraft()])}>
          {t('edit.add')}
        </Button>
      </div>
    </form>
  );
}

/** The button that moved it moved along: the focus stays on it, or on its sister at an end. */
function refocus(key: string, by: number) {
  const box = document.getElementById(`edit-${key}`);
  const wanted = box?.querySelector<HTMLButtonElement>(`[data-move="${by}"]:not(:disabled)`);
  (wanted ?? box?.querySelector<HTMLButtonElement>('[data-move]:not(:disabled)'))?.focus();
}

function draftOf(stop: Destination): Draft {
  return {
    key: stop.id,
    id: stop.id,
    name: stop.name,
    doneWhen: stop.doneWhen,
    customerWording: stop.customerWording,
    ownerRole: stop.ownerRole ?? '',
    touchpointId: stop.touchpointId ?? '',
    expectedDays: stop.expectedDays === null ? '' : String(stop.expectedDays),
    reachedOnEvent: stop.reachedOnEvent,
    acceptanceQuestion: stop.acceptanceQuestion,
  };
}

function emptyDraft(): Draft {
  return {
    key: newKey(),
    id: undefined,
    name: '',
    doneWhen: '',
    customerWording: '',
    ownerRole: '',
    touchpointId: '',
    expectedDays: '',
    reachedOnEvent: null,
    acceptanceQuestion: '',
  };
}

function sentOf(draft: Draft) {
  const days = Number(draft.expectedDays.replace(',', '.'));
  return {
    ...(draft.id === undefined ? {} : { id: draft.id }),
    name: draft.name.trim(),
    doneWhen: draft.doneWhen,
    customerWording: draft.customerWording,
    ownerRole: roles.find((role) => role === draft.ownerRole) ?? null,
    touchpointId: draft.touchpointId || null,
    expectedDays: draft.expectedDays.trim() === '' || !(days > 0) ? null : days,
    reachedOnEvent: draft.reachedOnEvent,
    acceptanceQuestion: draft.acceptanceQuestion,
  };
}
