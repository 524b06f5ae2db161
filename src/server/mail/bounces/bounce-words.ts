/**
 * The few reasons servers give, in the languages they are set up in: what is full, who is not there, what is too large, what is not
 * allowed. One line per language, so that another is one line more. Patterns stay within a sentence.
 */

/** The mailbox is full. */
export const FULL = [
  'postfach[^.\\n]{0,40}(?:voll|überschritten|überfüllt|übergelaufen)|speicherplatz[^.\\n]{0,40}(?:erschöpft|überschritten)',
  'bo[iî]te[^.\\n]{0,40}pleine|espace[^.\\n]{0,30}insuffisant',
  'buz[oó]n[^.\\n]{0,40}llen|casilla[^.\\n]{0,30}llena',
  'caixa[^.\\n]{0,40}cheia|caixa[^.\\n]{0,40}lotada',
  '(?:casella|cassetta)[^.\\n]{0,40}pien[ao]',
  '(?:postvak|mailbox|postbus|inbox)[^.\\n]{0,40}\\bvol\\b',
  'skrzynka[^.\\n]{0,40}(?:pełna|przepełnion|zapełnion)',
  'переполнен|заполнен|превышен[^.\\n]{0,30}(?:квот|лимит|объ)',
  'переповнен|заповнен',
  'schránka[^.\\n]{0,40}(?:pln|přeplněn|zaplněn)',
  '(?:brevlåda|inkorg|postlåda|postkasse|innboks|indbakke)[^.\\n]{0,40}(?:ful(?:l|d)|overfyldt)|täynnä',
  'megtelt|betelt|cutia[^.\\n]{0,30}plină|πλήρ(?:ες|η)|γεμάτ|dolu|kotas[ıi][^.\\n]{0,20}(?:doldu|aş)',
  '已满|已滿|容量|いっぱい|一杯|満杯|용량|가득|מלאה|ممتلئ|đầy|penuh|เต็ม|poštanski sandučić[^.\\n]{0,20}pun|polni?\\s+nabiralnik',
].join('|');

/** Nobody there has this address. */
export const NOBODY = [
  '(?:empfänger|benutzer|nutzer|konto|postfach|adresse)[^.\\n]{0,60}(?:unbekannt|existiert nicht|nicht gefunden|nicht vorhanden|nicht bekannt|gibt es nicht)|unbekannte[rn]? (?:empfänger|benutzer|adress)|nicht im domino|(?:wurde|konnte)[^.\\n]{0,60} nicht gefunden',
  '(?:adresse|utilisateur|destinataire|compte|boîte)[^.\\n]{0,60}(?:inconnue?|inexistante?|introuvable|n.existe pas)|(?:est|sont) introuvables?|n.a pas (?:été|pu être) trouvée?',
  '(?:usuario|destinatario|dirección|buzón|cuenta)[^.\\n]{0,60}(?:desconocid|inexistente)|no existe|inexistente|no se (?:encontró|ha encontrado|encuentra|pudo encontrar|puede encontrar)',
  '(?:usuári|destinatári|endereço|conta|caixa)[^.\\n]{0,60}(?:desconhecid|inexistente|não existe)|não (?:foi|pôde ser) (?:encontrad|localizad|possível (?:encontrar|localizar))',
  'inesistente|sconosciut|non esiste|non (?:è stat[oa] )?trovat[oa]|impossibile trovare',
  'onbekende? (?:gebruiker|ontvanger|adres|geadresseerde)|niet (?:worden )?gevonden|niet vinden|bestaat niet',
  'nieznan[ya]|nie znaleziono|nie istnieje|не существует|не найден|не зарегистрирован|неизвест|не існує|не знайден|невідом',
  'neznám|neexistuje|(?:nebyl[ao]?|nebola)[^.\\n]{0,60} n[aá](?:lezen|jden)|nenalezen',
  'hittades (?:inte|ej)|inte att hitta|finns inte|okänd (?:mottagare|användare|adress)',
  '(?:blev )?ikke (?:fundet|funnet)|findes ikke|finnes ikke|finner ikke|fant ikke|ikke finde|ikke finne|ukendt (?:modtager|bruger|adresse)|ukjent (?:mottaker|bruker|adresse)',
  'ei (?:löydy|löytynyt|ole olemassa)|tuntematon',
  'bulunamadı|mevcut değil|bilinmeyen|geçersiz (?:alıcı|adres)',
  'ismeretlen|nem található|nem létezik|nu (?:a fost găsit|există)|necunoscut|δεν (?:βρέθηκε|υπάρχει)|άγνωστ',
  'ne postoji|nepoznat|ne obstaja|neznan|не съществува|непознат|не постои|ei leitud|tundmatu|nav atrast|nezinām|nerast|nežinom',
  '不存在|存在しません|存在しない|見つかりません|見つからない|アドレス不明|未找到|找不到|查無|존재하지|찾을 수 없|없는 (?:사용자|주소|메일)',
  'לא נמצא|לא קיימ|غير موجود|لم يتم العثور|یافت نشد|وجود ندارد|không (?:tồn tại|tìm thấy)|tidak (?:ditemukan|ada)|ไม่พบ|ไม่มีอยู่',
].join('|');

/** The message is too large. */
export const TOO_LARGE =
  'zu groß|trop (?:volumineux|grand|lourd)|demasiado grande|(?:muito|demasiado) grande|troppo grand|te groot|zbyt duż|слишком больш|занадто велик|příliš velk|för stor|for stor|liian suuri|çok büyük|túl nagy|prea mare|πολύ μεγάλ|过大|太大|大きすぎ|サイズ(?:超過|制限)|너무 큽';

/** It is not allowed. */
export const NOT_ALLOWED =
  'abgelehnt|verweigert|eingeschränkt|nicht (?:berechtigt|zugelassen|erlaubt)|keine berechtigung|refusé|pas autorisé|restreint|rechazad|denegad|restringid|no tiene permiso|recusad|negad[oa]|não tem permissão|rifiutat|negat[oa]|autorizzazione|geweigerd|beperkt|odrzucon|brak uprawnień|отклонен|отклонён|запрещен|відхилен|zamítnut|odmítnut|avvis|nekad|afvist|avvist|hylät|reddedil|elutasít|respins|απορρίφθηκε|拒绝|拒絕|拒否|거부|垃圾邮件|迷惑メール|스팸';

/** It is only late. */
export const LATE =
  'noch nicht zugestellt|pas encore été (?:remis|délivré|distribué)|remise[^.\\n]{0,60}différée|aún no (?:se )?ha (?:sido )?(?:entregad|podido)|todavía no se ha|ainda não foi (?:entregue|possível)|non è (?:stato )?ancora|nog niet (?:bezorgd|afgeleverd)|jeszcze nie (?:został|dostarcz)|har ännu inte|endnu ikke|ennå ikke|ei ole vielä|(?:ещё|еще|пока) не (?:доставлен|было|был)|dosud neby|zatím neby|henüz teslim|még nem sikerült|încă nu a fost|δεν έχει (?:παραδοθεί )?ακόμ|尚未|まだ配信|아직';
