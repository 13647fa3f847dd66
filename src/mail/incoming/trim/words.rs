//! The words by which mail programs announce what they quote, by language: one table each.

use std::sync::LazyLock;

use regex::Regex;

/// "… wrote": what ends or begins the line above a quotation.
const WROTE: &[&str] = &[
    r"a\s+[ée]crit",
    r"à\s+écrit",
    r"nous\s+a\s+dit",
    r"a\s+écrit\s+ce\s+qui\s+suit",
    r"ont\s+écrit", // fr
    r"wrote",
    r"writes",
    r"said",
    r"says",
    r"wrote\s+the\s+following",
    r"has\s+written", // en
    r"schrieb(?:en\s+Sie)?",
    r"geschrieben",
    r"hat\s+geschrieben",
    r"schrieb\s+Folgendes", // de
    r"escribi[óo]",
    r"ha\s+escrito", // es
    r"ha\s+scritto",
    r"scrive",
    r"scrisse", // it
    r"schreef(?:\s+het\s+volgende)?",
    r"het\s+volgende\s+geschreven", // nl
    r"escreveu",                    // pt
    r"napisał(?:\(a\)|a)?",
    r"pisze", // pl
    r"написал(?:\(а\)|а)?",
    r"пишет", // ru
    r"пише",
    r"написав",
    r"написала",                          // uk
    r"skrev(?:\s+följande|\s+følgende)?", // sv, no, da
    r"kirjoitti",                         // fi
    r"写道",
    r"寫道",
    r"书写", // zh
    r"さん[はが]書きました",
    r"書きました",
    r"のメール",
    r"のメッセージ", // ja
    r"đã\s+viết",
    r"napsal(?:\(a\)|a)?",
    r"a\s+scris",
    r"va\s+escriure",
    r"yazdı",
    r"írta",
    r"έγραψε", // vi, cs, ro, ca, tr, hu, el
];

/// What such a line begins with.
const OPENS: &[&str] = &[
    "Le",
    "Date",
    "On",
    "At",
    "In message",
    "In article",
    "Am",
    "Den",
    "El",
    "Il giorno",
    "Il",
    "In data",
    "Op",
    "Em",
    "A",
    "No dia",
    "Dnia",
    "W dniu",
    "В",
    "Від",
    "På",
    "Den",
    "Dana",
    "Dne",
    "在",
    "于",
    "於",
    "Pe",
    "Tarih",
    "Vào",
    "Quoting",
    "Zitat von",
    "Citando",
    "Citation de",
];

/// "Original message", between dashes.
const ORIGINAL: &[&str] = &[
    r"message\s+d'?\s*origine",
    r"message\s+original",
    r"message\s+initial",
    r"mail\s+original",
    r"courriel\s+original",
    r"message\s+d'origine",
    r"e-?mail\s+d'origine",
    r"rendez-vous\s+d'origine",
    r"message\s+de\s+réponse",
    r"réponse\s+au\s+message",
    r"original\s+(?:message|mail|e-?mail|appointment)",
    r"reply\s+message",
    r"reply\s+above\s+this\s+line",
    r"original-?nachricht",
    r"ursprüngliche\s+(?:nachricht|mail|e-?mail)",
    r"originalnachricht",
    r"original\s+nachricht",
    r"mensaje\s+original",
    r"correo\s+original",
    r"messaggio\s+originale",
    r"messaggio\s+di\s+origine",
    r"oorspronkelijk(?:e)?\s+(?:bericht|e-?mail|mail)",
    r"origineel\s+bericht",
    r"mensagem\s+original",
    r"oryginalna\s+wiadomość",
    r"wiadomość\s+oryginalna",
    r"исходное\s+сообщение",
    r"оригинальное\s+сообщение",
    r"вихідне\s+повідомлення",
    r"оригінальне\s+повідомлення",
    r"ursprungligt\s+meddelande",
    r"originalmeddelande",
    r"opprinnelig\s+melding",
    r"original\s+melding",
    r"oprindelig\s+meddelelse",
    r"original\s+meddelelse",
    r"alkuperäinen\s+viesti",
    r"原始邮件",
    r"原始郵件",
    r"原邮件",
    r"元のメッセージ",
    r"original\s+message",
];

/// "Forwarded message", between dashes or alone.
const FORWARDED: &[&str] = &[
    r"message\s+transf[ée]r[ée]",
    r"mail\s+transféré",
    r"courriel\s+transféré",
    r"message\s+transmis",
    r"message\s+réexpédié",
    r"message\s+suivi",
    r"forwarded\s+(?:message|mail|by\s+.{1,80})",
    r"forwarded",
    r"weitergeleitete\s+(?:nachricht|mail)",
    r"mensaje\s+reenviado",
    r"messaggio\s+inoltrato",
    r"doorgestuurd\s+bericht",
    r"mensagem\s+(?:encaminhada|reencaminhada)",
    r"przekazana\s+wiadomość",
    r"wiadomość\s+przekazana",
    r"перес(?:ылаемое|ланное)\s+сообщение",
    r"переслане\s+повідомлення",
    r"vidarebefordrat\s+meddelande",
    r"videresendt\s+(?:melding|meddelelse|mail)",
    r"välitetty\s+viesti",
    r"edelleenlähetetty\s+viesti",
    r"转发(?:的)?邮件(?:信息)?",
    r"已转发(?:邮件|的邮件)",
    r"轉寄郵件",
    r"転送(?:された)?メッセージ",
    r"přeposlaná\s+zpráva",
];

/// What Apple Mail and others write above a forwarded message, without dashes.
const BEGINS_FORWARD: &[&str] = &[
    r"début\s+du\s+(?:message|mail)\s+(?:transféré|réexpédié)",
    r"message\s+transféré\s+de",
    r"begin\s+forwarded\s+message",
    r"anfang\s+der\s+weitergeleiteten\s+(?:nachricht|e-?mail)",
    r"inicio\s+del\s+mensaje\s+reenviado",
    r"inizio\s+(?:del\s+)?messaggio\s+inoltrato",
    r"begin\s+doorgestuurd\s+bericht",
    r"início\s+da\s+mensagem\s+(?:reencaminhada|encaminhada)",
    r"początek\s+przekazywanej\s+wiadomości",
    r"начало\s+переадресованного\s+сообщения",
    r"початок\s+(?:листа,\s+що\s+пересилається|пересланого\s+листа)",
    r"vidarebefordrat\s+(?:mejl|brev)",
    r"videresendt\s+(?:melding|e-?post)",
    r"starten\s+på\s+videresendt\s+meddelelse",
    r"påbörjan\s+av\s+vidarebefordrat\s+meddelande",
    r"välitetty\s+viesti(?:\s+alkaa)?",
    r"下面是被转发的邮件",
    r"以下は転送メッセージ",
];

/// The line under which a telephone signs.
const PHONES: &[&str] = &[
    r"envoyé\s+(?:de|depuis|avec|à\s+partir\s+d[e'])\s*\S.{0,60}",
    r"envoyé\s+par\s+.{0,40}mobile.{0,20}",
    r"obtenez\s+outlook\s+pour\s+.{1,40}",
    r"télécharge[rz]\s+outlook\s+pour\s+.{1,40}",
    r"provenance\s*:\s*courrier\s+pour\s+windows.{0,20}",
    r"(?:message\s+)?envoyé\s+(?:de|via)\s+.{1,60}",
    r"yahoo\s+mail\s*:.{0,80}",
    r"[(<]*sent\s+(?:from|via|with|by|using)\s+.{1,80}",
    r"get\s+outlook\s+for\s+.{1,60}",
    r"from\s+my\s+.{1,30}",
    r"\S{1,20}\s+from\s+mobile",
    r"sent\s+on\s+the\s+go.{0,40}",
    r"von\s+(?:meinem|unterwegs)\s*.{0,60}(?:gesendet|gesandt)",
    r"gesendet\s+(?:von|mit)\s+.{1,80}",
    r"diese\s+nachricht\s+wurde\s+von\s+.{1,80}gesendet",
    r"outlook\s+für\s+.{1,30}",
    r"enviado\s+(?:desde|do|de|a\s+partir\s+do)\s+.{1,60}",
    r"obtener\s+outlook\s+para\s+.{1,40}",
    r"obter\s+o?\s*outlook\s+para\s+.{1,40}",
    r"inviato\s+d(?:a|al|all')\s*.{1,60}",
    r"scarica\s+outlook\s+per\s+.{1,40}",
    r"verzonden\s+(?:met|vanaf|via|vanuit)\s+.{1,60}",
    r"verstuurd\s+v(?:anaf|an)\s+.{1,60}",
    r"wysłane\s+z\s+.{1,60}",
    r"отправлено\s+(?:с|из)\s+.{1,60}",
    r"надіслано\s+(?:з|із)\s+.{1,60}",
    r"skickat\s+från\s+.{1,60}",
    r"från\s+min\s+.{1,40}",
    r"sendt\s+fra\s+.{1,60}",
    r"lähetetty\s+.{1,60}",
    r"从我的.{1,30}(?:发送|傳送)",
    r"從我的.{1,30}傳送",
    r"发自我的.{1,30}",
    r"私の.{1,30}から送信",
    r"iphone\s*から送信",
];

/// The line above which our own letters ask to answer, in the languages they are written in.
const OUR_MARK: &[&str] = &[
    r"écrivez\s+votre\s+réponse\s+au-dessus\s+de\s+cette\s+ligne",
    r"(?:please\s+)?(?:write|type)\s+your\s+(?:reply|answer)\s+above\s+this\s+line",
    r"répondez\s+au-dessus\s+de\s+cette\s+ligne",
    r"reply\s+above\s+this\s+line",
];

/// What a field of a message's head is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    From,
    Sent,
    To,
    Copy,
    Subject,
    Other,
}

/// The names of fields as programs print them above what they quote.
const FIELDS: &[(Field, &[&str])] = &[
    (
        Field::From,
        &[
            "De",
            "De la part de",
            "Expéditeur",
            "From",
            "Sender",
            "Von",
            "Absender",
            "De",
            "Remitente",
            "Da",
            "Mittente",
            "Van",
            "Afzender",
            "Od",
            "Nadawca",
            "От",
            "От кого",
            "От кого",
            "Від",
            "Від кого",
            "Från",
            "Fra",
            "Avsender",
            "Afsender",
            "Lähettäjä",
            "发件人",
            "寄件者",
            "寄件人",
            "差出人",
            "送信者",
            "Feladó",
            "De la",
            "Odesílatel",
            "Kimden",
        ],
    ),
    (
        Field::Sent,
        &[
            "Envoyé",
            "Envoyé le",
            "Date",
            "Date d'envoi",
            "Le",
            "Sent",
            "Sent at",
            "Date sent",
            "Gesendet",
            "Gesendet am",
            "Datum",
            "Enviado",
            "Enviado el",
            "Enviada em",
            "Enviada",
            "Fecha",
            "Inviato",
            "Inviata",
            "Data",
            "Verzonden",
            "Datum",
            "Wysłano",
            "Wysłane",
            "Data",
            "Дата",
            "Отправлено",
            "Надіслано",
            "Skickat",
            "Datum",
            "Sendt",
            "Dato",
            "Lähetetty",
            "Päivämäärä",
            "Päiväys",
            "发送时间",
            "日期",
            "时间",
            "寄件日期",
            "傳送時間",
            "送信日時",
            "日時",
            "日付",
            "Dátum",
            "Odesláno",
        ],
    ),
    (
        Field::To,
        &[
            "À",
            "A",
            "Á",
            "Pour",
            "Destinataire",
            "Destinataires",
            "To",
            "An",
            "Empfänger",
            "Para",
            "Destinatario",
            "A",
            "Aan",
            "Do",
            "Кому",
            "Кому",
            "Till",
            "Til",
            "Vastaanottaja",
            "收件人",
            "收件者",
            "宛先",
            "Komu",
            "Către",
            "Címzett",
        ],
    ),
    (
        Field::Copy,
        &[
            "Cc",
            "Copie",
            "Copie à",
            "Copie à",
            "CC",
            "Kopie",
            "Kopie an",
            "Copia",
            "Con copia",
            "Copia para",
            "DW",
            "Копия",
            "Копія",
            "Kopia",
            "Kopi",
            "Kopio",
            "抄送",
            "副本",
            "Cci",
            "Bcc",
        ],
    ),
    (
        Field::Subject,
        &[
            "Objet",
            "Sujet",
            "Subject",
            "Betreff",
            "Betrifft",
            "Asunto",
            "Oggetto",
            "Onderwerp",
            "Assunto",
            "Temat",
            "Тема",
            "Ämne",
            "Emne",
            "Aihe",
            "主题",
            "主旨",
            "主題",
            "件名",
            "Předmět",
            "Subiect",
            "Tárgy",
            "Konu",
        ],
    ),
    (
        Field::Other,
        &[
            "Reply-To",
            "Répondre à",
            "Antwort an",
            "Antworten an",
            "Responder a",
            "Rispondi a",
            "Beantwoorden - Aan",
            "Antwoord aan",
            "Svara till",
            "Importance",
            "Wichtigkeit",
            "Priority",
            "Organization",
            "Newsgroups",
            "Attachments",
            "Pièces jointes",
            "Pièce jointe",
            "Anlagen",
        ],
    ),
];

fn any(words: &[&str]) -> String {
    words.join("|")
}

fn regex(text: &str) -> Regex {
    Regex::new(text).expect("a good pattern")
}

pub(super) static WROTE_AT_END: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"(?i)(?:^|[\s,>»)\]:”’\d]|[^\x00-\x7f])(?:{})\s*[.:：>*_\s\-–—]*$", any(WROTE))));
pub(super) static SPOKEN: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)\b(?:said|says|writes|nous\s+a\s+dit|scrive|pisze|пишет|пише)\s*[.:：\s]*$"));
pub(super) static WROTE_INSIDE: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"(?i)\b(?:{})\b.{{0,200}}[:：][\s*_>]*$", any(WROTE))));
pub(super) static OPENING: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"^[\s<>*_\-–—]*(?:{})[\s:,]", any(OPENS))));
pub(super) static HAS_DATE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:19|20)\d\d\b|\d{4}[年/]|\b\d{1,2}\s?[:hH.]\s?\d{2}\b|\b\d{1,2}[/.\-]\d{1,2}(?:[/.\-]\d{2,4})?\b|\b\d{1,2}\s+\p{L}{3,9}\b",
    )
});
pub(super) static HAS_YEAR: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\b(?:19|20)\d\d\b|\b\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}\b"));
pub(super) static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| regex(r"[\p{L}\d._%+\-=/]+@[\p{L}\d.\-]+\.\p{L}{2,}|<[^<>@\s]+@[^<>\s]+>|\(mailto:"));
/// A date, a name and an address alone on a line, as Gmail in some languages.
pub(super) static DATE_NAME_ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^[\s>*_]*(?:\p{L}{1,9}\.?,?\s+)?(?:\d{4}[\-/年.]\s?\d{1,2}[\-/月.]\s?\d{1,2}|\d{1,2}\.?\s+\p{L}{2,9}\.?\s+\d{4}|\p{L}{3,9}\.?\s+\d{1,2},\s+\d{4}).{1,120}<\s*[^<>@\s]+@[^<>\s]+\s*>\s*[:：]?\s*$",
    )
});
pub(super) static ISO_DATE_NAME: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^[\s>]*20\d\d-\d\d-\d\d \d\d?:\d\d GMT[+\-]\d\d:\d\d\s+[\p{L}\s.'\-]{2,60}:?$"));
pub(super) static NAME_VIA: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"(?i)^.{{1,80}} via .{{1,80}} (?:{})\s*[:：]?\s*$", any(WROTE))));
/// "---- Camille Royer a écrit ----", as telephones.
pub(super) static NAME_WROTE: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"(?i)^\s*-{{2,}}\s?.{{2,80}}\s(?:{})\s?-{{2,}}\s*$", any(WROTE))));
pub(super) static POSTED_BY: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)^[\s>]*(?:posted by|publié par) .{1,80} (?:on|le) \d{1,2}/\d{1,2}/\d{4}\s*$"));
pub(super) static ORIGINAL_MARK: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?i)^[\s>*]*(?:[-_=–—+*]\s?){{2,}}[\s*]*(?:{})(?:\s+de\s+.{{1,60}})?[\s:*]*(?:[-_=–—+*]\s?){{2,}}[\s*]*$",
        any(ORIGINAL)
    ))
});
pub(super) static FORWARD_MARK: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?i)^[\s>*]*(?:(?:[-_=–—+*]\s?){{2,}}[\s*]*(?:{})[\s:*]*(?:(?:[-_=–—+*]\s?){{2,}}|$)[\s*]*|(?:{})\s*[:：.]?[\s*]*)$",
        any(FORWARDED),
        any(BEGINS_FORWARD)
    ))
});
pub(super) static PHONE: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"(?i)^[\s*_\[(<]*(?:{})[\s.*_\])>]*$", any(PHONES))));
pub(super) static MARK: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"(?i)^[\s>\-–—#*=_]*(?:{})[\s>\-–—#*=_.]*$", any(OUR_MARK))));
static FIELD: LazyLock<Regex> = LazyLock::new(|| {
    let groups = FIELDS.iter().map(|(_, names)| format!("({})", names.join("|"))).collect::<Vec<_>>().join("|");
    regex(&format!(r"(?i)^[\s>*_]*(?:{groups})\s?[*_]*\s*[:：][*_]*(?:\s*(.*))?$"))
});

/// A line without the addresses of its Markdown links.
pub(super) fn unlinked(line: &str) -> std::borrow::Cow<'_, str> {
    static LINK: LazyLock<Regex> = LazyLock::new(|| regex(r"\[([^\]]{1,80})\]\([^)]{1,300}\)"));
    LINK.replace_all(line, "$1")
}

/// The field that a line prints, and its value.
pub fn field(line: &str) -> Option<(Field, &str)> {
    let found = FIELD.captures(line)?;
    let place = (1..=FIELDS.len()).find(|n| found.get(*n).is_some())?;
    let value = found.get(FIELDS.len() + 1).map_or("", |value| value.as_str());
    Some((FIELDS[place - 1].0, value.trim().trim_matches(['*', '_']).trim()))
}
