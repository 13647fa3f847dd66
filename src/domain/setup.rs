//! The first run: a house, its first admin and its first group, in one transaction, once for ever.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::credential;
use super::db::Tx;
use super::event::{self, Event};
use super::house;
use super::ids::{OrganizationId, PersonId, SpaceId};
use super::kinds::{Inviters, Language, OrganizationKind, PersonKind, Role, SpaceKind, Visibility};
use super::password::Password;
use super::person::{self, Newcomer};
use super::schema::{house as houses, memberships, organizations, spaces};
use super::words::{Email, Name, Slug};
use crate::error::{Error, Late, Result};

/// The longest access a house gives its guests until it says otherwise: a year (product.md: at most 12 months).
const LONGEST_ACCESS_DAYS: i32 = 365;

/// What the first person says.
pub struct Opening {
    /// The house's name.
    pub house: Name,
    /// The language of the house, and of its first admin.
    pub language: Language,
    /// The first admin.
    pub name: Name,
    /// Their address.
    pub email: Email,
    /// Their password.
    pub password: Password,
    /// The clock on the house's wall: a name of the IANA time zone database.
    pub time_zone: &'static str,
    /// Whether somebody with an address of the first admin's domain may ask for an account.
    pub sign_up: bool,
    /// What the first group is called, in the house's language.
    pub first_group: Name,
}

/// Opens the house. Of two at once, one comes too late.
pub async fn open(tx: &mut Tx, opening: Opening) -> Result<PersonId> {
    if house::front(tx).await?.is_some() {
        return Err(Error::TooLate(Late::SetUp));
    }
    let organization = found(tx, &opening).await.map_err(|error| {
        let lost = ["organizations_one_house", "organizations_name", "house_pkey"];
        if lost.iter().any(|name| error.is_duplicate_of(name)) { Error::TooLate(Late::SetUp) } else { error }
    })?;
    let newcomer = Newcomer {
        kind: PersonKind::Employee,
        organization,
        name: opening.name,
        email: opening.email,
        language: Some(opening.language),
        title: None,
        unit: None,
        is_admin: true,
    };
    let person = person::join(tx, &newcomer).await?;
    credential::set(tx, person, opening.password).await?;
    event::record(tx, Some(person), &Event::HouseOpened { person }).await?;
    first_group(tx, person, &opening.first_group).await?;
    Ok(person)
}

async fn found(tx: &mut Tx, opening: &Opening) -> Result<OrganizationId> {
    let id = OrganizationId::new();
    diesel::insert_into(organizations::table)
        .values((
            organizations::id.eq(id),
            organizations::kind.eq(OrganizationKind::House),
            organizations::name.eq(&opening.house),
            organizations::created_at.eq(tx.at()),
        ))
        .execute(&mut tx.conn())
        .await?;
    diesel::insert_into(houses::table)
        .values((
            houses::id.eq(true),
            houses::organization_id.eq(id),
            houses::language.eq(opening.language),
            houses::time_zone.eq(opening.time_zone),
            houses::domains.eq(vec![opening.email.domain().to_owned()]),
            houses::sign_up.eq(opening.sign_up),
            houses::inviters.eq(Inviters::Owners),
            houses::second_key.eq(false),
            houses::longest_access_days.eq(LONGEST_ACCESS_DAYS),
            houses::opened_at.eq(tx.at()),
        ))
        .execute(&mut tx.conn())
        .await?;
    Ok(id)
}

async fn first_group(tx: &mut Tx, person: PersonId, name: &Name) -> Result<()> {
    let space = SpaceId::new();
    diesel::insert_into(spaces::table)
        .values((
            spaces::id.eq(space),
            spaces::slug.eq(Slug::from_name(name, 0)),
            spaces::kind.eq(SpaceKind::Group),
            spaces::visibility.eq(Visibility::Open),
            spaces::opened_to_guests.eq(false),
            spaces::name.eq(name),
            spaces::audience_version.eq(1),
            spaces::created_at.eq(tx.at()),
        ))
        .execute(&mut tx.conn())
        .await?;
    diesel::insert_into(memberships::table)
        .values((
            memberships::space_id.eq(space),
            memberships::space_guests.eq(false),
            memberships::person_id.eq(person),
            memberships::person_kind.eq(PersonKind::Employee),
            memberships::role.eq(Role::Owner),
            memberships::joined_at.eq(tx.at()),
            memberships::read_at.eq(tx.at()),
            memberships::visited_at.eq(tx.at()),
        ))
        .execute(&mut tx.conn())
        .await?;
    event::record(tx, Some(person), &Event::SpaceCreated { space }).await
}
