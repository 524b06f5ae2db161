/**
 * Providers that give addresses to anybody: their domain says nothing about where a person belongs. Mail of the large houses,
 * of what one is connected to the network by, and of those that forward to hide an address.
 */
const freeDomains = new Set(
  `icloud.com me.com mac.com privaterelay.appleid.com mail.com email.com usa.com inbox.com lycos.com excite.com aim.com juno.com netzero.net
  protonmail.ch proton.me pm.me tutamail.com tuta.io tuta.com keemail.me hushmail.com fastmail.fm startmail.com mailfence.com runbox.com
  disroot.org riseup.net hey.com duck.com mozmail.com simplelogin.com anonaddy.com mailo.com mailbox.org posteo.de posteo.net mail.de
  web.de freenet.de t-online.de magenta.de arcor.de online.de onlinehome.de vodafone.de vodafonemail.de kabelmail.de unitybox.de o2online.de
  alice.de alice-dsl.de alice-dsl.net netcologne.de versanet.de ewetel.net osnanet.de hansenet.de email.de epost.de
  aon.at a1.net chello.at utanet.at inode.at drei.at kabsi.at liwest.at bluewin.ch hispeed.ch sunrise.ch swissonline.ch
  orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr numericable.fr club-internet.fr cegetel.net aliceadsl.fr 9online.fr voila.fr
  libero.it virgilio.it tiscali.it alice.it tin.it tim.it inwind.it iol.it blu.it fastwebnet.it email.it poste.it vodafone.it teletu.it
  katamail.com terra.es telefonica.net movistar.es ono.com orange.es jazztel.es ya.com wanadoo.es
  sapo.pt netcabo.pt clix.pt iol.pt mail.telepac.pt zonmail.pt uol.com.br bol.com.br terra.com.br ig.com.br globo.com globomail.com
  oi.com.br r7.com zipmail.com.br btinternet.com btopenworld.com sky.com ntlworld.com virginmedia.com virgin.net blueyonder.co.uk talktalk.net
  tiscali.co.uk freeserve.co.uk wanadoo.co.uk lineone.net eircom.net comcast.net verizon.net att.net sbcglobal.net bellsouth.net ameritech.net
  pacbell.net swbell.net prodigy.net cox.net charter.net earthlink.net mindspring.com optonline.net rr.com twc.com windstream.net
  suddenlink.net centurylink.net centurytel.net sympatico.ca shaw.ca telus.net videotron.ca bell.net
  ziggo.nl kpnmail.nl kpnplanet.nl planet.nl home.nl hetnet.nl xs4all.nl upcmail.nl chello.nl casema.nl quicknet.nl tele2.nl zonnet.nl
  caiway.nl telfort.nl solcon.nl telenet.be skynet.be proximus.be scarlet.be voo.be belgacom.net
  online.no broadpark.no spray.se bredband.net bredband2.com comhem.se tele2.se jubii.dk ofir.dk mail.dk get2net.dk stofanet.dk
  luukku.com suomi24.fi kolumbus.fi elisanet.fi welho.com pp.inet.fi inbox.lv
  wp.pl onet.pl onet.eu poczta.onet.pl op.pl vp.pl o2.pl go2.pl tlen.pl interia.pl interia.eu poczta.fm gazeta.pl buziaczek.pl
  seznam.cz centrum.cz email.cz volny.cz atlas.cz post.cz azet.sk centrum.sk zoznam.sk post.sk freemail.hu citromail.hu indamail.hu
  otenet.gr forthnet.gr in.gr abv.bg mail.bg dir.bg mail.ru inbox.ru list.ru bk.ru internet.ru ya.ru rambler.ru lenta.ru ukr.net i.ua
  meta.ua bigmir.net tut.by mynet.com walla.com walla.co.il netvision.net.il bezeqint.net
  qq.com vip.qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com tom.com aliyun.com 139.com 189.cn 21cn.com
  naver.com daum.net hanmail.net nate.com kakao.com docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp i.softbank.jp nifty.com biglobe.ne.jp
  ocn.ne.jp hinet.net pchome.com.tw rediffmail.com bigpond.com bigpond.net.au optusnet.com.au iinet.net.au tpg.com.au internode.on.net
  dodo.com.au westnet.com.au ozemail.com.au xtra.co.nz slingshot.co.nz mweb.co.za telkomsa.net vodamail.co.za webmail.co.za
  mail.example`
    .split(/\s+/)
    .filter((domain) => domain !== ''),
);

/** Houses with a domain in many countries, such as yahoo.fr and hotmail.co.uk. */
const freeFamilies = new Set(
  `gmail googlemail yahoo ymail rocketmail hotmail outlook live msn windowslive aol gmx protonmail tutanota fastmail yandex zoho`.split(
    ' ',
  ),
);
/** What stands behind the name of such a house: a country, or what stands for "anybody" in one. */
const anyCountry = /^(com|net|org|eu|[a-z]{2}|(co|com|net|org)\.[a-z]{2})$/;

/**
 * Whether anybody gets an address at a domain; `mail.example` is such a house for samples and tests, a name that RFC 2606 keeps
 * from ever being anybody's.
 * @param domain in lower case, without `@`
 */
export function isFreeMail(domain: string): boolean {
  if (freeDomains.has(domain)) return true;
  const end = domain.indexOf('.');
  return freeFamilies.has(domain.slice(0, end)) && anyCountry.test(domain.slice(end + 1));
}
