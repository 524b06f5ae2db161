import './company.css';
import '../../../theme/mantine-floating.css';
import { Menu } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../../commands.ts';
import { useSession } from '../../../session.ts';
import { useShortcut } from '../../../shortcuts.ts';
import { notify, notifyProblem, notifyUndo } from '../../../toasts.ts';
import { Button } from '../../../ui/button.tsx';
import { TimeText } from '../../../ui/time-text.tsx';
import type { Case } from '../cases.data.ts';
import { LinkDialog, MergeDialog, SplitDialog } from './company-dialogs.tsx';
import { companyDeeds, companyQuery, partiesQuery } from './company.data.ts';
import { PeopleDialog } from './people-dialog.tsx';
import { TasksDialog } from './tasks-dialog.tsx';

const dialogs = ['people', 'tasks', 'link', 'split', 'merge'] as const;
type Which = (typeof dialogs)[number];
const keys: Record<Which, string> = { people: 'b p', tasks: 'b t', link: 'b l', split: 'b s', merge: 'b m' };

/** What belongs to a case, below its head: where it was merged, what it is linked to, its tasks and people, and the menu for all of it. `children`: what helps, on the same line. */
export default function CompanyStrip({ found, children }: { found: Case; children?: ReactNode }) {
  const { t, i18n } = useTranslation('company');
  const { may } = useSession();
  const company = useQuery(companyQuery(found.id)).data;
  const people = useQuery(partiesQuery(found.id)).data;
  const [opened, setOpened] = useState<Which>();
  const writes = may('cases.write');
  const merged = found.mergedInto !== null;
  const deeds = companyDeeds(found.id);
  const open = (which: Which) => setOpened(which);
  useShortcut(keys.people, 'company:keys.people', () => open('people'), writes && !merged);
  useShortcut(keys.tasks, 'company:keys.tasks', () => open('tasks'), writes && !merged);
  useShortcut(keys.link, 'company:keys.link', () => open('link'), writes && !merged);
  useShortcut(keys.split, 'company:keys.split', () => open('split'), writes && !merged);
  useShortcut(keys.merge, 'company:keys.merge', () => open('merge'), writes && !merged);
  useCommands(
    () => ({
      id: 'case-company',
      heading: t('menu.heading', { number: found.number }),
      commands:
        writes && !merged
          ? dialogs.map((which) => ({
              id: `company-${which}`,
              label: t(`keys.${which}`),
              keys: keys[which],
              run: () => open(which),
            }))
          : [],
    }),
    `${i18n.language}:${found.id}:${String(merged)}`,
  );
  const others = people?.parties.filter((party) => party.id !== null) ?? [];
  const unmerge = (of: { id: string; number: number }) =>
    void companyDeeds(of.id)
      .unmerge()
      .then(() => notify(t('merge.undone', { number: of.number })))
      .catch(notifyProblem);
  return (
    <>
      {company?.mergedInto != null && (
        <div className="merged-banner" role="status">
          <span className="grow">
            {t('banner.into')}{' '}
            <Link to="/inbox/{-$number}" params={{ number: String(company.mergedInto.number) }} search={true as never}>
              #{company.mergedInto.number} {company.mergedInto.subject}
            </Link>{' '}
            <span className="dim">
              {company.mergedInto.by?.name} <TimeText at={company.mergedInto.at} />
            </span>
          </span>
          {writes && (
            <Button size="s" onClick={() => unmerge(found)}>
              {t('banner.undo')}
            </Button>
          )}
        </div>
      )}
      {company?.merged.map((one) => (
        <div key={one.id} className="merged-banner" role="note">
          <span className="grow">
            {t(one.otherCustomer ? 'banner.tookOther' : 'banner.took', { name: one.customer.name })}{' '}
            <Link to="/inbox/{-$number}" params={{ number: String(one.number) }} search={true as never}>
              #{one.number} {one.subject}
            </Link>
          </span>
          {writes && (
            <Button size="s" onClick={() => unmerge(one)}>
              {t('banner.undo')}
            </Button>
          )}
        </div>
      ))}
      <div className="case-strip">
        {children}
        {company?.links.map((link) => (
          <span key={`${link.id}-${link.relation}`} className="belongs">
            {t(`relation.${link.relation}`)}{' '}
            <Link to="/inbox/{-$number}" params={{ number: String(link.number) }} search={true as never}>
              #{link.number} <span className="cut">{link.subject}</span>
            </Link>
            {link.state === 'closed' && <span className="dim"> {t('closed')}</span>}
            {writes && !link.relation.startsWith('split') && (
              <button
                type="button"
                className="plainly"
                aria-label={t('link.remove', { number: link.number })}
                onClick={() =>
                  void deeds
                    .unlink(link.id, link.relation)
                    .then(() =>
                      notifyUndo(t('link.removed'), () => void deeds.link({ to: link.id, relation: link.relation })),
                    )
                    .catch(notifyProblem)
                }
              >
                <IconX size={13} stroke={2} aria-hidden />
              </button>
            )}
          </span>
        ))}
        {company !== undefined && company.progress.all > 0 && (
          <button type="button" className="plainly" onClick={() => open('tasks')}>
            {t('tasks.progress', { done: company.progress.done, all: company.progress.all })}
          </button>
        )}
        {others.length > 0 && (
          <button type="button" className="plainly cut" onClick={() => open('people')}>
            {t('people.with', { names: others.map((one) => one.name).join(', ') })}
          </button>
        )}
        <span className="grow" />
        {writes && !merged && (
          <Menu position="bottom-end" width={240} shadow="md">
            <Menu.Target>
              <button type="button" className="plainly">
                {t('menu.open')}
              </button>
            </Menu.Target>
            <Menu.Dropdown>
              {dialogs.map((which) => (
                <Menu.Item
                  key={which}
                  onClick={() => open(which)}
                  rightSection={<kbd aria-hidden>{keys[which].toUpperCase()}</kbd>}
                >
                  {t(`keys.${which}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      {opened === 'people' && <PeopleDialog found={found} onClose={() => setOpened(undefined)} />}
      {opened === 'tasks' && <TasksDialog found={found} onClose={() => setOpened(undefined)} />}
      {opened === 'link' && <LinkDialog found={found} onClose={() => setOpened(undefined)} />}
      {opened === 'split' && <SplitDialog found={found} onClose={() => setOpened(undefined)} />}
      {opened === 'merge' && <MergeDialog found={found} onClose={() => setOpened(undefined)} />}
    </>
  );
}
