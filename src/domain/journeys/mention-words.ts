/** Words that show who or what customers meet, in the five languages of Kept. */
const list = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Before something of ours. */
export const yours = list(
  'your ihr ihre ihrem ihren ihrer euer eure eurem euren eurer votre vos su sus vuestro vuestra vuestros vuestras seu sua seus suas vosso vossa',
);

/** Before something both know. */
export const definite = list('the der die das dem den le la les el los las o a os as');

/** Before something of the customer's, or anything whatever. */
export const anybodys = list(
  'my our a an this that these any some no every another his her their mein meine meinem meinen meiner unser unsere ein eine einem einen einer kein keine mon ma mes notre un une mi mis nuestro una meu minha um uma',
);

/** Through, at or with which one meets it. */
export const through = list(
  'at in on via through using from with by over into über durch mit bei beim am im auf vom zum zur chez dans par sur avec depuis en con por desde no na em com pelo pela',
);

/** What a person or a thing does to somebody who meets it. */
export const encounters = list(
  'said told says asked came arrived called rang left refused promised answered never crashed crashes froze freezes logged closed opened hung wrote showed sent kept lost delivered dropped fitted gave gives keeps asks wants wanted knew knows tells sends replied confirmed claimed insisted explained charged forgot ignored offered booked cancelled apologised didn’t doesn’t wouldn’t couldn’t sagte kam rief klingelte ließ versprach hat stürzt ging schickte brachte dit venu appelé laissé envoyé dijo vino llamó dejó envió disse veio ligou deixou enviou',
);

/** Whom one speaks to, or goes and sees. */
export const addressing = list(
  'ask asked call called phone phoned contact contacted visit visited reach reached tell told met trust blame fragen gefragt anrufen angerufen besucht appeler appelé demander contacté visité llamar llamé preguntar visité ligar liguei perguntar',
);

/** What one does on the way there: “went to the”, “spoke to the”, “according to the”. */
export const approaching = list(
  'go goes going went gone come came drove walked talk talked talking speak spoke spoken write wrote written turn turned return returned refer referred pass passed complain complained report reported listen listened according',
);

/** By whom something was done: “told by the”, “left by the”; and whatever ends in -ed. */
export const doneBy = list('told given sent left kept brought taken hung lost let sold met');

/** Words that are no place: grammar, and the things everybody writes about to any company. */
export const notPlaces = list(
  `i you he she it we they me him us them and or but if so as of to for than then when while because not only just also
  is are was were be been being am do does did done have has had will would can could should may might must shall
  there here where what which who whom whose why how all both each few more most other such own same very too now again
  ever still even already yet soon later today yesterday tomorrow morning evening afternoon monday tuesday wednesday
  thursday friday saturday sunday week month year day days weeks months years hour hours minute minutes time times
  help answer answers reply replies response team company service services product products order orders problem
  problems issue issues question questions message messages mail mails email emails e-mail letter money price cost
  name number address way thing things people person customer customers colleague colleagues end first last next new
  old good best same second case matter moment work job kind part one two three four five wish word words patience
  understanding attention support advice offer fact point reason rest case whole wait waiting delay mistake error fault
  und oder aber wenn ich sie er es wir nicht ist sind war waren haben hat hatte wird werden kann hilfe antwort firma team
  bestellung problem frage nachricht geld preis name nummer zeit tag tage woche kollege kollegen service produkt fehler
  et ou mais si je vous il elle nous est sont était ont avez aide réponse équipe entreprise commande problème question
  message argent prix nom temps jour semaine service produit erreur y pero yo usted es son era ha han ayuda respuesta
  equipo empresa pedido problema pregunta mensaje dinero precio nombre tiempo día semana servicio producto error e mas eu
  você é são foi ajuda resposta equipa empresa encomenda pergunta mensagem dinheiro preço tempo dia serviço produto erro`,
);

/** No place alone, but the first word of the names of some: help line, order desk, service counter. */
export const beginsNames = list(
  'help order orders customer customers service product message mail support return answer team company price time ayuda pedido servicio aide commande service ajuda encomenda serviço',
);
