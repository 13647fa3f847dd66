//! Identifiers: UUID version 7 (RFC 9562) in newtypes, so that a post's cannot be given for a person's.

use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::serialize::{self, Output, ToSql};
use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[doc = $doc:literal])+ $name:ident;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
        #[derive(Serialize, Deserialize)]
        #[diesel(sql_type = diesel::sql_types::Uuid)]
        #[serde(transparent)]
        pub struct $name(uuid::Uuid);

        // A default that is another each time would mislead.
        #[allow(clippy::new_without_default)]
        impl $name {
            /// A new one; in the order of making, as far as milliseconds tell.
            pub fn new() -> Self {
                Self(uuid::Uuid::now_v7())
            }

            /// The bare value, for what knows no kinds: an event's subject, a token's.
            pub fn uuid(self) -> uuid::Uuid {
                self.0
            }
        }
        impl From<uuid::Uuid> for $name {
            fn from(id: uuid::Uuid) -> Self {
                Self(id)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                text.parse().map(Self)
            }
        }

        impl ToSql<diesel::sql_types::Uuid, Pg> for $name {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
                ToSql::<diesel::sql_types::Uuid, Pg>::to_sql(&self.0, out)
            }
        }

        impl FromSql<diesel::sql_types::Uuid, Pg> for $name {
            fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
                FromSql::<diesel::sql_types::Uuid, Pg>::from_sql(value).map(Self)
            }
        }
    )+};
}

ids! {
    /// A person: employee or guest.
    PersonId;
    /// An organization: the house or a partner.
    OrganizationId;
    /// A space.
    SpaceId;
    /// A post.
    PostId;
    /// A comment.
    CommentId;
    /// A guest's access, the small contract.
    AccessId;
    /// A colleague's invitation.
    InvitationId;
    /// A session, as its owner names it; never the secret in the cookie.
    SessionId;
    /// A picture: a face, a space's, the house's logo.
    PictureId;
    /// A file: one use of its content, in one message.
    FileId;
    /// Words put before those who judge.
    CaseId;
    /// Something that happened.
    EventId;
    /// Something to be done.
    JobId;
    /// What goes to somebody by mail.
    DeliveryId;
    /// A mail as it came.
    MailId;
    /// One address that a mail was handed over for.
    RecipientId;
    /// What somebody is writing.
    DraftId;
    /// The form somebody writes in: the id of the message that it would make, be it a post or a comment.
    FormId;
}
