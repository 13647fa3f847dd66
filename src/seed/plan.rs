//! Who is where and who wrote what, without the words.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use super::Size;
use crate::demo::chance::Chance;
use crate::domain::ids::{AccessId, CommentId, OrganizationId, PersonId, PostId, SpaceId};

/// Spaces that everybody is in, the hall among them.
const SPACES_EACH: usize = 20;
/// Those of the one who is everywhere.
const SPACES_OF_THE_WIDEST: usize = 200;
/// One person of so many is a guest.
const GUEST_OF: usize = 30;
/// One space of so many is a project that is open to guests.
const OPENED_OF: usize = 5;
/// The comments of the thread that is measured.
pub const LONG_THREAD: usize = 50;
/// How far back the company goes.
pub const AGE: Duration = Duration::days(720);

/// The first four people, who are measured as.
pub const ADMIN: usize = 0;
/// In as many spaces as anybody.
pub const EVERYWHERE: usize = 1;
/// Somebody like anybody.
pub const EMPLOYEE: usize = 2;

/// A synthetic company.
pub struct Plan {
    pub size: Size,
    pub now: DateTime<Utc>,
    pub house: OrganizationId,
    pub partners: Vec<OrganizationId>,
    /// Employees first, then guests; the last one is the quiet one.
    pub people: Vec<PersonId>,
    pub spaces: Vec<SpaceId>,
    /// By space: who is in it, its owner first.
    pub members: Vec<Vec<u32>>,
    /// By guest: the contract.
    pub accesses: Vec<AccessId>,
    pub posts: Vec<Post>,
    /// In the order of writing.
    pub comments: Vec<Comment>,
}

/// A post.
pub struct Post {
    pub id: PostId,
    pub space: u32,
    pub author: u32,
    pub at: DateTime<Utc>,
    pub comments: u32,
    pub active_at: DateTime<Utc>,
    pub last_author: u32,
}

/// A comment.
pub struct Comment {
    pub id: CommentId,
    pub post: u32,
    pub parent: Option<CommentId>,
    pub author: u32,
    pub at: DateTime<Utc>,
}

impl Plan {
    /// A company of a size, as it stands at an instant.
    pub fn new(size: Size, now: DateTime<Utc>) -> Self {
        let mut chance = Chance::new(0x6d65_7375_7265);
        let start = now - AGE;
        let people: Vec<PersonId> = (0..size.people).map(|_| chance.id(start).into()).collect();
        let spaces: Vec<SpaceId> = (0..size.spaces).map(|_| chance.id(start).into()).collect();
        let guests = (people.len() / GUEST_OF).max(1);
        let mut plan = Self {
            size,
            now,
            house: chance.id(start).into(),
            partners: (0..(guests / 12).max(2)).map(|_| chance.id(start).into()).collect(),
            accesses: (0..guests).map(|_| chance.id(start).into()).collect(),
            members: Vec::new(),
            people,
            spaces,
            posts: Vec::new(),
            comments: Vec::new(),
        };
        plan.settle(&mut chance);
        plan.write(&mut chance);
        plan.answer(&mut chance);
        plan
    }

    /// How many employees there are; the people after them are guests.
    pub fn employees(&self) -> usize {
        self.people.len() - self.accesses.len()
    }

    /// Whether a space is a project that guests may enter. The last space always is one, the first never.
    pub fn is_opened(&self, space: usize) -> bool {
        (self.spaces.len() - 1 - space).is_multiple_of(OPENED_OF) && space > 0
    }

    /// Whether somebody in a space reads all of it: a guest of three sees nothing older than a year.
    pub fn horizon(&self, person: usize) -> Option<DateTime<Utc>> {
        let guest = person.checked_sub(self.employees())?;
        (guest % 3 == 2).then(|| self.now - AGE / 2)
    }

    /// In how many spaces somebody is.
    pub fn places(&self, person: usize) -> usize {
        self.members.iter().filter(|members| members.contains(&(person as u32))).count()
    }

    /// The thread that is measured: pinned in the hall.
    pub fn thread(&self) -> Option<Uuid> {
        self.long_thread().map(|post| self.posts[post].id.uuid())
    }

    /// The same, as a place among the posts.
    pub fn long_thread(&self) -> Option<usize> {
        let fits = self.size.comments as usize >= LONG_THREAD && self.posts.len() > 1;
        fits.then(|| self.posts.len() - 2)
    }

    /// Puts everybody into spaces.
    fn settle(&mut self, chance: &mut Chance) {
        let (employees, spaces) = (self.employees(), self.spaces.len());
        let mut places: Vec<BTreeSet<usize>> = Vec::with_capacity(self.people.len());
        for person in 0..employees {
            let wanted = if person == EVERYWHERE { SPACES_OF_THE_WIDEST } else { SPACES_EACH }.min(spaces);
            let mut here = BTreeSet::from([0]);
            while here.len() < wanted {
                // Small numbers come up more often: large spaces and small ones.
                here.insert(chance.below(spaces) * chance.below(spaces) / spaces + usize::from(chance.percent(50)));
                here.insert(chance.below(spaces));
                here.retain(|space| *space < spaces);
            }
            while here.len() > wanted {
                here.pop_last();
            }
            places.push(here);
        }
        let opened: Vec<usize> = (0..spaces).filter(|space| self.is_opened(*space)).collect();
        for guest in 0..self.accesses.len() {
            let quiet = guest + 1 == self.accesses.len();
            let space = if quiet { spaces - 1 } else { *chance.pick(&opened) };
            places.push(BTreeSet::from([space]));
        }
        let owner = |space: usize| if space == 0 { ADMIN } else { (space * 7 + 3) % employees };
        self.members = (0..spaces).map(|space| vec![owner(space) as u32]).collect();
        for (person, places) in places.iter().enumerate() {
            for &space in places {
                if owner(space) != person {
                    self.members[space].push(person as u32);
                }
            }
        }
    }

    /// Posts, evenly over time; the larger the space, the more of them.
    fn write(&mut self, chance: &mut Chance) {
        let (count, spaces) = (self.size.posts as usize, self.spaces.len());
        let step = AGE / (count as i32 + 2).max(1);
        for n in 0..count {
            let at = self.now - AGE + step * (n as i32 + 1);
            let hall = n + 2 == count;
            // The last space, where the quiet guest is, hears something twice a year.
            let quiet = n % (count / 4).max(1) == 0;
            let space = match () {
                () if hall => 0,
                () if quiet => spaces - 1,
                () => chance.below(spaces) * chance.below(spaces) / spaces,
            };
            let author = self.writer(space, at, chance);
            let id = chance.id(at).into();
            let space = space as u32;
            self.posts.push(Post { id, space, author, at, comments: 0, active_at: at, last_author: author });
        }
    }

    /// Comments, half of them under a tenth of the posts.
    fn answer(&mut self, chance: &mut Chance) {
        let long = self.long_thread();
        let many = self.size.comments as usize;
        let mut comments: Vec<(u32, DateTime<Utc>)> = Vec::with_capacity(many);
        for n in 0..many {
            let post = match long {
                Some(long) if n < LONG_THREAD => long,
                _ => loop {
                    let post = chance.below(self.posts.len());
                    let post = if chance.percent(50) { post - post % 10 } else { post };
                    if Some(post) != long {
                        break post;
                    }
                },
            };
            let (since, until) = (self.posts[post].at, self.now - Duration::seconds(1));
            let room = (until - since).num_seconds().clamp(1, 9 * 86_400);
            comments.push((post as u32, since + Duration::milliseconds(chance.between(1, room * 1000))));
        }
        comments.sort_by_key(|comment| comment.1);
        let mut parents: Vec<Option<CommentId>> = vec![None; self.posts.len()];
        for (post, at) in comments {
            let place = post as usize;
            let author = self.writer(self.posts[place].space as usize, self.posts[place].at, chance);
            let id = CommentId::from(chance.id(at));
            let parent = parents[place].filter(|_| chance.percent(20));
            if parent.is_none() {
                parents[place] = Some(id);
            }
            let told = &mut self.posts[place];
            (told.comments, told.active_at, told.last_author) = (told.comments + 1, at, author);
            self.comments.push(Comment { id, post, parent, author, at });
        }
    }

    /// Somebody who is there and sees what was published at a time.
    fn writer(&self, space: usize, at: DateTime<Utc>, chance: &mut Chance) -> u32 {
        let members = &self.members[space];
        let writer = *chance.pick(members);
        let sees = self.horizon(writer as usize).is_none_or(|horizon| horizon <= at);
        if sees { writer } else { members[0] }
    }
}
