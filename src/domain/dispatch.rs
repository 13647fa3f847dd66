//! Each event to each listener: the wiring diagram. Listeners only ask for jobs, in the transaction that marks the event
//! as told; what a job does, it does later and asks permission then.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::db::Tx;
use super::event::{self, Event};
use super::guest;
use super::ids::{AccessId, PersonId};
use super::job::{self, Claimed, Job, Letter};
use super::schema::accesses;
use crate::error::Result;

/// Events told in one transaction at the most.
const AT_ONCE: i64 = 100;

/// Tells the next events to all who listen; how many there were.
pub async fn tell(tx: &mut Tx, claimed: &Claimed) -> Result<usize> {
    let all = event::take(tx, claimed, AT_ONCE).await?;
    for told in &all {
        for letter in letters(tx, told.by, &told.event).await? {
            job::enqueue(tx, &Job::SendLetter { letter }).await?;
        }
        accesses(tx, claimed, &told.event).await?;
    }
    Ok(all.len())
}

/// Nobody's guests are left without a sponsor, and a guest who left is let out.
async fn accesses(tx: &mut Tx, claimed: &Claimed, event: &Event) -> Result<()> {
    if let Event::PersonLeft { person } = event {
        guest::hear_left(tx, claimed, *person).await?;
    }
    if let Event::MemberLeft { space, person } | Event::MemberRemoved { space, person } = event {
        guest::hear_left_space(tx, claimed, *space, *person).await?;
    }
    Ok(())
}

/// The letters that follow from an event.
async fn letters(tx: &mut Tx, by: Option<PersonId>, event: &Event) -> Result<Vec<Letter>> {
    use Event::*;
    Ok(match event {
        ColleagueInvited { invitation } => vec![Letter::ColleagueInvitation { invitation: *invitation }],
        PasswordForgotten { person } => vec![Letter::PasswordReset { person: *person }],
        AccessApproved { access } => vec![Letter::GuestInvitation { access: *access }],
        AccessEnded { access, .. } => {
            let both = guest_and_sponsor(tx, *access).await?;
            both.into_iter().map(|to| Letter::AccessEnded { access: *access, to }).collect()
        }
        // Whoever takes the guest on themselves, or is confirmed, knows.
        SponsorChanged { access, sponsor, from } if by != Some(*sponsor) && *from != Some(*sponsor) => {
            vec![Letter::GuestHandedOver { access: *access, to: *sponsor }]
        }
        AccessNarrowed { access, space } => vec![Letter::AccessNarrowed { access: *access, space: *space }],
        HouseOpened { .. }
        | SettingsChanged { .. }
        | CharterPublished { .. }
        | OrganizationAdded { .. }
        | OrganizationEdited { .. }
        | ColleagueInvitationRevoked { .. }
        | ColleagueJoined { .. }
        | ProfileEdited { .. }
        | PersonSuspended { .. }
        | PersonReinstated { .. }
        | PersonLeft { .. }
        | AdminNamed { .. }
        | AdminReleased { .. }
        | PasswordChanged { .. }
        | SpaceCreated { .. }
        | SpaceEdited { .. }
        | SpaceOpenedToGuests { .. }
        | SpaceClosedToGuests { .. }
        | SpaceArchived { .. }
        | SpaceReopened { .. }
        | SpaceDeletionAsked { .. }
        | SpaceDeletionCancelled { .. }
        | SpaceDeleted { .. }
        | MemberJoined { .. }
        | MemberLeft { .. }
        | MemberRemoved { .. }
        | RoleChanged { .. }
        | AdminEntered { .. }
        | JoinRequested { .. }
        | JoinRefused { .. }
        | AccessProposed { .. }
        | AccessAccepted { .. }
        | AccessExtended { .. }
        | SponsorChanged { .. }
        | LookedAs { .. }
        | PostPublished { .. }
        | PostEdited { .. }
        | PostDeleted { .. }
        | PostPinned { .. }
        | PostUnpinned { .. }
        | CommentsClosed { .. }
        | CommentsReopened { .. }
        | CommentPublished { .. }
        | CommentEdited { .. }
        | CommentDeleted { .. } => vec![],
    })
}

/// Whom the end of an access concerns; nobody when it was never accepted.
async fn guest_and_sponsor(tx: &mut Tx, access: AccessId) -> Result<Vec<PersonId>> {
    let both: Option<(Option<PersonId>, PersonId)> = accesses::table
        .find(access)
        .filter(accesses::accepted_at.is_not_null())
        .select((accesses::person_id, accesses::sponsor_id))
        .first(&mut tx.conn())
        .await
        .optional()?;
    Ok(both.map(|(guest, sponsor)| guest.into_iter().chain([sponsor]).collect()).unwrap_or_default())
}
