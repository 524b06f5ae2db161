import type { AuthenticationResult } from '../authentication-results.ts';
import type { MailAddress } from './header-values.ts';

/** A file that came with a mail. `disposition` is 'inline' only for images the HTML shows by their Content-ID. */
export type MailAttachment = {
  filename: string;
  contentType: string;
  contentId: string | null;
  disposition: 'inline' | 'attachment';
  size: number;
  content: Buffer;
};

/** A calendar part (RFC 5545 over RFC 6047): the iTIP method, such as REQUEST, REPLY or CANCEL, and the text itself. */
export type MailCalendar = { method: string; content: string };

/** The machine-readable parts of a multipart/report (RFC 6522), or of what comes close to one. */
export type MailReport = {
  /** 'delivery-status', 'disposition-notification', 'feedback-report' or another report-type; '' when not named. */
  type: string;
  /** Text of the message/delivery-status (or disposition-notification, feedback-report) part. */
  status: string;
  /** True when the top of the mail itself says multipart/report rather than a part somewhere inside. */
  topLevel: boolean;
};

/** The mail that came back inside this one (returned message or its headers): decoded, first value wins. */
export type ReturnedMail = {
  messageId: string | null;
  to: MailAddress[];
  subject: string;
  headers: Record<string, string[]>;
};

/** Everything Kept knows of a mail before deciding anything. */
export type ParsedMail = {
  /** With angle brackets; null when the mail has none. */
  messageId: string | null;
  inReplyTo: string[];
  references: string[];
  from: MailAddress | null;
  sender: MailAddress | null;
  replyTo: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  bcc: MailAddress[];
  /** Addresses transports noted as the envelope recipient (Delivered-To, X-Original-To, Envelope-To …), lower case. */
  deliveredTo: string[];
  /** Return-Path: '' for the null sender, null when the header is missing. */
  returnPath: string | null;
  subject: string;
  date: Date | null;
  /** Lower-case names to decoded values, in order of appearance. */
  headers: Record<string, string[]>;
  /** Content-Type of the mail itself, lower case, without parameters. */
  contentType: string;
  /** Plain text; made from the HTML when the mail has only that. Line ends are \n. */
  text: string;
  html: string | null;
  attachments: MailAttachment[];
  calendar: MailCalendar | null;
  report: MailReport | null;
  returned: ReturnedMail | null;
  /** Auto-Submitted without its parameters (RFC 3834), lower case; null when absent or 'no'. */
  autoSubmitted: string | null;
  security: 'signed' | 'encrypted' | null;
  authentication: AuthenticationResult;
  /** What was wrong with the mail, as stable words; empty for a sound mail. */
  defects: string[];
};
