//! Looking after the administrators, from the command line.

use crate::app::App;

/// Makes an administrator; gives the link by which they choose their password.
pub async fn create(_app: &App, _name: &str, _email: &str) -> anyhow::Result<String> {
    anyhow::bail!("not built yet")
}

/// Gives a link by which an administrator chooses a new password.
pub async fn reset(_app: &App, _email: &str) -> anyhow::Result<String> {
    anyhow::bail!("not built yet")
}
