import { type Language, languages } from '../languages.ts';

const small: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: set(`the a an i i'm i've i'd we you he she it they is are was were be been have has had do does did don't didn't can could would will not no and or but of to in on at for from
    with about this that these what why when where how my your our me us so very it's please thanks thank there here any some now just as by if than then more such who nobody which
    stop hello hi dear still wasn't isn't up out again all ever everything sure yesterday another works good great never much
    her his him she he they them their went got above beyond too also am did being while after before because into over only every each both sam one two three four five six
    love loved best better really truly hugely appreciated brilliant fantastic lovely perfect cheers ta mate yes ok okay was it's that's can't won't you're we're haven't hasn't today`),
  de: set(`der die das den dem des ein eine einen einem einer ich wir sie er es ihr ihre ihren ihnen ihrer mein meine meinen meiner uns mich mir ist sind war waren bin habe haben hat
    hatte nicht kein keine keinen und oder aber zu zum zur im in am an auf für von mit bei wegen dass wie was wann wo warum so sehr noch schon jetzt nur auch bitte danke dank doch da
    wenn als über nach wird werden kann können hier alles man sich ja nein vielen gar aus hallo wieder was denn nun gut sehr gewaltig wirklich gern gerne
    juhu kam heute morgen gestern endlich super toll top prima klasse läuft geht klappt mal ganz ohne mehr sind wurde wurden diese dieser dieses jeder immer nie nichts etwas sollen soll muss müssen will wollen
    hätte wäre würde unser unsere unserem dem bei bis seit dann weil damit ob euch euer dir dich dein deine`),
  es: set(`el los las un una unos yo nosotros usted ustedes es está están estoy estamos he ha han no y o pero de del en por para con sin que qué cómo cuándo dónde mi mis su sus me nos le
    les se muy más ya lo al esto eso este esta gracias favor tengo hola si porque cuando justo la ni quisiera saber tiene dos
    llevo llevamos nadie nada todo toda todos hace hacer desde hasta ser fue había hay tan también semana semanas día días aquí ahora siempre nunca quedó sido era deberían debería puedo
    puede entiendo gusta tres cuatro veces vez donde nos les una estos estas sea solo sólo mucho muchas qué`),
  fr: set(`le les un une des je nous vous il elle on est sont suis sommes ai j'ai avez a ont ne pas plus et ou mais de du au aux en pour par avec sans que qui quoi comment quand où mon ma mes
    votre vos notre nos me se ce cette cela c'est n'y très bien merci l'aide veuillez d'avance dans sur la ça quelle à exactement parfait m'envoyer qu'il voudrais savoir
    tout tous toute toutes fait été être avoir était aux marche quel quelle encore depuis jour jours jamais rien vraiment trop chez leur elles ils ça cela même aussi comme alors donc
    suis ai as va vais peux peut faut deux trois fois semaines j'attends j'en d'un d'une l'on qu'on personne c'était`),
  pt: set(`o os as um uma eu nós você vocês é está estão estou estamos tenho não e ou mas de do da dos das em no na nos nas por para com sem que como quando onde meu minha meus seu sua
    vossa vossas me se muito mais já isto isso este esta obrigado obrigada favor olá ao à pela pelo fico era do ninguém devo agora gostaria saber imenso vosso vosso que nova vocês mais
    ficou fiquei ficaram tudo nada foi ser fazer desde até dia dias semana semanas aqui sempre nunca lindo linda uma nem sei mesmo ainda há são tão também isso dele dela nosso nossa
    receio noite agradeço esperava imenso posso pode podem quero queria adorei adoro amei estamos felicíssimos maravilhoso deviam deveriam três quatro vezes vez`),
};

/** Letters and endings that hardly any other of these languages has. */
const signs: Readonly<Record<Language, RegExp>> = {
  en: /\b\w+(?:'ve|'re|n't|ing)\b|\bth(?:e|is|at)\b/u,
  de: /[äöüß]|\bsch\w|\b\w+(?:ung|lich|keit)\b/u,
  es: /[ñ¿¡]|ción\b|\w+iene\b/u,
  fr: /[œèùûê]|\b[ldjnqs]'\p{L}|\bvoudrais\b/u,
  pt: /[ãõ]|ção\b|\bnão\b|-me\b/u,
};

/**
 * In which of our languages a text is, told from its small words; null when it is none of them or cannot be told: it must have most of the small words, clearly, and the text
 * must be in Latin letters.
 */
export function languageOf(text: string): Language | null {
  const sample = text.slice(0, 3000).normalize('NFC').toLowerCase().replaceAll(/[’‘´]/gu, "'");
  const words = sample.match(/[\p{L}][\p{L}'-]*/gu) ?? [];
  if (words.length === 0) return null;
  const latin = sample.match(/\p{Script=Latin}/gu)?.length ?? 0;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (latin < letters * 0.8) return null;
  const counted = languages
    .map((language) => ({
      language,
      hits: words.filter((word) => small[language].has(word)).length + (signs[language].test(sample) ? 1 : 0),
    }))
    .toSorted((one, other) => other.hits - one.hits);
  const [first, second] = counted;
  if (first === undefined || second === undefined || first.hits === 0) return null;
  const share = first.hits / words.length;
  const isClear = first.hits > second.hits || /[äöüß]/u.test(sample) === (first.language === 'de');
  return share >= (words.length < 8 ? 0.2 : 0.24) && isClear ? first.language : null;
}

function set(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/u).filter((word) => word !== ''));
}
