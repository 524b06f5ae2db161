import type { Icon } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Permission } from '../domain/people/permissions.ts';

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
  /** Where its link stands: in the rail in the order of the loop, or at its foot; nowhere without it. */
  readonly stands?: 'rail' | 'foot';
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

/** The address to link to: the path without its optional tail. */
export function linkOf(place: Place): string {
  const link = place.path.replace(/\/\{-\$\w+\}/g, '');
  return link === '' ? '/' : link;
}
