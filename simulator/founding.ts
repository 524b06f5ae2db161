import { randomBytes } from 'node:crypto';
import type { Role } from '../src/domain/people/permissions.ts';
import { adoptCharter } from '../src/server/modules/charter/index.ts';
import { findCompany, setUpCompany, createTeam, createUser } from '../src/server/modules/people/index.ts';
import { addTouchpoint } from '../src/server/modules/journeys/index.ts';
import { createMailbox } from '../src/server/modules/channels/index.ts';
import type { Colleague, Stage } from './playing.ts';
import { company, staff, type TouchpointKey, touchpoints } from './story/company.ts';

/** The company as the simulator knows it. */
export interface Founded {
  password: string;
  owner: Colleague;
  lead: Colleague;
  manager: Colleague;
  all: Colleague[];
  agents: { actor: Colleague; team: 'Homeowners' | 'Trade' | 'Workshop' }[];
  teamIds: Record<'Homeowners' | 'Trade' | 'Workshop', string>;
  touchpointIds: Map<TouchpointKey, string>;
}

/** Sets the company up, or joins one that was set up by hand and asked for the sample; adds staff, teams, touchpoints, a mailbox. */
export async function foundCompany(stage: Stage, at: Date): Promise<Founded> {
  const password = randomBytes(6).toString('base64url');
  const system = stage.system(at);
  if ((await findCompany(system.db)) === undefined) {
    const first = staff[0]!;
    await setUpCompany(system, {
      company: company.name,
      word: company.word,
      meaning: company.meaning,
      name: first.name,
      email: first.email,
      password,
      timeZone: company.timeZone,
      language: company.language,
      currency: company.currency,
      sample: true,
    });
  }
  const ownerRow = await system.db
    .selectFrom('users')
    .select(['id', 'name'])
    .where('role', '=', 'owner')
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirstOrThrow();
  const owner: Colleague = { kind: 'staff', id: ownerRow.id, name: ownerRow.name, role: 'owner', teamIds: [] };
  await adoptCharter(stage.as(owner, at), {
    word: company.word,
    meaning: company.meaning,
    motto: company.motto,
    proofs: [...company.proofs],
    whyChanged: 'The motto and the proofs, agreed in the first huddle.',
  });

  const colleagues: { actor: Colleague; team: Founded['agents'][number]['team']; key: string }[] = [];
  for (const one of staff) {
    const known = await system.db.selectFrom('users').select('id').where('email', '=', one.email).executeTakeFirst();
    const id =
      known?.id ??
      (
        await createUser(stage.system(at), {
          name: one.name,
          email: one.email,
          role: one.role,
          password,
          timeZone: company.timeZone,
        })
      ).id;
    colleagues.push({
      key: one.key,
      team: one.team,
      actor: { kind: 'staff', id, name: one.name, role: one.role as Role, teamIds: [] },
    });
  }
  const teamIds = {} as Founded['teamIds'];
  for (const team of ['Homeowners', 'Trade', 'Workshop'] as const) {
    const memberIds = colleagues.filter((one) => one.team === team).map((one) => one.actor.id);
    teamIds[team] = (await createTeam(stage.system(at), { name: team, memberIds })).id;
  }
  for (const one of colleagues) one.actor = { ...one.actor, teamIds: [teamIds[one.team]] };
  const by = (key: string) => colleagues.find((one) => one.key === key)!.actor;
  const touchpointIds = await openTouchpoints(stage, by('karl'), at);
  await createMailbox(stage.as(owner, at), {
    name: company.name,
    address: company.address,
    fromName: company.name,
    isDefault: true,
    simulated: true,
  });
  return {
    password,
    owner,
    lead: by('ines'),
    manager: by('karl'),
    all: colleagues.map((one) => one.actor),
    agents: colleagues
      .filter((one) => one.actor.role === 'agent' || one.actor.role === 'lead')
      .map(({ actor, team }) => ({ actor, team })),
    teamIds,
    touchpointIds,
  };
}

async function openTouchpoints(stage: Stage, manager: Colleague, at: Date): Promise<Map<TouchpointKey, string>> {
  const ids = new Map<TouchpointKey, string>();
  for (const { key, name, channel, purpose, importance } of touchpoints) {
    const made = await addTouchpoint(stage.as(manager, at), { name, channel, purpose, importance });
    ids.set(key, made.id);
  }
  return ids;
}
