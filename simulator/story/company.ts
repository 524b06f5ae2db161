import type { Role } from '../../src/domain/people/permissions.ts';

/** Larch & Lime sells kitchens, floors and lime plaster, and fits them. Its word is "Certain". */
export const company = {
  name: 'Larch & Lime',
  timeZone: 'Europe/London',
  language: 'en',
  currency: 'GBP',
  word: 'Certain',
  meaning: 'You always know what happens next, and it happens.',
  motto: 'Say the day. Keep the day.',
  proofs: [
    'We name a day, never "soon".',
    'Bad news reaches you before you find it.',
    'One person answers until it is done.',
  ],
  address: 'hello@larchandlime.example',
} as const;

export interface StaffMember {
  key: string;
  name: string;
  email: string;
  role: Role;
  team: 'Homeowners' | 'Trade' | 'Workshop';
  /** How often this person keeps his own promises, planted. */
  keeps: number;
}

/** Everyone may sign in with the password that the demo prints. */
export const staff: readonly StaffMember[] = [
  {
    key: 'ruth',
    name: 'Ruth Ashdown',
    email: 'ruth@larchandlime.example',
    role: 'owner',
    team: 'Homeowners',
    keeps: 0.98,
  },
  {
    key: 'ines',
    name: 'Ines Okafor',
    email: 'ines@larchandlime.example',
    role: 'lead',
    team: 'Homeowners',
    keeps: 0.98,
  },
  {
    key: 'karl',
    name: 'Karl Brandt',
    email: 'karl@larchandlime.example',
    role: 'manager',
    team: 'Homeowners',
    keeps: 0.97,
  },
  {
    key: 'maja',
    name: 'Maja Lindqvist',
    email: 'maja@larchandlime.example',
    role: 'agent',
    team: 'Homeowners',
    keeps: 0.97,
  },
  {
    key: 'tom',
    name: 'Tom Ferreira',
    email: 'tom@larchandlime.example',
    role: 'agent',
    team: 'Homeowners',
    keeps: 0.92,
  },
  {
    key: 'priya',
    name: 'Priya Raman',
    email: 'priya@larchandlime.example',
    role: 'agent',
    team: 'Homeowners',
    keeps: 0.96,
  },
  { key: 'dele', name: 'Dele Adeyemi', email: 'dele@larchandlime.example', role: 'agent', team: 'Trade', keeps: 0.97 },
  { key: 'sol', name: 'Sol Marín', email: 'sol@larchandlime.example', role: 'lead', team: 'Trade', keeps: 0.96 },
  {
    key: 'jonas',
    name: 'Jonas Weber',
    email: 'jonas@larchandlime.example',
    role: 'colleague',
    team: 'Workshop',
    keeps: 0.95,
  },
  {
    key: 'anna',
    name: 'Anna Petrov',
    email: 'anna@larchandlime.example',
    role: 'admin',
    team: 'Workshop',
    keeps: 0.97,
  },
];

export const standards = [
  { name: 'Name the day', description: 'Every answer ends with what happens next and when.' },
  { name: 'Bad news first', description: 'Whoever learns of a delay tells the customer before anybody asks.' },
  { name: 'One story, told once', description: 'Read the brief before the first word; never ask what we were told.' },
] as const;

/** Where customers meet the company, beside the channels that every desk has. */
export const touchpoints = [
  { key: 'quote', name: 'Quote by mail', channel: 'mail', purpose: 'So that a customer can decide', importance: 4 },
  { key: 'booking', name: 'Booking the visit', channel: 'phone', purpose: 'So that a day is certain', importance: 3 },
  { key: 'waiting', name: 'Waiting for the day', channel: 'mail', purpose: 'So that nobody has to ask', importance: 4 },
  {
    key: 'delivery',
    name: 'Delivery to the door',
    channel: 'van',
    purpose: 'So that it arrives whole, on the day',
    importance: 5,
  },
  {
    key: 'fitting',
    name: "Fitter's arrival",
    channel: 'visit',
    purpose: 'So that the home is respected',
    importance: 5,
  },
  {
    key: 'invoice',
    name: 'The invoice',
    channel: 'mail',
    purpose: 'So that the price is the price agreed',
    importance: 3,
  },
  {
    key: 'advice',
    name: 'Advice on materials',
    channel: 'mail',
    purpose: 'So that the choice holds for years',
    importance: 4,
  },
] as const;

export type TouchpointKey = (typeof touchpoints)[number]['key'];
