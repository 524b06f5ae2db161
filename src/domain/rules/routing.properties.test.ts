import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Candidate, isSkilled, neededSkills, routeCase, routingMethods } from './routing.ts';

const skill = fc.constantFrom('language:de', 'language:fr', 'kind:complaint', 'tag:billing', 'product:pump');
const candidate = (id: number) =>
  fc.record<Candidate>({
    id: fc.constant(`p${id}`),
    name: fc.constant(`P${id}`),
    skills: fc.uniqueArray(skill, { maxLength: 3 }),
    load: fc.integer({ min: 0, max: 12 }),
    mostLoad: fc.option(fc.integer({ min: 1, max: 12 }), { nil: null }),
    takesCases: fc.boolean(),
    absent: fc.boolean(),
    inHours: fc.boolean(),
    lastGivenAt: fc.option(fc.integer({ min: 0, max: 1000 }), { nil: null }),
  });
const team = fc
  .integer({ min: 0, max: 6 })
  .chain((n) => fc.tuple(...Array.from({ length: n }, (_, id) => candidate(id))));
const wanted = fc.record({ traits: fc.uniqueArray(skill, { maxLength: 3 }), weight: fc.constantFrom(0.5, 1, 2, 3) });

describe('who gets a case', () => {
  it('is somebody who can, is here, works now and stays within the limit', () => {
    fc.assert(
      fc.property(fc.constantFrom(...routingMethods), wanted, team, fc.boolean(), (method, one, people, hours) => {
        const { to, because } = routeCase(method, one, people, hours);
        expect(because).toMatch(/\.$/);
        if (to === null) return;
        expect(method).not.toBe('manual');
        expect(to.takesCases && !to.absent && (to.inHours || !hours)).toBe(true);
        expect(isSkilled(to, neededSkills(one.traits, people))).toBe(true);
        expect(to.mostLoad === null || to.load + one.weight <= to.mostLoad).toBe(true);
      }),
    );
  });

  it('is nobody only when nobody is fit', () => {
    fc.assert(
      fc.property(wanted, team, fc.boolean(), (one, people, hours) => {
        const needs = neededSkills(one.traits, people);
        const fit = people.some(
          (person) =>
            person.takesCases &&
            !person.absent &&
            (person.inHours || !hours) &&
            isSkilled(person, needs) &&
            (person.mostLoad === null || person.load + one.weight <= person.mostLoad),
        );
        expect(routeCase('least-load', one, people, hours).to !== null).toBe(fit);
      }),
    );
  });

  it('goes round: of equals everybody has had one before anybody has two', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 30 }), (size, cases) => {
        const people: Candidate[] = Array.from({ length: size }, (_, id) => ({
          id: `p${id}`,
          name: `P${id}`,
          skills: [],
          load: 0,
          mostLoad: null,
          takesCases: true,
          absent: false,
          inHours: true,
          lastGivenAt: null,
        }));
        const given = new Map<string, number>();
        for (let at = 1; at <= cases; at++) {
          const { to } = routeCase('round-robin', { traits: [], weight: 1 }, people, true);
          to!.lastGivenAt = at;
          given.set(to!.id, (given.get(to!.id) ?? 0) + 1);
        }
        const counts = people.map((person) => given.get(person.id) ?? 0);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('does not depend on the order in which people are listed', () => {
    fc.assert(
      fc.property(wanted, team, (one, people) => {
        const there = routeCase('least-load', one, people, true).to?.id;
        expect(routeCase('least-load', one, people.toReversed(), true).to?.id).toBe(there);
      }),
    );
  });
});
