/** Where an import can come from. */
export const importSources = [
  'zendesk',
  'freshdesk',
  'zammad',
  'freescout',
  'osticket',
  'csv-cases',
  'csv-customers',
] as const;
export type ImportSource = (typeof importSources)[number];
