//! What accounts hold of a person: who they are, their logins, the organizations they belong to, what they agreed to;
//! and what stands in the way of their going.

use std::collections::HashSet;

use diesel::dsl::count_star;
use diesel::prelude::*;
use serde_json::Value;

use super::organizations::MemberRole;
use super::organizations::queries::change_member;
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{
    booths, consents, editions, invitations, mail_tokens, members, organizations, pages, people, postings, projects,
};
use crate::error::AppResult;
use crate::ids::{MemberId, OrganizationId, PersonId};
use crate::site::holdings::{Ending, GONE_NAME, Leaving, Named, Obstacle, Part, rows_as_json};
use crate::web::i18n::Locale;
use crate::{forget_rows, held_rows};

/// The parts of accounts.
pub const HELD: &[Part] = &[
    Part {
        name: "logins",
        given: &["logins.person_id"],
        load: held_rows!(logins.person_id, { user_agent: String, address: String, seen_at: Instant, expires_at: Instant, created_at: Instant }),
        erased: &["logins.person_id"],
        erase: forget_rows!(logins.person_id),
    },
    Part {
        name: "mail-links",
        given: &["mail_tokens.person_id"],
        load: held_rows!(mail_tokens.person_id, { kind: String, email: String, expires_at: Instant, used_at: Option<Instant>, created_at: Instant }),
        erased: &["mail_tokens.person_id"],
        erase: erase_mail_links,
    },
    Part {
        name: "memberships",
        given: &["members.person_id"],
        load: load_memberships,
        erased: &["members.person_id"],
        erase: forget_rows!(members.person_id),
    },
    Part {
        name: "invitations",
        given: &["invitations.invited_by"],
        load: held_rows!(invitations.invited_by, { email: String, role: String, expires_at: Instant, accepted_at: Option<Instant>, revoked_at: Option<Instant>, created_at: Instant }),
        erased: &[],
        erase: erase_invitations,
    },
    Part {
        name: "consents",
        given: &["consents.person_id"],
        load: load_consents,
        erased: &["consents.person_id"],
        erase: forget_rows!(consents.person_id),
    },
];

/// The profile, which goes first.
pub const PROFILE: &[Part] = &[Part {
    name: "profile",
    given: &["people.id"],
    load: load_profile,
    erased: &["people.id"],
    erase: erase_profile,
}];

/// What of accounts ends with a person.
pub const ENDINGS: &[Ending] = &[Ending { key: "leaving-memberships", list: list_memberships, end: end_memberships }];

/// What of accounts stands in the way.
pub const OBSTACLES: &[Obstacle] = &[Obstacle { key: "leaving-only-owner", list: list_only_owned }];

/// Links that were sent by mail, and the addresses they were sent to.
fn erase_mail_links(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let own = mail_tokens::table.filter(mail_tokens::person_id.eq(&leaving.person));
    let sent_to: Vec<String> = own.select(mail_tokens::email).distinct().load(conn)?;
    diesel::delete(own).execute(conn)?;
    leaving.is_also_known_by(sent_to);
    Ok(())
}

fn load_memberships(conn: &mut Conn, person: &PersonId) -> QueryResult<Value> {
    #[derive(Queryable, serde::Serialize)]
    struct Row {
        organization: String,
        role: String,
        recruiting_until: Option<Instant>,
        created_at: Instant,
    }
    let rows: Vec<Row> = members::table
        .inner_join(organizations::table)
        .filter(members::person_id.eq(person))
        .order(members::id)
        .select((organizations::name, members::role, members::recruiting_until, members::created_at))
        .load(conn)?;
    rows_as_json(rows)
}

fn load_consents(conn: &mut Conn, person: &PersonId) -> QueryResult<Value> {
    rows_as_json(list_consents(conn, person)?)
}

/// Something that a person agreed to.
#[derive(Debug, Clone, Queryable, serde::Serialize)]
pub struct Consent {
    /// The page, as in its address.
    pub page: String,
    /// Its version.
    pub version: i64,
    /// When.
    pub at: Instant,
}

/// What a person agreed to, oldest first.
///
/// # Errors
/// What the database said.
pub fn list_consents(conn: &mut Conn, person: &PersonId) -> QueryResult<Vec<Consent>> {
    consents::table
        .inner_join(pages::table)
        .filter(consents::person_id.eq(person))
        .order(consents::id)
        .limit(200)
        .select((pages::slug, consents::number, consents::created_at))
        .load(conn)
}

/// Invitations that were sent to them; those they sent stay, and point to the emptied row.
fn erase_invitations(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    diesel::delete(invitations::table.filter(invitations::email_key.eq(&leaving.email_key))).execute(conn)?;
    Ok(())
}

fn load_profile(conn: &mut Conn, person: &PersonId) -> QueryResult<Value> {
    #[derive(Queryable, serde::Serialize)]
    struct Row {
        name: String,
        email: String,
        headline: String,
        country: Option<String>,
        locale: String,
        time_zone: String,
        photo_file_id: Option<String>,
        verified_at: Option<Instant>,
        presence: String,
        created_at: Instant,
        updated_at: Instant,
    }
    let row: Row = people::table
        .find(person)
        .select((
            people::name,
            people::email,
            people::headline,
            people::country,
            people::locale,
            people::time_zone,
            people::photo_file_id,
            people::verified_at,
            people::presence,
            people::created_at,
            people::updated_at,
        ))
        .first(conn)?;
    rows_as_json(row)
}

/// The row stays for what points to it, with nothing of theirs in it; nobody signs in to it.
fn erase_profile(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let address = format!("deleted:{}", leaving.person);
    diesel::update(people::table.find(&leaving.person))
        .set((
            people::email.eq(""),
            people::email_key.eq(&address),
            people::name.eq(GONE_NAME),
            people::password_hash.eq(""),
            people::headline.eq(""),
            people::country.eq(None::<String>),
            people::locale.eq(Locale::En.tag()),
            people::time_zone.eq("UTC"),
            people::photo_file_id.eq(None::<String>),
            people::verified_at.eq(None::<Instant>),
            people::presence.eq("hidden"),
            people::version.eq(people::version + 1),
            people::updated_at.eq(leaving.now),
            people::erased_at.eq(Some(leaving.now)),
        ))
        .execute(conn)?;
    Ok(())
}

type Own = (MemberId, OrganizationId, String, String, String, MemberRole);

fn list_own(conn: &mut Conn, person: &PersonId) -> QueryResult<Vec<Own>> {
    members::table
        .inner_join(organizations::table)
        .filter(members::person_id.eq(person))
        .order((organizations::name_key, organizations::id))
        .select((
            members::id,
            organizations::id,
            organizations::slug,
            organizations::name,
            organizations::name_zh,
            members::role,
        ))
        .load(conn)
}

fn list_memberships(conn: &mut Conn, person: &PersonId, locale: Locale, _: Instant) -> AppResult<Vec<Named>> {
    let named = |(_, _, slug, name, name_zh, _): Own| Named {
        name: locale.name(&name, &name_zh).to_owned(),
        link: format!("/organizations/{slug}"),
    };
    Ok(list_own(conn, person)?.into_iter().map(named).collect())
}

/// Takes them out of every team. An organization that is theirs alone, with nothing in it, is left without one.
fn end_memberships(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let person = leaving.person.clone();
    for (member, organization, ..) in list_own(conn, &person)? {
        let alone: i64 =
            members::table.filter(members::organization_id.eq(&organization)).select(count_star()).first(conn)?;
        if alone > 1 {
            change_member(conn, &organization, &member, None, leaving.now)?;
        } else {
            diesel::delete(members::table.find(&member)).execute(conn)?;
        }
    }
    Ok(())
}

/// Organizations whose only owner they are, while others belong to them or something of theirs is out.
fn list_only_owned(conn: &mut Conn, person: &PersonId, locale: Locale, now: Instant) -> AppResult<Vec<Named>> {
    let owned: Vec<Own> = list_own(conn, person)?.into_iter().filter(|(.., role)| *role == MemberRole::Owner).collect();
    let ids: Vec<OrganizationId> = owned.iter().map(|own| own.1.clone()).collect();
    let others: Vec<(OrganizationId, MemberRole)> = members::table
        .filter(members::organization_id.eq_any(&ids))
        .filter(members::person_id.ne(person))
        .select((members::organization_id, members::role))
        .load(conn)?;
    let out = list_with_something_out(conn, &ids, now)?;
    let stands = |id: &OrganizationId| {
        let has_other_owner = others.iter().any(|(of, role)| of == id && *role == MemberRole::Owner);
        !has_other_owner && (out.contains(id) || others.iter().any(|(of, _)| of == id))
    };
    let named = |(_, _, slug, name, name_zh, _): Own| Named {
        name: locale.name(&name, &name_zh).to_owned(),
        link: format!("/organizations/{slug}/members"),
    };
    Ok(owned.into_iter().filter(|own| stands(&own.1)).map(named).collect())
}

/// Which of these organizations have something before the public, or hidden there; what is past its day is not.
fn list_with_something_out(
    conn: &mut Conn,
    of: &[OrganizationId],
    now: Instant,
) -> QueryResult<HashSet<OrganizationId>> {
    // Nothing is taken back in an edition that is over.
    let over = || editions::table.filter(editions::state.eq("archived")).select(editions::id);
    let of_booths: Vec<OrganizationId> = booths::table
        .filter(booths::organization_id.eq_any(of))
        .filter(booths::edition_id.ne_all(over()))
        .filter(booths::state.eq_any(["published", "suspended"]))
        .select(booths::organization_id)
        .load(conn)?;
    let of_postings: Vec<OrganizationId> = postings::table
        .filter(postings::organization_id.eq_any(of))
        .filter(postings::edition_id.ne_all(over()))
        .filter(postings::state.eq_any(["scheduled", "live", "suspended"]))
        .filter(postings::closes_at.gt(now))
        .select(postings::organization_id)
        .load(conn)?;
    let of_projects: Vec<OrganizationId> = projects::table
        .filter(projects::organization_id.eq_any(of))
        .filter(projects::edition_id.ne_all(over()))
        .filter(projects::state.eq_any(["published", "matched", "suspended"]))
        .filter(projects::state.ne("published").or(projects::expires_at.gt(now)))
        .select(projects::organization_id)
        .load(conn)?;
    Ok(of_booths.into_iter().chain(of_postings).chain(of_projects).collect())
}
