import type { Form } from '../../../contract/forms.ts';
import type { FieldValue, FieldValues } from '../../../domain/fields/values.ts';
import { readAnswers } from '../../../domain/forms/answers.ts';
import { Refusal } from '../../../domain/refusal.ts';
import { say } from '../../catalogue.ts';
import { asSystem, type Context, transact, type WritingContext } from '../../context.ts';
import { record } from '../../store/events.ts';
import {
  acknowledgementTime,
  addTask,
  attachUploads,
  type Opened,
  openConversation,
  planAcknowledgement,
  whose,
} from '../cases/index.ts';
import { readForm } from './defining.ts';
import { findReplyAddress } from './queries.ts';
import { questionsOf, speak, type SpokenForm } from './showing.ts';

/** A form as it was filled in, its answers read already. */
export interface FilledForm {
  customer: { id: string; name: string; organisationId: string | null };
  replyAddress: string | null;
  subject: string | undefined;
  text: string | undefined;
  wish: string | undefined;
  values: FieldValues;
  /** For his eyes alone. */
  onlyHis?: boolean;
  channel: 'form' | 'portal' | 'phone' | 'api';
  uploads?: readonly string[];
}

/**
 * Opens the case that a form asks for: kind, team, tags, priority and values as the form says, its steps as tasks. The customer
 * is told that it is here. Records `forms.sent` besides what a case that opens records.
 */
export async function openFromForm(
  ctx: WritingContext,
  form: Form,
  spoken: SpokenForm,
  filled: FilledForm,
): Promise<Opened> {
  const acknowledged = filled.channel === 'form' || filled.channel === 'portal';
  const opened = await openConversation(ctx, {
    customer: filled.customer,
    subject: filled.subject ?? spoken.title,
    text: textOf(spoken, filled),
    kind: form.kind,
    priority: form.priority,
    channel: filled.channel,
    teamId: form.teamId,
    tags: form.tags,
    replyAddress: filled.replyAddress,
    successWish: filled.wish ?? null,
    fields: filled.values,
    onlyHis: filled.onlyHis ?? false,
    acknowledgeAt: acknowledged && filled.replyAddress !== null ? acknowledgementTime(ctx.now) : null,
  });
  if (acknowledged) await planAcknowledgement(ctx);
  const system = asSystem(ctx, 'forms') as WritingContext;
  if (filled.uploads !== undefined && filled.uploads.length > 0)
    await attachUploads(system, opened.messageId, filled.uploads);
  for (const step of form.steps)
    await addTask(system, opened.caseId, {
      what: step.what,
      assigneeId: await present(ctx, step.assigneeId),
      dueAt: step.afterHours === null ? null : new Date(ctx.now.getTime() + step.afterHours * 3_600_000).toISOString(),
    });
  await record(ctx, 'forms.sent', form.id, {
    formId: form.id,
    form: form.slug,
    caseId: opened.caseId,
    customerId: filled.customer.id,
  });
  return opened;
}

/** A colleague, or a program, fills in a form for a customer. Answers the id of the case. */
export function sendForm(
  ctx: Context,
  id: string,
  input: {
    customerId?: string | undefined;
    customer?: { name: string; email?: string | undefined; phone?: string | undefined } | undefined;
    subject?: string | undefined;
    text?: string | undefined;
    wish?: string | undefined;
    fields?: Record<string, unknown> | undefined;
    attachmentIds?: string[] | undefined;
  },
): Promise<string> {
  return transact(ctx, async (ctx) => {
    const form = await readForm(ctx, id);
    const questions = await questionsOf(ctx, form);
    const { values, problems } = readAnswers(questions, form.kind, input.fields ?? {});
    const [first] = problems;
    if (first !== undefined) {
      const named = questions.find((question) => question.key === first.key)?.name ?? first.key;
      const sentence = first.problem === 'required' ? `${named} must be filled in.` : `${named} does not take this.`;
      throw new Refusal('invalid', 'field-value', sentence, { field: `fields.${first.key}` });
    }
    const stranger = Object.keys(input.fields ?? {}).find((key) => !questions.some((question) => question.key === key));
    if (stranger !== undefined)
      throw new Refusal('invalid', 'field-value', `This form does not ask "${stranger}".`, {
        field: `fields.${stranger}`,
      });
    if (form.asks.subject && (input.subject ?? '').trim() === '')
      throw new Refusal('invalid', 'subject-missing', 'Say in a few words what it is about.', { field: 'subject' });
    if (form.asks.text === 'required' && (input.text ?? '').trim() === '')
      throw new Refusal('invalid', 'text-missing', 'Say what the customer said.', { field: 'text' });
    const customer = await whose(ctx, input);
    const { caseId, messageId } = await openFromForm(ctx, form, speak(form, questions, form.language), {
      customer,
      replyAddress: await findReplyAddress(ctx.trx, customer.id),
      subject: input.subject?.trim() === '' ? undefined : input.subject?.trim(),
      text: input.text?.trim() === '' ? undefined : input.text,
      wish: input.wish,
      values,
      channel: ctx.actor.kind === 'key' ? 'api' : 'phone',
    });
    if (input.attachmentIds !== undefined && input.attachmentIds.length > 0)
      await attachUploads(ctx, messageId, input.attachmentIds);
    return caseId;
  });
}

/** The customer's own words, and below them what he answered, as he was asked: it is his message and must stand alone. */
function textOf(form: SpokenForm, filled: FilledForm): string {
  const answers = form.questions
    .filter((question) => filled.values[question.key] !== undefined)
    .map((question) => `${question.label}: ${answerWords(question, filled.values[question.key]!, form.language)}`);
  return (
    [filled.text, answers.join('\n')].filter((part) => part !== undefined && part !== '').join('\n\n') || form.title
  );
}

function answerWords(question: SpokenForm['questions'][number], value: FieldValue, language: string): string {
  if (typeof value === 'boolean') return say(language, 'portal', value ? 'form.yes' : 'form.no');
  const label = (one: string) => question.choices.find((choice) => choice.value === one)?.label ?? one;
  return Array.isArray(value) ? value.map(label).join(', ') : label(String(value));
}

/** Whoever has left meanwhile gets no task: it waits for anybody. */
async function present(ctx: WritingContext, userId: string | null): Promise<string | null> {
  if (userId === null) return null;
  const row = await ctx.trx
    .selectFrom('users')
    .select('id')
    .where('id', '=', userId)
    .where('active', '=', true)
    .executeTakeFirst();
  return row?.id ?? null;
}
