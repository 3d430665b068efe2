//! A silence in the demo, and the appeal against it. Its moderator imposed it, so the organizer decides. Called by
//! [`super::fill`].

use chrono::Duration;
use diesel::prelude::*;

use super::people::email;
use super::{Seed, missing};
use crate::db::Conn;
use crate::db::schema::{appeals, sanctions};
use crate::error::AppResult;
use crate::ids::{AppealId, SanctionId};
use crate::lifecycle::{Mover, record_beginning};
use crate::moderation::appeals::model::{AppealRow, AppealState};
use crate::moderation::sanctions::model::Term;
use crate::site::ZoneKind;
use crate::site::sanctions::SanctionKind;
use crate::web::text::fold;

/// Who was silenced.
const SILENCED: &str = "rick-holloway";
const REASON: &str = "Advertising in the room of a booth. 在展位聊天室发布广告。";
const WORDS: &str = "I did not know that offers of hotels are advertising here. I have taken note of the rules and will not \
                     write about hotels again; please let me take part.";

pub(super) fn insert(conn: &mut Conn, seed: &Seed) -> AppResult<()> {
    let (person, moderator) = (seed.person(SILENCED)?, seed.person("moderator")?);
    let of_content = seed.content.people.iter().find(|one| one.slug == SILENCED);
    let told = of_content.ok_or_else(|| missing("person", SILENCED))?;
    let (sanction, begun) = (SanctionId::new(), seed.now - Duration::minutes(40));
    let row = (
        sanctions::id.eq(&sanction),
        sanctions::edition_id.eq(&seed.edition),
        sanctions::zone.eq(Some(ZoneKind::Exhibition)),
        sanctions::person_id.eq(person),
        sanctions::kind.eq(SanctionKind::Silenced),
        sanctions::reason.eq(REASON),
        sanctions::ends_at.eq(Term::Week.end(begun)),
        sanctions::created_by.eq(moderator),
        sanctions::search_key.eq(fold(&format!("{} {} {REASON}", told.name.en, email(told)))),
        sanctions::created_at.eq(begun),
    );
    diesel::insert_into(sanctions::table).values(row).execute(conn)?;
    let at = begun + Duration::minutes(25);
    let appeal = AppealRow {
        id: AppealId::new(),
        edition_id: seed.edition.clone(),
        zone: Some(ZoneKind::Exhibition),
        sanction_id: Some(sanction),
        message_id: None,
        person_id: person.clone(),
        decided_by: Some(moderator.clone()),
        words: WORDS.to_owned(),
        state: AppealState::Open,
        handled_by: None,
        reason: String::new(),
        search_key: fold(&format!("{} {WORDS}", told.name.en)),
        version: 1,
        created_at: at,
        updated_at: at,
    };
    diesel::insert_into(appeals::table).values(&appeal).execute(conn)?;
    record_beginning(conn, appeal.id.as_str(), AppealState::Open, Mover { person: Some(person), at, reason: "" })
}
