//! The cookie of a session: `__Host-` behind TLS (RFC 6265bis, 4.1.3.2), a plain name on a laptop without.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};

use crate::app::App;
use crate::domain::secret::Secret;
use crate::domain::session::LIFETIME;

const SECURE: &str = "__Host-parvis";
const PLAIN: &str = "parvis";

fn is_secure(app: &App) -> bool {
    app.config.base_url.is_secure()
}

/// What the browser presents.
pub fn session(request: &HttpRequest) -> Option<String> {
    let app = request.app_data::<actix_web::web::Data<App>>()?;
    let name = if is_secure(app) { SECURE } else { PLAIN };
    request.cookie(name).map(|cookie| cookie.value().to_owned())
}

/// The cookie that carries a session's secret.
pub fn of(app: &App, secret: &Secret) -> Cookie<'static> {
    cookie(app, secret.reveal().to_owned(), Duration::seconds(LIFETIME.num_seconds()))
}

/// The cookie that takes it away.
pub fn none(app: &App) -> Cookie<'static> {
    cookie(app, String::new(), Duration::ZERO)
}

fn cookie(app: &App, value: String, age: Duration) -> Cookie<'static> {
    let secure = is_secure(app);
    Cookie::build(if secure { SECURE } else { PLAIN }, value)
        .path("/")
        .http_only(true)
        .secure(secure)
        .same_site(SameSite::Lax)
        .max_age(age)
        .finish()
}
