import { describe, expect, it } from 'vitest';
import { filterOf, narrowedBy, readInboxSearch, viewGroups, viewOf } from './inbox-views.ts';

const counts = {
  needsMe: 6,
  atRisk: 3,
  atRiskMine: 2,
  waiting: 20,
  waitingMine: 12,
  snoozed: 4,
  snoozedMine: 3,
  unassigned: 9,
  open: 31,
  teams: [
    { id: 'team-1', name: 'Homeowners', open: 31, unassigned: 9, atRisk: 1, mine: true },
    { id: 'team-2', name: 'Trade', open: 8, unassigned: 0, atRisk: 0, mine: false },
  ],
};

describe('the views of the inbox', () => {
  it('are mine, those of my teams, and everyone’s', () => {
    expect(viewGroups(counts).map((group) => group.name ?? group.key)).toEqual(['mine', 'Homeowners', 'all']);
  });

  it('an address without a view is what needs me, by next promise', () => {
    const search = readInboxSearch({});
    expect(filterOf(viewOf(viewGroups(counts), search), search)).toEqual({
      assignee: 'me',
      state: 'ours',
      sort: 'promise',
    });
  });

  it('a team’s view works before its counts have arrived', () => {
    const search = readInboxSearch({ view: 'open', team: 'team-9' });
    expect(filterOf(viewOf(viewGroups(undefined), search), search)).toMatchObject({
      teamId: 'team-9',
      state: 'active',
    });
  });

  it('an unknown view of an old bookmark opens the first one', () => {
    expect(viewOf(viewGroups(counts), readInboxSearch({ view: 'gone' })).key).toBe('needs-me');
  });

  it('conditions narrow a view and are counted', () => {
    const search = readInboxSearch({ view: 'open', priority: 'urgent', tag: 2026, strange: 'x' });
    expect(narrowedBy(search)).toBe(2);
    expect(filterOf(viewOf(viewGroups(counts), search), search)).toMatchObject({ priority: 'urgent', tag: '2026' });
    expect(search).not.toHaveProperty('strange');
  });
});
