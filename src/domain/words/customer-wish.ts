/** What the customer says that he wants, found in his own words: a proposal for what solved looks like, which a person confirms. */
import { ownWords, sentencesOf } from '../promises/spoken-promise-text.ts';

const wishes: readonly RegExp[] = [
  /\b(?:i|we)(?:'d| would) (?:really |very much )?like (?:to |you to |it |them |this |a |an |the |my |our )/iu,
  /\b(?:i|we) (?:just |only |really |simply )?(?:want|need|wish|expect|require)\b/iu,
  /\b(?:please|kindly) (?:refund|replace|repair|send|cancel|change|fix|reset|deliver|exchange|call|help|correct|remove|update)\b/iu,
  /\b(?:could|can|would) you (?:please )?(?:refund|replace|repair|send|cancel|change|fix|reset|deliver|exchange|correct|remove|update|help)\b/iu,
  /(?<!\p{L})(?:ich|wir) (?:möchte|möchten|will|wollen|brauche|brauchen|benötige|benötigen|wünsche|wünschen|hätte gerne?|hätten gerne?|würde gerne?|würden gerne?|erwarte|erwarten)(?!\p{L})/iu,
  /(?<!\p{L})bitte (?:\p{L}+ sie )?(?:senden|schicken|erstatten|ersetzen|reparieren|tauschen|kündigen|ändern|stornieren|liefern|rufen|helfen|korrigieren|löschen)/iu,
  /(?<!\p{L})(?:quiero|queremos|quisiera|quisiéramos|necesito|necesitamos|me gustaría|nos gustaría|deseo)(?!\p{L})/iu,
  /(?<!\p{L})(?:je voudrais|nous voudrions|je veux|j'aimerais|nous aimerions|je souhaite|j'ai besoin|nous avons besoin)(?!\p{L})/iu,
  /(?<!\p{L})(?:quero|queremos|gostaria|gostaríamos|preciso|precisamos|desejo)(?!\p{L})/iu,
];

/** The sentence that says what he wants, or null. What is put off ("let me know if I need…") or thanked for is no wish. */
export function customerWish(text: string): string | null {
  const sentences = sentencesOf(ownWords(text.slice(0, 10_000)));
  for (const pattern of wishes) {
    const found = sentences.find(
      ({ text: said }) =>
        pattern.test(said) &&
        !/\b(?:let me know|don't|do not|nicht|no longer) (?:want|need|like)\b|\bwant to (?:thank|say|let)\b/iu.test(
          said,
        ),
    );
    if (found === undefined) continue;
    const line = found.text.replaceAll(/\s+/gu, ' ').trim();
    return line.length > 300 ? `${line.slice(0, 299)}…` : line;
  }
  return null;
}

/** Whether the customer says that he has to say it again: a sign of effort. */
export function saysItAgain(text: string): boolean {
  return /\b(?:as i (?:already )?(?:said|wrote|mentioned|explained)|like i said|i (?:have )?already (?:said|told|wrote|explained|sent)|i've already|once more i|again i|(?:second|third|fourth|fifth) time|repeat(?:ing)? myself|told (?:you|your colleague)s? (?:already|before)|still waiting|explained (?:this|it) (?:already|before|twice))\b|(?<!\p{L})(?:wie (?:ich )?(?:bereits|schon|gesagt)|ich habe (?:ihnen |das |es )*(?:bereits|schon)|zum (?:zweiten|dritten|vierten|fünften|wiederholten) mal|noch einmal erklären|nochmals?|warte (?:immer )?noch|como ya (?:dije|dije antes|le dije)|ya (?:les|le) (?:dije|expliqué|escribí)|(?:segunda|tercera) vez|comme je (?:vous )?l'ai (?:déjà )?(?:dit|écrit)|(?:deuxième|troisième) fois|como já (?:disse|escrevi|expliquei)|já (?:lhes|lhe|vos) (?:disse|expliquei))(?!\p{L})/iu.test(
    ownWords(text.slice(0, 20_000)),
  );
}
