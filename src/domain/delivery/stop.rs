//! No more mail: what somebody asks by a link in a letter, without signing in. The link is signed and names them; it can
//! only ever make Parvis quieter.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::domain::db::{Db, Tx};
use crate::domain::follow;
use crate::domain::ids::{PersonId, PostId, SpaceId};
use crate::domain::kinds::{Attention, Closeness, PersonKind, Rhythm, Topic, Way};
use crate::domain::policy::{self, InPost, Read, Viewer};
use crate::domain::preferences;
use crate::domain::schema::{memberships, people, posts};
use crate::domain::session;
use crate::error::{Error, Result};

/// What a signed link says; whoever reads the link makes it.
#[derive(Clone, Copy, Debug)]
pub struct Stop {
    /// Who wants no more mail.
    pub person: PersonId,
    /// About what: a space, a thread, or themselves.
    pub about: Uuid,
    /// Of which time the link is.
    pub epoch: u8,
}

/// What it is about, from the narrowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A thread, in this space.
    Thread(PostId, SpaceId),
    /// A space.
    Space(SpaceId),
    /// All mail about what is written.
    Everything,
}

/// What a link is about; nothing for one that holds no more.
pub async fn kind(db: &Db, presented: &Stop) -> Result<Option<Kind>> {
    let Some(_) = viewer(db, presented.person, presented.epoch).await? else { return Ok(None) };
    if presented.about == presented.person.uuid() {
        return Ok(Some(Kind::Everything));
    }
    let post = posts::table.find(PostId::from(presented.about)).select((posts::id, posts::space_id));
    let post: Option<(PostId, SpaceId)> = post.first(&mut db.conn()).await.optional()?;
    Ok(Some(post.map_or(Kind::Space(presented.about.into()), |(post, space)| Kind::Thread(post, space))))
}

/// Whom a link of a letter names, while they are here and their links of that time hold.
pub(super) async fn viewer(db: &Db, person: PersonId, epoch: u8) -> Result<Option<Viewer>> {
    let found: Option<(PersonKind, bool, i16)> = people::table
        .find(person)
        .filter(session::may_sign_in(db.at()))
        .select((people::kind, people::is_admin, people::mail_epoch))
        .first(&mut db.conn())
        .await
        .optional()?;
    let found = found.filter(|(_, _, now)| (now % 16) as u8 == epoch);
    Ok(found.map(|(kind, is_admin, _)| Viewer::new(person, kind, is_admin)))
}

/// No more mail about this. Asked twice, it is done once; of what they see no more, nothing comes anyway.
pub async fn stop(tx: &mut Tx, presented: &Stop, kind: Kind) -> Result<()> {
    let Some(viewer) = viewer(tx, presented.person, presented.epoch).await? else { return Ok(()) };
    match kind {
        Kind::Thread(post, _) => match policy::post::<Read>(tx, &viewer, post).await {
            Ok(post) => mute(tx, &post).await,
            Err(Error::NotFound) => Ok(()),
            Err(error) => Err(error),
        },
        Kind::Space(space) => {
            let own = memberships::table.find((space, viewer.id()));
            let nothing = memberships::closeness.eq(Closeness::Nothing);
            diesel::update(own).set(nothing).execute(&mut tx.conn()).await?;
            Ok(())
        }
        Kind::Everything => {
            let oneself = viewer.oneself()?;
            let mut wanted = preferences::mine(tx, &oneself).await?;
            wanted.ways = Topic::ALL.iter().fold(wanted.ways, |ways, topic| ways.with(*topic, Way::Never));
            wanted.digest.rhythm = Rhythm::Never;
            preferences::set(tx, &oneself, &wanted).await
        }
    }
}

async fn mute(tx: &mut Tx, post: &InPost<Read>) -> Result<()> {
    follow::choose(tx, post, Some(Attention::Muted)).await
}
