import './drawing.css';
import { Textarea, TextInput } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { stopKinds } from '../../../domain/journeys/design.ts';
import { permissions, roles } from '../../../domain/people/permissions.ts';
import { Button } from '../../ui/button.tsx';
import { conditionOf, conditionText } from './condition-text.ts';
import { joined, parted, said, when, withWays } from './drawing-edits.ts';
import type { Design, Stop, Unclear } from './drawing.data.ts';
import { roleWords } from './role-words.ts';
import { DaysField, EventField } from './stop-fields.tsx';

type Named = readonly { id: string; name: string }[];
const events = [
  'cases.opened',
  'cases.customer-wrote',
  'cases.replied',
  'cases.closed',
  'cases.verdict-given',
  'promises.made',
  'promises.kept',
  'voice.answered',
  'moments.recorded',
  'customers.added',
  'customers.purchased',
  'forms.sent',
  'procedures.finished',
];
const feelings = [-2, -1, 0, 1, 2] as const;

/** Everything that may be said about one stop, and where one goes from it. */
export function StopPanel(props: {
  design: Design;
  /** The same a moment later, while somebody types: for what lists every stop. */
  settled: Design;
  stop: Stop;
  unclear: readonly Unclear[];
  touchpoints: Named;
  procedures: Named;
  journeys: Named;
  teams: readonly string[];
  change: (next: (design: Design) => Design, edit?: string) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation(['drawing', 'map']);
  const { design, stop, change } = props;
  const say = (words: Partial<Stop>, field = '') =>
    change((was) => said(was, stop.id, words), field === '' ? '' : `${stop.id} ${field}`);
  const words = (field: 'name' | 'doneWhen' | 'customerWording' | 'customerTask' | 'acceptanceQuestion') => ({
    label: t(`field.${field}`),
    value: stop[field] ?? '',
    onChange: (event: { currentTarget: { value: string } }) => say({ [field]: event.currentTarget.value }, field),
  });
  const choose = (field: keyof Stop, label: string, options: Named, none: string) => (
    <label>
      <span className="strong sm">{label}</span>
      <select
        className="choose"
        value={String(stop[field] ?? '')}
        onChange={(event) => say({ [field]: event.currentTarget.value || null })}
      >
        <option value="">{none}</option>
        {options.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
  const out = design.ways.filter(({ from }) => from === stop.id);
  const nameOf = (id: string) => design.stops.find((one) => one.id === id)?.name || t('unnamed');
  return (
    <section className="card stop-panel" aria-label={t('panel', { name: stop.name || t('unnamed') })}>
      <div className="row">
        <div className="kinds" role="radiogroup" aria-label={t('field.kind')}>
          {stopKinds.map((kind) => (
            <label key={kind}>
              <input
                type="radio"
                name="kind"
                checked={stop.kind === kind}
                onChange={() => say({ kind, ...(kind === 'journey' ? {} : { subJourneyId: null }) })}
              />
              {t(`kind.${kind}`)}
            </label>
          ))}
        </div>
        <span className="grow" />
        <Button size="s" disabled={design.stops.length === 1} onClick={props.onRemove}>
          {t('remove')}
        </Button>
      </div>
      {props.unclear.length > 0 && (
        <ul className="unclear-here">
          {props.unclear.map(({ kind, about }) => (
            <li key={`${kind} ${about}`}>{t(`unclear.${kind}`, { about: roleWords(about, t) })}</li>
          ))}
        </ul>
      )}
      <div className="fields">
        <TextInput maxLength={300} {...words('name')} id="stop-name" />
        {choose('stage', t('field.stage'), design.stages, t('none'))}
        <Textarea autosize minRows={1} {...words('doneWhen')} />
        <TextInput
          label={t('field.ownerRole')}
          list="owners"
          maxLength={60}
          value={stop.ownerRole === null ? '' : roleWords(stop.ownerRole, t)}
          onChange={(event) => say({ ownerRole: roleOf(event.currentTarget.value, t) }, 'ownerRole')}
        />
        <TextInput maxLength={2000} {...words('customerWording')} styles={{ input: { fontFamily: 'var(--voice)' } }} />
        <TextInput maxLength={2000} {...words('customerTask')} styles={{ input: { fontFamily: 'var(--voice)' } }} />
        {stop.kind === 'destination' && <TextInput maxLength={2000} {...words('acceptanceQuestion')} />}
        <DaysField
          label={t('field.expectedDays')}
          days={stop.expectedDays}
          onSay={(expectedDays) => say({ expectedDays }, 'expectedDays')}
        />
        {choose('touchpointId', t('map:road.touchpoint'), props.touchpoints, t('map:road.noTouchpoint'))}
        {stop.kind === 'journey' && choose('subJourneyId', t('field.subJourneyId'), props.journeys, t('none'))}
        {choose('procedureId', t('field.procedureId'), props.procedures, t('none'))}
        {choose(
          'permission',
          t('field.permission'),
          permissions.map((id) => ({ id, name: id })),
          t('none'),
        )}
        <div className="row" style={{ gap: 8, alignItems: 'end' }}>
          <TextInput
            label={t('field.feeling')}
            maxLength={60}
            value={stop.feeling?.word ?? ''}
            onChange={(event) => {
              const word = event.currentTarget.value;
              say({ feeling: word === '' ? null : { word, level: stop.feeling?.level ?? 0 } }, 'feeling');
            }}
          />
          <select
            className="choose"
            aria-label={t('field.feelingLevel')}
            disabled={stop.feeling === null}
            value={stop.feeling?.level ?? 0}
            onChange={(event) =>
              say({ feeling: { word: stop.feeling?.word ?? '', level: Number(event.currentTarget.value) } })
            }
          >
            {feelings.map((level) => (
              <option key={level} value={level}>
                {t(`level.${level}`)}
              </option>
            ))}
          </select>
        </div>
        {stop.kind !== 'step' && (
          <>
            <EventField
              key={`${stop.id} ${stop.reachedOnEvent ?? ''}`}
              event={stop.reachedOnEvent}
              onSay={(reachedOnEvent) => say({ reachedOnEvent })}
            />
            <TextInput
              label={t('field.reachedWhen')}
              placeholder="verdict = confirmed"
              defaultValue={conditionText(stop.reachedWhen)}
              key={`${stop.id} ${JSON.stringify(stop.reachedWhen)}`}
              onBlur={(event) => {
                const reachedWhen = conditionOf(event.currentTarget.value);
                if (conditionText(reachedWhen) !== conditionText(stop.reachedWhen)) say({ reachedWhen });
              }}
            />
          </>
        )}
      </div>
      <label className="check">
        <input type="checkbox" checked={stop.ends} onChange={(event) => say({ ends: event.currentTarget.checked })} />
        {t('field.ends')}
      </label>
      <fieldset className="ways">
        <legend className="strong sm">{t('waysOut')}</legend>
        {design.ways.length === 0 && <p className="dim xs">{t('inOrder')}</p>}
        {out.map(({ to, when: words }) => (
          <div key={to} className="row">
            <span className="cut">→ {nameOf(to)}</span>
            <TextInput
              className="grow"
              size="xs"
              aria-label={t('whenTo', { name: nameOf(to) })}
              placeholder={t('when')}
              maxLength={300}
              value={words}
              onChange={(event) => {
                const { value } = event.currentTarget;
                change((was) => when(was, stop.id, to, value), `${stop.id} ${to}`);
              }}
            />
            <Button
              size="s"
              aria-label={t('partFrom', { name: nameOf(to) })}
              onClick={() => change((was) => parted(was, stop.id, to))}
            >
              ×
            </Button>
          </div>
        ))}
        <WayTo design={props.settled} stopId={stop.id} change={change} />
      </fieldset>
      <datalist id="owners">
        {[...roles.map((role) => t(`map:role.${role}`)), ...props.teams].map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </datalist>
      <datalist id="events">
        {events.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </datalist>
    </section>
  );
}

/** Draws a way from a stop to any other. Hundreds of names, which must not be written anew with every letter typed elsewhere. */
const WayTo = memo(function WayTo(props: {
  design: Design;
  stopId: string;
  change: (next: (design: Design) => Design) => void;
}) {
  const { t } = useTranslation('drawing');
  const { design, stopId, change } = props;
  const taken = new Set(design.ways.flatMap(({ from, to }) => (from === stopId ? [to] : [])));
  return (
    <select
      className="choose"
      aria-label={t('wayTo')}
      value=""
      onChange={(event) => {
        const to = event.currentTarget.value;
        if (to !== '') change((was) => joined(withWays(was), stopId, to));
      }}
    >
      <option value="">{t('wayTo')}</option>
      {design.stops
        .filter(({ id }) => id !== stopId && !taken.has(id))
        .map(({ id, name }) => (
          <option key={id} value={id}>
            {name || t('unnamed')}
          </option>
        ))}
    </select>
  );
});

function roleOf(words: string, t: unknown): string | null {
  if (words === '') return null;
  return roles.find((role) => roleWords(role, t).toLowerCase() === words.trim().toLowerCase()) ?? words;
}
