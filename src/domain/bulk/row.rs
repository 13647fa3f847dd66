//! A row of each table that is loaded, its columns by their names; the migrations say what they mean.

use chrono::{DateTime, Utc};

use super::cell::Cell;
use crate::domain::ids::*;
use crate::domain::kinds::*;

type Time = DateTime<Utc>;

/// A row that can be loaded.
pub trait Row {
    /// The table.
    const TABLE: &'static str;

    /// The command that takes such rows.
    fn copy() -> String;

    /// Writes its line.
    fn write(&self, line: &mut Vec<u8>);
}

macro_rules! rows {
    ($($(#[doc = $doc:literal])+ $name:ident in $table:literal { $($column:ident: $type:ty,)+ })+) => {$(
        $(#[doc = $doc])+
        #[allow(missing_docs)]
        #[derive(Clone, Debug)]
        pub struct $name { $(pub $column: $type,)+ }

        impl Row for $name {
            const TABLE: &'static str = $table;

            fn copy() -> String {
                format!("copy {} ({}) from stdin", $table, [$(stringify!($column)),+].join(", "))
            }

            fn write(&self, line: &mut Vec<u8>) {
                $(self.$column.write(line); line.push(b'\t');)+
                line.pop();
                line.push(b'\n');
            }
        }
    )+};
}

rows! {
    /// A picture.
    Picture in "pictures" { id: PictureId, media_type: &'static str, bytes: Vec<u8>, created_at: Time, }

    /// The house, or a partner.
    Organization in "organizations" {
        id: OrganizationId, kind: OrganizationKind, name: String, short_name: Option<String>, created_at: Time,
    }

    /// How the house lives.
    House in "house" {
        id: bool, organization_id: OrganizationId, language: Language, time_zone: &'static str, domains: Vec<String>,
        sign_up: bool, inviters: Inviters, second_key: bool, longest_access_days: i32, opened_at: Time,
    }

    /// An employee or a guest. `words` is filled in when all is loaded.
    Person in "people" {
        id: PersonId, kind: PersonKind, organization_id: OrganizationId, handle: String, name: String, email: String,
        title: Option<String>, unit: Option<String>, location: Option<String>, phone: Option<String>,
        skills: Vec<String>, about: Option<String>, about_html: Option<String>, manager_id: Option<PersonId>,
        picture_id: Option<PictureId>, is_admin: bool, created_at: Time, seen_at: Option<Time>, left_at: Option<Time>,
        words: &'static str,
    }

    /// What a person signs in with.
    Credential in "credentials" { person_id: PersonId, password_hash: String, changed_at: Time, }

    /// A space.
    Space in "spaces" {
        id: SpaceId, slug: String, kind: SpaceKind, visibility: Visibility, opened_to_guests: bool, name: String,
        purpose: Option<String>, description: Option<String>, description_html: Option<String>,
        room_of: Option<SpaceId>, audience_version: i32, created_at: Time, archived_at: Option<Time>,
        colour: Option<SpaceColour>,
    }

    /// Somebody in a space.
    Membership in "memberships" {
        space_id: SpaceId, space_guests: bool, person_id: PersonId, person_kind: PersonKind, role: Role,
        sees_from: Option<Time>, expires_at: Option<Time>, joined_at: Time, read_at: Time, visited_at: Time,
    }

    /// Somebody who asks to come in.
    JoinRequest in "join_requests" {
        space_id: SpaceId, person_id: PersonId, message: Option<String>, asked_at: Time,
    }

    /// A guest's contract.
    Access in "accesses" {
        id: AccessId, email: String, name: String, organization_id: OrganizationId, language: Language,
        person_id: Option<PersonId>, sponsor_id: PersonId, purpose: String, word: Option<String>, horizon: Horizon,
        horizon_at: Option<Time>, ends_at: Time, proposed_by: PersonId, proposed_at: Time, approved_at: Option<Time>, accepted_at: Option<Time>,
        ended_at: Option<Time>, end_reason: Option<EndReason>,
    }

    /// A space of a contract.
    AccessSpace in "access_spaces" { access_id: AccessId, space_id: SpaceId, space_guests: bool, }

    /// A post, with what its comments make of it.
    Post in "posts" {
        id: PostId, space_id: SpaceId, author_id: PersonId, title: Option<String>, body: String, html: String,
        published_at: Time, edited_at: Option<Time>, pinned_at: Option<Time>, comments_closed_at: Option<Time>,
        comment_count: i32, active_at: Time, last_author_id: PersonId, kind: PostKind, answer_id: Option<CommentId>,
    }

    /// What a post said before an edit.
    PostVersion in "post_versions" {
        post_id: PostId, number: i32, title: Option<String>, html: String, body: String, written_at: Time,
    }

    /// A comment.
    Comment in "comments" {
        id: CommentId, post_id: PostId, parent_id: Option<CommentId>, author_id: PersonId, body: String, html: String,
        published_at: Time,
    }

    /// A content that is kept in the store of files.
    Blob in "blobs" { hash: Vec<u8>, size: i64, touched_at: Time, drawn_as: Option<&'static str>, }

    /// A file in a post or a comment.
    File in "files" {
        id: FileId, hash: Vec<u8>, name: String, kind: FileKind, media_type: &'static str, size: i64, width: Option<i32>,
        height: Option<i32>, uploader_id: PersonId, post_id: PostId, comment_id: Option<CommentId>, created_at: Time,
        alt: Option<String>,
    }

    /// A word somebody said to a post or a comment.
    Said in "reactions" {
        id: uuid::Uuid, post_id: PostId, comment_id: Option<CommentId>, person_id: PersonId, word: Reaction,
        reacted_at: Time,
    }

    /// Words put before those who judge.
    Case in "cases" {
        id: CaseId, post_id: PostId, comment_id: Option<CommentId>, author_id: PersonId, desk: Desk,
        title: Option<String>, excerpt: String, opened_at: Time, was_answer: bool, settled_at: Option<Time>,
        settled_by: Option<PersonId>, verdict: Option<Verdict>,
    }

    /// Who reported them, and why.
    Report in "reports" {
        case_id: CaseId, person_id: PersonId, reason: Grievance, word: Option<String>, reported_at: Time,
    }

    /// Somebody who has read an announcement.
    Acknowledgement in "acknowledgements" { post_id: PostId, person_id: PersonId, acknowledged_at: Time, }

    /// By when an announcement is to be read.
    Announcement in "announcements" { post_id: PostId, wished_by: Option<Time>, reminded_at: Option<Time>, }

    /// A poll.
    Poll in "polls" { post_id: PostId, several: bool, anonymous: bool, ends_at: Time, }

    /// What it lets people choose.
    PollOption in "poll_options" { post_id: PostId, number: i16, label: String, votes: i32, }

    /// Somebody who has voted.
    Ballot in "poll_ballots" { post_id: PostId, person_id: PersonId, voted_at: Time, }

    /// What for.
    Vote in "poll_votes" { post_id: PostId, number: i16, person_id: PersonId, }

    /// Somebody who is named in a post or a comment.
    Mention in "mentions" {
        id: uuid::Uuid, post_id: PostId, comment_id: Option<CommentId>, person_id: PersonId, mentioned_at: Time,
    }

    /// A mail as it came, and what was understood of it.
    Mail in "mails" {
        id: MailId, sha256: Vec<u8>, raw: Vec<u8>, door: MailDoor, envelope_from: String, helo: &'static str,
        received_at: Time, times: i32, message_id: Option<String>, fold: Option<String>, kind: Option<MailKind>,
        from_address: Option<String>, from_name: Option<String>, subject: Option<String>, sent_at: Option<Time>,
        level: Option<MailLevel>, proof: Option<&'static str>, may_answer: Option<bool>, words: Option<String>,
    }

    /// What became of it at one of its recipients.
    MailRecipient in "mail_recipients" {
        id: RecipientId, mail_id: MailId, address: String, state: MailState, reason: Option<MailReason>,
        space_id: Option<SpaceId>, person_id: Option<PersonId>, post_id: Option<PostId>, comment_id: Option<CommentId>,
        settled_at: Option<Time>,
    }

    /// A message that came by mail.
    Mailed in "mailed" {
        id: uuid::Uuid, post_id: PostId, comment_id: Option<CommentId>, recipient_id: RecipientId, message_id: String,
        is_proved: bool, folded: Option<String>, passed: Option<serde_json::Value>,
    }

    /// Whom else it was written to.
    MailCopy in "mail_copies" { mailed_id: uuid::Uuid, address: String, name: Option<String>, }

    /// Something that happened; [`Happened::told`] makes one.
    Happened in "events" {
        id: EventId, at: Time, actor_id: Option<PersonId>, space_id: Option<SpaceId>,
        subject_id: Option<uuid::Uuid>, kind: String, facts: serde_json::Value,
    }
}
