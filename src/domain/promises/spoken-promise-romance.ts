/** How Spanish, French and Portuguese promise: by the future of the first person, or "I am going to". */
import { type PromiseGrammar, type PromisingClause, thirdParties } from './spoken-promise-grammar.ts';

const spanishI =
  /(?<![\p{L}])(?:(?:[tlm]e|les?|os|nos|se|lo|la) )*(?<verb>\p{L}+(?<end>aré|eré|iré|dré|bré|rré|aremos|eremos|iremos|dremos|bremos|rremos))(?![\p{L}])|(?<![\p{L}])(?<go>voy|vamos) a \p{L}+(?:r|rle|rte|rlo|rla|rles|rnos|rme)(?![\p{L}])|(?<![\p{L}])(?:te|le|les|os) (?<now>llamo|envío|mando|escribo|aviso|respondo|contesto|confirmo|llamamos|enviamos|mandamos|avisamos)(?![\p{L}])/iu;
const frenchI =
  /(?<![\p{L}])(?:je|j['’]|nous)\s*(?:(?:vous|te|t['’]|le|la|les|l['’]|m['’]|nous|me|lui|en|y) ?)*(?<verb>\p{L}+(?<end>rai|rons))(?![\p{L}])|(?<![\p{L}])(?:je (?<go>vais)|nous (?<go2>allons)) (?:(?:vous|te|t['’]|le|la|les|me|m['’]|nous) ?)*\p{L}+(?:er|ir|re|oir)(?![\p{L}])|(?<![\p{L}])(?:je|nous) (?:vous|te|t['’]) ?(?<now>rappelle|envoie|appelle|réponds|tiens|recontacte|écris|rappelons|envoyons|tenons|recontactons|confirme)(?![\p{L}])|(?<![\p{L}])vous (?:recevrez|aurez)(?![\p{L}])/iu;
const portugueseI =
  /(?<![\p{L}])(?<verb>(?:\p{L}+(?<end>arei|erei|irei|rei|aremos|eremos|iremos|remos))|\p{L}+-(?:lhe|te|lo|la|nos)-(?:ei|emos))(?![\p{L}])|(?<![\p{L}])(?<go>vou|vamos) (?:(?:lhe|te|o|a) )?\p{L}+r(?:-lhe|-te)?(?![\p{L}])|(?<![\p{L}])(?<now>ligo|envio|mando|respondo|aviso|ligamos|enviamos|retorno|retornamos)(?:-lhe|-te)?(?![\p{L}])|(?<![\p{L}])(?:receberá|vai receber)(?![\p{L}])/iu;
const spanishGet = /(?<![\p{L}])(?:recibirá|recibirás|tendrá|tendrás)(?![\p{L}])/iu;
const named =
  /(?<![\p{L}])(?<name>(?:mi|nuestro|nuestra|mon|ma|notre|meu|minha|nosso|nossa|(?:el|la|un|le|o|a|um) )\s?(?:compañer[oa]|coleg[oa]|técnico|equipo|collègue|équipe|technicien|equipe|colega)(?: \p{Lu}\p{L}+)?)(?: \p{L}{1,5})? (?<verb>\p{L}+(?:ará|erá|irá|drá|ra|llamará|rá))(?![\p{L}])/iu;
const never = /(?<![\p{L}])(?:no|nunca|tampoco|ne|n['’]\p{L}+|jamais|não|nem|nunca)(?![\p{L}])/iu;
const wishes =
  /(?<![\p{L}])(?:ojalá|espero|esperamos|j['’]espère|nous espérons|espérons|si todo va bien|tomara|quizás?|tal vez|peut-être|talvez|podría|pourrais|poderia|normalmente|généralement|habituellement|geralmente|en general|d['’]habitude|suele|solemos|ya|ayer|hier|já|ontem|toujours|siempre|sempre|usualmente)(?![\p{L}])/iu;
const weak =
  /(?<![\p{L}])(?:intentaré|intentaremos|trataré|trataremos|procuraré|essaierai|essaierons|tenterai|essayer|vou tentar|vamos tentar|tentarei|tentaremos|probablemente|probablement|sans doute|provavelmente|haré lo posible|ferai mon possible|farei o possível)(?![\p{L}])/iu;
const idle =
  /(?<![\p{L}])(?:seré|necesitaré|necesitaremos|estaré|estaremos|aurai besoin|aurons besoin|serai|serons|precisarei|precisaremos|estarei|estaremos|quedaré|attendrai|attendrons|esperaré|sera)(?![\p{L}])/iu;

/** The grammar of one of the three. */
export function romanceGrammar(language: 'es' | 'fr' | 'pt'): PromiseGrammar {
  return {
    joint:
      /,? (?:y|e|et|pero|mais|mas) (?=(?:(?:je|nous|te|le|les|lo|la|vous) )?\p{L}+(?:aré|eré|iré|dré|remos|rai|rons|rei)(?![\p{L}])|(?:te|le|les) (?:llamo|envío|aviso)|je (?:vais|vous|te))/giu,
    conditions: [
      /(?:^|[\s,(])(?<condition>(?:si|s['’]il|s['’]|cuando|en cuanto|tan pronto como|una vez que|siempre que|dès que|lorsque|quand|une fois que|à condition que|se|quando|assim que|logo que|caso|desde que)(?: |(?<=['’]))(?!es posible|possible|posible|possível)[^,;]*?)(?:[,;]|$|(?= (?:je|nous|te|le|les|vou|vamos|voy|lo|la) \p{L}+(?:ré|remos|rai|rons|rei)?))/giu,
      /^(?<condition>(?:por favor,? )?(?:envíe(?:n|me|nos)?|mande(?:me|nos)?|envoyez|envie|mande)[^,;]*?) (?:y|et|e) (?=\p{L})/giu,
    ],
    tag: /,? (?:¿)?(?:vale|de acuerdo|le parece(?: bien)?|ok(?:ay)?|d['’]accord|ça vous va|cela vous convient|está bem|pode ser|bem|certo)\?$/iu,
    read: (clause) => readRomance(language, clause),
    word: (clause) => clause.replace(/^(?:y|et|e|pero|mais|mas|entonces|alors|então) /iu, ''),
  };
}

function readRomance(language: 'es' | 'fr' | 'pt', clause: string): PromisingClause | null {
  if (never.test(clause) || wishes.test(clause) || thirdParties.test(clause)) return null;
  const first =
    language === 'es'
      ? (spanishI.exec(clause) ?? spanishGet.exec(clause))
      : language === 'fr'
        ? frenchI.exec(clause)
        : portugueseI.exec(clause);
  const match = first ?? named.exec(clause);
  if (match === null || (idle.test(match[0]) && !/(?:allí|là|lá)/iu.test(clause))) return null;
  if (
    /(?<![\p{L}])(?:dij[eo]|dicho|dit|disse|prometí|ha escrito|a écrit|escreveu) (?:que|qu['’])/iu.test(
      clause.slice(0, match.index + 3),
    )
  )
    return null;
  const groups = match.groups ?? {};
  const isWe =
    /(?:mos|rons|amos|emos)$/iu.test(groups['end'] ?? groups['go'] ?? groups['go2'] ?? groups['now'] ?? '') ||
    /^(?:nous|vous|recib|receb|vai|tend)/iu.test(match[0].trim());
  const name = groups['name'] ?? null;
  return {
    who: { kind: name === null ? (isWe ? 'we' : 'I') : 'named', name },
    strength: weak.test(clause) ? 'weak' : 'firm',
    from: 0,
    needsTime: false,
  };
}
