import { IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useColleagues } from '../../colleagues.ts';
import { useSession } from '../../session.ts';
import { useShortcut } from '../../shortcuts.ts';
import { Button } from '../../ui/button.tsx';
import type { Case } from './cases.data.ts';
import { useCaseDeeds } from './changing.ts';
import { PickMenu } from './pick-menu.tsx';

/** Who has the case. `a` takes it oneself. */
export function AssignMenu({ found }: { found: Case }) {
  const { t } = useTranslation('cases');
  const { user } = useSession();
  const { change } = useCaseDeeds(found);
  const colleagues = useColleagues();
  const give = (id: string | null) => {
    if (id === (found.assignee?.id ?? null)) return;
    const to = id === user?.id ? user : colleagues.find((one) => one.id === id);
    const assignee = to === undefined || to === null ? null : { id: to.id, name: to.name };
    void change(
      { assigneeId: id },
      { assignee },
      assignee === null ? t('done.unassigned') : t('done.assigned', { name: assignee.name }),
      { assigneeId: found.assignee?.id ?? null },
      { assignee: found.assignee },
    );
  };
  useShortcut('a', 'cases:keys.take', () => give(user?.id ?? null));
  return (
    <PickMenu
      name={t('assign.label')}
      none={t('assign.nobody')}
      {...(user === null ? {} : { first: { id: user.id, name: t('assign.take') } })}
      options={colleagues}
      onPick={give}
      target={
        <Button kind="icon" aria-label={t('assign.label')}>
          <IconUserPlus size={18} stroke={1.7} aria-hidden />
        </Button>
      }
    />
  );
}
