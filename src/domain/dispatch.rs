//! Each event to each listener: the wiring diagram. What the database alone must put right is done at once (a guest whose
//! sponsor has left); everything else is asked for as a job, which is done later and asks permission then. Both in the
//! transaction after which the event is told.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::db::Tx;
use super::delivery;
use super::device;
use super::event::{self, Event, Told};
use super::guest;
use super::ids::{AccessId, PersonId};
use super::job::{self, Claimed, Job, Letter};
use super::live;
use super::notification;
use super::schema::accesses;
use crate::error::{Error, Result};

/// Events told in one transaction at the most.
const AT_ONCE: i64 = 100;

/// Tells the next events to all who listen; how many there were. One that cannot be told leaves no half of itself, and
/// comes again later than the others.
pub async fn tell(tx: &mut Tx, claimed: &Claimed) -> Result<usize> {
    let all = event::take(tx, claimed, AT_ONCE).await?;
    let mut pokes = Vec::new();
    for untold in &all {
        let heard = match &untold.told {
            Ok(told) => {
                let listeners = async |tx: &mut Tx| {
                    let rung = notification::hear(tx, claimed, told).await?;
                    delivery::plan(tx, claimed, told.at).await?;
                    device::plan(tx, claimed, told.at).await?;
                    tell_one(tx, claimed, told).await?;
                    live::pokes(tx, &told.event, &rung).await
                };
                tx.part(listeners).await
            }
            Err(error) => Err(Error::internal(anyhow::anyhow!("it cannot be read: {error}"))),
        };
        match heard {
            Ok(heard) => {
                event::heard(tx, untold).await?;
                pokes.extend(heard);
            }
            Err(error) => event::put_off(tx, untold, &error).await?,
        }
    }
    live::send(tx, claimed, &pokes).await?;
    Ok(all.len())
}

/// Tells what no event does: once a day, questions that wait; on the same ways as everything else.
pub async fn tend(tx: &mut Tx, claimed: &Claimed) -> Result<()> {
    notification::tend(tx, claimed).await?;
    delivery::plan(tx, claimed, tx.at()).await?;
    device::plan(tx, claimed, tx.at()).await
}

/// Who else listens to what, when those whom it concerns have been told.
async fn tell_one(tx: &mut Tx, claimed: &Claimed, told: &Told) -> Result<()> {
    use Event::*;
    match &told.event {
        ColleagueInvited { invitation } => send(tx, Letter::ColleagueInvitation { invitation: *invitation }).await,
        PasswordForgotten { person } => send(tx, Letter::PasswordReset { person: *person }).await,
        AccessApproved { access } => send(tx, Letter::GuestInvitation { access: *access }).await,
        AccessEnding { access, days } => {
            for to in guest_and_sponsor(tx, *access).await? {
                send(tx, Letter::AccessEnding { access: *access, to, days: *days }).await?;
            }
            Ok(())
        }
        AccessEnded { access, .. } => {
            for to in guest_and_sponsor(tx, *access).await? {
                send(tx, Letter::AccessEnded { access: *access, to }).await?;
            }
            Ok(())
        }
        // Nobody's guests are left without a sponsor, and a guest who left is let out.
        PersonLeft { person } => guest::hear_left(tx, claimed, *person).await,
        MemberLeft { space, person } | MemberRemoved { space, person } => {
            guest::hear_left_space(tx, claimed, *space, *person).await
        }
        // Whoever takes the guest on themselves, or is confirmed, knows.
        SponsorChanged { access, sponsor, from } if told.by != Some(*sponsor) && *from != Some(*sponsor) => {
            send(tx, Letter::GuestHandedOver { access: *access, to: *sponsor }).await
        }
        AccessNarrowed { access, space } => send(tx, Letter::AccessNarrowed { access: *access, space: *space }).await,
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
        | AdminNamed { .. }
        | AdminReleased { .. }
        | PasswordChanged { .. }
        | SpaceCreated { .. }
        | SpaceEdited { .. }
        | SpaceNarrowed { .. }
        | SpaceWidened { .. }
        | SpaceOpenedToGuests { .. }
        | SpaceClosedToGuests { .. }
        | SpaceArchived { .. }
        | SpaceReopened { .. }
        | SpaceDeletionAsked { .. }
        | SpaceDeletionCancelled { .. }
        | SpaceDeleted { .. }
        | MemberJoined { .. }
        | RoleChanged { .. }
        | AdminEntered { .. }
        | JoinRequested { .. }
        | JoinRefused { .. }
        | SenderBlocked { .. }
        | SenderReleased { .. }
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
        | CommentDeleted { .. }
        | Reacted { .. }
        | ReactionTakenBack { .. }
        | AnswerKept { .. }
        | AnswerReleased { .. }
        | Acknowledged { .. }
        | AnnouncementReminded { .. }
        | Voted { .. }
        | Reported { .. }
        | ReportRead { .. }
        | WordsHidden { .. }
        | WordsRestored { .. }
        | WordsRemoved { .. }
        | ReportsDismissed { .. }
        | LogSearched { .. }
        | LogExported { .. } => Ok(()),
    }
}

async fn send(tx: &mut Tx, letter: Letter) -> Result<()> {
    job::enqueue(tx, &Job::SendLetter { letter }).await
}

/// Whom an access and its end concern; nobody when it was never accepted.
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
