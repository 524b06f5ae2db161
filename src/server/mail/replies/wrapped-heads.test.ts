import { expect, test } from 'vitest';
import { extractReply } from './replies.ts';

/** How Gmail heads what it quotes, in languages that break it before, within and after the address. */
const heads: Record<string, (who: string) => string> = {
  English: (who) => `On Thu, 12 Nov 2026 at 09:58, ${who} wrote:`,
  German: (who) => `Am Do., 12. Nov. 2026 um 09:58 Uhr schrieb ${who}:`,
  French: (who) => `Le jeu. 12 nov. 2026 à 09:58, ${who} a écrit :`,
  Polish: (who) => `czw., 12 lis 2026 o 09:58 ${who} napisał(a):`,
  Slovak: (who) => `št 12. 11. 2026 o 9:58 ${who} napísal(a):`,
  Slovenian: (who) => `V čet., 12. nov. 2026 ob 09:58 je oseba ${who} napisala:`,
  Croatian: (who) => `čet, 12. stu 2026. u 09:58 ${who} napisao je:`,
  Hungarian: (who) => `${who} ezt írta (időpont: 2026. nov. 12., Cs, 9:58):`,
  Estonian: (who) => `Kuupäev N, 12. november 2026 kell 09:58 kirjutas ${who}:`,
  Latvian: (who) => `Ceturtd., 2026. g. 12. nov., plkst. 09:58 — lietotājs ${who} rakstīja:`,
  Turkish: (who) => `${who}, 12 Kas 2026 Per, 09:58 tarihinde şunu yazdı:`,
  Arabic: (who) => `في الخميس، 12 نوفمبر 2026 في 9:58 ص تمت كتابة ما يلي بواسطة ${who}:`,
  Chinese: (who) => `${who} 于2026年11月12日周四 09:58写道：`,
};

function wrap(text: string, width: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n');
}

test.each(Object.keys(heads))('a head in %s is known wherever it is broken', (language) => {
  const own = 'I need two more lamps.\nBlue ones.';
  for (const who of ['Jo <jo@x.example>', 'Lantern Works Customer Service <help@lanternworks.example>'])
    for (const width of [60, 66, 72, 76, 80, 998]) {
      const head = wrap(heads[language]!(who), width);
      for (const one of [head, head.replace(/ <(?=\S+@)/, ' <\n')])
        expect(extractReply({ text: `${own}\n\n${one}\n\n> Hello,\n> it leaves today.\n` }).visible.trim()).toBe(own);
    }
});

test('journeys, dates and hours that people write are no head of a mail', () => {
  for (const own of [
    'Please move the lamps:\n\nFrom: Berlin\nTo: Munich\nDate: 3 December\n\nCan you insure that?',
    'At 09:30 I called <the shop> and asked:\n\nno answer.',
    'Open hours:\nMon 9:00 ask <jo@x.example>:\n\n- wicks\n- oil',
  ])
    expect(extractReply({ text: own }).visible.trim()).toBe(own);
});
