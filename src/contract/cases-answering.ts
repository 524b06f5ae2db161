import { Type } from 'typebox';
import { route } from './route.ts';
import { Email, Id, OneOf } from './shapes.ts';
import { Attachment, CaseRef, CaseState, Message } from './cases.ts';

/** How the case stands after something was said in it. */
const Said = Type.Object({ message: Message, caseId: Id, state: CaseState, revision: Type.Integer() });

/**
 * A reply written against an older revision is held back: 409 `case-moved-on`, with the messages it did not know in
 * `missed`. Sending it all the same needs `sendAnyway`.
 */
export const replyToCase = route({
  method: 'POST',
  path: '/cases/:id/messages',
  access: 'cases.write',
  summary: 'Answer the customer; may close the case with the answer',
  params: CaseRef,
  body: Type.Object(
    {
      html: Type.String({ minLength: 1, maxLength: 500_000, pattern: '\\S' }),
      revision: Type.Integer({ minimum: 0 }),
      sendAnyway: Type.Optional(Type.Boolean()),
      attachmentIds: Type.Optional(Type.Array(Id, { maxItems: 20 })),
      /** Instead of the customer's own address. */
      to: Type.Optional(Type.Array(Email, { minItems: 1, maxItems: 20 })),
      cc: Type.Optional(Type.Array(Email, { maxItems: 20 })),
      /** Whose turn it is afterwards: the customer's (usual) or still ours. */
      stateAfter: Type.Optional(OneOf(['waiting', 'open'])),
      close: Type.Optional(
        Type.Object({ valueCreated: Type.Optional(Type.String({ maxLength: 300 })) }, { additionalProperties: false }),
      ),
    },
    { additionalProperties: false },
  ),
  reply: Said,
});

export const noteOnCase = route({
  method: 'POST',
  path: '/cases/:id/notes',
  access: 'cases.write',
  summary: 'Write an internal note; mentioned colleagues are told',
  params: CaseRef,
  body: Type.Object(
    {
      html: Type.String({ minLength: 1, maxLength: 500_000, pattern: '\\S' }),
      mentions: Type.Optional(Type.Array(Id, { maxItems: 50 })),
      attachmentIds: Type.Optional(Type.Array(Id, { maxItems: 20 })),
    },
    { additionalProperties: false },
  ),
  reply: Said,
});

/** multipart/form-data with one part named `file`, at most 30 MB. Name the answer's id in a reply within a day. */
export const uploadFile = route({
  method: 'POST',
  path: '/uploads',
  access: 'cases.write',
  summary: 'Upload a file to attach to a reply or note',
  reply: Attachment,
});
