use super::*;
fn co()->Company{ plan("2026-11-23T10:30:00Z".parse().unwrap()) }
#[test] fn prints() { let p=co(); println!("{} people {} spaces {} posts {} comments", p.people.len(), p.spaces.len(), p.posts.len(), p.posts.iter().map(|p|p.comments.len()).sum::<usize>());
 for (i,s) in p.spaces.iter().enumerate() { println!("{} {}",s.name,p.posts.iter().filter(|p|p.space==i).count()); }
 for x in p.posts.iter().rev().step_by(9).take(22) { println!("\n### {} | {} | {} | {:?}\n{}", x.at, p.spaces[x.space].name, p.people[x.author].name, x.title, x.body); for c in &x.comments { println!("   > {} {} {:?}: {}", c.at, p.people[c.author].name, c.reply_to, c.body); } }
 let mut n=0; for x in &p.posts { for t in x.title.iter().chain([&x.body]).chain(x.comments.iter().map(|c|&c.body)) { for f in french::faults(t) { n+=1; if n<30 {println!("FAULT {f}");} } } } println!("{n} faults");
}
