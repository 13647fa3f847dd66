//! Where everything is: the paths of product.md, as functions. No handler or template puts one together itself.

use crate::domain::ids::{AccessId, CommentId, FileId, InvitationId, PictureId, PostId, SessionId};

/// A person's profile.
pub fn person(handle: &str) -> String {
    format!("/people/{handle}")
}

/// A person's photo; the picture's id makes a new photo a new address, so that a browser may keep it.
pub fn photo(handle: &str, picture: PictureId) -> String {
    format!("/people/{handle}/photo/{picture}")
}

/// A space's feed.
pub fn space(slug: &str) -> String {
    format!("/spaces/{slug}")
}

/// A tab or a noun under a space: `members`, `guests`, `settings`, `posts`.
pub fn space_part(slug: &str, part: &str) -> String {
    format!("/spaces/{slug}/{part}")
}

/// A space's picture; another picture has another address, so that a browser may keep it.
pub fn space_picture(slug: &str, picture: PictureId) -> String {
    format!("/spaces/{slug}/picture/{picture}")
}

/// A post's thread.
pub fn post(post: PostId) -> String {
    format!("/posts/{post}")
}

/// A noun under a post: `edit`, `history`, `comments`.
pub fn post_part(post: PostId, part: &str) -> String {
    format!("/posts/{post}/{part}")
}

/// A comment's place in its thread.
pub fn comment_in(post: PostId, comment: CommentId) -> String {
    format!("/posts/{post}#c-{comment}")
}

/// A comment; it leads to its place in its thread.
pub fn comment(comment: CommentId) -> String {
    format!("/comments/{comment}")
}

/// A noun under a comment: `edit`, `history`.
pub fn comment_part(comment: CommentId, part: &str) -> String {
    format!("/comments/{comment}/{part}")
}

/// A file; its name stands there to be read, its id leads to it.
pub fn file(file: FileId, name: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~".contains(byte);
    let name: String = name
        .bytes()
        .map(|byte| if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    format!("/files/{file}/{name}")
}

/// The same file by a link that stands in somebody's letter.
pub fn mail_file(token: &str) -> String {
    format!("/mail/files/{token}")
}

/// What one was told.
pub const NOTIFICATIONS: &str = "/notifications";

/// One of it; it leads to what it is about.
pub fn notification(item: uuid::Uuid) -> String {
    format!("{NOTIFICATIONS}/{item}")
}

/// A guest's access, the contract.
pub fn access(access: AccessId) -> String {
    format!("/accesses/{access}")
}

/// The house's logo.
pub fn logo(picture: PictureId) -> String {
    format!("/logo/{picture}")
}

/// A person's page among the admins' pages.
pub fn admin_person(handle: &str) -> String {
    format!("/admin/people/{handle}")
}

/// A noun under a guest's access: `end`, `extension`, `sponsor`, `letter`, `approval`, `refusal`, `view`.
pub fn access_part(access: AccessId, part: &str) -> String {
    format!("/accesses/{access}/{part}")
}

/// Saying no to a guest's invitation.
pub fn invitation_refusal(token: &str) -> String {
    format!("/invitations/{token}/refusal")
}

/// The link of an invitation, a colleague's or a guest's.
pub fn invitation(token: &str) -> String {
    format!("/invitations/{token}")
}

/// The link to choose a new password.
pub fn password_reset(token: &str) -> String {
    format!("/password/reset/{token}")
}

/// The link to sign in.
pub fn sign_in_link(token: &str) -> String {
    format!("/sign-in/links/{token}")
}

/// A noun under a colleague's invitation, for admins: `letters`, `revocation`.
pub fn admin_invitation_part(invitation: InvitationId, part: &str) -> String {
    format!("/admin/invitations/{invitation}/{part}")
}

/// One of one's own devices, that is to ring no longer.
pub fn device_removal(device: SessionId) -> String {
    format!("/devices/{device}/removal")
}

/// The end of one of one's own sessions.
pub fn session_end(session: SessionId) -> String {
    format!("/settings/sessions/{session}/end")
}
