//! Those of mail that comes in.

use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Text;
use serde::{Deserialize, Serialize};

kinds! {
    /// By which door a mail came.
    MailDoor {
        /// From the mail server in front, one answer for each recipient (RFC 2033).
        Lmtp = "lmtp",
        /// From a mail server (RFC 5321).
        Smtp = "smtp",
        /// Fetched from a mailbox.
        Imap = "imap",
        /// Piped into the program.
        Pipe = "pipe",
    }

    /// What became of a mail at one of its recipients.
    MailState {
        /// Nobody has looked yet.
        New = "new",
        /// It is a message now.
        Published = "published",
        /// Kept until somebody decides.
        Held = "held",
        /// It is a copy of what is there.
        Folded = "folded",
        /// It asked for something, and that is done.
        Done = "done",
        /// A machine wrote it, or somebody threw it away.
        Dropped = "dropped",
    }

    /// What a mail is.
    MailKind {
        /// An answer in a thread.
        Reply = "reply",
        /// The first word of a thread.
        Post = "post",
        /// Somebody else's words, passed on.
        Forward = "forward",
        /// Mail that could not be delivered, or a complaint about it.
        Bounce = "bounce",
        /// What a program wrote: an absence, a receipt.
        Automatic = "automatic",
        /// Nothing that may be published by itself.
        Held = "held",
    }

    /// How far the sender of a mail is proved.
    MailLevel {
        /// Verified: the domain of the address vouches for it.
        A = "A",
        /// Plausible: nothing speaks against it, and they hold a letter that only they were sent.
        B = "B",
        /// Unknown: nothing to go by.
        C = "C",
        /// Contradicted: the domain says that it is not theirs.
        D = "D",
    }

    /// Why a mail is held, or became no message.
    MailReason {
        /// Nobody here has this address.
        UnknownSender = "unknown-sender",
        /// They do not write there.
        NotMember = "not-member",
        /// Nothing proves that they sent it.
        Unverified = "unverified",
        /// It only claims to be from them.
        Forged = "forged",
        /// The address it answers to was somebody else's.
        AnothersAddress = "anothers-address",
        /// The address it answers to is too old, or was ended.
        AddressEnded = "address-ended",
        /// No more answers are taken there.
        Closed = "closed",
        /// What it answers was removed, or is gone.
        Removed = "removed",
        /// The space takes nothing new.
        Archived = "archived",
        /// It answers a digest: which of the threads?
        Digest = "digest",
        /// It is addressed to none of ours.
        NoAddress = "no-address",
        /// Nothing of its own is in it.
        Empty = "empty",
        /// Too many within an hour.
        TooMany = "too-many",
        /// It cannot be read within bounds.
        Unreadable = "unreadable",
        /// Too big.
        TooBig = "too-big",
        /// Reading it broke the program.
        Crash = "crash",
        /// No author.
        NoAuthor = "no-author",
        /// Several authors.
        SeveralAuthors = "several-authors",
        /// The mail system in front takes it for spam.
        Spam = "spam",
        /// It goes round in circles.
        Loop = "loop",
        /// A report that something could not be delivered.
        Bounce = "bounce",
        /// A complaint about a letter.
        Complaint = "complaint",
        /// Somebody's absence.
        Absence = "absence",
        /// A receipt.
        Receipt = "receipt",
        /// The rules of a message refuse it.
        Refused = "refused",
        /// Somebody who judges it threw it away.
        Judged = "judged",
        /// Somebody who judges it refused it, and told its sender why.
        Declined = "declined",
        /// Whoever answers for the space takes no mail of this address there.
        Blocked = "blocked",
    }
}
