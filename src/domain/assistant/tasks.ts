/** What the assistant may be asked about: feelings in what customers write, promises in what we write, drafts before they are sent. */
export const assistantTasks = ['feelings', 'promises', 'drafts'] as const;
export type AssistantTask = (typeof assistantTasks)[number];
