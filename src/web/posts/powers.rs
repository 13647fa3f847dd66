//! What a reader may do in a thread, as its page offers it; acts ask the gate.

use crate::domain::policy::{Contribute, InPost, Moderate};
use crate::domain::question::Asked;
use crate::web::entry::Powers;

/// What a reader may do in a thread.
pub fn powers<R>(post: &InPost<R>) -> Powers {
    let writes = post.space().could::<Contribute>();
    let moderates = post.space().could::<Moderate>();
    let reports = post.viewer().looker().is_none();
    Powers { answers: writes && !post.comments_closed(), writes, moderates, reports, ..Powers::default() }
}

/// What a reader may do in the thread of a question.
pub fn powers_of_question<R>(post: &InPost<R>, asked: Option<Asked>) -> Powers {
    let powers = powers(post);
    let chooses = (post.is_own() && powers.writes) || powers.moderates;
    Powers { keeps: asked.is_some() && chooses, kept: asked.and_then(|asked| asked.kept), ..powers }
}
