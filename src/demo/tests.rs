use super::*;
#[test] fn prints() { let p=plan("2026-11-23T10:30:00Z".parse().unwrap()); println!("{} people {} spaces {} posts {} comments", p.people.len(), p.spaces.len(), p.posts.len(), p.posts.iter().map(|p|p.comments.len()).sum::<usize>()); 
 let s=&p.posts[p.posts.len()-1]; println!("{s:#?}"); for s in &p.spaces { println!("{} {} {}",s.name,s.members.len(),s.guests.len()); }
 for p in &p.posts { for c in &p.comments { if c.at<p.at {println!("EARLY {:?}",p.title)} } }
}
