import type { FeelingLexicon } from './feeling-lexicon.ts';

/** How feelings are said in German. */
export const german: FeelingLexicon = {
  words: {
    angry: {
      3: `stinksauer, stinkwütend, fuchsteufelswild, koche vor wut, kochen vor wut, rasend vor wut, absolute frechheit, bodenlose frechheit, bodenlosen frechheit, absolut inakzeptabel, völlig inakzeptabel, betrüger*, verbrecher*, abzocker*, anwalt, rechtsanwalt, anwältin, schlechteste service, schlechtester service, schlechteste firma, schlechteste kundendienst, anzeige erstatten, vor gericht, widerlich`,
      2: `sauer, wütend, wut, zornig, frechheit*, unverschämt*, dreist*, inakzeptabel, nicht akzeptabel, nicht hinnehmbar, unzumutbar*, zumutung, reicht es mir, mir reicht's, reicht's mir, mir reicht es, jetzt reicht es, es reicht, nase voll, schnauze voll, geht ~ nicht mit kunden um, ein witz, lachhaft, lächerlich*, unglaublich, unfassbar*, unhöflich*, respektlos*,
        lasse ich mir nicht, lassen wir uns nicht, zum verrücktwerden, zum kotzen, macht mich wahnsinnig, treibt mich in den wahnsinn, saftladen, sauladen, saustall, empört, empörend, skandal*, nervt gewaltig, nervt total, genervt, katastrophe, katastrophal*, textbausteine*, abspeisen, abzuspeisen, abgespeist, abzocke, betrug, belogen, lügen, ausreden, verarscht, verarsche, veräppelt, für dumm verkauft, fühlt sich zuständig, niemand zuständig, kragen, unter aller sau, unter aller kanone, unterirdisch, verlange umgehend, verlange sofort, ich verlange, erwarte sofort, erwarte umgehend, stocksauer, hin und her geschickt, weitergereicht, hingehalten, zum dritten mal, zum vierten mal, zum fünften mal, zum x-ten mal, zum wiederholten mal*, schon wieder nicht, inkompeten*, unfähig*, schämen sie sich, schämen, schande, erbost, verärgert, geht gar nicht, platzt ~ kragen, unerhört, hören sie auf, eine schweinerei, wird man hier behandelt, zeitverschwendung`,
      1: `ärgerlich, ärgert, ärgere, ärger, nervt, nervig, frustriert, frustrierend, frust, immer noch keine antwort, lästig, ungeduldig`,
    },
    worried: {
      3: `große angst, panische angst, todesangst, verzweifelt, verzweifle, verzweiflung, lebensgefahr, höchste not, außer mir vor sorge`,
      2: `sorgen, sorge, besorgt, angst, ängste, ängstlich*, befürchte*, befürchtung*, fürchte, fürchten, nervös, panik, beunruhigt, beunruhigend, beunruhigt mich, mulmig*, bauchschmerzen, bedenken, verunsichert, nicht schlafen, schlaflos*, unter druck, angst und bange, unwohl, alarmiert, gefährlich, in sorge, stress, gestresst, schlimmes ahnen, bange`,
      1: `unruhig, hoffentlich passiert`,
    },
    'let-down': {
      3: `zutiefst enttäuscht, maßlos enttäuscht, jedes vertrauen verloren, vertrauen verloren, am boden zerstört`,
      2: `enttäuscht, enttäuschend*, enttäuschung, enttäuschen, im stich gelassen, im stich, mehr erwartet, besseres erwartet, mehr erhofft, mehr versprochen, unzufrieden, nicht zufrieden, unglücklich, traurig, ernüchternd, ernüchtert, verlassen kann, auf sie verlassen, wortbruch, wort gebrochen, versprechen gebrochen, nicht gehalten, sehr schade, so schade, wirklich schade, zu schade, jammerschade, entspricht ~ nicht ~ erwartungen, gar nicht meinen erwartungen, nicht meinen erwartungen, nicht den erwartungen, hinter ~ erwartungen, nicht von ihnen gedacht, nicht gedacht, verdorben, schlechte qualität, minderwertig*, lässt zu wünschen übrig, desillusioniert, bedauerlich, wieder niemand`,
      1: `schade`,
    },
    confused: {
      3: `völlig verwirrt, total verwirrt`,
      2: `verwirrt, verwirrend*, verwirrung, verstehe nicht, verstehe ich nicht, verstehe ~ nicht, verstehen nicht, nicht verstanden, unverständlich*, ergibt ~ keinen sinn, macht ~ keinen sinn, keinen sinn, keine ahnung, blicke ~ nicht, nicht mehr durch, komme nicht mit, werde ~ nicht schlau, nicht schlau, was soll das bedeuten, was bedeutet das, was soll das heißen, ratlos, steige ~ nicht durch, blicke nicht durch, durcheinander, widerspr*, unklar*, was stimmt denn nun, was denn nun, was gilt nun, schleierhaft, rätselhaft, komme ~ nicht zurecht, kapiere ~ nicht, stehe auf dem schlauch, irritiert, nicht nachvollziehen`,
      1: `nicht klar, nicht ganz klar, nicht sicher ob, nicht sicher, unsicher ob`,
    },
    glad: {
      3: `überglücklich, beste service, bester service, beste kundenservice, beste firma, restlos begeistert, völlig begeistert`,
      2: `begeistert, freue mich, freuen uns, freut mich, freut uns, freude, wunderschön, wunderbar*, großartig*, super, toll, tolle, toller, tolles, klasse, perfekt*, fantastisch*, phantastisch*, hervorragend*, ausgezeichnet*, spitze, spitzenmäßig, prima, genial, herrlich*, zufrieden, glücklich, froh, erleichtert, erleichterung, stein vom herzen, tag gerettet, hurra, juhu, beeindruckt, beeindruckend, hin und weg, wie geschmiert, läuft wieder, geht wieder, funktioniert wieder, gott sei dank, sehr gut geklappt, einwandfrei, überzeugt, traumhaft, top, liebe es, ein traum, vorbildlich, weiter so`,
      1: `schön, gut gemacht, hat geklappt, nett`,
    },
    thankful: {
      3: `nicht genug danken, unendlich dankbar, ewig dankbar`,
      2: `vielen herzlichen dank, herzlichen dank, tausend dank, dankbar, dankbarkeit, großes dankeschön, ganz lieben dank, lieben dank, von herzen danke, von herzen, danke von herzen, danken ihnen sehr, danke ihnen sehr, bedanke mich ~ herzlich, bedanke mich, bedanken uns, vielen lieben dank, zu schätzen, vergelt's gott, riesengroßes danke, riesendank, 1000 dank, herzliches dankeschön, vielen vielen dank, vielen dank, besten dank, danke vielmals, danke sehr, tausendmal danke, großen dank, großer dank, ein dickes danke*`,
      1: `danke, dankeschön, danke schön, dank, merci`,
    },
  },
  negators: `nicht, kein, keine, keinen, keiner, nie, niemals, ohne, kaum, weder, nichts, alles andere als, nicht mehr, keineswegs, nicht gerade`,
  boosters: `sehr, so, extrem, absolut, wirklich, total, völlig, unglaublich, zutiefst, große, großer, außerordentlich, überaus, unendlich, riesig, mehr als, echt, äußerst, restlos, maßlos`,
  softeners: `etwas, ein bisschen, ein wenig, leicht, ein klein wenig, bisschen, leise`,
  polite: `vielen dank im voraus, danke im voraus, besten dank im voraus, herzlichen dank im voraus, dank im voraus, dank vorab, danke vorab, besten dank vorab, vielen dank vorab, dankbar wenn, wäre ihnen dankbar, wären ihnen dankbar, wäre dankbar, wären dankbar, wäre ich dankbar, wäre ich ihnen dankbar, würde mich freuen, würden uns freuen, würde mich ~ freuen, würden uns ~ freuen, würde ich mich freuen, freue mich auf, freuen uns auf, freue mich auf ~ antwort, danke für ihre nachricht, danke für ihre antwort, danke für die antwort, danke für die info, danke für die information, danke für die rückmeldung, danke für ihre rückmeldung, danke für ihre mail, danke für ihre e-mail, vielen dank für ihre nachricht, vielen dank für ihre antwort, vielen dank für ihre mail, vielen dank für ihre e-mail, vielen dank für ihre rückmeldung, vielen dank für die rückmeldung, vielen dank für die antwort, vielen dank für die information, vielen dank für die info, vielen dank für ihre mühe im voraus, vielen dank für ihr verständnis, vielen dank für die schnelle antwort, danke für die schnelle antwort, wäre schön, wäre super, wäre toll, wäre nett, wäre prima, wäre klasse, so nett, wäre perfekt, wäre froh, schönen tag, schönes wochenende, schöne woche, schöne grüße, schönen abend, schönen feierabend, saure, saure-gurken*, keine sorge, machen sie sich keine sorgen, sorgen sie sich nicht, keine bedenken, gott sei dank nicht, bitte um ~ vielen dank, bitte um rückruf vielen dank, passt super, passt prima, passt perfekt, passt gut, ist mir schade, ohne stress, anwaltlich geprüft, wäre wunderbar, wäre großartig, unter druck stehend*, falls ~ nicht zufrieden, wenn ~ nicht zufrieden`,
  bitter: `na toll, toll, super, na super, prima, na prima, klasse, na klasse, wunderbar, na wunderbar, perfekt, großartig, ganz toll, schön, herrlich`,
};
