//! A bucket of an S3-compatible store, where files may be kept instead of in the data folder.

use std::str::FromStr;
use std::time::Duration;

use actix_web::http::Uri;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::prefix::PrefixStore;
use object_store::{ClientOptions, RetryConfig};
use serde::Deserialize;

use super::{BaseUrl, Secret};

/// Where files are kept when not in the data folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// Which bucket, of which server.
    pub place: BucketPlace,
    /// Who we are there,
    pub key: String,
    /// and how we prove it.
    pub secret: Secret,
}

/// What `s3://bucket/folder?endpoint=https://s3.example.org&region=eu` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BucketPlace {
    name: String,
    folder: String,
    endpoint: Option<BaseUrl>,
    region: String,
}

/// What may stand behind the question mark.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct More {
    endpoint: Option<String>,
    region: Option<String>,
}

impl FromStr for BucketPlace {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let uri: Uri = text.parse().map_err(drop)?;
        let name = uri.host().filter(|_| uri.scheme_str() == Some("s3") && uri.port().is_none()).ok_or(())?;
        let is_plain = uri.authority().is_some_and(|authority| authority.as_str() == name) && !text.contains('#');
        let more: More = serde_html_form::from_str(uri.query().unwrap_or_default()).map_err(drop)?;
        let endpoint = more.endpoint.map(|endpoint| endpoint.parse::<BaseUrl>()).transpose()?;
        // Amazon's own address is made of the region; others mostly want none.
        let region = match (more.region, &endpoint) {
            (Some(region), _) if !region.is_empty() => region,
            (_, Some(_)) => "us-east-1".to_owned(),
            (_, None) => return Err(()),
        };
        if name.is_empty() || !is_plain {
            return Err(());
        }
        Ok(Self { name: name.to_owned(), folder: uri.path().trim_matches('/').to_owned(), endpoint, region })
    }
}

impl Bucket {
    /// What is in it. Nothing is asked of the server yet.
    ///
    /// # Errors
    /// Settings that only the library knows to be wrong.
    pub fn objects(&self) -> object_store::Result<PrefixStore<AmazonS3>> {
        let place = &self.place;
        let is_open = place.endpoint.as_ref().is_some_and(|endpoint| !endpoint.is_secure());
        // A large file takes its time as long as something moves.
        let client = ClientOptions::new()
            .with_timeout_disabled()
            .with_connect_timeout(Duration::from_secs(5))
            .with_read_timeout(Duration::from_secs(30))
            .with_allow_http(is_open);
        let patience = RetryConfig { max_retries: 3, retry_timeout: Duration::from_secs(20), ..RetryConfig::default() };
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&place.name)
            .with_region(&place.region)
            .with_access_key_id(&self.key)
            .with_secret_access_key(self.secret.reveal())
            .with_client_options(client)
            .with_retry(patience);
        if let Some(endpoint) = &place.endpoint {
            builder = builder.with_endpoint(endpoint.as_str());
        }
        Ok(PrefixStore::new(builder.build()?, place.folder.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_is_named_with_its_folder_its_server_and_its_region() {
        for (written, name, folder, endpoint, region) in [
            ("s3://parvis?region=eu-west-3", "parvis", "", None, "eu-west-3"),
            (
                "s3://parvis/files/?endpoint=https://s3.example.org",
                "parvis",
                "files",
                Some("s3.example.org"),
                "us-east-1",
            ),
            ("s3://b/a/b?endpoint=http://127.0.0.1:9000&region=x", "b", "a/b", Some("127.0.0.1"), "x"),
        ] {
            let place: BucketPlace = written.parse().unwrap_or_else(|()| panic!("{written}"));
            let found = (place.name.as_str(), place.folder.as_str(), place.region.as_str());
            assert_eq!(found, (name, folder, region), "{written}");
            assert_eq!(place.endpoint.as_ref().map(BaseUrl::host), endpoint, "{written}");
        }
    }

    #[test]
    fn what_names_no_bucket_is_refused() {
        for text in [
            "",
            "parvis",
            "s3://",
            "s3://parvis",
            "https://parvis.s3.amazonaws.com",
            "s3://key:secret@parvis?region=eu",
            "s3://parvis:9000?region=eu",
            "s3://parvis?endpoint=s3.example.org",
            "s3://parvis?region=eu&secret=hunter2",
        ] {
            assert_eq!(text.parse::<BucketPlace>(), Err(()), "{text}");
        }
    }
}
