import { IconBaselineDensityMedium, IconCheckbox, IconChevronDown, IconFilter } from '@tabler/icons-react';
import '../../../theme/mantine-floating.css';
import { Menu, Popover } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { caseChannels, caseKinds, caseSorts, priorities } from '../../../../domain/cases/words.ts';
import type { ViewSort } from '../../../../domain/cases/views.ts';
import { useColleagues } from '../../../colleagues.ts';
import { useShortcut } from '../../../shortcuts.ts';
import { Button } from '../../../ui/button.tsx';
import { narrowedBy, type InboxSearch } from './inbox-views.ts';

interface Props {
  search: InboxSearch;
  onSearch: (search: InboxSearch) => void;
}

/** In which order the list stands. */
export function SortMenu({ search, sort, sorts, onSearch }: Props & { sort: string; sorts?: readonly ViewSort[] }) {
  const { t } = useTranslation(['cases', 'hands']);
  const named = (one: string) => (sorts === undefined ? t(`sort.${one}`) : t(`hands:views.sorts.${one}`));
  return (
    <Menu position="bottom-end" width={220} shadow="md">
      <Menu.Target>
        <button type="button" className="plainly">
          <span className="sr">{t('sort.label')}: </span>
          {named(sort)}
          <IconChevronDown size={14} stroke={1.7} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {(sorts ?? caseSorts).map((one) => (
          <Menu.Item
            key={one}
            aria-current={one === sort ? 'true' : undefined}
            onClick={() => onSearch({ ...search, sort: one })}
          >
            {named(one)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** What narrows the view; how many conditions stand is said in the button. */
export function FilterButton({ search, onSearch }: Props) {
  const { t } = useTranslation('cases');
  const colleagues = useColleagues();
  const count = narrowedBy(search);
  const set = (key: keyof InboxSearch, value: string) =>
    onSearch({ ...search, [key]: value === '' ? undefined : value });
  return (
    <Popover position="bottom-end" width={260} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className="plainly" aria-label={t('filter.label', { count })}>
          <IconFilter size={15} stroke={1.7} aria-hidden />
          {count > 0 && <span>{count}</span>}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className="filters">
          <Choice name={t('filter.priority')} value={search.priority} onPick={(value) => set('priority', value)}>
            {priorities.map((one) => [one, t(`priority.${one}`)])}
          </Choice>
          <Choice name={t('filter.kind')} value={search.kind} onPick={(value) => set('kind', value)}>
            {caseKinds.map((one) => [one, t(`kind.${one}`)])}
          </Choice>
          <Choice name={t('filter.channel')} value={search.channel} onPick={(value) => set('channel', value)}>
            {caseChannels.map((one) => [one, t(`channel.${one}`)])}
          </Choice>
          <Choice name={t('filter.assignee')} value={search.assignee} onPick={(value) => set('assignee', value)}>
            {[
              ['me', t('assign.me')],
              ['none', t('assign.nobody')],
              ...colleagues.map((user): [string, string] => [user.id, user.name]),
            ]}
          </Choice>
          <label>
            <span className="label">{t('filter.tag')}</span>
            <input
              className="choose"
              defaultValue={search.tag ?? ''}
              onBlur={(event) => set('tag', event.currentTarget.value.trim())}
              onKeyDown={(event) => event.key === 'Enter' && set('tag', event.currentTarget.value.trim())}
            />
          </label>
          {count > 0 && (
            <Button
              size="s"
              kind="quiet"
              onClick={() => onSearch({ view: search.view, team: search.team, sort: search.sort })}
            >
              {t('filter.clear')}
            </Button>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function Choice(props: {
  name: string;
  value: string | undefined;
  onPick: (value: string) => void;
  children: readonly (readonly string[])[];
}) {
  const { t } = useTranslation('cases');
  return (
    <label>
      <span className="label">{props.name}</span>
      <select
        className="choose"
        value={props.value ?? ''}
        onChange={(event) => props.onPick(event.currentTarget.value)}
      >
        <option value="">{t('filter.any')}</option>
        {props.children.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Comfortable or compact rows; `shift+d`. */
export function DensityButton({ compact, onTurn }: { compact: boolean; onTurn: () => void }) {
  const { t } = useTranslation('hands');
  useShortcut('shift+d', 'hands:views.densityKey', onTurn);
  return (
    <button
      type="button"
      className="plainly"
      aria-pressed={compact}
      aria-label={t('views.densityKey')}
      onClick={onTurn}
    >
      <IconBaselineDensityMedium size={15} stroke={1.7} aria-hidden />
    </button>
  );
}

/** Lets a press mark instead of open, for people without a keyboard. */
export function MarkButton({ marking, onMark }: { marking: boolean; onMark: () => void }) {
  const { t } = useTranslation('cases');
  return (
    <button type="button" className="plainly" aria-pressed={marking} aria-label={t('bulk.start')} onClick={onMark}>
      <IconCheckbox size={15} stroke={1.7} aria-hidden />
    </button>
  );
}
