/**
 * Addresses that people type or cut short, and the place they mean. `$id` is carried over; what stands after it is what comes
 * after the question mark, as `$id` again or a word.
 */
interface Door {
  readonly path: string;
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
}

const doors: readonly Door[] = [
  { path: '/journeys/touchpoints', to: '/journeys' },
  { path: '/journeys/$id', to: '/journeys', search: { journey: '$id' } },
  { path: '/touchpoints', to: '/journeys' },
  { path: '/touchpoints/$id', to: '/journeys/touchpoints/$id' },
  { path: '/moments', to: '/journeys/moments' },
  { path: '/moments/$id', to: '/journeys/moments' },
  { path: '/needs', to: '/voice/needs' },
  { path: '/needs/$id', to: '/voice/needs' },
  { path: '/themes', to: '/voice/themes' },
  { path: '/themes/$id', to: '/voice/themes' },
  { path: '/surveys', to: '/voice', search: { show: 'surveys' } },
  { path: '/voice/surveys', to: '/voice', search: { show: 'surveys' } },
  { path: '/surveys/$id', to: '/voice/surveys/$id' },
  { path: '/recoveries', to: '/voice', search: { show: 'recoveries' } },
  { path: '/voice/recoveries', to: '/voice', search: { show: 'recoveries' } },
  { path: '/recoveries/$id', to: '/voice/recoveries/$id' },
  { path: '/problems', to: '/improve', search: { show: 'problems' } },
  { path: '/improve/problems', to: '/improve', search: { show: 'problems' } },
  { path: '/problems/$id', to: '/improve/problems/$id' },
  { path: '/improvements', to: '/improve' },
  { path: '/improve/improvements', to: '/improve' },
  { path: '/improvements/$id', to: '/improve/improvements/$id' },
  { path: '/decisions', to: '/improve', search: { show: 'decisions' } },
  { path: '/improve/decisions', to: '/improve', search: { show: 'decisions' } },
  { path: '/decisions/$id', to: '/improve/decisions/$id' },
  { path: '/notices', to: '/improve', search: { show: 'notices' } },
  { path: '/improve/notices', to: '/improve', search: { show: 'notices' } },
  { path: '/notices/$id', to: '/improve/notices/$id' },
  { path: '/measure/mailed', to: '/measure' },
  { path: '/promises', to: '/measure/promises' },
  { path: '/escalations', to: '/' },
  { path: '/cases', to: '/inbox' },
  { path: '/articles', to: '/knowledge' },
  { path: '/articles/$id', to: '/knowledge/$id' },
  { path: '/huddles', to: '/huddle' },
  { path: '/huddles/$id', to: '/huddle/$id' },
];

/** Where an address leads that no place has; undefined where nobody knows what is meant. */
export function behindDoor(address: string): { to: string; search: Record<string, string> } | undefined {
  const asked = address.split('/').filter((part) => part !== '');
  for (const { path, to, search = {} } of doors) {
    const parts = path.split('/').slice(1);
    if (parts.length !== asked.length || parts.some((part, place) => part !== '$id' && part !== asked[place])) continue;
    const id = parts.at(-1) === '$id' ? asked.at(-1)! : '';
    const fill = (text: string) => text.replace('$id', id);
    return {
      to: fill(to),
      search: Object.fromEntries(Object.entries(search).map(([key, value]) => [key, fill(value)])),
    };
  }
  return undefined;
}
