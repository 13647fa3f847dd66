//! Where people find this installation.

use std::str::FromStr;

use actix_web::http::Uri;

/// The address of the installation: scheme and host, nothing behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    origin: String,
    host: String,
    secure: bool,
}

impl BaseUrl {
    /// The address without a slash at its end, which is also the origin that browsers send.
    pub fn as_str(&self) -> &str {
        &self.origin
    }

    /// The host without the port.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether people reach it by https.
    pub fn is_secure(&self) -> bool {
        self.secure
    }
}

impl FromStr for BaseUrl {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let uri: Uri = text.parse().map_err(drop)?;
        let (scheme, authority) = (uri.scheme_str().ok_or(())?, uri.authority().ok_or(())?);
        let secure = match scheme {
            "https" => true,
            "http" => false,
            _ => return Err(()),
        };
        let bare = uri.path() == "/" && uri.query().is_none() && !authority.as_str().contains('@');
        if !bare || authority.host().is_empty() || text.contains('#') {
            return Err(());
        }
        let usual = if secure { 443 } else { 80 };
        let host = authority.host().to_ascii_lowercase();
        let origin = match authority.port_u16().filter(|port| *port != usual) {
            Some(port) => format!("{scheme}://{host}:{port}"),
            None => format!("{scheme}://{host}"),
        };
        Ok(Self { origin, host, secure })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_what_a_browser_calls_the_origin() {
        for (written, origin, host) in [
            ("https://Parvis.example.org/", "https://parvis.example.org", "parvis.example.org"),
            ("https://parvis.example.org:443", "https://parvis.example.org", "parvis.example.org"),
            ("http://localhost:8080", "http://localhost:8080", "localhost"),
        ] {
            let found: BaseUrl = written.parse().unwrap();
            assert_eq!((found.as_str(), found.host()), (origin, host));
        }
    }

    #[test]
    fn an_address_with_more_or_less_than_that_is_refused() {
        for text in [
            "",
            "parvis.example.org",
            "ftp://parvis.example.org",
            "https://parvis.example.org/intranet",
            "https://parvis.example.org/?a=b",
            "https://me:secret@parvis.example.org",
            "https://",
        ] {
            assert_eq!(text.parse::<BaseUrl>(), Err(()), "{text}");
        }
    }
}
