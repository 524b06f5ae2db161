import '../hands.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { caseChannels, caseKinds, caseStates, priorities } from '../../../../domain/cases/words.ts';
import { usualColumns, viewColumns, viewDensities, viewScopes, viewSorts } from '../../../../domain/cases/views.ts';
import type * as contract from '../../../../contract/cases-views.ts';
import type { BodyOf } from '../../../../contract/route.ts';
import { call } from '../../../api.ts';
import { useColleagues, useTeams } from '../../../colleagues.ts';
import { useSession } from '../../../session.ts';
import { ownCaseFieldsQuery } from '../../../own-case-fields.ts';
import { notify, notifyProblem, notifyUndo } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { mailboxChoicesQuery, refreshViews, type CustomView, type ViewFilter } from '../hands.data.ts';
import { RecordCondition } from './record-condition.tsx';
import { Choice, Field, Some } from './view-fields.tsx';

type Input = BodyOf<typeof contract.addView>;
type Lists = 'states' | 'kinds' | 'priorities' | 'channels' | 'assignees' | 'teams' | 'mailboxIds';
const words = ['tags', 'withoutTags', 'emotions'] as const;
const hours = [
  'promiseWithinHours',
  'createdWithinHours',
  'createdBeforeHours',
  'updatedWithinHours',
  'updatedBeforeHours',
  'waitingHours',
] as const;
const yes = ['atRisk', 'draft', 'following', 'scheduled'] as const;

/** A view of one's own: which cases, in which order, what is shown; how many fit is said while one chooses. */
export default function ViewDialog(props: {
  view?: CustomView;
  onClose: () => void;
  onKept: (id: string | undefined) => void;
}) {
  const { t } = useTranslation(['hands', 'cases', 'forms']);
  const { may } = useSession();
  const teams = useTeams();
  const colleagues = useColleagues();
  const mailboxes = useQuery(mailboxChoicesQuery).data ?? [];
  const { view } = props;
  const [input, setInput] = useState<Input>({
    name: view?.name ?? '',
    scope: view?.scope ?? 'personal',
    teamId: view?.team?.id ?? null,
    filter: view?.filter ?? {},
    sort: view?.sort ?? 'promise',
    columns: view?.columns ?? [...usualColumns],
    density: view?.density ?? 'comfortable',
  });
  const [problem, setProblem] = useState<unknown>();
  const { filter } = input;
  const [more] = useState(() =>
    [...words, ...hours, 'verdict' as const].some((key) => view?.filter[key] !== undefined),
  );
  const set = (change: Partial<Input>) => setInput((before) => ({ ...before, ...change }));
  const narrow = (key: keyof ViewFilter, value: unknown) => {
    const next: Record<string, unknown> = { ...filter, [key]: value };
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) delete next[key];
    set({ filter: next as ViewFilter });
  };
  const choosable = (useQuery(ownCaseFieldsQuery).data ?? []).filter((one) =>
    ['choice', 'choices', 'yes-no'].includes(one.kind),
  );
  const narrowField = (field: (typeof choosable)[number], value: readonly string[]) => {
    const { [field.key]: _before, ...rest } = filter.fields ?? {};
    const is = field.kind === 'yes-no' ? value.map((one) => one === 'true') : [...value];
    const fields = is.length === 0 ? rest : { ...rest, [field.key]: is };
    narrow('fields', Object.keys(fields).length === 0 ? undefined : fields);
  };
  const keep = async () => {
    try {
      const kept =
        view === undefined
          ? await call<typeof contract.addView>('POST', '/views', { body: input })
          : await call<typeof contract.changeView>('PATCH', '/views/:id', { params: { id: view.id }, body: input });
      refreshViews();
      notify(t('views.saved', { name: kept.name }));
      props.onKept(kept.id);
    } catch (refusal) {
      setProblem(refusal);
    }
  };
  const drop = async (one: CustomView) => {
    const { id, team, name, scope, filter: was, sort, columns, density } = one;
    const rest = { name, scope, filter: was, sort, columns, density };
    try {
      await call<typeof contract.dropView>('DELETE', '/views/:id', { params: { id } });
      refreshViews();
      notifyUndo(t('views.dropped', { name: one.name }), () => {
        void call<typeof contract.addView>('POST', '/views', { body: { ...rest, teamId: team?.id ?? null } })
          .then(refreshViews)
          .catch(notifyProblem);
      });
      props.onKept(undefined);
    } catch (refusal) {
      setProblem(refusal);
    }
  };
  const move = (one: CustomView, by: 'up' | 'down') =>
    void call<typeof contract.moveView>('POST', '/views/:id/move', { params: { id: one.id }, body: { by } })
      .then(refreshViews)
      .catch(setProblem);
  const some = (key: Lists, options: readonly (readonly [string, string])[]) => (
    <Some
      key={key}
      name={t(`views.is.${key}`)}
      any={t('views.any')}
      options={options}
      value={(filter[key] as readonly string[] | undefined) ?? []}
      onPick={(value) => narrow(key, value)}
    />
  );
  return (
    <Dialog opened onClose={props.onClose} title={view?.name ?? t('views.add')} width={760}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void keep();
        }}
      >
        {problem !== undefined && <ErrorNotice problem={problem} />}
        <div className="conditions">
          <Field name={t('views.name')}>
            <input
              className="choose"
              data-autofocus
              required
              maxLength={300}
              value={input.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
          </Field>
          <Choice
            name={t('views.scope')}
            value={input.scope}
            options={viewScopes
              .filter((one) => one !== 'shared' || may('cases.manage') || view?.scope === 'shared')
              .map((one) => [one, t(`views.${one}`)])}
            onPick={(scope) => set({ scope: scope as Input['scope'] })}
          />
          {input.scope === 'team' && (
            <Choice
              name={t('views.whichTeam')}
              value={input.teamId ?? ''}
              options={[['', '–'], ...teams.map((team) => [team.id, team.name] as const)]}
              onPick={(teamId) => set({ teamId: teamId === '' ? null : teamId })}
            />
          )}
          <Choice
            name={t('views.sort')}
            value={input.sort ?? 'promise'}
            options={viewSorts.map((one) => [one, t(`views.sorts.${one}`)])}
            onPick={(sort) => set({ sort: sort as NonNullable<Input['sort']> })}
          />
          <Choice
            name={t('views.density')}
            value={input.density ?? 'comfortable'}
            options={viewDensities.map((one) => [one, t(`views.${one}`)])}
            onPick={(density) => set({ density: density as NonNullable<Input['density']> })}
          />
        </div>
        <h3 className="label">{t('views.filter')}</h3>
        <div className="conditions">
          {some(
            'states',
            caseStates.map((one) => [one, t(`cases:state.${one}`, { defaultValue: one })]),
          )}
          {some(
            'kinds',
            caseKinds.map((one) => [one, t(`cases:kind.${one}`)]),
          )}
          {some(
            'priorities',
            priorities.map((one) => [one, t(`cases:priority.${one}`)]),
          )}
          {some(
            'channels',
            caseChannels.map((one) => [one, t(`cases:channel.${one}`)]),
          )}
          {some('assignees', [
            ['me', t('cases:assign.me')],
            ['none', t('cases:assign.nobody')],
            ...colleagues.map((user) => [user.id, user.name] as const),
          ])}
          {some('teams', [
            ['mine', t('views.mine')],
            ['none', t('cases:team.none')],
            ...teams.map((team) => [team.id, team.name] as const),
          ])}
          {may('customers.read') && (
            <>
              <RecordCondition
                kind="customer"
                name={t('views.is.customerId')}
                chosen={filter.customerId}
                onChoose={(id) => narrow('customerId', id)}
              />
              <RecordCondition
                kind="organisation"
                name={t('views.is.organisationId')}
                chosen={filter.organisationId}
                onChoose={(id) => narrow('organisationId', id)}
              />
            </>
          )}
          {(mailboxes.length > 1 || filter.mailboxIds !== undefined) &&
            some(
              'mailboxIds',
              mailboxes.map((one) => [one.id, `${one.name} (${one.address})`]),
            )}
          {choosable.map((field) => (
            <Some
              key={field.key}
              name={field.name}
              any={t('views.any')}
              options={
                field.kind === 'yes-no'
                  ? [
                      ['true', t('forms:yes')],
                      ['false', t('forms:no')],
                    ]
                  : field.choices.map((one) => [one, one] as const)
              }
              value={(filter.fields?.[field.key] ?? []).map(String)}
              onPick={(value) => narrowField(field, value)}
            />
          ))}
          <Field name={t('views.is.text')}>
            <input
              className="choose"
              value={filter.text ?? ''}
              onChange={(event) => narrow('text', event.currentTarget.value)}
            />
          </Field>
        </div>
        <details className="fold" open={more}>
          <summary>{t('views.moreConditions')}</summary>
          <div className="conditions">
            {words.map((key) => (
              <Field key={key} name={t(`views.is.${key}`)}>
                <input
                  className="choose"
                  placeholder={t('views.comma')}
                  defaultValue={filter[key]?.join(', ') ?? ''}
                  onBlur={(event) => narrow(key, listOf(event.currentTarget.value))}
                />
              </Field>
            ))}
            {hours.map((key) => (
              <Field key={key} name={t(`views.is.${key}`)}>
                <input
                  className="choose"
                  type="number"
                  min={1}
                  max={87600}
                  value={filter[key] ?? ''}
                  onChange={(event) =>
                    narrow(key, event.currentTarget.value === '' ? undefined : Number(event.currentTarget.value))
                  }
                />
              </Field>
            ))}
            <Choice
              name={t('views.is.verdict')}
              value={filter.verdict ?? ''}
              options={[
                ['', t('views.any')],
                ...(['confirmed', 'silent', 'refuted', 'none'] as const).map(
                  (one) => [one, t(`views.verdict.${one}`)] as const,
                ),
              ]}
              onPick={(verdict) => narrow('verdict', verdict)}
            />
          </div>
        </details>
        <div className="picks">
          {yes.map((key) => (
            <label key={key}>
              <input
                type="checkbox"
                checked={filter[key] === true}
                onChange={(event) => narrow(key, event.currentTarget.checked ? true : undefined)}
              />
              {t(`views.is.${key}`)}
            </label>
          ))}
        </div>
        <details className="fold">
          <summary>{t('views.columns')}</summary>
          <div className="picks" role="group" aria-label={t('views.columns')}>
            {viewColumns.map((column) => (
              <label key={column}>
                <input
                  type="checkbox"
                  checked={input.columns?.includes(column) === true}
                  onChange={(event) => {
                    const columns = viewColumns.filter((one) =>
                      one === column ? event.currentTarget.checked : input.columns?.includes(one),
                    );
                    if (columns.length > 0) set({ columns });
                  }}
                />
                {t(`views.column.${column}`)}
              </label>
            ))}
          </div>
        </details>
        <div className="row">
          <Fitting filter={filter} />
          <span className="grow" />
          {view?.yours === true && (
            <>
              <Button size="s" kind="quiet" type="button" onClick={() => move(view, 'up')}>
                {t('views.up')}
              </Button>
              <Button size="s" kind="quiet" type="button" onClick={() => move(view, 'down')}>
                {t('views.down')}
              </Button>
              <Button size="s" type="button" onClick={() => void drop(view)}>
                {t('views.drop')}
              </Button>
            </>
          )}
          <Button kind="go" type="submit">
            {t('views.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Fitting({ filter }: { filter: ViewFilter }) {
  const { t } = useTranslation('hands');
  const count = useQuery({
    queryKey: ['cases', 'fitting', filter],
    queryFn: async ({ signal }) =>
      (await call<typeof contract.filterCases>('POST', '/cases/filter', { body: { filter, limit: 1 }, signal })).count,
    staleTime: 5000,
    placeholderData: (before) => before,
  }).data;
  return <output className="dim">{count && t(count.more ? 'views.more' : 'views.count', { n: count.n })}</output>;
}

function listOf(typed: string): string[] {
  return typed
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
}
