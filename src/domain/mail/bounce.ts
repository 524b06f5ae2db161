/**
 * Whether a failed delivery may still succeed ('temporary') or not ('permanent'). The written rule: a notice of delay
 * (Action: delayed, or its words) is temporary whatever its status; otherwise the class of the status decides (RFC 3463: 4 is
 * temporary, 5 is permanent). There is no exception by reason, so that the figure means the same for every server; whether the
 * address itself is to blame is a question of its own: `blamesAddress`.
 */
export type BounceHardness = 'temporary' | 'permanent';

/** One address a mail did not reach. `status` is an enhanced status code such as 5.1.1; `diagnostic` the server's words. */
export type BouncedRecipient = { address: string; status: string; hardness: BounceHardness; diagnostic: string };

/** A delivery failure or delay: the state of a mail we sent, never a message of a person. */
export type Bounce = {
  hardness: BounceHardness;
  status: string;
  diagnostic: string;
  recipients: BouncedRecipient[];
  /** The Message-ID of the mail that did not arrive, when the notice tells. */
  originalMessageId: string | null;
  /** 'report' when the server followed RFC 3464, 'notice' when it was understood from its words. */
  source: 'report' | 'notice';
};

/**
 * Statuses of class 5 that say nothing about the address: a full mailbox, a mail too large, a system or route out of order, a
 * policy against sender or content (RFC 3463 sections 3.3, 3.4, 3.5, 3.6, 3.8). Writing there again later may well work.
 */
const NOT_THE_ADDRESS = /^5\.(?:1\.[78]|2\.[234]|3\.\d{1,3}|4\.[3567]|6\.\d{1,3}|7\.\d{1,3})$/;

/** Is the address itself at fault, so that it should be marked and asked about? Only a permanent failure can say so. */
export function blamesAddress(recipient: { status: string; hardness: BounceHardness }): boolean {
  return recipient.hardness === 'permanent' && !NOT_THE_ADDRESS.test(recipient.status);
}
