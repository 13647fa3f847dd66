//! Where contents are kept: the same story in a folder and in a bucket of a real server.

use std::sync::Arc;

use chrono::Duration;
use futures_util::TryStreamExt as _;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _};
use parvis::domain::file::Store;

use crate::files::{answer_with, asked, header, remove_answer};
use crate::photos::png;
use crate::support::World;
use crate::support::s3::{SECRET, Server};

const MEGABYTE: usize = 1024 * 1024;

/// A Parvis, and what its store holds.
struct Kept {
    world: World,
    objects: Arc<dyn ObjectStore>,
}

impl Kept {
    async fn in_folder() -> Self {
        let world = World::new().await;
        let folder = world.files.path().join("files");
        let objects = LocalFileSystem::new_with_prefix(folder).expect("a folder");
        world.execute("delete from files; delete from blobs").await;
        let kept = Self { world, objects: Arc::new(objects) };
        for path in kept.names().await {
            kept.objects.delete(&Path::from(path)).await.expect("the cast's own contents go");
        }
        kept
    }

    async fn in_bucket(server: &Server) -> Self {
        let world = World::new().await;
        world.execute("delete from files; delete from blobs").await;
        let bucket = server.bucket("parvis");
        let objects = Arc::new(bucket.objects().expect("a bucket"));
        let store = Store::in_bucket(bucket.objects().expect("a bucket"), world.files.path());
        store.reach().await.expect("it lets us in");
        Self { world: world.keeping(store), objects }
    }

    async fn names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            self.objects.list(None).map_ok(|found| found.location.to_string()).try_collect().await.expect("a list");
        names.sort();
        names
    }
}

/// A content of three parts, in letters.
fn heavy() -> Vec<u8> {
    (0..11 * MEGABYTE).map(|n| b'a' + (n * 7 % 23 + n / 9_999) as u8 % 26).collect()
}

async fn story(kept: Kept) {
    let (world, heavy) = (&kept.world, heavy());
    let mut camille = world.browser("camille").await;
    let path = answer_with(world, "camille", "releve.txt", &heavy).await;
    let whole = camille.get(&path).await;
    whole.expect_status(200);
    assert!(whole.body.as_bytes() == heavy, "what came in goes out");
    for (range, expected) in [
        ("bytes=5242875-5242890", 5_242_875..5_242_891),
        ("bytes=10485750-", 10_485_750..heavy.len()),
        ("bytes=-5", heavy.len() - 5..heavy.len()),
    ] {
        let part = asked(&mut camille, actix_web::http::Method::GET, &path, ("range", range)).await;
        assert_eq!(part.status, 206, "{range}");
        assert!(part.body.as_bytes() == &heavy[expected.clone()], "{range}");
        let said = format!("bytes {}-{}/{}", expected.start, expected.end - 1, heavy.len());
        assert_eq!(header(&part, "content-range"), said);
    }
    assert_eq!(kept.names().await.len(), 1);
    // The same content once more is the same content.
    let again = answer_with(world, "claire", "copie.txt", &heavy).await;
    assert_eq!(kept.names().await.len(), 1);
    // A picture, and its two sizes.
    answer_with(world, "camille", "rives.png", &png(700)).await;
    world.letters().await;
    assert_eq!(kept.names().await.len(), 4);
    // What its last message leaves behind goes; what another one has stays.
    remove_answer(&mut camille, "rives.png").await;
    remove_answer(&mut camille, "releve.txt").await;
    world.pass(Duration::hours(3));
    world.letters().await;
    assert_eq!(kept.names().await.len(), 1);
    camille.get(&again).await.expect_status(200);
    remove_answer(&mut world.browser("claire").await, "copie.txt").await;
    world.pass(Duration::hours(3));
    world.letters().await;
    assert_eq!(kept.names().await, [""; 0], "nothing is left");
    strays_are_found(&kept).await;
}

/// Contents that no row knows, as a crash or a restored database leaves them, are found within days.
async fn strays_are_found(kept: &Kept) {
    let name = |letter: &str| letter.repeat(64);
    for path in [format!("aa/{}", name("a")), format!("bb/{}.small", name("b"))] {
        kept.objects.put(&Path::from(path), "left behind".into()).await.expect("a stray");
    }
    let laid_at = kept.objects.head(&Path::from(format!("aa/{}", name("a")))).await.expect("a stray").last_modified;
    let days = (laid_at - kept.world.now()).max(Duration::zero()) + Duration::days(2);
    kept.world.pass(days);
    kept.world.letters().await; // they are found
    kept.world.pass(Duration::hours(2));
    kept.world.letters().await; // they go
    assert_eq!(kept.names().await, [""; 0]);
    assert_eq!(kept.world.count("select count(*) from blobs").await, 0);
}

#[actix_web::test]
async fn a_folder_keeps_what_is_attached_and_nothing_else() {
    story(Kept::in_folder().await).await;
}

#[actix_web::test]
async fn a_bucket_keeps_what_is_attached_and_nothing_else() {
    let server = Server::get();
    story(Kept::in_bucket(&server).await).await;
}

#[actix_web::test]
async fn a_bucket_that_is_not_there_is_told_at_the_start() {
    let server = Server::get();
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::in_bucket(server.bucket("nowhere").objects().expect("a bucket"), folder.path());
    let told = store.reach().await.expect_err("there is no such bucket");
    assert!(!format!("{told:?}").contains(SECRET), "{told:?}");
}

#[actix_web::test]
async fn what_was_half_laid_into_the_folder_when_the_power_failed_goes() {
    let kept = Kept::in_folder().await;
    let folder = kept.world.files.path().join("files/cc");
    std::fs::create_dir_all(&folder).expect("a folder");
    let half = folder.join(format!("{}#1", "c".repeat(64)));
    std::fs::write(&half, "half").expect("half a file");
    let laid_at: chrono::DateTime<chrono::Utc> = half.metadata().expect("it").modified().expect("a time").into();
    kept.world.pass((laid_at - kept.world.now()).max(Duration::zero()) + Duration::days(2));
    kept.world.letters().await;
    assert!(!half.exists());
}
