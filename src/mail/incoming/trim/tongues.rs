//! The words by which mail programs announce what they quote, in the languages they speak: French first, then en, de, es,
//! it, nl, pt, pl, ru, uk, sv, no, da, fi, zh, ja and a few more. Alternatives of patterns, in which blanks mean nothing.

use super::words::Field;

/// "… wrote": what ends or begins the line above a quotation.
pub(super) const WROTE: &str = r"
    a\s+[ée]crit | à\s+écrit | nous\s+a\s+dit | a\s+écrit\s+ce\s+qui\s+suit | ont\s+écrit | wrote | writes | said |
    says | wrote\s+the\s+following | has\s+written | schrieb(?:en\s+Sie)? | geschrieben | hat\s+geschrieben |
    schrieb\s+Folgendes | escribi[óo] | ha\s+escrito | ha\s+scritto | scrive | scrisse |
    schreef(?:\s+het\s+volgende)? | het\s+volgende\s+geschreven | escreveu | napisał(?:\(a\)|a)? | pisze |
    написал(?:\(а\)|а)? | пишет | пише | написав | написала | skrev(?:\s+följande|\s+følgende)? | kirjoitti | 写道 |
    寫道 | 书写 | さん[はが]書きました | 書きました | のメール | のメッセージ | đã\s+viết | napsal(?:\(a\)|a)? | a\s+scris | va\s+escriure |
    yazdı | írta | έγραψε
";

/// What such a line begins with.
pub(super) const OPENS: &str = r"
    Le | Date | On | At | In\smessage | In\sarticle | Am | Den | El | Il\sgiorno | Il | In\sdata | Op | Em | A |
    No\sdia | Dnia | W\sdniu | В | Від | På | Dana | Dne | 在 | 于 | 於 | Pe | Tarih | Vào | Quoting | Zitat\svon |
    Citando | Citation\sde
";

/// "Original message", between dashes.
pub(super) const ORIGINAL: &str = r"
    message\s+d'?\s*origine | message\s+original | message\s+initial | mail\s+original | courriel\s+original |
    message\s+d'origine | e-?mail\s+d'origine | rendez-vous\s+d'origine | message\s+de\s+réponse |
    réponse\s+au\s+message | original\s+(?:message|mail|e-?mail|appointment) | reply\s+message |
    reply\s+above\s+this\s+line | original-?nachricht | ursprüngliche\s+(?:nachricht|mail|e-?mail) |
    originalnachricht | original\s+nachricht | mensaje\s+original | correo\s+original | messaggio\s+originale |
    messaggio\s+di\s+origine | oorspronkelijk(?:e)?\s+(?:bericht|e-?mail|mail) | origineel\s+bericht |
    mensagem\s+original | oryginalna\s+wiadomość | wiadomość\s+oryginalna | исходное\s+сообщение |
    оригинальное\s+сообщение | вихідне\s+повідомлення | оригінальне\s+повідомлення | ursprungligt\s+meddelande |
    originalmeddelande | opprinnelig\s+melding | original\s+melding | oprindelig\s+meddelelse |
    original\s+meddelelse | alkuperäinen\s+viesti | 原始邮件 | 原始郵件 | 原邮件 | 元のメッセージ | original\s+message
";

/// "Forwarded message", between dashes or alone.
pub(super) const FORWARDED: &str = r"
    message\s+transf[ée]r[ée] | mail\s+transféré | courriel\s+transféré | message\s+transmis | message\s+réexpédié |
    message\s+suivi | forwarded\s+(?:message|mail|by\s+.{1,80}) | forwarded | weitergeleitete\s+(?:nachricht|mail) |
    mensaje\s+reenviado | messaggio\s+inoltrato | doorgestuurd\s+bericht |
    mensagem\s+(?:encaminhada|reencaminhada) | przekazana\s+wiadomość | wiadomość\s+przekazana |
    перес(?:ылаемое|ланное)\s+сообщение | переслане\s+повідомлення | vidarebefordrat\s+meddelande |
    videresendt\s+(?:melding|meddelelse|mail) | välitetty\s+viesti | edelleenlähetetty\s+viesti |
    转发(?:的)?邮件(?:信息)? | 已转发(?:邮件|的邮件) | 轉寄郵件 | 転送(?:された)?メッセージ | přeposlaná\s+zpráva
";

/// What Apple Mail and others write above a forwarded message, without dashes.
pub(super) const BEGINS_FORWARD: &str = r"
    début\s+du\s+(?:message|mail)\s+(?:transféré|réexpédié) | message\s+transféré\s+de |
    begin\s+forwarded\s+message | anfang\s+der\s+weitergeleiteten\s+(?:nachricht|e-?mail) |
    inicio\s+del\s+mensaje\s+reenviado | inizio\s+(?:del\s+)?messaggio\s+inoltrato |
    begin\s+doorgestuurd\s+bericht | início\s+da\s+mensagem\s+(?:reencaminhada|encaminhada) |
    początek\s+przekazywanej\s+wiadomości | начало\s+переадресованного\s+сообщения |
    початок\s+(?:листа,\s+що\s+пересилається|пересланого\s+листа) | vidarebefordrat\s+(?:mejl|brev) |
    videresendt\s+(?:melding|e-?post) | starten\s+på\s+videresendt\s+meddelelse |
    påbörjan\s+av\s+vidarebefordrat\s+meddelande | välitetty\s+viesti(?:\s+alkaa)? | 下面是被转发的邮件 | 以下は転送メッセージ
";

/// The line under which a telephone signs.
pub(super) const PHONES: &str = r"
    envoyé\s+(?:de|depuis|avec|via|par|à\s+partir\s+d[e']).{0,40}(?:\bmon\b|\bma\b|iphone|ipad|android|galaxy|samsung|
        outlook|mail|messagerie|mobile|windows|yahoo|proton|blackberry|phone|tablette|appareil|orange|appli).{0,40} |
    obtenez\s+outlook\s+pour\s+.{1,40} | télécharge[rz]\s+outlook\s+pour\s+.{1,40} |
    provenance\s*:\s*courrier\s+pour\s+windows.{0,20} |
    yahoo\s+mail\s*:.{0,80} | [(<]*sent\s+(?:from|via|with|by|using)\s+.{1,80} | get\s+outlook\s+for\s+.{1,60} |
    from\s+my\s+.{1,30} | \S{1,20}\s+from\s+mobile | sent\s+on\s+the\s+go.{0,40} |
    von\s+(?:meinem|unterwegs)\s*.{0,60}(?:gesendet|gesandt) | gesendet\s+(?:von|mit)\s+.{1,80} |
    diese\s+nachricht\s+wurde\s+von\s+.{1,80}gesendet | outlook\s+für\s+.{1,30} |
    enviado\s+(?:desde|do|de|a\s+partir\s+do)\s+.{1,60} | obtener\s+outlook\s+para\s+.{1,40} |
    obter\s+o?\s*outlook\s+para\s+.{1,40} | inviato\s+d(?:a|al|all')\s*.{1,60} | scarica\s+outlook\s+per\s+.{1,40} |
    verzonden\s+(?:met|vanaf|via|vanuit)\s+.{1,60} | verstuurd\s+v(?:anaf|an)\s+.{1,60} | wysłane\s+z\s+.{1,60} |
    отправлено\s+(?:с|из)\s+.{1,60} | надіслано\s+(?:з|із)\s+.{1,60} | skickat\s+från\s+.{1,60} |
    från\s+min\s+.{1,40} | sendt\s+fra\s+.{1,60} | lähetetty\s+.{1,60} | 从我的.{1,30}(?:发送|傳送) | 從我的.{1,30}傳送 |
    发自我的.{1,30} | 私の.{1,30}から送信 | iphone\s*から送信
";

/// The line above which our own letters ask to answer, in the languages they are written in.
pub(super) const OUR_MARK: &str = r"
    écrivez\s+votre\s+réponse\s+au-dessus\s+de\s+cette\s+ligne |
    (?:please\s+)?(?:write|type)\s+your\s+(?:reply|answer)\s+above\s+this\s+line |
    répondez\s+au-dessus\s+de\s+cette\s+ligne | reply\s+above\s+this\s+line
";

/// The names of fields as programs print them above what they quote.
pub(super) const FIELDS: [(Field, &str); 6] = [
    (
        Field::From,
        r"
        De | De\sla\spart\sde | Expéditeur | From | Sender | Von | Absender | Remitente | Da | Mittente | Van |
        Afzender | Od | Nadawca | От | От\sкого | Від | Від\sкого | Från | Fra | Avsender | Afsender | Lähettäjä |
        发件人 | 寄件者 | 寄件人 | 差出人 | 送信者 | Feladó | De\sla | Odesílatel | Kimden
        ",
    ),
    (
        Field::Sent,
        r"
        Envoyé | Envoyé\sle | Date | Date\sd'envoi | Le | Sent | Sent\sat | Date\ssent | Gesendet | Gesendet\sam |
        Datum | Enviado | Enviado\sel | Enviada\sem | Enviada | Fecha | Inviato | Inviata | Data | Verzonden |
        Wysłano | Wysłane | Дата | Отправлено | Надіслано | Skickat | Sendt | Dato | Lähetetty | Päivämäärä |
        Päiväys | 发送时间 | 日期 | 时间 | 寄件日期 | 傳送時間 | 送信日時 | 日時 | 日付 | Dátum | Odesláno
        ",
    ),
    (
        Field::To,
        r"
        À | A | Á | Pour | Destinataire | Destinataires | To | An | Empfänger | Para | Destinatario | Aan | Do |
        Кому | Till | Til | Vastaanottaja | 收件人 | 收件者 | 宛先 | Komu | Către | Címzett
        ",
    ),
    (
        Field::Copy,
        r"
        Cc | Copie | Copie\sà | CC | Kopie | Kopie\san | Copia | Con\scopia | Copia\spara | DW | Копия | Копія |
        Kopia | Kopi | Kopio | 抄送 | 副本 | Cci | Bcc
        ",
    ),
    (
        Field::Subject,
        r"
        Objet | Sujet | Subject | Betreff | Betrifft | Asunto | Oggetto | Onderwerp | Assunto | Temat | Тема |
        Ämne | Emne | Aihe | 主题 | 主旨 | 主題 | 件名 | Předmět | Subiect | Tárgy | Konu
        ",
    ),
    (
        Field::Other,
        r"
        Reply-To | Répondre\sà | Antwort\san | Antworten\san | Responder\sa | Rispondi\sa | Beantwoorden\s-\sAan |
        Antwoord\saan | Svara\still | Importance | Wichtigkeit | Priority | Organization | Newsgroups |
        Attachments | Pièces\sjointes | Pièce\sjointe | Anlagen
        ",
    ),
];
