import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type * as contract from '../../../contract/rules.ts';
import { isGroup } from '../../../domain/rules/deciding.ts';
import {
  type Condition,
  matches,
  type Match,
  ruleAnchors,
  type RuleAnchor,
  type RuleDefinition,
  type RuleEvent,
  ruleEventNames,
} from '../../../domain/rules/words.ts';
import { call } from '../../api.ts';
import { isApiProblem } from '../../problem.ts';
import { queryClient } from '../../query-client.ts';
import { notify } from '../../toasts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { ActionLine } from './action-line.tsx';
import { Choose, Write } from './choose.tsx';
import { ConditionLine } from './condition-line.tsx';
import { DryRun } from './dry-run.tsx';
import { useNames } from './names.ts';
import type { Rule } from './rules.data.ts';
import { sentenceOf } from './rule-words.ts';

const fresh: RuleDefinition = {
  when: { event: 'customer-wrote' },
  if: { match: 'all', conditions: [{ field: 'priority', op: 'is', value: 'urgent' }] },
  actions: [{ do: 'notify', assignee: true, text: '' }],
};
const blank: Condition = { field: 'priority', op: 'is', value: '' };

/** A rule as a sentence one fills in: when, if, then; tried on past cases before it is switched on. */
export function RuleEditor({ rule, onClose }: { rule?: Rule; onClose: () => void }) {
  const { t } = useTranslation(['rules', 'cases', 'settings']);
  const [name, setName] = useState(rule?.name ?? '');
  const [definition, setDefinition] = useState<RuleDefinition>(
    (rule?.definition as RuleDefinition | undefined) ?? fresh,
  );
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const names = useNames();
  const faults = new Map(
    isApiProblem(problem)
      ? problem.fields.map(({ field, message }) => [field.replace(/^definition\./, ''), message])
      : [],
  );
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      const body = { name: name.trim(), definition };
      if (rule === undefined) await call<typeof contract.createRule>('POST', '/rules', { body });
      else await call<typeof contract.changeRule>('PATCH', '/rules/:id', { params: { id: rule.id }, body });
      await queryClient.invalidateQueries({ queryKey: ['rules'] });
      notify(t(rule === undefined ? 'savedOff' : 'settings:saved'));
      onClose();
    } catch (caught) {
      setProblem(caught);
    } finally {
      setBusy(false);
    }
  };
  const { actions } = definition;
  const setActions = (next: RuleDefinition['actions']) => setDefinition({ ...definition, actions: next });
  return (
    <Dialog opened onClose={onClose} title={rule?.name ?? t('new')} width={860}>
      <form className="stack rule-form" onSubmit={(event) => void save(event)}>
        <label>
          <span className="title">{t('settings:name')}</span>
          <input
            className="choose"
            data-autofocus
            required
            maxLength={300}
            style={{ width: '100%' }}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <p className="dim" aria-live="polite">
          {sentenceOf(definition, names, (key, values) => t(key, values ?? {}))}
        </p>
        <When definition={definition} faults={faults} onChange={setDefinition} />
        <If definition={definition} faults={faults} onChange={setDefinition} />
        <fieldset>
          <legend className="title">{t('edit.then')}</legend>
          {actions.map((action, place) => (
            <ActionLine
              key={place}
              action={action}
              path={`actions.${place}`}
              faults={faults}
              onChange={(next) => setActions(actions.with(place, next))}
              onRemove={() => setActions(actions.toSpliced(place, 1))}
            />
          ))}
          {faults.get('actions') !== undefined && (
            <p className="fault" role="alert">
              {faults.get('actions')}
            </p>
          )}
          <Button size="s" onClick={() => setActions([...actions, { do: 'tags' }])}>
            {t('edit.addAction')}
          </Button>
        </fieldset>
        {problem !== undefined && <ErrorNotice problem={problem} />}
        <div className="row end">
          <Button onClick={onClose}>{t('web:leaveIt')}</Button>
          <Button kind="go" type="submit" busy={busy}>
            {t('settings:save')}
          </Button>
        </div>
        <DryRun definition={definition} onFault={setProblem} />
      </form>
    </Dialog>
  );
}

interface Part {
  definition: RuleDefinition;
  faults: ReadonlyMap<string, string>;
  onChange: (definition: RuleDefinition) => void;
}

function When({ definition, faults, onChange }: Part) {
  const { t } = useTranslation('rules');
  const { when } = definition;
  const timed = when.since !== undefined;
  const set = (next: RuleDefinition['when']) => onChange({ ...definition, when: next });
  const pick = (key: string) =>
    set(key === 'time' ? { since: 'waiting', hours: 8, clock: 'business' } : { event: key as RuleEvent });
  return (
    <fieldset>
      <legend className="title">{t('edit.when')}</legend>
      <div className="part">
        <Choose
          label={t('edit.when')}
          value={timed ? 'time' : (when.event ?? '')}
          fault={faults.get('when.event')}
          onPick={pick}
          options={[...ruleEventNames.map((key) => [key, t(`event.${key}`)] as const), ['time', t('edit.byTime')]]}
        />
        {timed && (
          <>
            <Write
              label={t('edit.hours')}
              type="number"
              value={String(when.hours ?? '')}
              fault={faults.get('when.hours')}
              onWrite={(text) => set({ ...when, hours: Number(text) })}
            />
            <Choose
              label={t('edit.clock')}
              value={when.clock ?? 'business'}
              onPick={(clock) => set({ ...when, clock: clock as 'business' | 'all' })}
              options={[
                ['business', t('edit.openHours')],
                ['all', t('edit.allHours')],
              ]}
            />
            <Choose
              label={t('edit.since')}
              value={when.since ?? 'opened'}
              onPick={(since) => set({ ...when, since: since as RuleAnchor })}
              options={ruleAnchors.map((one) => [one, t(`edit.after`, { since: t(`since.${one}`) })])}
            />
          </>
        )}
      </div>
    </fieldset>
  );
}

function If({ definition, faults, onChange }: Part) {
  const { t } = useTranslation('rules');
  const { conditions, match } = definition.if;
  const changes = definition.when.event === 'changed';
  const set = (next: Partial<RuleDefinition['if']>) => onChange({ ...definition, if: { ...definition.if, ...next } });
  const options = matches.map((one) => [one, t(`match.${one}`)] as const);
  return (
    <fieldset>
      <legend className="title">{t('edit.if')}</legend>
      {conditions.length > 1 && (
        <Choose
          label={t('edit.match')}
          value={match}
          onPick={(one) => set({ match: one as Match })}
          options={options}
        />
      )}
      {conditions.map((one, place) => {
        const path = `if.conditions.${place}`;
        const drop = () => set({ conditions: conditions.toSpliced(place, 1) });
        if (!isGroup(one))
          return (
            <ConditionLine
              key={place}
              condition={one}
              changes={changes}
              path={path}
              faults={faults}
              onChange={(next) => set({ conditions: conditions.with(place, next) })}
              onRemove={drop}
            />
          );
        const inner = one.conditions;
        const setInner = (next: Condition[]) =>
          next.length === 0 ? drop() : set({ conditions: conditions.with(place, { ...one, conditions: next }) });
        return (
          <div key={place} className="group" role="group" aria-label={t('edit.group')}>
            <Choose
              label={t('edit.match')}
              value={one.match}
              onPick={(next) => set({ conditions: conditions.with(place, { ...one, match: next as Match }) })}
              options={options}
            />
            {inner.map((condition, at) => (
              <ConditionLine
                key={at}
                condition={condition}
                changes={changes}
                path={`${path}.conditions.${at}`}
                faults={faults}
                onChange={(next) => setInner(inner.with(at, next))}
                onRemove={() => setInner(inner.toSpliced(at, 1))}
              />
            ))}
            <Button size="s" kind="quiet" onClick={() => setInner([...inner, blank])}>
              {t('edit.addCondition')}
            </Button>
          </div>
        );
      })}
      <div className="row">
        <Button size="s" onClick={() => set({ conditions: [...conditions, blank] })}>
          {t('edit.addCondition')}
        </Button>
        <Button
          size="s"
          kind="quiet"
          onClick={() => set({ conditions: [...conditions, { match: 'any', conditions: [blank] }] })}
        >
          {t('edit.addGroup')}
        </Button>
      </div>
    </fieldset>
  );
}
