/** In which language a sentence is written, told from its small words: quick enough for every sentence, while somebody types. */
import { type Language, languages } from '../languages.ts';

const frequent: Readonly<Record<Language, RegExp>> = {
  en: /(?<![\p{L}'])(?:the|you|your|and|to|will|i'll|we'll|is|for|of|it|this|that|with|we|by|on|let|have|be|call|back|tomorrow|today|can|if|please|at|from|be|not|has|they|update|refund|repair|noon|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?![\p{L}])/giu,
  de: /(?<![\p{L}])(?:ich|wir|sie|ihnen|und|der|die|das|ist|nicht|zu|den|mit|für|bis|wird|werden|ihre?n?|mich|uns|wenn|am|im|dem|auf|es|ein|eine|morgen|heute|dir|melde|bitte|habe|haben|kommt|geht|folgt|uhr|von|noch|bin|mir|dein\p{L}*|neue[rsn]?|nächste[rsn]?|minuten|durch|(?:mon|diens|donners|frei|sams|sonn)tag\p{L}*|mittwoch\p{L}*|übermorgen|(?:werk)?tagen?|wochen|stunden?|spätestens|antwort|gib|dran)(?![\p{L}])/giu,
  es: /(?<![\p{L}])(?:el|los|las|usted|le|que|para|mañana|una|por|su|con|lo|está|hoy|del|y|antes|le|en|cuando|nos|envío|llamo)(?![\p{L}])/giu,
  fr: /(?<![\p{L}])(?:le|les|vous|je|nous|votre|et|est|pour|avec|demain|une|dans|du|au|ce|dès|pas|sur|avant|serez|vais|des|d'ici|j'ai)(?![\p{L}])/giu,
  pt: /(?<![\p{L}])(?:o|os|você|lhe|não|para|amanhã|uma|seu|sua|com|até|hoje|da|do|e|em|vou|vamos|ao|às|as|quando|assim|envio|sexta-feira)(?![\p{L}])/giu,
};

/** The language with the most small words; for one sentence it must be clearly another than the usual one. */
export function recognise(text: string, usual?: Language): Language | undefined {
  const sample = text.slice(0, 1500);
  let best: Language | undefined;
  let most = 0;
  let usualCount = 0;
  for (const language of languages) {
    const count = sample.match(frequent[language])?.length ?? 0;
    if (language === usual) usualCount = count;
    if (count > most) [best, most] = [language, count];
  }
  return usual !== undefined && most < usualCount + 2 ? usual : best;
}
