//! Closed lists that the database keeps as words; the compiler knows all of them, and so does a check constraint.

use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;
use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $about:literal])+ $case:ident = $word:literal,)+ })+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow, Serialize, Deserialize)]
        #[diesel(sql_type = Text)]
        pub enum $name { $(
            $(#[doc = $about])+
            #[serde(rename = $word)]
            $case,
        )+ }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$case),+];

            /// The word in the database, in forms and in message keys.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$case => $word),+ }
            }

            /// The one of this word.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$case),)+ _ => None }
            }
        }

        impl ToSql<Text, Pg> for $name {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
                <str as ToSql<Text, Pg>>::to_sql(self.as_str(), out)
            }
        }

        impl FromSql<Text, Pg> for $name {
            fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
                let word = <String as FromSql<Text, Pg>>::from_sql(value)?;
                Self::parse(&word).ok_or_else(|| format!("no {} is called {word:?}", stringify!($name)).into())
            }
        }
    )+};
}

mod mail;

pub use mail::*;

kinds! {
    /// On which side of the door a person works.
    PersonKind {
        /// Of the house.
        Employee = "employee",
        /// Of a partner: confined to the spaces they were let into.
        Guest = "guest",
    }

    /// What an organization is to the house.
    OrganizationKind {
        /// The company that runs this installation.
        House = "house",
        /// It delivers to the house.
        Supplier = "supplier",
        /// It works with the house.
        Partner = "partner",
        /// It buys from the house.
        Customer = "customer",
    }

    /// What a file is to those who look for it, as its content tells.
    FileKind {
        /// A picture.
        Image = "image",
        /// Pages: a PDF, a letter, a presentation, a text.
        Document = "document",
        /// Rows and columns.
        Table = "table",
        /// Anything else.
        Other = "other",
    }

    /// The languages Parvis speaks.
    Language {
        /// French.
        French = "fr",
        /// English.
        English = "en",
    }

    /// Light or dark, when a person does not want what their device says.
    Theme {
        /// Always light.
        Light = "light",
        /// Always dark.
        Dark = "dark",
    }

    /// Group or project.
    SpaceKind {
        /// For the house alone.
        Group = "group",
        /// May be opened to guests.
        Project = "project",
    }

    /// What employees who are not members see of a space.
    Visibility {
        /// They read it and may join.
        Open = "open",
        /// They see that it exists and may ask to join.
        Closed = "closed",
        /// They do not know that it exists.
        Secret = "secret",
    }

    /// What a space is recognized by. The sun's is not among them: it says that somebody is in from outside.
    SpaceColour {
        /// A green that is not the house's.
        Moss = "moss",
        /// Between green and blue.
        Lagoon = "lagoon",
        /// Blue.
        Sky = "sky",
        /// Between blue and red.
        Violet = "violet",
        /// A dark rose.
        Plum = "plum",
        /// Grey.
        Stone = "stone",
    }

    /// What somebody is in a space, from the least to the most.
    Role {
        /// From outside, for a time.
        Guest = "guest",
        /// A colleague.
        Member = "member",
        /// Keeps order.
        Moderator = "moderator",
        /// Answers for the space.
        Owner = "owner",
    }

    /// How far back a guest reads.
    Horizon {
        /// Everything ever published there.
        Start = "start",
        /// What is published after the invitation is accepted.
        Now = "now",
        /// What was published from a chosen day on.
        Date = "date",
    }

    /// What a post is for.
    PostKind {
        /// It tells.
        Message = "message",
        /// It asks; one of its answers may be kept.
        Question = "question",
        /// It settles something, and is found again in the space's *About*.
        Decision = "decision",
        /// An owner asks everybody to read it.
        Announcement = "announcement",
        /// It lets people choose.
        Poll = "poll",
    }

    /// What one says to a message in a word.
    Reaction {
        /// « Merci ».
        Thanks = "thanks",
        /// « D'accord ».
        Agree = "agree",
        /// « Bien vu ».
        Insight = "insight",
        /// « Bravo ».
        Bravo = "bravo",
        /// « Je m'en occupe ».
        Taken = "taken",
    }

    /// What one may be told of, as the settings name it.
    Topic {
        /// A mention, a question to me, an answer that was kept.
        Addressed = "addressed",
        /// An answer to what I wrote, or in a thread I follow.
        Answered = "answered",
        /// A guest writes in a space that I answer for.
        GuestWrote = "guest_wrote",
        /// An announcement.
        Announced = "announced",
        /// Something new in a space of mine.
        News = "news",
        /// A guest's access ends, or somebody waits at a door of mine.
        Ending = "ending",
        /// A word to what I wrote.
        Reacted = "reacted",
    }

    /// How something reaches somebody besides Parvis itself, where everything always is. One way only.
    Way {
        /// By a letter of its own.
        AtOnce = "at_once",
        /// In the next digest.
        Digest = "digest",
        /// By no letter.
        Never = "never",
    }

    /// How closely somebody follows a space.
    Closeness {
        /// Every post and comment is told.
        Everything = "everything",
        /// What concerns them: their threads, and whoever calls them.
        Mine = "mine",
        /// The same, and what is new there in the digest.
        Digest = "digest",
        /// No letter about it.
        Nothing = "nothing",
    }

    /// What became of something that goes by mail.
    DeliveryState {
        /// It goes when its hour comes.
        Waiting = "waiting",
        /// It went.
        Sent = "sent",
        /// It was read meanwhile, or lost from sight, or is not wanted any more.
        Skipped = "skipped",
        /// It was tried often enough.
        Failed = "failed",
        /// The server would not have it.
        Refused = "refused",
    }

    /// What it means for an address that a letter to it came back, the weightiest first.
    Bounce {
        /// Somebody complained of it.
        Complaint = "complaint",
        /// None will ever arrive there.
        Hard = "hard",
        /// This one did not.
        Soft = "soft",
    }

    /// How often the digest comes.
    Rhythm {
        /// Every day on which one may be disturbed.
        Daily = "daily",
        /// On Mondays.
        Weekly = "weekly",
        /// Not at all.
        Never = "never",
    }

    /// What somebody wants to hear of a thread.
    Attention {
        /// Every answer.
        Following = "following",
        /// Nothing, unless they are called.
        Muted = "muted",
    }

    /// Why somebody is told of something, the weightiest first: an item is told once, for the weightiest.
    Reason {
        /// They are called by name.
        Mention = "mention",
        /// Their answer was kept.
        Kept = "kept",
        /// They are asked to read it.
        Announcement = "announcement",
        /// Their message, or their answer, was answered.
        Reply = "reply",
        /// A question that nobody has answered.
        Question = "question",
        /// Somebody from outside wrote in a space that they answer for.
        Outside = "outside",
        /// An answer in a thread that they follow.
        Thread = "thread",
        /// Something new in a space that they follow closely.
        Space = "space",
        /// Somebody said a word to what they wrote.
        Reaction = "reaction",
        /// Somebody asks to come into a space of theirs.
        Request = "request",
        /// They asked, and may not.
        Refusal = "refusal",
        /// Somebody let them into a space.
        Entry = "entry",
        /// They are something else there now.
        Role = "role",
        /// A guest's access waits for the second key.
        Approval = "approval",
        /// A guest they answer for came in.
        Accepted = "accepted",
        /// They answer for a guest from now on.
        Sponsor = "sponsor",
        /// An access ends soon: theirs, or that of a guest they answer for.
        Ending = "ending",
        /// The access of a guest they answered for is over.
        Ended = "ended",
        /// A report waits for them to judge it.
        Report = "report",
        /// What they wrote is hidden until somebody decides.
        Hidden = "hidden",
        /// What they wrote is back.
        Restored = "restored",
        /// What they wrote was removed.
        Removed = "removed",
        /// A mail only used their name, and is held.
        Forged = "forged",
    }

    /// Why a guest's access ended.
    EndReason {
        /// Its day came.
        Expired = "expired",
        /// An owner, the sponsor or an admin ended it.
        Ended = "ended",
        /// The second key said no.
        Refused = "refused",
        /// Taken back before it was accepted.
        Withdrawn = "withdrawn",
        /// The invited person said no.
        Declined = "declined",
        /// The space was closed to guests, or went away.
        SpaceClosed = "space_closed",
        /// All of the organization's accesses were ended at once.
        OrganizationEnded = "organization_ended",
        /// The guest left.
        Left = "left",
    }

    /// Who may propose a guest.
    Inviters {
        /// The owners of the project space.
        Owners = "owners",
        /// Only admins who are owners of it.
        Admins = "admins",
    }

    /// What somebody finds wrong with words.
    Grievance {
        /// They hurt or insult.
        Hurtful = "hurtful",
        /// They tell what must not be read there.
        Confidential = "confidential",
        /// They expose somebody's private life.
        Personal = "personal",
        /// The law forbids them.
        Unlawful = "unlawful",
        /// They do not belong there.
        OffTopic = "off_topic",
        /// Something else.
        Other = "other",
    }

    /// Who judges a report.
    Desk {
        /// The moderators and owners of the space.
        Space = "space",
        /// The admins.
        House = "house",
    }

    /// How a report ended.
    Verdict {
        /// The words stay, or are back.
        Stands = "stands",
        /// They were removed.
        Removed = "removed",
    }

    /// What a single-use link is for.
    TokenPurpose {
        /// Choosing a new password.
        PasswordReset = "password_reset",
        /// Signing in without a password.
        SignIn = "sign_in",
        /// Becoming a colleague.
        ColleagueInvitation = "colleague_invitation",
        /// Coming in as a guest.
        GuestInvitation = "guest_invitation",
    }
}
