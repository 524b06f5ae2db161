import { expect, test } from 'vitest';
import { saysOnlyThanks } from './thanks.ts';

test.each([
  'Thanks!',
  'Perfect, thank you so much Tom! Best regards, Renate',
  'Vielen Dank für die schnelle Hilfe, alles klar.\n\nLiebe Grüße\nRenate Vogel',
  'Merci beaucoup, c’est parfait',
  'Muchas gracias por su ayuda',
  'Muito obrigado!',
  'Grazie mille 🙏',
  'ありがとうございます',
  'Спасибо большое',
])('%s is only thanks', (text) => expect(saysOnlyThanks(text, ['Renate Vogel', 'Tom Ferreira'])).toBe(true));

test.each([
  'Thanks, but it still does not work',
  'Thanks for nothing',
  'Thanks! When will it arrive?',
  'Danke, aber die Platte ist wieder gebrochen',
  'Thank you. Please send it to 12 Quay Lane',
  'Perfect',
  'Gracias, pero no funciona',
  '',
])('"%s" is read by a person', (text) => expect(saysOnlyThanks(text, ['Renate Vogel'])).toBe(false));
