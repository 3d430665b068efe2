//! What the exhibition holds of a person: the cards they left, the booths they looked at, those whose staff they are of,
//! the revisions they submitted and decided.

use diesel::prelude::*;

use super::leads::{erase_person, export_person};
use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{leads, organizations};
use crate::error::AppResult;
use crate::ids::PersonId;
use crate::site::holdings::{Leaving, Part, Seen, Sight};
use crate::web::i18n::Locale;
use crate::{forget_name, forget_rows, held_rows};

/// The parts of the exhibition.
pub const HELD: &[Part] = &[
    Part {
        name: "booth-duty",
        given: &["booth_staff.person_id"],
        load: held_rows!(booth_staff.person_id, { booth_id: String, title: String, on_duty_until: Option<Instant>, created_at: Instant }),
        erased: &["booth_staff.person_id"],
        erase: forget_rows!(booth_staff.person_id),
    },
    Part {
        name: "cards-and-visits",
        given: &["leads.person_id", "visits.person_id", "document_downloads.person_id"],
        load: export_person,
        erased: &["leads.person_id", "visits.person_id", "document_downloads.person_id"],
        erase: erase_cards,
    },
    Part {
        name: "cards-followed",
        given: &["leads.follow_up_by"],
        load: held_rows!(leads.follow_up_by, { booth_id: String, follow_up_at: Option<Instant>, created_at: Instant }),
        erased: &["leads.follow_up_by"],
        erase: forget_name!(leads.follow_up_by),
    },
    Part {
        name: "booths-submitted",
        given: &["booth_revisions.submitted_by"],
        load: held_rows!(booth_revisions.submitted_by, { booth_id: String, number: i64, state: String, submitted_at: Option<Instant> }),
        erased: &["booth_revisions.submitted_by"],
        erase: forget_name!(booth_revisions.submitted_by),
    },
    Part {
        name: "booths-decided",
        given: &["booth_revisions.decided_by"],
        load: held_rows!(booth_revisions.decided_by, { booth_id: String, number: i64, state: String, decided_at: Option<Instant>, comment: String }),
        erased: &["booth_revisions.decided_by"],
        erase: forget_name!(booth_revisions.decided_by),
    },
];

/// Who holds a card of theirs.
pub const SIGHTS: &[Sight] = &[Sight { key: "sight-cards", list: list_holders }];

/// Cards are taken back, and their holders told; visits count on, without whose they were.
fn erase_cards(conn: &mut Conn, leaving: &mut Leaving) -> AppResult<()> {
    let own: Vec<(String, String, String, String)> = leads::table
        .filter(leads::person_id.eq(&leaving.person))
        .select((leads::id, leads::name, leads::email, leads::phone))
        .load(conn)?;
    for (id, name, email, phone) in own {
        leaving.things.insert(id.clone());
        leaving.gone.insert(id);
        // A card may bear another name than the account.
        leaving.is_also_known_by([name, email, phone]);
    }
    erase_person(conn, &leaving.person, leaving.now)
}

fn list_holders(conn: &mut Conn, person: &PersonId, locale: Locale) -> AppResult<Vec<Seen>> {
    let rows: Vec<(String, String, Instant)> = leads::table
        .inner_join(organizations::table)
        .filter(leads::person_id.eq(person))
        .order((leads::shared_at.desc(), leads::id.desc()))
        .limit(100)
        .select((organizations::name, organizations::name_zh, leads::shared_at))
        .load(conn)?;
    let seen = |(name, name_zh, at): (String, String, Instant)| Seen {
        who: locale.name(&name, &name_zh).to_owned(),
        what: locale.t("sight-card").to_owned(),
        at,
    };
    Ok(rows.into_iter().map(seen).collect())
}
