use super::*;
use crate::domain::delivery::Link;
use crate::domain::ids::FileId;

fn addresses(keys: &[u8]) -> Addresses {
    Addresses::new("Mail.Brevent.Example", keys.iter().map(|n| Key::new(*n, [*n; 32])).collect())
}

fn each_kind() -> [Signed; 5] {
    let id = Uuid::now_v7;
    [
        Signed::Reply { post: PostId::new(), person: PersonId::new() },
        Signed::Bounce { letter: id() },
        Signed::Unsubscribe { person: PersonId::new(), about: id() },
        Signed::Confirm { held: id() },
        Signed::Test { test: id() },
    ]
}

#[test]
fn an_address_says_again_what_it_was_made_to_say() {
    let ours = addresses(&[1]);
    for signed in each_kind() {
        let address = ours.sign(signed, 9);
        let (local, domain) = address.split_once('@').expect("an address");
        assert!(local.len() <= 64, "{local} is {} characters", local.len());
        assert!(local.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.'), "{local}");
        assert_eq!(domain, "mail.brevent.example");
        assert_eq!(ours.read(&address), Some(Read { signed, epoch: 9 }));
        assert_eq!(ours.read_local(local).map(|read| read.signed), Some(signed));
    }
}

#[test]
fn what_gateways_do_to_an_address_does_not_end_it() {
    let ours = addresses(&[1]);
    for signed in each_kind() {
        let address = ours.sign(signed, 0);
        let mangled = [
            address.to_uppercase(),
            address.replacen('.', "+", 1),
            address.replacen('.', "-", 1),
            format!("prvs=0123abcdef={address}"),
            format!("SRS0=aB3d=XY=corp.example={address}"),
            format!(" {address}\r\n"),
        ];
        for address in mangled {
            assert_eq!(ours.read(&address).map(|read| read.signed), Some(signed), "{address}");
        }
    }
}

#[test]
fn one_character_changed_and_it_is_nothing() {
    let ours = addresses(&[1]);
    for signed in each_kind() {
        let local = ours.local(signed, 3);
        assert!(ours.read_local(&local).is_some(), "it is right before");
        for (at, was) in local.char_indices() {
            for other in ALPHABET.iter().map(|b| char::from(*b)).filter(|other| *other != was) {
                let mut changed = local.clone();
                changed.replace_range(at..=at, &other.to_string());
                assert_eq!(ours.read_local(&changed), None, "{changed}");
            }
        }
        for cut in [&local[..local.len() - 1], &local[..2], "r", ""] {
            assert_eq!(ours.read_local(cut), None, "{cut}");
        }
        assert_eq!(ours.read_local(&format!("{local}a")), None);
        assert_eq!(ours.read(&format!("{local}@other.example")), None, "another domain");
    }
}

#[test]
fn a_link_to_a_file_is_its_own_kind_and_says_until_when() {
    let (ours, others) = (addresses(&[1]), addresses(&[2]));
    let until = chrono::DateTime::from_timestamp(1_798_000_000, 0).expect("a moment");
    let link = Link { file: FileId::new(), person: PersonId::new(), epoch: 15, until };
    let text = ours.link(&link);
    assert_eq!(ours.read_link(&text), Some(link));
    assert_eq!(text.len(), 2 + LONGEST - 1, "as long as its story says");
    assert_eq!((others.read_link(&text), addresses(&[2, 1]).read_link(&text)), (None, Some(link)));
    for (at, was) in text.char_indices() {
        for other in ALPHABET.iter().map(|b| char::from(*b)).filter(|other| *other != was) {
            let mut changed = text.clone();
            changed.replace_range(at..=at, &other.to_string());
            assert_eq!(ours.read_link(&changed), None, "{changed}");
        }
    }
    for wrong in ["", "f.", "f.é", &format!("{text}a"), &format!("{text}aaaaaaaa"), &text[..text.len() - 1]] {
        assert_eq!(ours.read_link(wrong), None, "{wrong}");
    }
    // Neither is it an address, nor an address a link.
    assert_eq!(ours.read_local(&text), None);
    for kind in ["r", "b", "u", "t", "c", "m"] {
        assert_eq!(ours.read_local(&text.replacen('f', kind, 1)), None, "{kind}");
    }
    for signed in each_kind() {
        let local = ours.local(signed, 15);
        assert_eq!((ours.read_link(&local), ours.read_link(&format!("f{}", &local[1..]))), (None, None));
    }
}

#[test]
fn a_message_id_says_what_it_is_about_and_only_to_whom_it_is_ours() {
    let (ours, others) = (addresses(&[1]), addresses(&[2]));
    let about = Uuid::now_v7();
    let id = ours.message_id(about);
    assert_eq!(ours.about(&id), Some(about));
    assert_eq!(ours.about(&id.to_uppercase()), Some(about), "gateways may");
    assert_eq!(others.about(&id), None);
    assert_eq!(ours.about(&id.replace("@mail.", "@m.")), None, "another domain");
    let digest = ours.digest_id(PersonId::new(), chrono::DateTime::UNIX_EPOCH);
    assert_eq!(ours.about(&digest), None, "a digest");
    assert!(ours.is_digest(&digest) && !ours.is_digest(&id) && !others.is_digest(&digest));
    assert_eq!(ours.about(&id.replacen("m.", "m.a", 1)), None);
}

#[test]
fn another_house_or_another_key_signs_nothing_of_ours() {
    let signed = each_kind()[0];
    let (ours, stranger) = (addresses(&[1]), Addresses::new("mail.brevent.example", vec![Key::new(1, [9; 32])]));
    let elsewhere = Addresses::new("mail.other.example", vec![Key::new(1, [1; 32])]);
    assert_eq!(ours.read(&stranger.sign(signed, 0)), None);
    assert_eq!(ours.read_local(&elsewhere.local(signed, 0)), None);
}

#[test]
fn an_old_key_is_read_and_a_new_one_signs() {
    let signed = each_kind()[1];
    let (before, after, later) = (addresses(&[1]), addresses(&[2, 1]), addresses(&[3, 2]));
    let old = before.sign(signed, 0);
    assert!(after.read(&old).is_some(), "the key is still on the ring");
    assert!(before.read(&after.sign(signed, 0)).is_none(), "the new one signs");
    assert!(later.read(&old).is_none(), "the key has gone");
}

#[test]
fn an_address_is_one_thing() {
    let ours = addresses(&[1]).sent_from("Parvis@Mail.Brevent.Example");
    let reply = ours.sign(each_kind()[0], 0);
    assert!(matches!(ours.meant(&reply), Meant::Signed(_)));
    assert_eq!(ours.meant("PARVIS@mail.brevent.example"), Meant::Sender);
    assert_eq!(ours.meant("postmaster@mail.brevent.example"), Meant::Postmaster);
    let space = |option: Option<&str>| Meant::Space { name: "ligne-4".to_owned(), option: option.map(str::to_owned) };
    assert_eq!(ours.meant("Ligne-4+note@mail.brevent.example"), space(Some("note")));
    assert_eq!(ours.meant("ligne-4@mail.brevent.example"), space(None));
    assert_eq!(ours.meant("ligne-4@brevent.example"), Meant::Elsewhere);
    assert_eq!(ours.meant("ligne-4"), Meant::Elsewhere);
}

#[test]
fn rubbish_is_no_address() {
    let ours = addresses(&[0]);
    let long = "r.".to_owned() + &"a".repeat(100_000);
    for rubbish in ["", "@", "r.", "r.@mail.brevent.example", "é.aaaa", "r.éééé", "x.aaaa", "r=.", "\0", &long] {
        assert_eq!(ours.read_local(rubbish), None);
        assert_eq!(ours.read(&format!("{rubbish}@mail.brevent.example")), None);
    }
}
