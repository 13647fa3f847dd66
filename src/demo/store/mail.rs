//! What came by mail: answers of guests who live in their mailbox, a thread that Hugo forwarded, and two mails that are held.

use chrono::{DateTime, Duration, Utc};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::super::{Comment, Post};
use super::Store;
use crate::domain::bulk::{self, Load};
use crate::domain::ids::{CommentId, MailId, PostId, RecipientId, SpaceId};
use crate::domain::kinds::{MailDoor, MailKind, MailLevel, MailReason, MailState};
use crate::domain::markup;

/// The post that began as a forwarded mail, by its title.
const FORWARDED: &str = "Bobines 304L décalées";

/// What is loaded of it.
#[derive(Default)]
pub struct Rows {
    mails: Vec<bulk::Mail>,
    recipients: Vec<bulk::MailRecipient>,
    mailed: Vec<bulk::Mailed>,
    copies: Vec<bulk::MailCopy>,
    /// Guests' answers so far: every other one came by mail.
    answers: usize,
}

impl Rows {
    /// Loads it.
    pub async fn load(&self, load: &Load) -> anyhow::Result<()> {
        load.copy(self.mails.iter().cloned()).await?;
        load.copy(self.recipients.iter().cloned()).await?;
        load.copy(self.mailed.iter().cloned()).await?;
        load.copy(self.copies.iter().cloned()).await?;
        Ok(())
    }
}

/// A mail as somebody's program would have written it.
struct Letter<'a> {
    from: (&'a str, &'a str),
    to: &'a str,
    subject: &'a str,
    words: &'a str,
    at: DateTime<Utc>,
}

impl Letter<'_> {
    fn raw(&self) -> Vec<u8> {
        let (name, address) = self.from;
        let head = format!(
            "From: {name} <{address}>\r\nTo: {}\r\nSubject: {}\r\nDate: {}\r\nMIME-Version: 1.0\r\n\
             Content-Type: text/plain; charset=utf-8\r\n\r\n",
            self.to,
            self.subject,
            self.at.to_rfc2822()
        );
        [head.into_bytes(), self.words.replace('\n', "\r\n").into_bytes()].concat()
    }
}

impl Store {
    /// An answer, if it came by mail.
    pub(super) fn answer_by_mail(
        &mut self,
        post: &Post,
        comment: &Comment,
        (space, id, own): (SpaceId, PostId, CommentId),
        rows: &mut Rows,
    ) {
        let Some(partner) = self.company.people[comment.author].organization else { return };
        rows.answers += 1;
        if rows.answers.is_multiple_of(2) || !comment.files.is_empty() {
            return;
        }
        let company = self.company.partners[partner].name;
        let author = self.company.people[comment.author].clone();
        let folded = markup::render(&format!("{}  \n{company}", author.name));
        let subject = format!("Re: {}", post.title.as_deref().unwrap_or("Parvis"));
        let words = format!("{}\n\n-- \n{}\n{company}\n", comment.body, author.name);
        let letter = Letter {
            from: (&author.name, &author.email),
            to: "reponse@parvis.brevent.example",
            subject: &subject,
            words: &words,
            at: comment.at,
        };
        let recipient = self.kept(&letter, MailKind::Reply, MailLevel::A, rows);
        rows.recipients.push(bulk::MailRecipient {
            person_id: Some(self.people[comment.author]),
            post_id: Some(id),
            comment_id: Some(own),
            ..settled(recipient.clone(), MailState::Published, space, comment.at)
        });
        let (row, message_id) = (self.chance.id(comment.at), format!("<{own}@{}>", author.email.replace('@', ".")));
        rows.mailed.push(bulk::Mailed {
            id: row,
            post_id: id,
            comment_id: Some(own),
            recipient_id: recipient.1,
            message_id,
            is_proved: true,
            folded: Some(folded),
            passed: None,
        });
    }

    /// A post, if it began as a mail.
    pub(super) fn post_by_mail(&mut self, post: &Post, (space, id): (SpaceId, PostId), rows: &mut Rows) {
        if !post.title.as_deref().is_some_and(|title| title.starts_with(FORWARDED)) {
            return;
        }
        let author = self.company.people[post.author].clone();
        let letter = Letter {
            from: (&author.name, &author.email),
            to: "ligne-4@parvis.brevent.example",
            subject: "Tr : Commande 26-1187, point livraison",
            words: &post.body,
            at: post.at,
        };
        let recipient = self.kept(&letter, MailKind::Forward, MailLevel::A, rows);
        rows.recipients.push(bulk::MailRecipient {
            person_id: Some(self.people[post.author]),
            post_id: Some(id),
            ..settled(recipient.clone(), MailState::Published, space, post.at)
        });
        let day = (post.at - Duration::days(1)).format("%d/%m/%Y 18:12").to_string();
        let row = self.chance.id(post.at);
        rows.mailed.push(bulk::Mailed {
            id: row,
            post_id: id,
            comment_id: None,
            recipient_id: recipient.1,
            message_id: format!("<{id}@brevent.example>"),
            is_proved: true,
            folded: None,
            passed: Some(json!([{
                "author": "Claire Morel, Acier Duval",
                "date": day,
                "subject": "Commande 26-1187, point livraison",
            }])),
        });
        rows.copies.push(bulk::MailCopy {
            mailed_id: row,
            address: "n.roy@transports-lemoine.example".to_owned(),
            name: Some("Nadège Roy".to_owned()),
        });
    }

    /// Two mails to Ligne 4 that nobody has decided about.
    pub(super) fn held_mail(&mut self, space: SpaceId, rows: &mut Rows) {
        let at = self.seen;
        let held = [
            (
                Letter {
                    from: ("Nadège Roy", "n.roy@transports-lemoine.example"),
                    to: "ligne-4@parvis.brevent.example",
                    subject: "Plateau de jeudi",
                    words: "Bonjour,\n\nKarim me dit que tout passe maintenant par ce fil. Le plateau de jeudi est confirmé, départ 7 h 30.\n\nNadège Roy\n",
                    at: at - Duration::hours(3),
                },
                MailReason::UnknownSender,
                MailLevel::A,
            ),
            (
                Letter {
                    from: ("Thomas Perrin", "t.perrin@brevent.example"),
                    to: "ligne-4@parvis.brevent.example",
                    subject: "Nouveau RIB du fournisseur",
                    words: "Merci de régler la facture 26-1187 sur le compte ci-joint avant ce soir.\n",
                    at: at - Duration::hours(1),
                },
                MailReason::Forged,
                MailLevel::D,
            ),
        ];
        for (letter, reason, level) in held {
            let recipient = self.kept(&letter, MailKind::Post, level, rows);
            let row = settled(recipient, MailState::Held, space, letter.at);
            rows.recipients.push(bulk::MailRecipient { reason: Some(reason), ..row });
        }
    }

    fn kept(
        &mut self,
        letter: &Letter<'_>,
        kind: MailKind,
        level: MailLevel,
        rows: &mut Rows,
    ) -> (MailId, RecipientId, String) {
        let (mail, recipient) = (MailId::from(self.chance.id(letter.at)), RecipientId::from(self.chance.id(letter.at)));
        let raw = letter.raw();
        let hash = Sha256::digest(&raw).to_vec();
        let proof = if level == MailLevel::A { "dmarc" } else { "dmarc-fails" };
        rows.mails.push(bulk::Mail {
            id: mail,
            fold: Some(hash.iter().map(|byte| format!("{byte:02x}")).collect()),
            sha256: hash,
            raw,
            door: MailDoor::Lmtp,
            envelope_from: letter.from.1.to_owned(),
            helo: "",
            received_at: letter.at,
            times: 1,
            message_id: Some(format!("<{mail}@demo.invalid>")),
            kind: Some(kind),
            from_address: Some(letter.from.1.to_owned()),
            from_name: Some(letter.from.0.to_owned()),
            subject: Some(letter.subject.to_owned()),
            sent_at: Some(letter.at),
            level: Some(level),
            proof: Some(proof),
            may_answer: Some(level != MailLevel::D),
            words: Some(letter.words.to_owned()),
        });
        (mail, recipient, letter.to.to_owned())
    }
}

fn settled(
    (mail, recipient, to): (MailId, RecipientId, String),
    state: MailState,
    space: SpaceId,
    at: DateTime<Utc>,
) -> bulk::MailRecipient {
    bulk::MailRecipient {
        id: recipient,
        mail_id: mail,
        address: to,
        state,
        reason: None,
        space_id: Some(space),
        person_id: None,
        post_id: None,
        comment_id: None,
        settled_at: Some(at),
    }
}
