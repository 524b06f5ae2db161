import { expect, it } from 'vitest';
import { behindDoor } from './doors.ts';
import { places } from './places.ts';

it('leads from an address typed short to the place that is meant', () => {
  expect(behindDoor('journeys/7')).toEqual({ to: '/journeys', search: { journey: '7' } });
  expect(behindDoor('touchpoints/7/')).toEqual({ to: '/journeys/touchpoints/7', search: {} });
  expect(behindDoor('improve/decisions')).toEqual({ to: '/improve', search: { show: 'decisions' } });
  expect(behindDoor('journeys/touchpoints')).toEqual({ to: '/journeys', search: {} });
});

it('leads nowhere where nobody knows what is meant', () => {
  for (const address of ['', 'nothing', 'journeys/7/8', 'customers/7/edit'])
    expect(behindDoor(address)).toBeUndefined();
});

it('gives every place with a tail an address without it that leads somewhere', () => {
  const known = new Set(places.map(({ path }) => path));
  const cut = places.flatMap(({ path }) => (path.endsWith('/$id') ? [path.slice(0, -'/$id'.length)] : []));
  expect(cut.filter((path) => !known.has(path) && behindDoor(path) === undefined)).toEqual([]);
});
