import '../hands.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usualColumns, viewColumns, viewDensities, viewScopes, viewSorts } from '../../../../domain/cases/views.ts';
import type * as contract from '../../../../contract/cases-views.ts';
import type { BodyOf } from '../../../../contract/route.ts';
import { call } from '../../../api.ts';
import { useTeams } from '../../../colleagues.ts';
import { useSession } from '../../../session.ts';
import { notify, notifyProblem, notifyUndo } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { refreshViews, type CustomView, type ViewFilter } from '../hands.data.ts';
import { hasMore, MoreConditions, type Narrow, ViewConditions } from './view-conditions.tsx';
import { Choice, Field } from './view-fields.tsx';

type Input = BodyOf<typeof contract.addView>;

/** A view of one's own: which cases, in which order, what is shown; how many fit is said while one chooses. */
export default function ViewDialog(props: {
  view?: CustomView;
  onClose: () => void;
  onKept: (id: string | undefined) => void;
}) {
  const { t } = useTranslation(['hands', 'cases', 'forms']);
  const { may } = useSession();
  const teams = useTeams();
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
  const [more] = useState(() => hasMore(view?.filter ?? {}));
  const set = (change: Partial<Input>) => setInput((before) => ({ ...before, ...change }));
  const narrow: Narrow = (key, value) => {
    const next: Record<string, unknown> = { ...filter, [key]: value };
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) delete next[key];
    set({ filter: next as ViewFilter });
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
        <ViewConditions filter={filter} onNarrow={narrow} />
        <MoreConditions open={more} filter={filter} onNarrow={narrow} />
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
