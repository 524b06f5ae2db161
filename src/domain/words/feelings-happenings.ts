import type { Language } from '../languages.ts';
import type { FeelingTurns } from './feeling-lexicon.ts';

const none = { angry: {}, worried: {}, 'let-down': {}, confused: {}, glad: {}, thankful: {} };

/** Happenings that are told rather than felt: who tells them so shows how he feels. */
export const happenings: Readonly<Record<Language, FeelingTurns>> = {
  en: {
    ...none,
    angry: {
      3: `you {people /lot /all /guys /}are {thieves/crooks/criminals/liars/fraudsters/scammers/swindlers/a disgrace}, see you in court, sue you, suing you`,
      2: `{second/2nd/third/another} time {you/you've/your/this has/this month/this week/this year/i've had/i have had/in a row/in two/running}, {three/four/five/six/seven/ten} times {and/but} {nobody/no one/still/nothing/each/every/i}, {transferred/passed on/redirected/bounced/forwarded/sent} ~ {three/four/five/six/several/so many} times, {nobody/no one/not one of you/none of you} {can tell/could tell/knows/seems to know/is able to tell/will tell/wants to}, without {my/our} {permission/consent/knowledge/agreement/authorisation}, {swore/swears/cursed/shouted/yelled/screamed/spat/snapped/barked/hissed} at {me/us/my/our/her/him/the}, {insulted/mocked/threatened/harassed/bullied/humiliated/belittled/ridiculed/pushed/shoved/abused} {me/us/my/our/her/him/by}, insulting to, an insult to, slammed {the/my/our/her}, {hung up/walked off/walked out/drove off/drove away/stormed off} {on me/on us/without/before/and}, {never/didn't/did not} {show/showed/show up/showed up/turn up/turned up/appear/appeared/come/came/arrive/arrived/bother/bothered/ring back/call back/called back}, no-show, {he/she/they/technician/engineer/driver/plumber/fitter/nobody} {never/didn't} {showed/came/turned/arrived/called/rang/appeared},
        being called a, {called/calling} me a {liar/thief/fraud/cheat/nuisance}, accused {me/us} of, {stop/quit} {copying/pasting/sending me/telling me/hiding/passing/blaming/lying/making excuses/ignoring/treating/playing/fobbing/charging/wasting}, {same/identical/canned/scripted/generic/automated/copy-paste/copy and paste/boilerplate/template} {answer/answers/reply/replies/response/responses/text/mail/email} {over/again/every/and/each/from}, {actually/bother to/even} read {what/my}, {chase/chasing/remind/reminding/beg/begging/nag} you {every/again/constantly/all/for/about}, every single {week/day/month/time}, {weeks/months/days/years} of {promises/excuses/waiting/silence/lies/delays/being/empty}, {cancelled/moved/rearranged/skipped/taken} ~ {meetings/day off/days off/appointments/shifts/work/holiday} ~ {for your/and he/and she/and nobody/because your/and they}, {took/taken} {a/the/two/three} {day/days/morning/afternoon} off ~ {nobody/no one/never/nothing/and}, {offered/offering/offer} ~ {pound/euro/dollar/five/ten/measly/pathetic} ~ voucher, {measly/paltry/derisory}, {is/was} that {supposed to be/your idea of/all you}, {nobody/no one} {apologised/apologized/said a word/came/called/cares/answers/bothered/listens}, {get/got/getting} {nowhere/no sense/no straight answer/the brush-off/fobbed}, {pass/passed/passing} the buck, {not my problem/computer says no}, {charge/charged/charging/billed} me {for/again} ~ {never/already/twice/cancelled/refused}, {took/take/takes} {weeks/months/forever/ages} to, {hours/ages/forever} on {the phone/hold}, {lost/losing} my {temper/rag/patience}, {hit the roof/blown my top/up in arms/had my fill}, taking the {mick/mickey/piss}, {messing/mess/jerk/jerking/string/stringing} {me/us} {about/around/along}, {run/ran/running} rings, {robbing/fleecing/milking} {me/us/people/customers}`,
      1: `rather {irritating/annoying/tiresome/tedious}, constant{ly/} {pop-ups/interruptions/reminders/errors/log-ins}, drives me {mad/nuts/potty}`,
    },
    worried: {
      3: `{oh god/oh my god/omg/oh no} ~ {please/help/i think/what/sent/there}, please help!, i think {i/i've} {sent/given/clicked/been/transferred} ~ {scam*/fraud*/hacker*/phishing/wrong/conned}, {not/isn't/stopped} breathing, {unconscious/collapsed/bleeding/choking/on fire}`,
      2: `{is/are} my ~ {safe/all right/okay/at risk/in danger}, is my {baby/child/son/daughter/mother/father/family/house/money/data/account} ~ safe, {swallowed/inhaled/drank/ate} ~ {dangerous/poison*/toxic/safe/magnet*/battery/bleach/what}, is {that/it/this} {dangerous/poisonous/toxic/harmful/serious/contagious/safe}, are {we/they/you sure we} {safe/in danger/at risk/exposed}, {haven't/hasn't/have not/can't/cannot/couldn't} slept, not slept, {lose/losing/lost} {the/our/my} {house/home/flat/job/business/licence/visa/place/deposit/contract}, {bad/odd/strange/sick/sinking} feeling about, rather not wait, at {my/our} wits' end ~ {house/job/baby/funding}, {evicted/homeless/bankrupt/insolvent/deported}, {scammer*/hacker*/stalker/burglar*/intruder*/fraudster*}, {if/unless} ~ {doesn't/does not/don't/isn't} ~ {we/i} {lose/miss/are lost/go under/can't/will lose}, {go/going} under, {before/until} it's too late, {fever/rash/swelling/chest pain/allergic} ~ {worse/worried/urgent/normal/should}, {left/home} alone ~ {dark/cold/scared}, who {knows/else knows} what, can't {reach/get hold of} {him/her/anyone/my/them}, not {heard/hearing} {from/a word from} {him/her/them/my}, {missing/overdue} {since/for} ~ {child/son/daughter/mother/father/cat/dog}, {leak/leaking/smoke/sparks/gas/flood/flooding} ~ {children/kids/baby/everywhere/spreading/help/urgent}`,
      1: `a {bit/little/touch} {uneasy/worried/wary/concerned/nervous/anxious}`,
    },
    'let-down': {
      3: `{inconsolable/heartbroken/devastated/gutted}`,
      2: `expected {much/so much/a lot/far/way/something} {better/more}, {quality/service/standard/standards/taste/portions/food} ~ {dropped/declined/gone down/suffered/deteriorated/slipped/worsened/got worse/gone off/fallen}, and {then/now} this, {i/we} hate to say {it/this}, hate to {complain/admit/be that}, {magic/charm/love/joy/trust/fun/sparkle} {has/is} {gone/lost}, {really/truly/honestly/genuinely/actually} {believed/thought/hoped} {you/this/that/it/we}, {keep/kept/keeping} your word {this/for/and}, you would keep your, {saved/saving} {up /}~ {all/for/months/summer/years/weeks} ~ {broke/broken/and/but}, {broke/broken/died/failed/stopped/tore/snapped} {on/after/within} {day one/the first/one day/two days/a day/a week/one use/first use/hours/minutes/a few}, {recommended/praised} {so/to us/to me/by everyone} ~ {and/but/then}, {cold/rude/stale/dirty/late/indifferent/surly/bored/grumpy/unfriendly/sullen/inattentive} {and the/waiter/staff/waitress/service/food/room/server}, {waiter/staff/service/food/room/receptionist} {was/were/is} ~ {cold/indifferent/rude/dirty/unfriendly/slow/bored/stale/poor/dreadful/disappointing/absent}, not {quite /really /exactly /at all /}what {we/i} {had in mind/imagined/hoped/wanted/pictured/expected/signed up/had hoped/bargained}, {what/such} a pity, pity {that/about/really/because}, {expected/deserved} {nothing less/so much/a bit/far/way}, {this time/once again/yet again} {you/nothing/it} ~ {let/failed/forgot/promised/broke}, {forgot/forgotten/forgetting} {my/our/about/us/her/his} ~ {birthday/order/wedding/anniversary/again/request/completely}, {missed/missing} {the/our/my/his/her} {wedding/birthday/funeral/flight/show/party/concert/deadline/christmas} {because/thanks/due}, all {that/the} {waiting/money/effort} for, {for/after} all {that/the} {money/waiting/fuss/hype}, {don't/won't/never} {feel/felt} {welcome/valued/appreciated/heard/taken seriously}, {unwelcome/undervalued/shortchanged/short-changed/underappreciated}, {last time/never again} {we/i} {use/book/come/trust/order}, {time/thinking} to {move on/look elsewhere/switch/say goodbye}, {moving/going/looking} elsewhere, {no/zero/little} {effort/care/thought/attention to} {went/taken/given/at/was/detail}`,
      1: `to be honest ~ {expected/hoped/imagined/better/mind/average}, a bit of a {let-down/letdown/shame/disappointment/pity}, {could do/must do} better`,
    },
    confused: {
      ...none.confused,
      2: `{don't/doesn't/do not/does not/didn't} {match/fit the/correspond/agree with/go with} ~ {parts/picture/description/box/invoice/letter/order/amount/what}, {do i/am i/should i/must i/do we/are we/should we/is it/does it/is this/is that/have i/will i/can i/may i} ~ or {not/no/isn't it/don't i}, {says/said} both, both yes and no, yes and no, {different/conflicting/contradictory/another/something different} {information/answer/answers/story/stories/advice/things} {from/every/each/depending}, {every/each} {department/agent/person/colleague/letter/page/time} {says/tells/said/told/gives} ~ {different/else/another}, what {exactly /}am i {paying/signing/agreeing/looking/supposed} , what is {this/that} {charge/fee/amount/letter/item/line} for, {how/where/what} {do i/am i to} {read/interpret/understand/make of}, {no/not a/without a} clue {how/what/which/why/where/who}, {can't/cannot} tell {which/what/if/whether/how}, {first/one} {you/she/he/they} {said/say/told} ~ {then/now/later/but}, {now/suddenly} {it/you/he/she/the site/the app} {says/say/shows} ~ {before/yesterday/earlier}, {i/we} thought ~ {but now/but it/but the/but you/yet}, {wait/sorry/hang on} {i thought/so is/so do/which/what/who}`,
      1: `{could/can/would} you {please /}{clarify/explain/elaborate/spell out}, what do you mean {by/with/when}, what {is/does} ~ mean`,
    },
    glad: {
      ...none.glad,
      2: `{cracking/corking/stonking/splendid/sterling/grand/bang-up/ace/super-duper/first-rate/tip-top} {job/work/service/time/meal/idea/result/day/stuff}, {tickled/pleased} {pink/as punch}, in {heaven/seventh heaven/raptures/high spirits}, {guess what/good news/fantastic news/hooray/finally} ~ {fits/works/arrived/passed/here/done}, best ~ ever, {happy/proud/lucky} {as/us/me/family/mum/dad}, {laughed/danced/sang/cheered} {and/all/with}, {everyone/everybody/whole family/all of us/the guests/the kids/the children} {loved/enjoyed/was happy/were happy/is happy/had fun/had a great/was thrilled/were thrilled}, {a/my} big smile`,
    },
    thankful: {
      ...none.thankful,
      2: `{out of your/out of her/out of his/out of their} way {for/to}, {won't/will not/will never/never} forget {it/that/what/your/this/how}, {thanks/thank you} {to/go to} {all/everyone/you all/your/the whole/each/both}, {thank you/thanks} {all /both /again /so much /}for {getting/bringing/saving/taking/holding/keeping/finding/staying/looking/being/coming/doing/all/everything/giving/letting/putting/sending/going/making}, {ever so/so very/most/truly/deeply/really/extremely} {grateful/thankful/kind/obliged}, {came/come/jumped/stepped} to {my/our} {rescue/aid/help}, {stayed/worked/came in} {late/overnight/on your day off/on a sunday/through the night} {for/to help/just}`,
    },
  },
  de: {
    ...none,
    angry: {
      3: `{ihr/sie} {seid/sind} {alle /doch /einfach /}{betrüger/verbrecher/lügner/abzocker/gauner/diebe/eine schande}`,
      2: `das {zweite/dritte/vierte/fünfte/x-te} mal dass, {schon das/jetzt das/nun das/bereits das} {zweite/dritte/vierte/fünfte} mal, {dreimal/viermal/fünfmal/sechsmal/zigmal/mehrfach/mehrmals} {verbunden/weitergeleitet/weiterverbunden/weitergereicht/durchgestellt/vertröstet/abgewimmelt}, {keiner/niemand/kein mensch} {weiß/kann mir/konnte mir/will/sagt mir}, ohne {meine/unsere} {erlaubnis/zustimmung/einwilligung/genehmigung/kenntnis}, {beschimpft/angeschrien/angebrüllt/beleidigt/ausgelacht/bedroht/verhöhnt/gedemütigt/angepöbelt/angemotzt/geschubst/bepöbelt/schikaniert} , {tür/tor/hörer/telefon} ~ {zugeknallt/geknallt/aufgeknallt/zugeschlagen}, {einfach /wortlos /}{aufgelegt/weggefahren/gegangen/stehen gelassen/davongefahren}, {und/doch/aber} {er/sie/niemand/keiner} {kam/erschien/tauchte/meldete/rief} {nie/nicht/einfach}, {nicht/nie} {erschienen/aufgetaucht/aufgekreuzt/gekommen ist/zurückgerufen}, {ist/sind/war} {nie/nicht/einfach nicht} {gekommen/erschienen/aufgetaucht}, {techniker*/handwerker/monteur*/fahrer*/bote*/kurier*} ~ kam {nie/nicht}, als {lügner/betrüger/dieb/bittsteller/idiot/querulant} {hinstellen/dastehen/abstempeln/hingestellt/bezeichnet/behandelt}, {hinstellen/abstempeln} {lassen/als}, {immer/stets/ständig/jedes mal} {dieselbe/dieselben/die gleiche/die gleichen/den gleichen/denselben/der gleiche} {antwort/antworten/text/mail/floskel*/satz/standard*/ausrede/leier}, {copy-paste/copy and paste/reinkopier*/reinzukopieren/kopierte/vorgefertigt*/standardantwort*/standardfloskel*/floskel*/textbaustein*}, {lesen/lest/liest} {sie /ihr /}{eigentlich /überhaupt /mal /bitte mal /doch mal /}was ich, {bitte /}mal lesen was ich, {leere/leeren/nur/lauter/hohle/nichts als} {versprechen/versprechungen/worte/ausreden/phrasen}, seit {zwei/drei/vier/fünf/sechs/mehreren/vielen/einem/einer} {wochen/monaten/monat/woche/tagen/jahren} {nur/nichts/keine/warte/immer noch/wird/werde/hält/vertröst*/passiert/kein/diese}, jede {woche/einzelne woche} {hinterher*/anrufen/nachfragen/betteln/erinnern}, {jede woche/jeden tag/ständig/dauernd} {hinterherlaufen/nachfragen/anrufen/nachhaken/erinnern/betteln/mahnen}, {termin*/urlaub/arbeit/schicht} ~ {abgesagt/freigenommen/verschoben/verlegt/umgelegt} ~ {und/nicht/nie/umsonst/niemand/keiner}, {freigenommen/urlaub genommen} ~ {nicht/niemand/keiner/umsonst/nie}, {eine/ist eine/das ist eine/ist das eine} {beleidigung/verhöhnung/ohrfeige/provokation/unverschämtheit/dreistigkeit/schande}, beleidigung, {mickrig*/lächerlich*/läppisch*/popelig*} {gutschein/euro/entschädigung/angebot}, {keiner/niemand} {hat /}{sich /}{entschuldigt/zuständig/gekümmert/gemeldet/blicken lassen/interessiert}, {schwarzen peter/verantwortung} ~ {zugeschoben/weitergeschoben/abgewälzt/schieben}, {an der nase/hinters licht/hinter die fichte} {herum /}{geführt/führen}, herumgeführt, {am nasenring/für blöd}, {zum narren/zum affen/zum besten} {gehalten/halten/machen}, {platze/platzt} {gleich/bald/vor}, {halse/hals} {dick/so einen}, so einen hals, auf den schlips, {langt/langt's/reicht/reicht's} mir`,
      1: `{nerven/nervt} {etwas/ein wenig/schon/langsam/doch}, {ständigen/ständige/dauernden/dauernde} {pop-ups/unterbrechungen/fehlermeldungen/abstürze/werbung/mails/anrufe}`,
    },
    worried: {
      3: `{oh gott/oh nein/um himmels willen/um gottes willen/ach du schreck} ~ {ich glaube/hilfe/bitte/was/habe/geld}, bitte helfen sie!*, ich glaube ~ {betrüger/betrug/gehackt/phishing/reingefallen}, {atmet/reagiert} nicht, {bewusstlos/zusammengebrochen/brennt/blutet/erstickt}`,
      2: `ist {mein/meine/unser/unsere} {baby/kind/sohn/tochter/mutter/vater/oma/haus/geld/konto/daten/familie} ~ {sicher/gefährdet/in gefahr/in sicherheit}, {verschluckt/gegessen/getrunken/eingeatmet} ~ {gefährlich/giftig/schlimm/schädlich/was tun/notarzt}, ist {das/es/sie/er} {gefährlich/giftig/schädlich/schlimm/ansteckend/bedenklich}, sind wir {hier /da /noch /überhaupt /}{sicher/in gefahr/gefährdet}, {schlafen/schlafe/schläft} {wir /ich /er /sie /}{kaum/nicht/schlecht/keine nacht}, {verlieren/verliere} {wir/ich} {das/die/den/unser/unsere/mein/meine/meinen} {haus/wohnung/job/arbeit/zuhause/geschäft/existenz/betrieb/kaution/visum/platz}, {schlechtes/ungutes/komisches/mieses} gefühl, {weder ein noch aus/nicht mehr ein noch aus/ein noch aus}, etwas unwohl, {unwohl/mulmig/bange} {ist/wird} mir {schon/dabei/langsam}, {zwangsgeräumt/obdachlos/pleite/insolvent/abgeschoben}, {auf /an }{einen /}{betrüger/hacker/trickbetrüger/phishing-mail} ~ {reingefallen/geschickt/überwiesen/hereingefallen}, wenn ~ nicht {kommt/klappt/reicht/rechtzeitig} ~ {verlieren/verliere/sind wir/stehen wir/ist alles/muss ich}, {fieber/ausschlag/schwellung/schmerzen} ~ {schlimmer/normal/gefährlich/sorgen}, {erreiche/erreichen} {ich /wir /}{ihn/sie/niemanden/meine*/meinen} ~ nicht, nichts {mehr /}von {ihm/ihr/ihnen} gehört ~ {sorgen/passiert/angst}, {rauch/qualm/gas/wasser/strom} ~ {kinder/baby/überall/gefährlich/schnell/hilfe/ausbreitet}`,
      1: `etwas {unwohl/mulmig/unsicher/nervös/besorgt}`,
    },
    'let-down': {
      3: `{todunglücklich/untröstlich/am boden zerstört/todtraurig/herzzerreißend}`,
      2: `und {dann/jetzt/nun} {das/so was/sowas/so etwas}, ich sage es {ungern/nicht gern/nur ungern}, {ungern/tut mir weh} {aber/das zu}, {zauber/reiz/charme/glanz/liebe/spaß} {ist/war} {weg/dahin/verflogen/verloren}, {hatte/habe/hatten/haben} {ich /wir /}{wirklich /ehrlich /fest /tatsächlich /diesmal /}{geglaubt/gehofft/gedacht/darauf vertraut} dass, {geglaubt/gehofft/gedacht} dass sie ~ {wort/versprechen/halten/anders/besser}, {wort/versprechen} {halten/gehalten/gebrochen/nicht gehalten} ~ {diesmal/wieder/geglaubt/gehofft/nicht/enttäuscht}, {gespart/gefreut/gewartet} ~ {kaputt/ausgefallen/umsonst/gerissen/defekt}, {am/nach dem/schon am} {ersten/zweiten} {tag/mal/einsatz/gebrauch} ~ {kaputt/defekt/gerissen/gebrochen/abgebrochen/tot}, {wurden/waren/wurde} {sie /uns /mir /so /sehr /allen /}~ {empfohlen/gelobt/angepriesen} ~ {und/aber/doch/dann}, {essen/kellner/personal/zimmer/bedienung/service/suppe/frühstück} ~ {kalt/lustlos/unfreundlich/muffelig/dreckig/schmutzig/fad/lieblos/genervt/mürrisch/grantig/ungepflegt}, {kalt/lustlos/unfreundlich/mürrisch/lieblos/desinteressiert} und {der/die/das} {kellner/bedienung/personal/zimmer/essen}, nicht {ganz /wirklich /gerade /unbedingt /so /}{das was/was} {wir/ich} {uns/mir} {vorgestellt/gewünscht/erhofft/darunter vorgestellt/erwartet}, nicht {ganz /}das was, {wirklich/echt/sehr/so/zu/einfach} {schade/traurig/bedauerlich/enttäuschend}, {geburtstag/hochzeit/bestellung/reservierung/uns/mich} ~ vergessen {worden/haben/wurde}, {hochzeit/geburtstag/flug/beerdigung/konzert/weihnachten} ~ verpasst {weil/wegen/dank}, {so viel/viel} {geld/mühe/vorfreude/warten} {für/und/umsonst}, {nicht/kaum/wenig} {willkommen/wertgeschätzt/ernst genommen/gehört} {gefühlt/fühle/fühlen}, {fühle/fühlen} {mich/uns} {unwillkommen/nicht willkommen/nicht gehört}, {letztes mal/das letzte mal} {dass/bei/hier}, {suche/suchen} {ich/wir} {mir/uns} {etwas anderes/einen anderen/was anderes}, {hätten/hätte} {sie /}{wenigstens/zumindest/doch}, {nichts/nix} {besonderes/dolles} für das geld`,
      1: `nicht ganz das, {eher/etwas} {enttäuschend/schade/ernüchternd/mau}`,
    },
    confused: {
      ...none.confused,
      2: `passt nicht zu {den/dem/der/meinem/meiner/ihrer}, passen nicht zu {den/dem/der/meinem/meiner/ihrer}, {brauche/muss/soll/darf/kann/gilt/ist/bin/habe/zählt/gehört/fällt} ~ oder {nicht/doch nicht/nein/etwa nicht}?, mal {ja/so/dies/hü} mal {nein/so/das/hott}, {steht/heißt es/lese ich/sagt} {mal/einmal} , {von /bei /}{jeder/jedem} {abteilung/kollegen/mitarbeiter/stelle/anruf/brief} ~ {anderes/andere/anders}, {höre/bekomme/kriege/lese} ~ {etwas anderes/jedes mal anderes/was anderes/andere auskunft/widersprüchliches}, {jeder/jede/jedes mal} {sagt/erzählt/behauptet/schreibt} {mir /}{etwas /was /}anderes, {wofür/wozu} {zahle/ist/soll/brauche} {ich /diese /die /das /dieser /}~ {eigentlich/denn/gebühr/gut}?, {keinen/null} {plan/durchblick/peil}, {wie/wo} {liest/soll/muss} {man /ich /}~ {lesen/auszug/verstehen/eintragen/ankreuzen}, {wie/was} {genau /}{meinen/meint} sie {mit/damit/denn}, {erst/zuerst} {sagen/schreiben/hieß/sagten/schrieben} ~ {dann/jetzt/nun}, {auf einmal/plötzlich} {steht/heißt/soll/sind/zeigt}, dachte ~ {aber/jetzt/nun} {steht/heißt/doch}, was denn {jetzt/nun}`,
      1: `{was/wie} genau {meinen/meint/ist/bedeutet/heißt}, {können/könnten} sie {das /mir das /mir /}{bitte /}{genauer /näher /noch mal /nochmal /kurz /}{erläutern/erklären/präzisieren}`,
    },
    glad: {
      ...none.glad,
      2: `{klasse/super/toll/prima/spitze/großartig/fantastisch/fein/top} {gemacht/gelöst/hinbekommen/hingekriegt/geklappt/gearbeitet/organisiert}, wie {die schneekönige/ein schneekönig/ein kind/kinder/bolle}, {stellen sie sich vor/stell dir vor/gute nachrichten/endlich} ~ {passt/läuft/geschafft/da/klappt/funktioniert/bestanden}, {im siebten himmel/im glück/auf wolke sieben}, {alle/die kinder/die gäste/die familie/unsere gäste/mein mann/meine frau} {waren/war/sind/ist} ~ {begeistert/glücklich/selig/hin und weg/zufrieden/happy/aus dem}, {beste*} ~ überhaupt`,
    },
    thankful: {
      ...none.thankful,
      2: `ins zeug gelegt, {das /}{vergessen/vergesse/vergess} {wir/ich} {ihnen /euch /dir /das /}{nicht/nie/niemals}, {danke/dank/merci} {euch/ihnen/an euch/an sie} {allen/beiden/dafür/dass/so/von}, {ausgesprochen/überaus/ausnehmend/wirklich/sehr/so/unendlich/ungemein/aufrichtig} {dankbar/verbunden}, {danke/dank} {dass/für} {ihr/sie/das/die/den/alles/deine/eure/ihre} ~ {gebracht/geholfen/gerettet/gefunden/gekümmert/da waren/geblieben/möglich/gemacht/genommen/hilfe/mühe/geduld}, {zu hilfe/zur hilfe} {gekommen/geeilt}, {extra/eigens/sogar} ~ {gekommen/geblieben/vorbeigekommen/hergefahren/zeit genommen}, {viel/so viel/extra} zeit genommen`,
    },
  },
  es: {
    ...none,
    angry: {
      2: `{segunda/tercera} vez que, sin mi {permiso/consentimiento/autorización}, {no/nunca} {vino/vinieron/apareció/aparecieron/se presentó/llegó/llamó/llamaron} ~ {nadie/ni/y}, {nadie} {pidió/se disculpó/pide/se disculpa/vino/avisó/llamó} , {insultó/insultaron/gritó/gritaron/amenaz*/humill*/colgó/colgaron} {a mi/a mí/me/nos/el teléfono/a nuestra}, siempre la misma {respuesta/excusa/historia}, promesas {vacías/incumplidas}`,
    },
    worried: {
      2: `{tragado/bebido/comido} ~ {peligroso/grave/imán/pila}, {es/será} {peligroso/grave/tóxico/normal}, {estamos/están} {seguros/en peligro/a salvo}, {perder/perdemos/perderemos} {la casa/el trabajo/el piso}`,
      3: `{dios mío/ay dios} , ayúdenme`,
    },
    'let-down': {
      2: `y {luego/ahora/después} esto, {hablaron/hablado} {tan /muy /}bien ~ {y/pero}, {creía/creíamos/pensaba} ~ {palabra/cumplirían/mejor}, palabra ~ {incumplid*/no cumplieron}, se rompió {el primer/al primer/a los}`,
    },
    confused: {
      2: `{necesito/debo/tengo que/hay que/es/puedo/hace falta} ~ o no, {dice/dicen/pone} {las dos/ambas/una cosa/cosas distintas}, cada {departamento/agente/uno} {dice/me dice}`,
    },
    thankful: {
      2: `gracias {a todos/a todo/a ustedes/por traer/por salvar/por ayudar/por haber/por todo}, {no lo olvidaremos/no lo olvidaré}`,
    },
  },
  fr: {
    ...none,
    angry: {
      2: `{deuxième/seconde/2e} fois que, sans {mon/ma/notre} {autorisation/accord/permission/consentement}, {n'est/ne sont/n'a} {jamais/pas} {venu*/passé*/rappelé/répondu/daigné}, personne ne s'est {excusé/déplacé/présenté/manifesté}, {insulté*/crié dessus/hurlé/menacé*/humilié*/injurié*} , toujours la même {réponse/excuse/rengaine}, promesses {vides/en l'air/non tenues}`,
    },
    worried: {
      2: `{avalé/mangé/bu} ~ {dangereux/grave/aimant/pile}, est-ce {dangereux/grave/toxique/normal}, {sommes-nous/on est} en {sécurité/danger}, perdre {la maison/mon travail/l'appartement/notre maison}`,
      3: `{mon dieu/oh mon dieu} , aidez-moi`,
    },
    'let-down': {
      2: `et {voilà/puis ça/maintenant ça/là}, {dit/parlé} {tant de /tellement de /}{bien/beaucoup de bien}, {tant/tellement} de bien, tenir {parole/votre parole}, {cassé*/tombé*} {le premier/dès le premier/au bout de}`,
    },
    confused: {
      2: `{faut-il/dois-je/est-ce/ai-je besoin/puis-je/doit-on} ~ ou {non/pas}, dit les deux, {chaque} {service/personne/agent} ~ {autre chose/différent*}`,
    },
    thankful: {
      2: `merci {à tous/à vous tous/à toute/d'avoir/de m'avoir/de nous avoir}, {n'oublierai/n'oublierons} {jamais/pas}`,
    },
  },
  pt: {
    ...none,
    angry: {
      2: `{segunda/terceira} vez que, sem a minha {autorização/permissão}, {não/nunca} {apareceu/veio/apareceram/vieram/ligou/ligaram} , ninguém {pediu/pede/se desculpou/apareceu/ligou/avisou} , {insultou/insultaram/gritou/gritaram/ameaç*/humilh*/desligou} , sempre a mesma {resposta/desculpa/conversa}, promessas {vazias/por cumprir}`,
    },
    worried: {
      2: `{engoliu/bebeu/comeu} ~ {perigoso/grave/íman/pilha}, {é/será} {perigoso/grave/tóxico/normal}, {estamos/estão} {seguros/em perigo}, {perder/perdemos} {a casa/o emprego/o trabalho}`,
      3: `{meu deus} , ajudem-me`,
    },
    'let-down': {
      2: `e {depois/agora} isto, {falaram/disseram} ~ {tão /muito /}bem ~ {e/mas}, {cumprir/cumpririam} a {vossa /sua /}palavra, {partiu/avariou} {no primeiro/ao fim de}`,
    },
    confused: {
      2: `{preciso/devo/tenho de/é preciso/posso/é} ~ ou não, {diz/dizem} {as duas/ambas/uma coisa}, cada {departamento/pessoa} {diz/me diz}`,
    },
    thankful: {
      2: `{obrigad*} {a todos/a todas/a vocês/por trazer*/por salvar*/por ajudar*/por tudo}, {não esqueceremos/não esquecerei}`,
    },
  },
};
