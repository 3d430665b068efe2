//! What a new edition begins with, copied from an earlier one: the words of the zones and whether they review,
//! halls with their places, help articles, canned replies and hours of the help desk, tracks and stages, rules.
//! Booths, postings and projects are their owners' to carry over; the organizer's pages belong to no edition.

use std::collections::HashMap;

use diesel::prelude::*;

use crate::clock::Instant;
use crate::db::Conn;
use crate::db::schema::{
    article_texts, articles, canned_replies, desk_hours, forum_rules, hall_texts, halls, pairing_rules, places,
    programme_parts, zone_texts, zones,
};
use crate::error::AppResult;
use crate::ids::{ArticleId, CannedReplyId, EditionId, HallId, PartId, PlaceId, RowId, ZoneId};
use crate::search::record_change;
use crate::site::ZoneKind;

/// Copies it all. The new edition has its zones already and nothing else.
///
/// # Errors
/// What the database said.
pub fn copy_edition(conn: &mut Conn, from: &EditionId, to: &EditionId, now: Instant) -> AppResult<()> {
    copy_zones(conn, from, to, now)?;
    copy_halls(conn, from, to, now)?;
    copy_articles(conn, from, to, now)?;
    copy_desk(conn, from, to, now)?;
    copy_parts(conn, from, to, now)?;
    copy_rules(conn, from, to, now)
}

fn copy_zones(conn: &mut Conn, from: &EditionId, to: &EditionId, now: Instant) -> AppResult<()> {
    type Row = (ZoneId, ZoneKind, bool);
    let list = |conn: &mut Conn, edition: &EditionId| -> QueryResult<Vec<Row>> {
        let of_edition = zones::table.filter(zones::edition_id.eq(edition));
        of_edition.select((zones::id, zones::kind, zones::review_required)).load(conn)
    };
    let (old, new) = (list(conn, from)?, list(conn, to)?);
    for (old_id, kind, reviews) in old {
        let Some((id, _, _)) = new.iter().find(|zone| zone.1 == kind) else { continue };
        diesel::update(zones::table.find(id)).set(zones::review_required.eq(reviews)).execute(conn)?;
        let texts: Vec<(String, String, String)> = zone_texts::table
            .filter(zone_texts::zone_id.eq(&old_id))
            .select((zone_texts::locale, zone_texts::title, zone_texts::introduction))
            .load(conn)?;
        for (locale, title, introduction) in texts {
            let own = zone_texts::table.filter(zone_texts::zone_id.eq(id)).filter(zone_texts::locale.eq(&locale));
            diesel::update(own)
                .set((zone_texts::title.eq(title), zone_texts::introduction.eq(introduction)))
                .execute(conn)?;
        }
    }
    diesel::update(zones::table.filter(zones::edition_id.eq(to))).set(zones::updated_at.eq(now)).execute(conn)?;
    Ok(())
}

fn copy_halls(conn: &mut Conn, from: &EditionId, to: &EditionId, now: Instant) -> AppResult<()> {
    let rows: Vec<(HallId, String, i64, i64, i64)> = halls::table
        .filter(halls::edition_id.eq(from))
        .order(halls::id)
        .limit(200)
        .select((halls::id, halls::slug, halls::position, halls::width, halls::depth))
        .load(conn)?;
    let mut made: HashMap<HallId, HallId> = HashMap::new();
    for (old, slug, position, width, depth) in rows {
        let id = HallId::new();
        diesel::insert_into(halls::table)
            .values((
                halls::id.eq(&id),
                halls::edition_id.eq(to),
                halls::slug.eq(slug),
                halls::position.eq(position),
                halls::width.eq(width),
                halls::depth.eq(depth),
                halls::created_at.eq(now),
                halls::updated_at.eq(now),
            ))
            .execute(conn)?;
        made.insert(old, id);
    }
    let texts: Vec<(HallId, String, String, String)> = hall_texts::table
        .filter(hall_texts::hall_id.eq_any(made.keys()))
        .select((hall_texts::hall_id, hall_texts::locale, hall_texts::name, hall_texts::description))
        .load(conn)?;
    for (old, locale, name, description) in texts {
        let Some(hall) = made.get(&old) else { continue };
        let text = (
            hall_texts::id.eq(RowId::new()),
            hall_texts::hall_id.eq(hall),
            hall_texts::locale.eq(locale),
            hall_texts::name.eq(name),
            hall_texts::description.eq(description),
            hall_texts::created_at.eq(now),
        );
        diesel::insert_into(hall_texts::table).values(text).execute(conn)?;
    }
    copy_places(conn, &made, now)
}

/// The places where they were, free again; what nobody can have stays blocked.
fn copy_places(conn: &mut Conn, halls: &HashMap<HallId, HallId>, now: Instant) -> AppResult<()> {
    type Row = (HallId, String, (i64, i64, i64, i64), String);
    let rows: Vec<Row> = places::table
        .filter(places::hall_id.eq_any(halls.keys()))
        .order(places::id)
        .limit(5_000)
        .select((places::hall_id, places::number, (places::x, places::y, places::width, places::depth), places::state))
        .load(conn)?;
    for (hall, number, (x, y, width, depth), state) in rows {
        let Some(hall) = halls.get(&hall) else { continue };
        let state = if state == "blocked" { "blocked" } else { "available" };
        let place = (
            places::id.eq(PlaceId::new()),
            places::hall_id.eq(hall),
            places::number.eq(number),
            (places::x.eq(x), places::y.eq(y), places::width.eq(width), places::depth.eq(depth)),
            places::state.eq(state),
            places::created_at.eq(now),
            places::updated_at.eq(now),
        );
        diesel::insert_into(places::table).values(place).execute(conn)?;
    }
    Ok(())
}

fn copy_articles(conn: &mut Conn, from: &EditionId, to: &EditionId, now: Instant) -> AppResult<()> {
    type Row = (ArticleId, String, String, i64, String, String);
    let rows: Vec<Row> = articles::table
        .filter(articles::edition_id.eq(from))
        .order(articles::id)
        .limit(2_000)
        .select((
            articles::id,
            articles::slug,
            articles::topic,
            articles::position,
            articles::state,
            articles::search_key,
        ))
        .load(conn)?;
    let mut made: HashMap<ArticleId, ArticleId> = HashMap::new();
    for (old, slug, topic, position, state, search_key) in rows {
        let id = ArticleId::new();
        let article = (
            articles::id.eq(&id),
            articles::edition_id.eq(to),
            articles::slug.eq(slug),
            articles::topic.eq(topic),
            articles::position.eq(position),
            articles::was_public.eq(state == "published"),
            articles::state.eq(state),
            articles::search_key.eq(search_key),
            articles::version.eq(1_i64),
            articles::created_at.eq(now),
            articles::updated_at.eq(now),
        );
        diesel::insert_into(articles::table).values(article).execute(conn)?;
        record_change(conn, "article", id.as_str(), now)?;
        made.insert(old, id);
    }
    let texts: Vec<(ArticleId, String, String, String)> = article_texts::table
        .filter(article_texts::article_id.eq_any(made.keys()))
        .select((article_texts::article_id, article_texts::locale, article_texts::title, article_texts::body))
        .load(conn)?;
    for (old, locale, title, body) in texts {
        let Some(article) = made.get(&old) else { continue };
        let text = (
            article_texts::id.eq(RowId::new()),
            article_texts::article_id.eq(article),
            article_texts::locale.eq(locale),
            article_texts::title.eq(title),
            article_texts::body.eq(body),
            article_texts::created_at.eq(now),
        );
        diesel::insert_into(article_texts::table).values(text).execute(conn)?;
    }
    Ok(())
}

fn copy_desk(conn: &mut Conn, from: &EditionId, to: &EditionId, now: Instant) -> AppResult<()> {
    let replies: Vec<(String, String, String, String)> = canned_replies::table
        .filter(canned_replies::edition_id.eq(from))
        .order(canned_replies::id)
        .limit(1_000)
        .select((canned_replies::topic, canned_replies::title, canned_replies::body_en, canned_replies::body_zh))
        .load(conn)?;
    for (topic, title, body_en, body_zh) in replies {
        let reply = (
            canned_replies::id.eq(CannedReplyId::new()),
            canned_replies::edition_id.eq(to),
            canned_replies::topic.eq(topic),
            canned_replies::title.eq(title),
            canned_replies::body_en.eq(body_en),
            canned_replies::body_zh.eq(body_zh),
            canned_replies::version.eq(1_i64),
            (canned_replies::created_at.eq(now), canned_replies::updated_at.eq(now)),
        );
        diesel::insert_into(canned_replies::table).values(reply).execute(conn)?;
    }
    let hours: Vec<(i64, i64, i64)> = desk_hours::table
        .filter(desk_hours::edition_id.eq(from))
        .order(desk_hours::id)
        .select((desk_hours::weekday, desk_hours::opens, desk_hours::closes))
        .load(conn)?;
    for (weekday, opens, closes) in hours {
        let hour = (
            desk_hours::id.eq(RowId::new()),
            desk_hours::edition_id.eq(to),
            desk_hours::weekday.eq(weekday),
            desk_hours::opens.eq(opens),
            desk_hours::closes.eq(closes),
            desk_hours::created_at.eq(now),
        );
        diesel::insert_into(desk_hours::table).values(hour).execute(conn)?;
    }
    Ok(())
}

fn copy_parts(conn: &mut Conn, from: &EditionId, to: &EditionId, now: Instant) -> AppResult<()> {
    let parts: Vec<(String, String, String, i64)> = programme_parts::table
        .filter(programme_parts::edition_id.eq(from))
        .order(programme_parts::id)
        .limit(500)
        .select((programme_parts::kind, programme_parts::name, programme_parts::name_zh, programme_parts::position))
        .load(conn)?;
    for (kind, name, name_zh, position) in parts {
        let part = (
            programme_parts::id.eq(PartId::new()),
            programme_parts::edition_id.eq(to),
            programme_parts::kind.eq(kind),
            programme_parts::name.eq(name),
            programme_parts::name_zh.eq(name_zh),
            programme_parts::position.eq(position),
            programme_parts::version.eq(1_i64),
            (programme_parts::created_at.eq(now), programme_parts::updated_at.eq(now)),
        );
        diesel::insert_into(programme_parts::table).values(part).execute(conn)?;
    }
    Ok(())
}

fn copy_rules(conn: &mut Conn, from: &EditionId, to: &EditionId, now: Instant) -> AppResult<()> {
    let rules: Option<(i64, i64, i64, i64, i64)> = pairing_rules::table
        .find(from)
        .select((
            pairing_rules::interest_quota,
            pairing_rules::meeting_quota,
            pairing_rules::slot_minutes,
            pairing_rules::gap_minutes,
            pairing_rules::interest_days,
        ))
        .first(conn)
        .optional()?;
    if let Some((interests, meetings, slot, gap, days)) = rules {
        let row = (
            pairing_rules::edition_id.eq(to),
            pairing_rules::interest_quota.eq(interests),
            pairing_rules::meeting_quota.eq(meetings),
            pairing_rules::slot_minutes.eq(slot),
            pairing_rules::gap_minutes.eq(gap),
            pairing_rules::interest_days.eq(days),
            pairing_rules::version.eq(1_i64),
            (pairing_rules::created_at.eq(now), pairing_rules::updated_at.eq(now)),
        );
        diesel::insert_into(pairing_rules::table).values(row).execute(conn)?;
    }
    let hosts: Option<String> =
        forum_rules::table.find(from).select(forum_rules::stream_hosts).first(conn).optional()?;
    if let Some(hosts) = hosts {
        let row = (
            forum_rules::edition_id.eq(to),
            forum_rules::stream_hosts.eq(hosts),
            forum_rules::version.eq(1_i64),
            forum_rules::created_at.eq(now),
            forum_rules::updated_at.eq(now),
        );
        diesel::insert_into(forum_rules::table).values(row).execute(conn)?;
    }
    Ok(())
}
