import { IconChevronDown, IconDiamondFilled } from '@tabler/icons-react';
import '../../../theme/mantine-floating.css';
import { Menu } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { Fragment, lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../../../shortcuts.ts';
import type { View, ViewGroup } from './inbox-views.ts';

const ViewDialog = lazy(() => import('./view-dialog.tsx'));

interface Props {
  groups: readonly ViewGroup[];
  at: View;
}

/** Every view with its number, as a column of its own. */
export function ViewsNav({ groups, at }: Props) {
  const { t } = useTranslation(['cases', 'hands']);
  return (
    <nav className="views" aria-label={t('views.label')}>
      {groups.map((group) => (
        <Fragment key={group.name ?? group.key}>
          <h2>{group.name ?? t(group.key === 'own' ? 'hands:views.own' : `views.${group.key}`)}</h2>
          {group.views.map((view) => (
            <Link
              key={view.key}
              to="/inbox/{-$number}"
              params={{ number: undefined }}
              search={addressOf(view)}
              className={same(view, at) ? 'on' : ''}
              aria-current={same(view, at) ? 'page' : undefined}
            >
              <span className="cut">{viewName(view, t)}</span>
              <Number view={view} />
            </Link>
          ))}
        </Fragment>
      ))}
      <OwnViews at={at} />
    </nav>
  );
}

/** The same as a menu over the list, where there is no room for a column. */
export function ViewsMenu({ groups, at }: Props) {
  const { t } = useTranslation(['cases', 'hands']);
  const navigate = useNavigate();
  const name = groups.find((group) => group.views.some((view) => same(view, at)))?.name;
  return (
    <Menu position="bottom-start" width={240} shadow="md">
      <Menu.Target>
        <button type="button" className="views-menu">
          <span className="sr">{t('views.label')}: </span>
          {name === undefined ? '' : `${name}: `}
          {viewName(at, t)}
          <IconChevronDown size={14} stroke={1.7} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown className="views-list">
        {groups.map((group) => (
          <Fragment key={group.name ?? group.key}>
            <Menu.Label>{group.name ?? t(group.key === 'own' ? 'hands:views.own' : `views.${group.key}`)}</Menu.Label>
            {group.views.map((view) => (
              <Menu.Item
                key={view.key}
                aria-current={same(view, at) ? 'page' : undefined}
                rightSection={<Number view={view} />}
                onClick={() => void navigate({ to: '/inbox', search: addressOf(view) as never })}
              >
                {viewName(view, t)}
              </Menu.Item>
            ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Number({ view }: { view: View }) {
  if (view.count === undefined || view.count === 0) return null;
  return view.risk === true ? (
    <span className="n risk">
      <IconDiamondFilled size={9} aria-hidden />
      {view.count}
    </span>
  ) : (
    <span className="n">{view.more === true ? `${String(view.count)}+` : view.count}</span>
  );
}

/** What a view is called: by its person, else by us. */
export function viewName(view: View, t: (key: string) => string): string {
  return view.name ?? t(view.kept === undefined ? `views.${view.key}` : `hands:views.${view.kept}`);
}

/** Makes a view of one's own, or changes the one that is open; `v`. */
export function OwnViews({ at }: { at: View }) {
  const { t } = useTranslation('hands');
  const navigate = useNavigate();
  const [open, setOpen] = useState<'new' | 'change'>();
  useShortcut('v', 'hands:views.key', () => setOpen('new'));
  return (
    <div className="own-views">
      <button type="button" className="plainly" onClick={() => setOpen('new')}>
        {t('views.add')}
      </button>
      {at.own?.yours === true && (
        <button type="button" className="plainly" onClick={() => setOpen('change')}>
          {t('views.edit')}
        </button>
      )}
      {open !== undefined && (
        <Suspense>
          <ViewDialog
            {...(open === 'change' && at.own !== undefined ? { view: at.own } : {})}
            onClose={() => setOpen(undefined)}
            onKept={(id) => {
              setOpen(undefined);
              void navigate({ to: '/inbox', search: { view: id ?? 'needs-me' } as never });
            }}
          />
        </Suspense>
      )}
    </div>
  );
}

function same(one: View, other: View): boolean {
  return one.key === other.key && one.team === other.team;
}

function addressOf(view: View): { view: string; team?: string } {
  return view.team === undefined ? { view: view.key } : { view: view.key, team: view.team };
}
