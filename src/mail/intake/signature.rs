//! A signature that nothing marks: what ended three mails of its author ends this one. It is folded as one that is marked.

use crate::domain::db::Db;
use crate::domain::job::Claimed;
use crate::domain::mail::{self, Signature, Whose};
use crate::error::Result;
use crate::mail::incoming::Understood;

/// Folds it, where it is known, and tells how the mail ends.
pub(super) async fn fold(db: &Db, claimed: &Claimed, understood: &mut Understood) -> Result<Option<Signature>> {
    let Ok(from) = &understood.incoming.from else { return Ok(None) };
    let tail = understood.trimmed.tail();
    let Some(ends) = Signature::of(&tail.lines()).filter(|_| understood.forward.is_none()) else { return Ok(None) };
    let Some(author) = mail::author(db, claimed, Whose::Address(&from.address)).await? else { return Ok(None) };
    if let Some(lines) = mail::signed(db, claimed, author.id, &ends).await? {
        understood.trimmed.fold(&tail, lines);
    }
    Ok(Some(ends))
}
