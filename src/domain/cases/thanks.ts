/**
 * Whether a message only says thanks, so that it must not open a solved case again. Careful on purpose: every single word has
 * to be a word of thanks, greeting, praise or goodbye, or the name of somebody concerned. One word beyond that, a question
 * mark or a figure, and a person reads it.
 */
const thanksWords = words(`
  thanks thank thx ty tysm cheers ta thankyou grateful appreciated appreciate
  danke dank dankeschön merci vielendank bedanke dankbar
  gracias agradecido agradecida agradezco
  obrigado obrigada obg agradeço valeu
  grazie ringrazio
  bedankt dankjewel dankuwel dankje
  tack takk tak kiitos
  dziękuję dzięki dziekuje dzieki děkuji díky dekuji diky ďakujem
  спасибо благодарю дякую
  teşekkürler teşekkür sağolun sağol
  mulțumesc multumesc köszönöm köszi hvala ευχαριστώ
  ありがとう ありがとうございます ありがとうございました 谢谢 謝謝 多谢 감사합니다 고맙습니다 شكرا תודה धन्यवाद`);

const harmlessWords = words(`
  you so much very many a lot again ever kind kindly for the your help support quick fast swift reply response answer prompt great
  good perfect excellent awesome amazing brilliant wonderful lovely super fantastic nice ok okay all that this it is was now works
  working worked solved fixed sorted resolved done received got have has been i am we are really just wanted to say and hi hello hey dear
  team everyone regards best kind warm wishes sincerely yours cheers bye have day weekend evening happy from my me sent appreciated
  job well service excellent problem
  ihnen dir euch vielen herzlichen herzlich lieben besten tausend sehr schön für die den das ihre eure deine hilfe unterstützung schnelle
  schnellen schneller antwort rückmeldung gut super toll prima perfekt klasse spitze wunderbar alles klar ja jetzt nun geht funktioniert
  wieder gelöst erledigt erhalten angekommen hat geklappt ist es hallo guten tag morgen abend liebe lieber mit freundlichen freundliche
  grüßen grüße gruß viele lg mfg vg schönen schönes wochenende noch einen und ich bin wir
  beaucoup bien infiniment pour votre ton aide réponse rapide parfait super bonjour bonsoir cordialement bonne journée soirée tout est
  c'est réglé résolu fonctionne marche maintenant à vous et je ça
  muchas mil por la su tu ayuda respuesta rápida perfecto genial excelente hola buenos buenas días tardes saludos cordiales un todo ya
  funciona está resuelto solucionado y muy amable
  muito muita pela sua ajuda resposta rápida perfeito ótimo olá bom boa dia tarde noite abraço abraços atenciosamente tudo já resolvido certo e
  mille molte per il tuo suo aiuto risposta perfetto ottimo ciao buongiorno saluti cordiali tutto risolto
  veel hartelijk voor de uw je hulp snelle reactie antwoord top fijn prima werkt opgelost groet groeten vriendelijke met hoi hallo
  så mycket mange för hjälpen för hjelpen for hjælpen paljon bardzo bardzo moc большое огромное за помощь çok ederim`);

const mostWords = 30;

/**
 * @param text what the person wrote now, without quoted history and signature
 * @param names of the people concerned; each of their words may appear
 */
export function saysOnlyThanks(text: string, names: readonly string[] = []): boolean {
  if (/[?？؟\d]/.test(text)) return false;
  const said = wordsOf(text);
  if (said.length === 0 || said.length > mostWords) return false;
  const known = new Set(names.flatMap((name) => wordsOf(name)));
  return (
    said.some((word) => thanksWords.has(word)) &&
    said.every((word) => thanksWords.has(word) || harmlessWords.has(word) || known.has(word))
  );
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('’', "'")
    .split(/[^\p{L}\p{M}']+/u)
    .filter((word) => word !== '' && word !== "'");
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter((word) => word !== ''));
}
