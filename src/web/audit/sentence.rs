//! What happened, as a sentence: who did what to whom. What people merely do all day has none.

use crate::domain::audit::Names;
use crate::domain::event::Event;
use crate::domain::ids::{AccessId, InvitationId, OrganizationId, PersonId};
use crate::domain::kinds::{Desk, Language};
use crate::web::translate::{Args, say, translate};

/// The sentence of an event; nothing of what the log leaves out.
pub fn sentence(language: Language, by: Option<PersonId>, event: &Event, names: &Names) -> Option<String> {
    use Event::*;
    let teller = Teller { language, by, event, names };
    Some(match event {
        HouseOpened { person } => teller.of("audit-house-opened", *person),
        SettingsChanged { .. } => teller.plain("audit-settings-changed"),
        CharterPublished { version } => teller.with("audit-charter-published", &version.to_string()),
        OrganizationAdded { organization } => teller.of_organization("audit-organization-added", *organization),
        OrganizationEdited { organization } => teller.of_organization("audit-organization-edited", *organization),
        LogSearched { person } => teller.of("audit-log-searched", *person),
        LogExported { person: Some(person) } => teller.of("audit-log-exported-person", *person),
        LogExported { person: None } => teller.plain("audit-log-exported"),

        ColleagueInvited { invitation } => teller.of_invitation("audit-colleague-invited", *invitation),
        ColleagueInvitationRevoked { invitation } => teller.of_invitation("audit-invitation-revoked", *invitation),
        ColleagueJoined { person } => teller.of("audit-colleague-joined", *person),
        PersonSuspended { person } => teller.of("audit-person-suspended", *person),
        PersonReinstated { person } => teller.of("audit-person-reinstated", *person),
        PersonLeft { person } => teller.by_or_of("audit-person-left", "audit-person-left-self", *person),
        AdminNamed { person } => teller.of("audit-admin-named", *person),
        AdminReleased { person } => teller.by_or_of("audit-admin-released", "audit-admin-released-self", *person),
        PasswordForgotten { person } => teller.of("audit-password-forgotten", *person),
        PasswordChanged { person } => teller.of("audit-password-changed", *person),

        SpaceCreated { .. } => teller.plain("audit-space-created"),
        SpaceEdited { .. } => teller.plain("audit-space-edited"),
        SpaceNarrowed { .. } => teller.plain("audit-space-narrowed"),
        SpaceWidened { .. } => teller.plain("audit-space-widened"),
        SpaceOpenedToGuests { .. } => teller.plain("audit-space-opened"),
        SpaceClosedToGuests { .. } => teller.plain("audit-space-closed"),
        SpaceArchived { .. } => teller.plain("audit-space-archived"),
        SpaceReopened { .. } => teller.plain("audit-space-reopened"),
        SpaceDeletionAsked { .. } => teller.plain("audit-space-deletion-asked"),
        SpaceDeletionCancelled { .. } => teller.plain("audit-space-deletion-cancelled"),
        SpaceDeleted { name, .. } => teller.with("audit-space-deleted", name),

        MemberJoined { person, .. } => teller.by_or_of("audit-member-added", "audit-member-joined", *person),
        MemberLeft { person, .. } => teller.of("audit-member-left", *person),
        MemberRemoved { person, .. } => teller.by_or_of("audit-member-removed", "audit-member-left", *person),
        RoleChanged { person, role, .. } => {
            teller.of_with("audit-role-changed", *person, &say(language, &format!("audit-role-{}", role.as_str())))
        }
        AdminEntered { person, .. } => teller.of("audit-admin-entered", *person),
        JoinRequested { person, .. } => teller.of("audit-join-requested", *person),
        JoinRefused { person, .. } => teller.of("audit-join-refused", *person),

        AccessProposed { access } => teller.of_access("audit-access-proposed", *access),
        AccessApproved { access } => teller.of_access("audit-access-approved", *access),
        AccessAccepted { access, .. } => teller.of_access("audit-access-accepted", *access),
        AccessExtended { access, ends_at } => {
            teller.of_access_with("audit-access-extended", *access, &ends_at.date_naive().to_string())
        }
        SponsorChanged { access, sponsor, .. } => {
            teller.of_access_with("audit-sponsor-changed", *access, &teller.person(*sponsor))
        }
        AccessNarrowed { access, .. } => teller.of_access("audit-access-narrowed", *access),
        AccessEnded { access, reason } => {
            let why = say(language, &format!("guest-ended-{}", reason.as_str().replace('_', "-")));
            teller.of_access_with("audit-access-ended", *access, &why)
        }
        LookedAs { guest } => teller.of("audit-looked-as", *guest),

        CommentsClosed { .. } => teller.plain("audit-comments-closed"),
        CommentsReopened { .. } => teller.plain("audit-comments-reopened"),
        SenderBlocked { .. } => teller.plain("audit-sender-blocked"),
        SenderReleased { .. } => teller.plain("audit-sender-released"),
        Reported { author, desk: Desk::Space, .. } => teller.of("audit-reported", *author),
        Reported { author, desk: Desk::House, .. } => teller.of("audit-reported-to-house", *author),
        ReportRead { .. } => teller.plain("audit-report-read"),
        WordsHidden { author, .. } => teller.of("audit-words-hidden", *author),
        WordsRestored { author, .. } => teller.of("audit-words-restored", *author),
        WordsRemoved { author, .. } => teller.of("audit-words-removed", *author),
        ReportsDismissed { author, .. } => teller.of("audit-reports-dismissed", *author),

        ProfileEdited { .. }
        | PostPublished { .. }
        | PostEdited { .. }
        | PostDeleted { .. }
        | PostPinned { .. }
        | PostUnpinned { .. }
        | CommentPublished { .. }
        | CommentEdited { .. }
        | CommentDeleted { .. }
        | Reacted { .. }
        | ReactionTakenBack { .. }
        | AnswerKept { .. }
        | AnswerReleased { .. }
        | Acknowledged { .. }
        | AnnouncementReminded { .. }
        | AccessEnding { .. }
        | Voted { .. } => return None,
    })
}

/// Puts names into sentences. Of whom or what is gone, it says that.
struct Teller<'a> {
    language: Language,
    by: Option<PersonId>,
    event: &'a Event,
    names: &'a Names,
}

impl Teller<'_> {
    fn tell(&self, key: &str, person: String, detail: &str) -> String {
        let by = self.by.map_or_else(|| say(self.language, "audit-by-itself"), |by| self.person(by));
        let space = self.event.space().map(|space| {
            let name = self.names.space(space).map(str::to_owned);
            name.unwrap_or_else(|| say(self.language, "audit-space-gone"))
        });
        let args = Args::from([
            ("by".into(), by.into()),
            ("person".into(), person.into()),
            ("space".into(), space.unwrap_or_default().into()),
            ("detail".into(), detail.to_owned().into()),
        ]);
        translate(self.language, key, &args)
    }

    fn known(&self, name: Option<&str>) -> String {
        name.map_or_else(|| say(self.language, "audit-somebody"), str::to_owned)
    }

    fn person(&self, person: PersonId) -> String {
        self.known(self.names.person(person))
    }

    fn plain(&self, key: &str) -> String {
        self.tell(key, String::new(), "")
    }

    fn with(&self, key: &str, detail: &str) -> String {
        self.tell(key, String::new(), detail)
    }

    fn of(&self, key: &str, person: PersonId) -> String {
        self.of_with(key, person, "")
    }

    fn of_with(&self, key: &str, person: PersonId, detail: &str) -> String {
        self.tell(key, self.person(person), detail)
    }

    /// Done to somebody, or by themselves.
    fn by_or_of(&self, by_other: &str, by_oneself: &str, person: PersonId) -> String {
        self.of(if self.by == Some(person) { by_oneself } else { by_other }, person)
    }

    fn of_organization(&self, key: &str, organization: OrganizationId) -> String {
        self.with(key, &self.known(self.names.organization(organization)))
    }

    fn of_invitation(&self, key: &str, invitation: InvitationId) -> String {
        self.with(key, &self.known(self.names.invited(invitation)))
    }

    fn of_access(&self, key: &str, access: AccessId) -> String {
        self.of_access_with(key, access, "")
    }

    fn of_access_with(&self, key: &str, access: AccessId, detail: &str) -> String {
        self.tell(key, self.known(self.names.guest(access)), detail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::audit::Act;
    use crate::domain::event;

    #[test]
    fn everything_in_the_log_has_a_sentence_in_both_languages_and_nothing_else_has() {
        for (kind, event) in event::samples() {
            for by in [None, Some(PersonId::from(uuid::Uuid::nil()))] {
                for language in Language::ALL {
                    let told = sentence(*language, by, &event, &Names::default());
                    assert_eq!(told.is_some(), Act::of(&event).is_some(), "{kind}");
                    let is_whole = |told: &String| !told.contains(['[', '$', '{']) && told.len() > 10;
                    assert!(told.as_ref().is_none_or(is_whole), "{kind}: {told:?}");
                }
            }
        }
    }
}
