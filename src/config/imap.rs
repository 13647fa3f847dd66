//! A mailbox that is read by IMAP.

use std::net::IpAddr;
use std::str::FromStr;

use actix_web::http::Uri;

use super::Secret;

/// What `imaps://user:password@host/INBOX` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImapBox {
    /// The server,
    pub host: String,
    /// and where it listens.
    pub port: u16,
    /// Whether it is spoken to over TLS; without it only on this machine.
    pub is_secure: bool,
    /// Whose mailbox it is,
    pub user: String,
    /// and how we prove it: a password, or what a token is given for.
    pub password: Secret,
    /// The folder in it that mail comes into.
    pub folder: String,
}

impl FromStr for ImapBox {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let uri: Uri = text.parse().map_err(drop)?;
        let (is_secure, usual) = match uri.scheme_str() {
            Some("imaps") => (true, 993),
            Some("imap") => (false, 143),
            _ => return Err(()),
        };
        let authority = uri.authority().ok_or(())?;
        let (user, password) = authority.as_str().rsplit_once('@').and_then(|(who, _)| who.split_once(':')).ok_or(())?;
        let host = host(authority.host()).to_owned();
        let folder = match uri.path().trim_matches('/') {
            "" => "INBOX".to_owned(),
            folder => decoded(folder)?,
        };
        let (user, password) = (decoded(user)?, decoded(password)?);
        let is_whole = !host.is_empty() && !user.is_empty() && !password.is_empty() && uri.query().is_none();
        let is_sayable = is_name(&folder) && [&user, &password].iter().all(|text| !text.contains(['\r', '\n', '\0']));
        if !is_whole || !is_sayable || !is_secure && !is_here(&host) {
            return Err(());
        }
        let port = authority.port_u16().unwrap_or(usual);
        Ok(Self { host, port, is_secure, user, password: Secret(password), folder })
    }
}

/// Where a token is given instead of a password, for the secret of a client:
/// `https://client@login.example.org/token?scope=mail`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenPlace {
    /// The address, without the client and the scope.
    pub url: String,
    /// Who asks,
    pub client: String,
    /// and for what.
    pub scope: String,
}

impl FromStr for TokenPlace {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let uri: Uri = text.parse().map_err(drop)?;
        let (scheme, authority) = (uri.scheme_str().ok_or(())?, uri.authority().ok_or(())?);
        let (client, place) = authority.as_str().rsplit_once('@').ok_or(())?;
        let is_allowed = scheme == "https" || scheme == "http" && is_here(host(authority.host()));
        let asked: [(String, String); 1] =
            serde_html_form::from_str::<Vec<(String, String)>>(uri.query().unwrap_or_default())
                .ok()
                .and_then(|asked| asked.try_into().ok())
                .ok_or(())?;
        let [(name, scope)] = asked;
        if !is_allowed || name != "scope" || scope.is_empty() || client.is_empty() || client.contains(':') {
            return Err(());
        }
        Ok(Self { url: format!("{scheme}://{place}{}", uri.path()), client: decoded(client)?, scope })
    }
}

fn host(written: &str) -> &str {
    written.trim_matches(['[', ']'])
}

fn is_here(host: &str) -> bool {
    host == "localhost" || host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

/// Whether a folder can be called so without an encoding of its own.
pub(super) fn is_name(folder: &str) -> bool {
    !folder.is_empty() && folder.chars().all(|c| (' '..='~').contains(&c) && !"\"\\*%".contains(c))
}

/// Text with `%40` in it.
fn decoded(text: &str) -> Result<String, ()> {
    let mut pieces = text.split('%');
    let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        let (code, rest) = piece.split_at_checked(2).ok_or(())?;
        bytes.push(u8::from_str_radix(code, 16).map_err(drop)?);
        bytes.extend(rest.as_bytes());
    }
    String::from_utf8(bytes).map_err(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_is_named_with_who_reads_it_and_where() {
        let there: ImapBox = "imaps://parvis%40brevent.example:a%3Ab%25@mail.brevent.example".parse().unwrap();
        let found = (there.host.as_str(), there.port, there.user.as_str(), there.password.reveal());
        assert_eq!(found, ("mail.brevent.example", 993, "parvis@brevent.example", "a:b%"));
        assert_eq!((there.folder.as_str(), there.is_secure), ("INBOX", true));
        let here: ImapBox = "imap://parvis:secret@[::1]:1143/INBOX/Parvis%20neu".parse().unwrap();
        assert_eq!((here.host.as_str(), here.port, here.folder.as_str()), ("::1", 1143, "INBOX/Parvis neu"));
    }

    #[test]
    fn a_token_is_named_with_who_asks_for_what_and_never_over_an_open_line() {
        let microsoft = "https://4f1c-client@login.microsoftonline.com/tenant/oauth2/v2.0/token\
                         ?scope=https://outlook.office365.com/.default";
        let place: TokenPlace = microsoft.parse().unwrap();
        assert_eq!(place.url, "https://login.microsoftonline.com/tenant/oauth2/v2.0/token");
        assert_eq!((&*place.client, &*place.scope), ("4f1c-client", "https://outlook.office365.com/.default"));
        for text in [
            "",
            "https://login.example.org/token?scope=mail",
            "https://client@login.example.org/token",
            "https://client:secret@login.example.org/token?scope=mail",
            "http://client@login.example.org/token?scope=mail",
            "https://client@login.example.org/token?scope=mail&grant=all",
        ] {
            assert_eq!(text.parse::<TokenPlace>(), Err(()), "{text}");
        }
    }

    #[test]
    fn what_names_no_mailbox_or_would_tell_everybody_is_refused() {
        for text in [
            "",
            "mail.example",
            "imaps://mail.example",
            "imaps://parvis@mail.example",
            "imaps://parvis:@mail.example",
            "imap://parvis:secret@mail.example",
            "pop3://parvis:secret@localhost",
            "imaps://parvis:secret%@mail.example",
            "imaps://parvis:a%0D%0Ab@mail.example",
            "imaps://parvis:secret@mail.example/%22",
            "imaps://parvis:secret@mail.example/?x=1",
        ] {
            assert_eq!(text.parse::<ImapBox>(), Err(()), "{text}");
        }
    }
}
