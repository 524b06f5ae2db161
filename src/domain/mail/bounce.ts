/** Whether a failed delivery may still succeed (RFC 3463 class 4, or a notice of delay) or not (class 5). */
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
