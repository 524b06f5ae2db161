import { useTranslation } from 'react-i18next';
import { roles } from '../../../domain/people/permissions.ts';
import { useTeams } from '../../colleagues.ts';

/** Names whoever a step is for: the case's own person, a role, or a team. */
export function useWho(): (who: string) => string {
  const { t } = useTranslation('procedures');
  const teams = useTeams();
  return (who) => {
    if (who === '') return t('who.nobody');
    if (who.startsWith('team:')) return teams.find((team) => team.id === who.slice(5))?.name ?? t('who.team');
    return t(`who.${who}`);
  };
}

/** Everybody a step can be for, with names, for menus. */
export function useEverybody(): readonly [string, string][] {
  const { t } = useTranslation('procedures');
  const teams = useTeams();
  return [
    ['', t('who.nobody')],
    ['assignee', t('who.assignee')],
    ...roles.map((role): [string, string] => [role, t(`who.${role}`)]),
    ...teams.map((team): [string, string] => [`team:${team.id}`, team.name]),
  ];
}
