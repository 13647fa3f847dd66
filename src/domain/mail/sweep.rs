//! What of mail is forgotten, and when.

use chrono::{Duration, Months};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::order;
use crate::domain::db::Tx;
use crate::domain::job::Claimed;
use crate::domain::kinds::{MailKind, MailState};
use crate::domain::schema::{mail_elders, mail_recipients, mail_tests, mails};
use crate::error::Result;

/// What a machine wrote is kept so long, for whoever looks why a letter did not arrive.
const OF_MACHINES: Duration = Duration::days(30);

/// And every other mail as it came so long; then its words stand in the thread, and its hash still tells a copy.
const RAW: Months = Months::new(24);

/// Forgets what has had its time. What is held or not read yet waits for whoever decides, however long; bounces that
/// belong to no letter are held for the admins, and for no longer than what machines write.
pub async fn sweep(tx: &mut Tx, _: &Claimed) -> Result<()> {
    let machines = mails::kind.eq_any([MailKind::Bounce, MailKind::Automatic]);
    let old = mails::received_at.lt(tx.at() - OF_MACHINES);
    diesel::delete(mails::table.filter(machines.and(old))).execute(&mut tx.conn()).await?;
    let waits = mail_recipients::table
        .filter(mail_recipients::state.eq_any([MailState::New, MailState::Held]))
        .select(mail_recipients::mail_id);
    let long_ago = tx.at().checked_sub_months(RAW).unwrap_or(tx.at());
    diesel::update(mails::table.filter(mails::received_at.lt(long_ago)).filter(mails::id.ne_all(waits)))
        .set((mails::raw.eq(Vec::<u8>::new()), mails::words.eq(None::<String>)))
        .execute(&mut tx.conn())
        .await?;
    let tests = mail_tests::table.filter(mail_tests::asked_at.lt(tx.at() - OF_MACHINES));
    diesel::delete(tests).execute(&mut tx.conn()).await?;
    let expected = mail_elders::table.filter(mail_elders::named_at.lt(tx.at() - order::PATIENCE));
    diesel::delete(expected).execute(&mut tx.conn()).await?;
    Ok(())
}
