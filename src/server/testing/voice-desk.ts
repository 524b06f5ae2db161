import type { Context } from '../context.ts';
import { parseMail } from '../mail/parsing/parsing.ts';
import { closeCase } from '../modules/cases/index.ts';
import { tickVoice } from '../modules/voice/ticking.ts';
import { newId } from '../store/identity.ts';
import type { Subscription } from '../store/subscriptions.ts';
import { addCase, addCustomer, openTestCompany, tell, type TestStaff } from './desk.ts';
import type { TestHouse } from './house.ts';

/** A company whose agent Mia serves customers, who are asked afterwards. */
export interface VoiceDesk {
  house: TestHouse;
  agent: TestStaff;
  lead: TestStaff;
  manager: TestStaff;
  /** Mia, at the test's present time. */
  mia(): Context;
  /** Lets every room of the test catch up. */
  settle(): Promise<void>;
  /** A case as the log knows it: Mia's, and answered by her, unless told otherwise. */
  openCase(customerId: string, more?: { kind?: string; assigned?: boolean; answered?: boolean }): Promise<string>;
  /** Mia answers; no event tells of it. @returns the message */
  answer(caseId: string): Promise<string>;
  /** Mia answers, and the log tells of it. */
  reply(caseId: string, customerId: string): Promise<void>;
  /** Closes the case and lets half an hour pass. */
  closeAndAsk(caseId: string): Promise<void>;
  /** The token in the last mail that asked this customer. */
  tokenOf(customerId: string): Promise<string>;
  /** Asked after a closed case: the case, its customer and the token of the link. */
  asked(): Promise<{ customerId: string; caseId: string; token: string }>;
}

/**
 * Call in `beforeAll`, and close its house in `afterAll`.
 * @param subscriptions of the rooms that take part
 * @param before what the company has before it is set up
 */
export async function openVoiceDesk(
  subscriptions: readonly Subscription[],
  before: (house: TestHouse) => Promise<void> = async () => undefined,
): Promise<VoiceDesk> {
  const { house, manager } = await openTestCompany();
  const [agent, lead] = [await house.staff('agent', 'Mia'), await house.staff('lead', 'Lars')];
  await before(house);
  const desk: VoiceDesk = {
    house,
    agent,
    lead,
    manager,
    mia: () => house.as(agent),
    settle: () => house.settle(subscriptions),
    async openCase(customerId, { kind = 'question', assigned = true, answered = true } = {}) {
      const id = await addCase(house, customerId, { state: 'open', kind, assignee_id: assigned ? agent.id : null });
      await tell(house.system(), 'cases.opened', id, { caseId: id, customerId, channel: 'mail', kind });
      if (answered) await desk.reply(id, customerId);
      return id;
    },
    async answer(caseId) {
      const id = newId();
      const author = { author_kind: 'staff', author_user_id: agent.id, author_name: agent.name };
      const row = { id, case_id: caseId, at: house.now(), kind: 'message', direction: 'out', channel: 'mail' };
      await house.db
        .insertInto('messages')
        .values({ ...row, ...author, text: 'We sent a new seal.' })
        .execute();
      return id;
    },
    async reply(caseId, customerId) {
      const messageId = await desk.answer(caseId);
      await tell(house.system(), 'cases.replied', caseId, { caseId, messageId, customerId, userId: agent.id });
    },
    async closeAndAsk(caseId) {
      await closeCase(desk.mia(), caseId, {});
      await desk.settle();
      house.setClock(31 * 60_000);
      await tickVoice(house.system());
    },
    async tokenOf(customerId) {
      const { raw } = await house.db
        .selectFrom('outbox')
        .select('raw')
        .where('customer_id', '=', customerId)
        .where('purpose', '=', 'survey')
        .orderBy('queued_at', 'desc')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow();
      return /\/s\/([\w-]{43})/.exec((await parseMail(raw)).text)![1]!;
    },
    async asked() {
      const customerId = await addCustomer(house);
      const caseId = await desk.openCase(customerId);
      await desk.closeAndAsk(caseId);
      return { customerId, caseId, token: await desk.tokenOf(customerId) };
    },
  };
  await tell(house.system(), 'people.company-set-up', null, { company: 'Tapworks', language: 'en' });
  await desk.settle();
  return desk;
}
