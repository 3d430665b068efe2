//! What every zone says about a person: what waits for them, what is held of them, what ends when they go, who saw what
//! is theirs. One line a zone.

use crate::site::held_queries as of_site;
use crate::site::holdings::Holdings;
use crate::site::waiting::Waiting;
use crate::{
    accounts, activities, calendar, chat, editions, exhibition, forum, me, moderation, organizer, pairing, recruitment,
    requests, reviews, saves, service,
};

/// Every part that is held of a person, what ends, what stands in the way, who saw what.
pub fn holdings() -> Holdings {
    Holdings::default()
        .refusing(editions::held_queries::OBSTACLES)
        .refusing(accounts::held_queries::OBSTACLES)
        .ending(recruitment::held_queries::ENDINGS)
        .ending(pairing::held_queries::ENDINGS)
        .ending(activities::held_queries::ENDINGS)
        .ending(forum::held_queries::ENDINGS)
        .ending(requests::held_queries::ENDINGS)
        .ending(service::held_queries::ENDINGS)
        .ending(editions::held_queries::ENDINGS)
        .ending(accounts::held_queries::ENDINGS)
        // What rooms are told of what goes bears the name that stands then: it goes first.
        .with(accounts::held_queries::PROFILE)
        .with(chat::held_queries::HELD)
        .with(recruitment::held_queries::HELD)
        .with(pairing::held_queries::HELD)
        .with(exhibition::held_queries::HELD)
        .with(activities::held_queries::HELD)
        .with(forum::held_queries::HELD)
        .with(requests::held_queries::HELD)
        .with(saves::held_queries::HELD)
        .with(reviews::held_queries::HELD)
        .with(service::held_queries::HELD)
        .with(moderation::held_queries::HELD)
        .with(calendar::held_queries::HELD)
        .with(editions::held_queries::HELD)
        .with(accounts::held_queries::HELD)
        // After the zones, which say what was theirs.
        .with(of_site::HELD)
        .seen_by(exhibition::held_queries::SIGHTS)
        .seen_by(recruitment::held_queries::SIGHTS)
        .seen_by(me::privacy::queries::SIGHTS)
}

/// What waits for a person, in the order of the page.
pub fn waiting() -> Waiting {
    Waiting::default()
        .with(accounts::waiting_queries::list_waiting)
        .with(requests::waiting_queries::list_waiting)
        .with(pairing::waiting_queries::list_waiting)
        .with(recruitment::waiting_queries::list_waiting)
        .with(service::waiting_queries::list_waiting)
        .with(chat::waiting_queries::list_waiting)
        .with(organizer::waiting_queries::list_waiting)
}
