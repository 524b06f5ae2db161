import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { caseChannels, caseKinds, caseStates, priorities } from '../../../../domain/cases/words.ts';
import { useColleagues, useTeams } from '../../../colleagues.ts';
import { useSession } from '../../../session.ts';
import { ownCaseFieldsQuery } from '../../../own-case-fields.ts';
import { mailboxChoicesQuery, type ViewFilter } from '../hands.data.ts';
import { RecordCondition } from './record-condition.tsx';
import { Choice, Field, Some } from './view-fields.tsx';

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

/** One condition says something else; nothing, and it is no condition any more. */
export type Narrow = (key: keyof ViewFilter, value: unknown) => void;

interface Conditions {
  filter: ViewFilter;
  onNarrow: Narrow;
}

/** Whether a filter has conditions that are folded away. */
export function hasMore(filter: ViewFilter): boolean {
  return [...words, ...hours, 'verdict' as const].some((key) => filter[key] !== undefined);
}

/** Which cases: the conditions that most views have. */
export function ViewConditions({ filter, onNarrow: narrow }: Conditions) {
  const { t } = useTranslation(['hands', 'cases', 'forms']);
  const { may } = useSession();
  const teams = useTeams();
  const colleagues = useColleagues();
  const mailboxes = useQuery(mailboxChoicesQuery).data ?? [];
  const choosable = (useQuery(ownCaseFieldsQuery).data ?? []).filter((one) =>
    ['choice', 'choices', 'yes-no'].includes(one.kind),
  );
  const narrowField = (field: (typeof choosable)[number], value: readonly string[]) => {
    const { [field.key]: _before, ...rest } = filter.fields ?? {};
    const is = field.kind === 'yes-no' ? value.map((one) => one === 'true') : [...value];
    const fields = is.length === 0 ? rest : { ...rest, [field.key]: is };
    narrow('fields', Object.keys(fields).length === 0 ? undefined : fields);
  };
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
  );
}

/** The other conditions, folded away unless `open`. */
export function MoreConditions({ open, filter, onNarrow: narrow }: Conditions & { open: boolean }) {
  const { t } = useTranslation('hands');
  return (
    <>
      <details className="fold" open={open}>
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
    </>
  );
}

function listOf(typed: string): string[] {
  return typed
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
}
