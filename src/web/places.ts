import {
  IconBell,
  IconBook2,
  IconHeartHandshake,
  IconInbox,
  IconSettings,
  IconSun,
  IconUsers,
  IconChartDots,
  IconEar,
  IconRoute,
  IconSearch,
  IconTool,
  type Icon,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Permission } from '../domain/people/permissions.ts';
import { useInboxCount } from './modules/cases/list/inbox-count.ts';
import { useUnreadCount } from './modules/notifications/unread-count.ts';

/** A screen with an address. Only what exists stands in the table: nothing in Kept leads nowhere. */
export interface Place {
  /** Names it in the catalogue: `web:places.<key>.name`, `.question`. */
  readonly key: string;
  /** TanStack path; `/inbox/{-$number}` keeps one screen mounted while the part after it comes and goes. */
  readonly path: string;
  /** Tails (`$id`) that name no record and yet lead somewhere: `new`. */
  readonly tails?: RegExp;
  /** The module exports its component as `Screen`; it becomes a file of its own. */
  readonly screen: () => Promise<{ Screen: ComponentType }>;
  /** Where its link stands: in the rail in the order of the loop, at its foot, or nowhere. */
  readonly stands: 'rail' | 'foot' | 'nowhere';
  readonly icon?: Icon;
  /** Who lacks it neither sees the link nor enters. */
  readonly permission?: Permission;
  /** The place in the rail that is lit while one is here, when it is not this one. */
  readonly within?: string;
  /** `folded`: the rail is narrow here at any width. `bare`: no rail at all (huddle, wall displays). */
  readonly frame?: 'folded' | 'bare';
  /** `g` and this letter go there. */
  readonly letter?: string;
  /** On a phone one of the four in the dock. */
  readonly dock?: boolean;
  /** A hook that counts what waits there, shown beside the name; it must not fetch more than a number. */
  readonly useCount?: () => number | undefined;
}

/** Every place there is, in the order of the loop. */
export const places: readonly Place[] = [
  {
    key: 'today',
    path: '/',
    screen: () => import('./screens/today.tsx'),
    stands: 'rail',
    icon: IconSun,
    permission: 'practice.take',
    letter: 't',
    dock: true,
  },
  {
    key: 'inbox',
    path: '/inbox/{-$number}',
    screen: () => import('./screens/inbox.tsx'),
    stands: 'rail',
    icon: IconInbox,
    permission: 'cases.read',
    frame: 'folded',
    letter: 'i',
    dock: true,
    useCount: useInboxCount,
  },
  {
    key: 'search',
    path: '/search',
    screen: () => import('./screens/search.tsx'),
    stands: 'nowhere',
    icon: IconSearch,
    within: 'inbox',
  },
  {
    key: 'customers',
    path: '/customers',
    screen: () => import('./screens/customers.tsx'),
    stands: 'rail',
    icon: IconUsers,
    permission: 'customers.read',
    letter: 'c',
    dock: true,
  },
  {
    key: 'customer',
    path: '/customers/$id',
    screen: () => import('./screens/customer.tsx'),
    stands: 'nowhere',
    permission: 'customers.read',
    within: 'customers',
  },
  {
    key: 'organisations',
    path: '/organisations',
    screen: () => import('./screens/customer-organisations.tsx'),
    stands: 'nowhere',
    permission: 'customers.read',
    within: 'customers',
  },
  {
    key: 'organisation',
    path: '/organisations/$id',
    screen: () => import('./screens/customer-organisation.tsx'),
    stands: 'nowhere',
    permission: 'customers.read',
    within: 'customers',
  },
  {
    key: 'knowledge',
    path: '/knowledge',
    screen: () => import('./screens/knowledge.tsx'),
    stands: 'rail',
    icon: IconBook2,
    permission: 'knowledge.read',
    letter: 'k',
  },
  {
    key: 'article',
    path: '/knowledge/$id',
    tails: /^new$/,
    screen: () => import('./screens/article.tsx'),
    stands: 'nowhere',
    permission: 'knowledge.read',
    within: 'knowledge',
  },
  {
    key: 'journeys',
    path: '/journeys',
    screen: () => import('./screens/journeys.tsx'),
    stands: 'rail',
    icon: IconRoute,
    permission: 'journeys.read',
    letter: 'j',
  },
  {
    key: 'moments',
    path: '/journeys/moments',
    screen: () => import('./screens/journeys-moments.tsx'),
    stands: 'nowhere',
    permission: 'journeys.read',
    within: 'journeys',
  },
  {
    key: 'touchpoint',
    path: '/journeys/touchpoints/$id',
    screen: () => import('./screens/touchpoint.tsx'),
    stands: 'nowhere',
    permission: 'journeys.read',
    within: 'journeys',
  },
  {
    key: 'journeyEdit',
    path: '/journeys/$id/edit',
    screen: () => import('./screens/journeys-edit.tsx'),
    stands: 'nowhere',
    permission: 'journeys.write',
    within: 'journeys',
  },
  {
    key: 'voice',
    path: '/voice',
    screen: () => import('./screens/voice.tsx'),
    stands: 'rail',
    icon: IconEar,
    permission: 'voice.read',
    letter: 'v',
  },
  {
    key: 'voiceNeeds',
    path: '/voice/needs',
    screen: () => import('./screens/voice-needs.tsx'),
    stands: 'nowhere',
    permission: 'voice.read',
    within: 'voice',
  },
  {
    key: 'voiceThemes',
    path: '/voice/themes',
    screen: () => import('./screens/voice-themes.tsx'),
    stands: 'nowhere',
    permission: 'voice.read',
    within: 'voice',
  },
  {
    key: 'survey',
    path: '/voice/surveys/$id',
    screen: () => import('./screens/voice-survey.tsx'),
    stands: 'nowhere',
    permission: 'voice.read',
    within: 'voice',
  },
  {
    key: 'recovery',
    path: '/voice/recoveries/$id',
    screen: () => import('./screens/recovery.tsx'),
    stands: 'nowhere',
    permission: 'voice.read',
    within: 'voice',
  },
  {
    key: 'caseDoor',
    path: '/cases/$id',
    tails: /^\d{1,9}$/,
    screen: () => import('./screens/journeys-case.tsx'),
    stands: 'nowhere',
    permission: 'cases.read',
    within: 'inbox',
  },
  {
    key: 'improve',
    path: '/improve',
    screen: () => import('./screens/improve.tsx'),
    stands: 'rail',
    icon: IconTool,
    permission: 'improvement.read',
    letter: 'e',
  },
  {
    key: 'problem',
    path: '/improve/problems/$id',
    screen: () => import('./screens/problem.tsx'),
    stands: 'nowhere',
    permission: 'improvement.read',
    within: 'improve',
  },
  {
    key: 'notice',
    path: '/improve/notices/$id',
    screen: () => import('./screens/notice.tsx'),
    stands: 'nowhere',
    permission: 'improvement.read',
    within: 'improve',
  },
  {
    key: 'improvement',
    path: '/improve/improvements/$id',
    screen: () => import('./screens/improvement.tsx'),
    stands: 'nowhere',
    permission: 'improvement.read',
    within: 'improve',
  },
  {
    key: 'decision',
    path: '/improve/decisions/$id',
    screen: () => import('./screens/decision.tsx'),
    stands: 'nowhere',
    permission: 'improvement.read',
    within: 'improve',
    frame: 'folded',
  },
  {
    key: 'measure',
    path: '/measure',
    screen: () => import('./screens/measure.tsx'),
    stands: 'rail',
    icon: IconChartDots,
    permission: 'measures.read',
    letter: 'm',
  },
  {
    key: 'measureEstimates',
    path: '/measure/estimates',
    screen: () => import('./screens/measure-estimates.tsx'),
    stands: 'nowhere',
    permission: 'promises.read',
    within: 'measure',
  },
  {
    key: 'measurePromises',
    path: '/measure/promises',
    screen: () => import('./screens/measure-promises.tsx'),
    stands: 'nowhere',
    permission: 'promises.read',
    within: 'measure',
  },
  {
    key: 'measureReports',
    path: '/measure/reports',
    screen: () => import('./screens/measure-reports.tsx'),
    stands: 'nowhere',
    permission: 'reports.write',
    within: 'measure',
  },
  {
    key: 'measureMailed',
    path: '/measure/mailed/$id',
    screen: () => import('./screens/measure-mailed.tsx'),
    stands: 'nowhere',
    permission: 'measures.read',
    within: 'measure',
  },
  {
    key: 'culture',
    path: '/culture/{-$part}',
    screen: () => import('./screens/culture.tsx'),
    stands: 'rail',
    icon: IconHeartHandshake,
    permission: 'charter.read',
    letter: 'u',
    dock: true,
  },
  {
    key: 'huddles',
    path: '/huddle',
    screen: () => import('./screens/huddles.tsx'),
    stands: 'nowhere',
    permission: 'practice.take',
    within: 'culture',
  },
  {
    key: 'huddle',
    path: '/huddle/$id',
    screen: () => import('./screens/huddle.tsx'),
    stands: 'nowhere',
    permission: 'practice.take',
    within: 'culture',
    frame: 'bare',
  },
  {
    key: 'promise',
    path: '/promises/$id',
    screen: () => import('./screens/promise.tsx'),
    stands: 'nowhere',
    permission: 'promises.read',
    within: 'today',
  },
  {
    key: 'escalation',
    path: '/escalations/$id',
    tails: /^new$/,
    screen: () => import('./screens/escalation.tsx'),
    stands: 'nowhere',
    permission: 'cases.read',
    within: 'today',
  },
  {
    key: 'notifications',
    path: '/notifications',
    screen: () => import('./screens/notifications.tsx'),
    stands: 'foot',
    icon: IconBell,
    permission: 'practice.take',
    letter: 'n',
    useCount: useUnreadCount,
  },
  {
    key: 'settings',
    path: '/settings/{-$section}',
    screen: () => import('./screens/settings.tsx'),
    stands: 'foot',
    icon: IconSettings,
    permission: 'people.read',
    letter: ',',
  },
];

/** The address to link to: the path without its optional tail. */
export function linkOf(place: Place): string {
  const link = place.path.replace(/\/\{-\$\w+\}/g, '');
  return link === '' ? '/' : link;
}
