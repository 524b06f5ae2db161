/**
 * How Spanish, French and Portuguese promise: by the future, by "I am going to", and as often in the present: of the first
 * person with something done for the other, of one of ours, of a thing of the customer's. In the present a time or a condition
 * must go with it, or a word that says all by itself that it is taken over or costs nothing.
 */
import { quickOf } from './quick-letters.ts';
import { anyOf, type PromiseGrammar, type PromisingClause, thirdParties } from './spoken-promise-grammar.ts';

type Romance = 'es' | 'fr' | 'pt';
const forms = (table: Readonly<Record<Romance, string>>): Readonly<Record<Romance, RegExp>> => ({
  es: words(table.es),
  fr: words(table.fr),
  pt: words(table.pt),
});
const words = (source: string) => quickOf(`(?<![\\p{L}])(?:${source.replaceAll(/\s*\n\s*/gu, '')})(?![\\p{L}])`, 'iu');

const esTo = `(?:(?:me|te|les?|los?|las?|os|nos|se) )*`;
const frTo = `(?:(?:vous|te|le|la|les|nous|me|lui|leur|en|y) |[tlms]['’])*`;
const ptTo = `(?:(?:lhes?|te|os?|as?|me|nos|vos) )*`;

/** The first person: in the future, about to, or in the present. */
const first = forms({
  es: `${esTo}(?<verb>\\p{L}+(?<end>aré|eré|iré|dré|bré|rré|aremos|eremos|iremos|dremos|bremos|rremos))|(?<go>voy|vamos) a \\p{L}+r(?:l[eoa]s?|te|nos|me|se)*|(?<will>podremos|podré) \\p{L}+r\\p{L}*`,
  fr: `(?:je|j['’]|nous)\\s*${frTo}(?<verb>\\p{L}+(?<end>rai|rons))|(?:je (?<go>vais)|nous (?<go2>allons)|on (?<go3>va)) ${frTo}\\p{L}+(?:er|ir|re|oir)`,
  pt: `(?<verb>\\p{L}+(?<end>arei|erei|irei|rei|aremos|eremos|iremos|remos)|\\p{L}+-(?:lhes?|te|l[oa]s?|nos)-(?:ei|emos|á|ão))|(?<go>vou|vamos) (?:já |agora |então |ainda |nós )?(?:${ptTo})?(?:\\p{L}+r(?:-\\p{L}+)?|\\p{L}+[áêí]-l[oa]s?)`,
});
const present = forms({
  es: `(?:yo )?(?<to>(?:me|te|les?|l[oa]s?|os|nos|se l[oa]s?|se) )(?:\\p{L}+(?<one>o|oy)|\\p{L}+(?<end>amos|emos|imos))|\\p{L}{3,}(?<end2>amos|emos|imos)`,
  fr: `(?<who>je|j['’]|nous|on) ?(?<to>${frTo})(?<verb>(?!(?:vous|nous|te|le|la|les|lui|leur|en|y|me|ai|avons|ne)(?![\\p{L}]))\\p{L}{2,})`,
  pt: `(?:eu )?(?:\\p{L}+(?<one>o|ou)-(?<to>lhes?|te|a|os?|as|me)|(?<to2>lhes? |te )\\p{L}+(?<one2>o|ou)|\\p{L}+(?<end>amos|emos|imos)(?:-\\p{L}+)?|(?<one3>ligo|envio|mando|respondo|aviso|retorno|vejo|trato|volto|digo|dou|faço|entrego|levo|passo|confirmo|escrevo|telefono|trago|resolvo|verifico|marco))`,
});
/** Given to the other: of "I" there is no doubt whether it is past, and it needs no time. */
const given = forms({
  es: `(?:les?|te|os|se l[oa]s?) \\p{L}+(?:o|oy)`,
  fr: `(?<who>je|nous|on) (?:vous|te|t['’]) ?(?:l[ea]s? |l['’])?(?!(?:ai|avons|a|en|y|l[ea]s?)(?![\\p{L}]))\\p{L}{2,}`,
  pt: `\\p{L}+(?:o|ou)-lh(?:es?|[oa]s?)(?<!(?:[^d]ou)-lh(?:es?|[oa]s?))|lhes? \\p{L}+o`,
});
/** Verbs of the present that do nothing for anybody. */
const stative = forms({
  es: anyOf(`tengo, puedo, quiero, creo, pienso, necesito, debo, sé, conozco, siento, lamento, agradezco, alegro, imagino, supongo, refiero, acuerdo, tenemos, podemos, queremos, creemos, necesitamos, debemos, sabemos, somos,
    sentimos, lamentamos, agradecemos, abrimos, cerramos, trabajamos, vendemos, cobramos, hablamos, solemos, vivimos, esperamos, vamos, hemos, estamos (?:cerrados|abiertos|de vacaciones|seguros|esperando), ofrecemos, aceptamos, recomiendo, recomendamos, ruego, rogamos, pido, pedimos, respondemos, vimos, recibimos`),
  fr: `(?:je|j['’]|nous|on) ?${frTo}(?:${anyOf(`suis, sommes (?:fermés|ouverts|désolés|ravis|en|au|heureux), ai, avons, peux, pouvons, veux, voulons, crois, croyons, pense, dois, devons, sais, savons, espère, espérons, regrette, regrettons, comprends, comprenons, remercie, remercions,
    attends, attendons, souhaite, souhaitons, voudrais, aimerais, prie, prions, demande, demandons, conseille, recommande, recommandons, ouvrons, fermons, travaillons, vendons, acceptons, offrons, voyons, vois, imagine, suppose, connais, a, est, étais, étions, avais, avions, répondons, jamais`)})`,
  pt: anyOf(`tenho, posso, quero, creio, acho, penso, preciso, devo, sei, conheço, sinto, lamento, agradeço, imagino, suponho, temos, podemos, queremos, cremos, achamos, precisamos, devemos, sabemos, somos, sentimos, lamentamos,
    agradecemos, abrimos, fechamos, trabalhamos, vendemos, cobramos, falamos, costumamos, vivemos, esperamos, vamos, estamos (?:fechados|abertos|de férias|à espera), oferecemos, aceitamos, recomendo, recomendamos, peço, pedimos, respondemos, recebemos`),
});
/** Says by itself that it is taken over, vowed, or costs nothing. */
const taken = forms({
  es: `del[oe] por hecho|eso está hecho|(?:nos|me) (?:hacemos|hago) cargo|déj[ea]melo a mí|(?:me pongo|nos ponemos) (?:con ello|a ello|manos a la obra)|le (?:hago|hacemos) un hueco|le (?:tengo|tenemos|tendré|tendremos) al (?:corriente|tanto)|(?:déj[ea](?:lo|me)|dej[ae]) [^,;.]{0,20}(?:en mis manos|en nuestras manos|hacer)|(?:yo )?me (?:encargo|ocupo)|nos (?:encargamos|ocupamos)|(?:corre|corren|va|van|es|son) (?:de|por|a) (?:nuestra cuenta|cuenta nuestra|nuestro cargo|cuenta de la casa)|invita la casa|(?:pagamos|asumimos|arreglamos|solucionamos) nosotros|l[oa]s? (?:solucionamos|arreglamos|resolvemos|asumimos)|sin (?:ningún )?(?:coste|cargo) (?:alguno )?para usted|le regalamos|(?:le|te|se lo) (?:devolvemos|reembolsamos|abonamos)(?: el dinero| el importe)?`,
  fr: `on s['’]en (?:occupe|charge)|c['’]est (?:pour la maison|cadeau|offert|comme si c['’]était fait|pour (?:moi|nous))|c['’]est (?:nous qui (?:\\p{L}+ ){0,3}(?:payons|réglons|prenons|occupons)|moi qui (?:\\p{L}+ ){0,3}(?:paie|règle|occupe|charge))|(?:on|je|nous) vous (?:tient|tiens|tenons) au courant|je reviens vers vous|nous revenons vers vous|comptez sur (?:moi|nous)|je m['’]en (?:occupe|charge)|nous nous en (?:occupons|chargeons)|laissez[- ](?:moi|nous) (?:faire|m['’]en occuper)|(?:prenons|prends) [^,;.]{0,40}(?:à notre charge|en charge|à ma charge)|(?:est|sont|reste|sera|seront) (?:à notre charge|à nos frais|offerte?s?|pour nous)|nous vous (?:rendons|remboursons|offrons)(?: votre| le| la| les)?`,
  pt: `(?:trato|cuido|pago|resolvo) eu|(?:damos|dou)-lhe (?:outr[oa]|um nov|uma nova)|deix[ea](?:-o|-me)? (?:comigo|connosco|conosco|nas (?:minhas|nossas) mãos)|(?:eu )?(?:trato|cuido|encarrego-me|tratamos|cuidamos) (?:disso|de tudo|do assunto|da questão)|fic(?:o|amos) encarregad[oa]s?|(?:é|são|fica|ficam|corre|correm|vai) (?:tudo )?por (?:nossa|minha) conta|oferta da casa|(?:pagamos|resolvemos|tratamos|assumimos) nós|nós (?:pagamos|resolvemos|tratamos|assumimos)|devolvemos-lhe|reembolsamos-lhe|oferecemos-lhe`,
});
const vowed = forms({
  es: `(?:le |les |te )?(?:prometo|prometemos|garantizo|garantizamos|aseguro|aseguramos)|(?:nos comprometemos|me comprometo) a|cuent[ea] con(?:migo)?|puede(?:n|s)? contar con(?:migo)?`,
  fr: `(?:je|nous) (?:vous )?(?:promets|promettons|garantis|garantissons|assure|assurons)|(?:nous nous engageons|je m['’]engage) à|comptez sur|vous pouvez compter sur`,
  pt: `(?:prometo|prometemos|garanto|garantimos|asseguro)(?:-lhe)?|(?:comprometemo-nos|comprometo-me|nos comprometemos) a|conte (?:com|comigo|connosco|conosco)|pode(?:m)? contar (?:com|comigo|connosco|conosco)`,
});
/** What the customer gets, and what becomes of things: with a time. */
const gained = forms({
  es: `(?:(?:vuelve|vuelven) a (?:tener|estar|funcionar)|recibirá[ns]?|tendrá[ns]?|lo tiene|la tiene|los tiene|tiene usted(?! (?:que|razón))|tiene (?:la|el|las|los|su|sus) (?:factura|respuesta|presupuesto|pieza|llaves|coche|dinero|pedido|informe|contrato|copia|entradas)|queda(?:rá)?(?: usted)? (?:apuntad[oa]|reservad[oa]|confirmad[oa]|citad[oa])|le (?:llega|llegará))`,
  fr: `vous avez (?:l[ea]s?|votre|vos) (?:facture|devis|réponse|pièce|clés|clefs|voiture|argent|colis|commande|rapport|résultats?|contrat|documents?|billets?|dossier|photos?)|vous (?:recevrez|aurez|serez (?:remboursée?|contactée?|livrée?|prévenue?|rappelée?)|êtes (?:inscrite?|attendue?|prévue?)|l['’]avez|l['’]aurez)`,
  pt: `(?:tem (?:[oa]s? )?(?:seu |sua )?(?:fatura|resposta|orçamento|peça|chaves?|carro|dinheiro|encomenda|relatório|contrato|cópia|bilhetes?)|receberá|vai receber|terá|vai ter|fica (?:marcad[oa]|reservad[oa]|confirmad[oa]|agendad[oa])|chega-lhe)`,
});
const becomes = forms({
  es: `(?:queda|quedan|está|están) (?:\\p{L}+d[oa]s?|list[oa]s?|puest[oa]s?|hech[oa]s?|resuelt[oa]s?)|(?:se )?(?:le )?(?:irá[n]?|\\p{L}+(?:ará|erá|irá|drá|brá|arán|erán|irán|drán))`,
  fr: `est (?:rétabli|répar|prêt|livr|install|termin|régl|pos|remplac)(?:ée?|ie?|e)?|(?!n['’]aura|faudra|pourra)\\p{L}{2,}(?:ra|ront)`,
  pt: `irão|irá|\\p{L}+(?:ará|erá|irá|arão|erão|irão)|(?:vai|vão) (?:lhe |ser )?\\p{L}+r?(?:-\\p{L}+)?|(?:está|estão) (?:ligad|pront|resolvid|arranjad|reparad|instalad|feit|tratad)[oa]s?|(?:está|estão) em sua casa|fica (?:pronto|pronta|arranjad[oa]|resolvid[oa]|reparad[oa]|tratad[oa])`,
});
/** In the present: a thing of the customer's that moves, and one of ours who comes. */
const moves = forms({
  es: `(?:su|tu|el) (?:pedido|paquete|envío|repuesto|informe|reembolso|coche|técnico|dinero|abono|presupuesto|documento|contrato firmado)(?: \\p{L}+)? (?:sale|llega|va|pasa|viene|está listo)|(?:pasa|viene|va) (?:el|nuestro|un|mi) \\p{L}+|(?:nuestro|nuestra|mi|un|el|la) (?:compañer[oa]|técnico|equipo|electricista|fontanero|colega|repartidor)(?: \\p{Lu}\\p{L}+)? (?:le|les|te|pasa|viene|va|llama|se)|(?:su|sus) \\p{L}+ (?:se \\p{L}+(?:e|a|en|an)|(?:es|son|queda|quedan) \\p{L}+d[oa]s?)|(?:estoy|estamos) (?:ahí|en su|allí|con usted|en su casa|preparando)`,
  fr: `(?:votre|ton|le|la) (?:commande|colis|pièce|dossier|rapport|remboursement|voiture|technicien|devis|virement|document)(?: \\p{L}+)? (?:part|arrive|quitte|passe|vient|est prête?|sort)|(?:notre|mon|ma|un|le|la) (?:collègue|technicien|équipe|électricien|plombier|livreur|chauffeur|électricienne|technicienne)(?: \\p{Lu}\\p{L}+)? (?:vous|passe|vient|arrive|se|appelle)|(?:votre|vos) \\p{L}+ (?:est|sont) (?!arriv|tomb|ven|parti|all|rest|entr|sorti|mont)\\p{L}+(?:ée?s?|ie?s?|ue?s?)|(?:nous sommes|je suis) (?:chez vous|là|sur place)`,
  pt: `(?:a sua|o seu|sua|seu|o|a) (?:encomenda|pedido|peça|relatório|reembolso|carro|técnico|orçamento|documento|valor)(?: \\p{L}+)? (?:sai|chega|vai|passa|segue|vem|está pront[oa])|(?:o nosso|a nossa|o meu|a minha|meu|minha|nosso|nossa|o|um) (?:colega|técnico|equipe|equipa|eletricista|canalizador|estafeta)(?: \\p{Lu}\\p{L}+)? (?:vai|passa|vem|liga|lhe|entra)|(?:o seu|a sua|os seus|as suas) \\p{L}+ (?:é|são) \\p{L}+d[oa]s?|(?!\\p{L}*(?:ei|[^d]ou|iu|eu|am)-)\\p{L}{2,}-(?:[oa]s?|lhes?)|(?:estou|estamos) (?:aí|em sua|lá|em sua casa|consigo)`,
});
const named = words(
  `(?<name>(?:mi|nuestr[oa]|mon|ma|notre|(?:[oa] )?(?:meu|minha|noss[oa])|(?:el|la|un|le|o|a|um) )\\s?(?:compañer[oa]|coleg[oa]|jef[ea]|director\\p{L}*|doctora?|responsable|chef(?:fe|e)?|directeur|directrice|docteur|responsável|diretora?|doutora?|técnico|equipo|electricista|fontanero|collègue|équipe|technicien|électricien|plombier|equipe|equipa|eletricista|colega)(?: \\p{Lu}\\p{L}+)?)`,
);
/** Verbs with which a letter tells rather than promises. */
const telling = words(
  `escribo (?:para|porque|por)|adjunto|recuerdo|informo (?:de )?que|comunico|deseo|saludo|pregunto|ruego|agradezco|pido|écris (?:pour|car)|joins|rappelle que|informe que|souhaite|prie|remercie|demande|présente|envio em anexo|informo que|comunico|desejo|agradeço|peço|escrevo (?:para|porque)`,
);
const forYou = words(`les?|te|vous|lhes?|\\p{L}+-(?:lhes?|te)`);
const uncharged = words(
  `nadie (?:le|les|te) (?:va a (?:cobrar|facturar|reclamar)|cobrará|facturará|reclamará)|personne ne vous (?:facturera|demandera|réclamera|comptera)|ninguém lhe (?:vai (?:cobrar|faturar|pedir)|cobrará|faturará)|no (?:le|les|te|se le) (?:cobraremos|cobramos|facturaremos|costará)|no (?:tendrá|tiene) que pagar|ne (?:vous )?(?:sera|seront|facturerons|coûtera) ?(?:pas|rien)?(?: facturée?s?)?|não (?:lhe )?(?:cobraremos|cobramos|custará)|não (?:terá|tem) (?:de|que) pagar`,
);
const never = forms({
  es: `no|nunca|tampoco|nadie`,
  fr: `ne|n['’]\\p{L}+|jamais|(?<!en )personne`,
  pt: `não|nem|nunca|ninguém`,
});
const wishes = words(
  `ojalá|(?<!(?:^|, ))espero|j['’]espère|nous espérons|espérons|pourvu|oxalá|tomara|quizás?|tal vez|peut-être|talvez|podría|pourrais|poderia|normalmente|généralement|habituellement|geralmente|en général|en general|em geral|d['’]habitude|suele|solemos|costuma|ya(?! mismo)|ayer|hier|déjà|(?:^|[,;] )já lhe|já (?:foi|está)|ontem|toujours|siempre|sempre|usualmente|según|selon|segundo|dij[eo]|dijeron|dicho|dit|disse(?:ram)?|puede (?:usted )?(?!estar|contar)\\p{L}+r|pouvez(?! (?:compter|être tranquille))|pode(?:m)? (?!contar|estar|ficar)\\p{L}+r|\\p{L}+ríamos|\\p{L}+rions|tiene que|tendrá[ns]? que|habrá que|deberá|devrez|faudra|terá (?:de|que)|deverá|será necessário|debe|devez|tem de|deve|por favor|veuillez|merci|gracias|obrigad[oa]`,
);
/** Whose deeds are the customer's or the world's own affair. */
const worldly = words(
  `(?:mi|su|mon|ma|votre|(?:o )?meu|(?:a )?minha|seu|sua) (?:marido|mujer|esposa|hij[oa]|mari|femme|fils|fille|mulher|filh[oa])|(?:el|la|los|las|le|les|l['’]|o|a|os|as|su|votre|vos|o seu|a sua|seu|sua)\\s?(?:client\\p{L}*|cliente|banque|banco|train|tren|comboio|trem|contrat\\p{L}*|magasin|tienda|loja|délai|plazo|prazo|assur\\p{L}*|seguro|médecin|médico|propriét\\p{L}*|propietario|senhorio|vol|vuelo|voo|concert\\p{L}*|musée|museo|museu|prix|precios?|preços?|loyer|alquiler|offre|oferta|pedidos|commandes|encomendas|pedidos|fabri[cq]\\p{L}*|tempo|lluvia|pluie|chuva|cours|curso|oficina|bureau|abonnement|suscripción|assinatura|garant\\p{L}*)|usted(?:es)? (?:nos|me|paga|dijo)|vous (?:nous|m['’]|devez|paierez)|cerrad[oa]s|fermée?s?|fechad[oa]s|vacaciones|congés?|férias|cuesta|coûte|custa`,
);
const weak = words(
  `intentaré|intentaremos|trataré|trataremos|procuraré|essaierai|essaierons|tenterai|essayer|vou tentar|vamos tentar|tentarei|tentaremos|probablemente|probablement|sans doute|provavelmente|haré lo posible|ferai mon possible|farei o possível|esperamos (?:tener|poder|acabar|terminar)\\p{L}*|nous (?:pensons|comptons|espérons)|contamos|esperamos (?:ter|poder|acabar|terminar)|si todo va bien|si tout va bien|se tudo correr bem`,
);
const hoped = words(
  `esperamos (?:tener|poder|acabar|terminar|que)\\p{L}*|nous (?:pensons|comptons) \\p{L}+|contamos \\p{L}+r|esperamos (?:ter|poder|acabar|terminar)`,
);
const idle = words(
  `seré|necesitaré|necesitaremos|estaré|estaremos|aurai besoin|aurons besoin|serai|serons|precisarei|precisaremos|estarei|estaremos|quedaré|attendrai|attendrons|esperaré`,
);

const clauseOf = (openers: string, subjects: string) =>
  new RegExp(
    `(?:^|[\\s,(])(?<condition>(?:${openers})(?: |(?<=['’]))(?!es posible|possible|posible|possível|todo va|tout va|tudo corr|preocup)[^,;]*?)(?:[,;]|$|(?= (?:${subjects}) \\p{L}+(?:ré|remos|rai|rons|rei)(?!\\p{L})))`,
    'giu',
  );
const opening: Readonly<Record<Romance, RegExp>> = {
  es: clauseOf('si|cuando|en cuanto|tan pronto como|una vez que|siempre que', 'te|les?|l[oa]s?|os'),
  fr: clauseOf("si|s['’]ils?|dès que|dès qu['’]ils?|lorsque|quand|une fois que|à condition que", 'je|nous'),
  pt: clauseOf('se|quando|assim que|logo que|caso|desde que', 'lhes?|te|eu|nós'),
};
/** "Envoyez-moi la photo et je regarderai": what is asked of the other first. */
const asking =
  /^(?<condition>(?:por favor,? )?(?:envíe(?:n|me|nos)?|mande(?:me|nos)?|envoyez|envie|mande)[^,;]*?) (?:y|et|e) (?=\p{L})/giu;

/** The grammar of one of the three. */
export function romanceGrammar(language: Romance): PromiseGrammar {
  return {
    joint:
      /,? (?:y|e|et|pero|mais|mas) (?=(?:(?:je|nous|te|le|les|lo|la|vous) )?\p{L}+(?:aré|eré|iré|dré|remos|rai|rons|rei)(?![\p{L}])|(?:te|le|les) (?:llamo|envío|aviso)|je (?:vais|vous|te))/giu,
    conditions: [opening[language], asking],
    tag: /,? (?:¿)?(?:vale|de acuerdo|le parece(?: bien)?|ok(?:ay)?|d['’]accord|ça vous va|cela vous convient|está bem|pode ser|bem|certo)\?$/iu,
    read: (clause) => readRomance(language, clause),
    word: (clause) => clause.replace(/^[\s,:–-]*(?:(?:y|et|e|pero|mais|mas|entonces|alors|então) )?/iu, ''),
  };
}

/** Said before a promise, and a promise with what follows, even if a thing does it: "no se preocupe, el sofá llega antes de Navidad". */
const reassuring =
  /^(?:(?:no (?:se preocupe[ns]?|te preocupes)|ne (?:vous (?:inquiétez|tracassez|souciez) (?:pas|plus)|vous en faites pas|t['’]inquiète pas)|não (?:se preocupe|te preocupes)|descuide|pierda cuidado|(?:quédese|esté|esteja|fique) (?:tranquil[oa]|descansad[oa])|soyez (?:tranquilles?|rassurée?s?))[\s,:;]+(?:que |car |pois |porque )?)/iu;

function readRomance(language: Romance, whole: string): PromisingClause | null {
  const clause = whole.replace(reassuring, '');
  const read = readClause(language, clause);
  if (read !== null || clause === whole || clause.trim() === '') return read;
  return never[language].test(clause) || wishes.test(clause) || worldly.test(clause) ? null : bound(clause, true, true);
}

function readClause(language: Romance, clause: string): PromisingClause | null {
  if (uncharged.test(clause)) return bound(clause, true, false);
  if (never[language].test(clause) || wishes.test(clause) || thirdParties.test(clause)) return null;
  if (hoped.test(clause)) return bound(clause, true, true);
  if (taken[language].test(clause)) return bound(clause, /nous|nos |nosot|noss|amos|emos|nuestr/iu.test(clause), false);
  if (vowed[language].test(clause)) return bound(clause, /mos(?!\p{L})|ons(?!\p{L})/iu.test(clause), true);
  const match = first[language].exec(clause);
  if (match !== null) {
    if (idle.test(match[0]) && !/(?:allí|là|lá)/iu.test(clause)) return null;
    if (!worldly.test(clause)) return bound(clause, isMany(match), false);
  }
  if (worldly.test(clause)) return null;
  const name = named.exec(clause)?.groups?.['name'] ?? null;
  if (gained[language].test(clause)) return bound(clause, true, language === 'fr' ? 'or-condition' : true);
  const handed = given[language].exec(clause);
  if (handed !== null && !stative[language].test(handed[0]) && !telling.test(clause))
    return bound(clause, isMany(handed), false);
  // of one of ours what is done for the customer is enough
  const needsTime = name === null || !forYou.test(clause);
  if (moves[language].test(clause) || becomes[language].test(clause)) return bound(clause, true, needsTime, name);
  const said = present[language].exec(clause);
  if (said === null || stative[language].test(said[0])) return null;
  return bound(clause, isMany(said), 'or-condition');
}

function isMany(match: RegExpExecArray): boolean {
  const groups = match.groups ?? {};
  const end = groups['end'] ?? groups['end2'] ?? groups['go2'] ?? groups['go'] ?? groups['will'] ?? groups['who'] ?? '';
  return /(?:mos|ons|nous|on)$/iu.test(end);
}

function bound(
  clause: string,
  isMany: boolean,
  needsTime: PromisingClause['needsTime'],
  name: string | null = null,
): PromisingClause {
  return {
    who: { kind: name === null ? (isMany ? 'we' : 'I') : 'named', name },
    strength: weak.test(clause) ? 'weak' : 'firm',
    from: 0,
    needsTime,
  };
}
