//! Who may do what, as proofs: what is not proved does not compile.
//!
//! A [`Viewer`] is somebody whose identity a door has established. From a viewer the gate makes proofs: [`InSpace`],
//! [`InPost`], [`InComment`]. They carry the id they are about, so the id in a URL is dead once the gate has been
//! passed; they cannot be cloned, stored or sent, so permission is asked again each time.
//!
//! A right to read does not let one write:
//! ```compile_fail,E0277
//! use parvis::domain::{db::Tx, policy::{InSpace, Read}, post};
//! async fn f(tx: &mut Tx, space: &InSpace<Read>, draft: &post::Draft) {
//!     post::publish(tx, space, draft).await.ok();
//! }
//! ```
//! and nobody outside can make a proof:
//! ```compile_fail,E0451
//! use parvis::domain::policy::{Admin, Viewer};
//! fn f(viewer: &Viewer) -> Admin<'_> { Admin { viewer } }
//! ```

mod charge;
mod gate;
mod rights;
pub(in crate::domain) mod sight;

pub use charge::{Charge, charge};
pub use gate::{comment, listed, post, space};
pub use rights::{Contribute, Grants, InComment, InPost, InSpace, Listed, Moderate, Own, Read, Right};

use super::ids::PersonId;
use super::kinds::PersonKind;
use crate::error::{Error, Result, Why};

/// Somebody who asks, as a door has established: by a session, or by a signed address in a letter.
#[derive(Debug)]
pub struct Viewer {
    id: PersonId,
    kind: PersonKind,
    is_admin: bool,
    looker: Option<Looker>,
}

/// Who really looks, when an owner or a sponsor looks at Parvis as a guest would: they must not see through the
/// guest's eyes what their own may not.
#[derive(Clone, Copy, Debug)]
pub(in crate::domain) struct Looker {
    pub id: PersonId,
    pub kind: PersonKind,
}

/// Proof that a viewer is of the house.
pub struct Employee<'v> {
    viewer: &'v Viewer,
}

/// Proof that a viewer runs the house's network. It gives no sight into spaces.
pub struct Admin<'v> {
    viewer: &'v Viewer,
}

impl Viewer {
    pub(in crate::domain) fn new(id: PersonId, kind: PersonKind, is_admin: bool) -> Self {
        Self { id, kind, is_admin, looker: None }
    }

    /// The same installation through a guest's eyes, read-only.
    pub(in crate::domain) fn looking_as(&self, guest: PersonId) -> Self {
        let looker = Some(Looker { id: self.id, kind: self.kind });
        Self { id: guest, kind: PersonKind::Guest, is_admin: false, looker }
    }

    /// Whose eyes.
    pub fn id(&self) -> PersonId {
        self.id
    }

    /// Whether this is somebody from outside.
    pub fn is_guest(&self) -> bool {
        self.kind == PersonKind::Guest
    }

    /// Whether an admin; pages that only show something more ask this, acts ask for the proof.
    pub fn is_admin(&self) -> bool {
        self.is_admin
    }

    /// Who really looks, when somebody looks as a guest would.
    pub fn looker(&self) -> Option<PersonId> {
        self.looker.map(|looker| looker.id)
    }

    /// The proof of being of the house. For a guest, what asks for it does not exist.
    pub fn employee(&self) -> Result<Employee<'_>> {
        if self.is_guest() { Err(Error::NotFound) } else { Ok(Employee { viewer: self }) }
    }

    /// The proof of being an admin. Guests do not know that there is such a thing; colleagues do.
    pub fn admin(&self) -> Result<Admin<'_>> {
        match (self.is_admin, self.kind) {
            (true, _) => Ok(Admin { viewer: self }),
            (false, PersonKind::Employee) => Err(Error::NotAllowed(Why::NotAnAdmin)),
            (false, PersonKind::Guest) => Err(Error::NotFound),
        }
    }

    /// For acts on oneself: refused to somebody who only looks as another.
    pub fn oneself(&self) -> Result<Oneself<'_>> {
        if self.looker.is_some() { Err(Error::NotAllowed(Why::LookingAs)) } else { Ok(Oneself { viewer: self }) }
    }
}

/// Proof that a viewer acts for themselves, and does not merely look as somebody else would.
pub struct Oneself<'v> {
    viewer: &'v Viewer,
}

impl Oneself<'_> {
    /// Who it is.
    pub fn id(&self) -> PersonId {
        self.viewer.id
    }
}

impl<'v> Employee<'v> {
    /// The viewer.
    pub fn viewer(&self) -> &'v Viewer {
        self.viewer
    }

    /// Who it is.
    pub fn id(&self) -> PersonId {
        self.viewer.id
    }
}

impl<'v> Admin<'v> {
    /// The viewer.
    pub fn viewer(&self) -> &'v Viewer {
        self.viewer
    }

    /// Who it is.
    pub fn id(&self) -> PersonId {
        self.viewer.id
    }
}
