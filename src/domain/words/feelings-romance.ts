import type { FeelingLexicon } from './feeling-lexicon.ts';

/** How feelings are said in Spanish. */
export const spanish: FeelingLexicon = {
  words: {
    angry: {
      3: `furios*, absolutamente inaceptable, totalmente inaceptable, indignante, estafador*, ladrones, peor servicio, abogado, denunciar, denuncia`,
      2: `inaceptable, hart*, vergüenza, vergonzos*, enfadad*, enojad*, indignad*, molest* con ustedes, estafa, ridícul*, tercera vez, cuarta vez, nadie me contesta, nadie contesta, nadie responde, una burla, tomadura de pelo, increíble que, falta de respeto, maleducad*, exijo, intolerable, excusas, mentiras`,
      1: `molesto, molesta, frustrad*, frustrante, fastidi*`,
    },
    worried: {
      3: `aterrad*, desesperad*, pánico`,
      2: `preocupad*, preocupa, preocupación, miedo, temo, tememos, nervios*, angustia*, angustiad*, ansios*, inquiet*, alarmad*`,
      1: `intranquil*`,
    },
    'let-down': {
      3: `profundamente decepcionad*, perdido toda la confianza`,
      2: `decepcionad*, decepción, decepcionante, esperaba más, esperábamos más, insatisfech*, descontent*, triste, defraudad*, no es lo que esperaba, confiaba en ustedes, mala calidad`,
      1: `lástima, una pena`,
    },
    confused: {
      2: `no entiendo, no entendemos, no comprendo, confundid*, confus*, no tiene sentido, no me queda claro, no queda claro, ni idea, perdid* con, contradic*, no me aclaro, desconcertad*`,
      1: `no estoy segur* si, no sé si`,
    },
    glad: {
      3: `content* a más no poder, mejor servicio`,
      2: `encantad*, alegría, content*, feliz, felices, perfecto, perfecta, maravillos*, fantástic*, excelente, genial, estupend*, aliviad*, alivio, satisfech*, justo lo que quería, me alegr*, nos alegr*, buenísim*, espectacular`,
      1: `bonit*`,
    },
    thankful: {
      3: `no sé cómo agradecer*, eternamente agradecid*`,
      2: `muchísimas gracias, mil gracias, muchas gracias por, agradecid*, muy agradecid*, infinitas gracias, un millón de gracias, de corazón, les agradezco, le agradezco, te agradezco`,
      1: `gracias, muchas gracias`,
    },
  },
  negators: `no, nunca, jamás, ni, sin, tampoco, nada`,
  boosters: `muy, tan, súper, realmente, absolutamente, totalmente, sumamente, extremadamente, muchísimo`,
  softeners: `un poco, algo, ligeramente, un tanto`,
  polite: `gracias de antemano, muchas gracias de antemano, gracias por su respuesta, gracias por su mensaje, gracias por adelantado, agradecería, le agradecería, les agradecería, encantado de conocer*, no se preocupe, no te preocupes, no se preocupen, feliz día, feliz navidad, mucho gusto`,
  bitter: `genial, estupendo, perfecto, maravilloso, qué bien`,
};

/** How feelings are said in French. */
export const french: FeelingLexicon = {
  words: {
    angry: {
      3: `furieu*, absolument inadmissible, absolument inacceptable, totalement inacceptable, escroc*, voleurs, pire service, avocat, porter plainte, hors de moi`,
      2: `inadmissible, inacceptable, marre de, marre, ras le bol, honte, honteu*, en colère, colère, scandal*, indigné*, arnaque*, troisième fois, quatrième fois, personne ne répond, personne ne me répond, ridicule, moquez de moi, moquez de nous, fichez de moi, incompéten*, irrespectueu*, impoli*, manque de respect, j'exige, intolérable, fâché*, lamentable, n'importe quoi, mensonges`,
      1: `agacé*, agaçant*, énervé*, énervant*, frustré*, frustrant*, irrité*`,
    },
    worried: {
      3: `terrifié*, désespéré*, paniqué*, panique`,
      2: `inquiet, inquiète*, inquiets, inquiètes, inquiétude, inquiétant*, m'inquiète, peur, crains, craignons, angoissé*, angoisse*, anxieu*, nerveu*, soucieu*, stressé*, alarmé*`,
      1: `préoccupé*`,
    },
    'let-down': {
      3: `profondément déçu*, perdu toute confiance`,
      2: `déçu, déçue, déçus, déçues, déception, décevant*, attendais à mieux, attendions à mieux, attendais mieux, mécontent*, insatisfait*, triste*, désappointé*, comptais sur vous, mauvaise qualité, pas satisfait*`,
      1: `dommage`,
    },
    confused: {
      2: `ne comprends pas, ne comprends rien, n'y comprends rien, ne comprenons pas, comprends plus, perplexe*, perdu, perdue, confus, confuse, aucun sens, pas de sens, aucune idée, contradictoire*, contredi*, n'est pas clair, incompréhensible*, je m'y perds`,
      1: `pas sûr de, pas sûre de, pas très clair`,
    },
    glad: {
      3: `aux anges, meilleur service`,
      2: `ravi, ravie, ravis, ravies, joie, content*, heureu*, parfait*, merveilleu*, fantastique*, excellent*, génial*, super, formidable*, soulagé*, soulagement, satisfait*, enchanté*, exactement ce que je voulais, impressionné*, magnifique*, bravo, impeccable*`,
      1: `sympa, c'est bien`,
    },
    thankful: {
      3: `ne sais comment vous remercier, jamais assez remercier, infiniment reconnaissant*`,
      2: `merci infiniment, mille mercis, merci mille fois, merci beaucoup, un grand merci, grand merci, reconnaissant*, reconnaissance, remercie ~ chaleureusement, de tout cœur, du fond du cœur, merci de tout cœur, remercie sincèrement, remercie vivement`,
      1: `merci, vous remercie`,
    },
  },
  negators: `ne, n', pas, jamais, sans, aucun, aucune, ni, guère, suis pas, sommes pas`,
  boosters: `très, si, vraiment, absolument, totalement, extrêmement, tellement, profondément, complètement`,
  softeners: `un peu, légèrement, plutôt, assez`,
  polite: `merci d'avance, merci par avance, vous remercie d'avance, vous remercie par avance, merci pour votre réponse, merci pour votre message, merci de me, merci de m'*, merci de nous, merci de vous, merci de bien, merci de ne, merci de *er, merci de *ir, merci de *re, merci de bien vouloir, serais reconnaissant*, serions reconnaissant*, serais ravi*, serais heureu*, ne vous inquiétez pas, ne t'inquiète pas, pas de souci, serait parfait, serait super, bonne journée`,
  bitter: `super, génial, parfait, bravo, merveilleux, formidable`,
};

/** How feelings are said in Portuguese, on both sides of the ocean. */
export const portuguese: FeelingLexicon = {
  words: {
    angry: {
      3: `furios*, absolutamente inaceitável, totalmente inaceitável, vigarista*, ladrões, pior serviço, pior atendimento, advogad*, revoltante, revoltad*`,
      2: `inaceitável, fart*, vergonha, vergonhos*, zangad*, irritad*, com raiva, raiva, indignad*, absurdo, burla, golpe, terceira vez, quarta vez, ninguém responde, ridícul*, falta de respeito, mal-educad*, exijo, desculpas, palhaçada, mentiras, dinheiro de volta, descaso`,
      1: `chatead*, frustrad*, frustrante, incomoda, aborrecid*`,
    },
    worried: {
      3: `apavorad*, desesperad*, em pânico, pânico`,
      2: `preocupad*, preocupa, preocupação, medo, receio, receamos, temo, nervos*, angustiad*, ansios*, aflit*, alarmad*`,
      1: `inquiet*`,
    },
    'let-down': {
      3: `profundamente desiludid*, profundamente decepcionad*, perdi toda a confiança`,
      2: `desiludid*, desilusão, decepcionad*, dececionad*, decepção, deceção, decepcionante, dececionante, esperava mais, esperávamos mais, insatisfeit*, descontente*, triste*, confiava em vocês, má qualidade`,
      1: `pena que, é uma pena, que pena`,
    },
    confused: {
      2: `não entendo, não entendi, não entendemos, não percebo, não percebi, não compreendo, confus*, não faz sentido, não tem sentido, sem sentido, não ficou claro, não está claro, não faço ideia, perdid* com, contradi*`,
      1: `não tenho certeza se, não sei se`,
    },
    glad: {
      3: `melhor serviço, melhor atendimento`,
      2: `encantad*, feliz, felizes, content*, alegria, perfeito, perfeita, maravilhos*, fantástic*, excelente*, ótim*, satisfeit*, aliviad*, alívio, adorei, adoramos, amei, amamos, impecável, impressionad*, exatamente isso que`,
      1: `legal, bonit*`,
    },
    thankful: {
      3: `não sei como agradecer, eternamente grat*`,
      2: `muitíssimo obrigad*, muito obrigad* por, muito obrigad* pela, muito obrigad* pelo, mil obrigad*, grata por, grato por, muito grat*, gratidão, agradeço imenso, agradeço muito, agradeço de coração, de coração, agradecid*`,
      1: `obrigad*, muito obrigad*, agradeço`,
    },
  },
  negators: `não, nunca, jamais, nem, sem, tampouco, nada`,
  boosters: `muito, tão, super, realmente, absolutamente, totalmente, extremamente, imenso, mesmo`,
  softeners: `um pouco, ligeiramente, meio, um tanto`,
  polite: `obrigado desde já, obrigada desde já, desde já obrigad*, agradeço desde já, desde já agradeço, obrigado antecipadamente, obrigado pela resposta, obrigada pela resposta, obrigado pela mensagem, obrigada pela mensagem, agradeceria, não se preocupe, não te preocupes, ficaria grat*, ficaria feliz, feliz natal, bom dia`,
  bitter: `ótimo, perfeito, maravilha, que bom, excelente`,
};
