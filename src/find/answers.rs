//! What the index found, as the database lets this reader see it: every hit is looked up again among what everybody
//! reads now, and so is what changed since the index was written; what is not there is neither shown nor counted.

use std::collections::{HashMap, HashSet};

use super::documents::BOOTH;
use super::kinds::{self, Kind, Row, Wanted, Which};
use super::queries::list_exhibit_names;
use super::views::{Answer, FoundKind, FoundThing, KindCount, Shown};
use crate::db::Conn;
use crate::error::AppResult;
use crate::search::{Group, Hit, Query, Search, Suggested, mark};
use crate::site::Visit;
use crate::web::i18n::Locale;
use crate::web::paging::PageNumber;

/// Hits of each kind where all kinds are shown.
const EACH: usize = 4;
/// Most suggestions: titles, then kinds.
const TITLES_MOST: usize = 6;
const KINDS_MOST: usize = 2;
/// How many hits are looked through for titles that differ.
const TITLES_READ: usize = 40;
/// Exhibits that are named with a booth.
const EXHIBITS_MOST: usize = 3;

/// What the index counts and nobody may read any more, by kind and id.
type Hidden = HashSet<(&'static str, String)>;

/// Searches; nothing where nothing was typed.
///
/// # Errors
/// What the index or the database said.
pub(super) fn answer(
    conn: &mut Conn,
    visit: &Visit,
    search: &Search,
    text: String,
    kind: Option<&'static Kind>,
    number: PageNumber,
) -> AppResult<Option<Answer>> {
    let Some(query) = query_of(conn, visit, search, text)? else { return Ok(None) };
    let grouped = search.group(&Query { limit: EACH, ..query.clone() })?;
    let hidden = list_hidden(conn, visit, &grouped.waiting)?;
    let mut found: Vec<FoundKind> = Vec::new();
    for of_kind in kinds::kinds_of(visit.archive.is_some()) {
        let Some(group) = grouped.groups.iter().find(|group| group.kind == of_kind.name) else { continue };
        let (things, total) = checked(conn, visit, &query.text, of_kind, (group.clone(), &hidden))?;
        found.push(FoundKind { kind: of_kind, total, things });
    }
    found.retain(|of_kind| of_kind.total > 0);
    let shown = match kind {
        None => Shown::Kinds,
        Some(kind) => {
            let filters = vec![("kind", vec![kind.name.to_owned()])];
            let own = Query { filters, offset: number.offset(), limit: number.size, ..query.clone() };
            let total = found.iter().find(|one| one.kind.name == kind.name).map_or(0, |one| one.total);
            // A kind without hits as typed does not fall back on similar words where other kinds have hits.
            let hits = if total > 0 { search.find(&own)?.hits } else { Vec::new() };
            // By the count of the index, so that every hit is on one of the pages.
            let all = grouped.groups.iter().find(|one| one.kind == kind.name).map_or(0, |one| one.total);
            let page = number.page(hits, all);
            let group = Group { kind: kind.name.to_owned(), total: 0, hits: page.items };
            let (things, _) = checked(conn, visit, &query.text, kind, (group, &hidden))?;
            Shown::Page { things, prev: page.prev, next: page.next }
        }
    };
    Ok(Some(Answer { found, is_fuzzy: grouped.is_fuzzy, shown }))
}

/// What goes on from what was typed so far: titles that differ, then the kinds with the most hits.
///
/// # Errors
/// What the index or the database said.
pub(super) fn suggest(
    conn: &mut Conn,
    visit: &Visit,
    search: &Search,
    text: String,
) -> AppResult<(Vec<FoundThing>, Vec<KindCount>)> {
    let Some(query) = query_of(conn, visit, search, text)? else { return Ok((Vec::new(), Vec::new())) };
    let Suggested { hits, counts, waiting } = search.suggest(&Query { limit: TITLES_READ, ..query })?;
    let mut things: Vec<(usize, FoundThing)> = Vec::new();
    for kind in kinds::kinds_of(visit.archive.is_some()) {
        let (places, own): (Vec<usize>, Vec<Hit>) =
            hits.iter().cloned().enumerate().filter(|(_, hit)| hit.kind == kind.name).unzip();
        let rows = public_rows(conn, visit, kind, &ids_of(&own))?;
        let own = places.into_iter().zip(own);
        things.extend(own.filter_map(|(place, hit)| Some((place, thing(visit.locale, kind, &rows, hit)?))));
    }
    things.sort_by_key(|(place, _)| *place);
    let mut titles: Vec<FoundThing> = Vec::new();
    for (_, thing) in things {
        if titles.len() < TITLES_MOST && !titles.iter().any(|one| one.title == thing.title) {
            titles.push(thing);
        }
    }
    let hidden = list_hidden(conn, visit, &waiting)?;
    let mut of_kinds: Vec<KindCount> = kinds::kinds_of(visit.archive.is_some())
        .filter_map(|kind| counts.iter().find(|(name, _)| name == kind.name).map(|(_, count)| (kind, *count)))
        .map(|(kind, count)| (kind, without(count, count_of(&hidden, kind))))
        .collect();
    // Where no title is shown that may be seen, a count would tell of what may not.
    of_kinds.retain(|(kind, count)| *count > 0 && titles.iter().any(|thing| thing.kind == kind.name));
    of_kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    of_kinds.truncate(KINDS_MOST);
    Ok((titles, of_kinds))
}

fn query_of(conn: &mut Conn, visit: &Visit, search: &Search, text: String) -> AppResult<Option<Query>> {
    let Some(edition) = visit.snapshot.edition.as_ref().filter(|_| !text.is_empty()) else { return Ok(None) };
    let waiting = search.list_waiting(conn)?;
    Ok(Some(Query { text, waiting, ..Query::of_edition(edition.id.as_str(), visit.now, visit.locale) }))
}

/// Of what changed since the index was written and is counted by it, what is not public.
fn list_hidden(conn: &mut Conn, visit: &Visit, waiting: &[(String, String)]) -> AppResult<Hidden> {
    let mut hidden = Hidden::new();
    for kind in kinds::kinds_of(visit.archive.is_some()) {
        let ids = waiting.iter().filter(|(name, _)| name == kind.name).map(|(_, id)| id.clone());
        let ids: Vec<String> = ids.collect();
        let rows = public_rows(conn, visit, kind, &ids)?;
        hidden.extend(ids.into_iter().filter(|id| !rows.contains_key(id)).map(|id| (kind.name, id)));
    }
    Ok(hidden)
}

fn count_of(hidden: &Hidden, kind: &Kind) -> usize {
    hidden.iter().filter(|(name, _)| *name == kind.name).count()
}

/// A count of the index without so many.
fn without(count: u64, hidden: usize) -> i64 {
    i64::try_from(count.saturating_sub(hidden as u64)).unwrap_or(i64::MAX)
}

fn ids_of(hits: &[Hit]) -> Vec<String> {
    hits.iter().map(|hit| hit.id.clone()).collect()
}

/// The hits of a group that everybody reads, and how many there are of its kind.
fn checked(
    conn: &mut Conn,
    visit: &Visit,
    typed: &str,
    kind: &'static Kind,
    (group, hidden): (Group, &Hidden),
) -> AppResult<(Vec<FoundThing>, i64)> {
    let ids = ids_of(&group.hits);
    let rows = public_rows(conn, visit, kind, &ids)?;
    let gone = ids.into_iter().filter(|id| !rows.contains_key(id)).map(|id| (kind.name, id));
    let gone = gone.filter(|one| !hidden.contains(one)).count() + count_of(hidden, kind);
    let things =
        group.hits.into_iter().filter_map(|hit| Some((hit.id.clone(), thing(visit.locale, kind, &rows, hit)?)));
    let mut things: Vec<(String, FoundThing)> = things.collect();
    if kind.name == BOOTH {
        name_exhibits(conn, visit.locale, typed, &mut things)?;
    }
    let things = things.into_iter().map(|(_, thing)| thing).collect();
    Ok((things, without(group.total, gone)))
}

fn public_rows(conn: &mut Conn, visit: &Visit, kind: &Kind, ids: &[String]) -> AppResult<HashMap<String, Row>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let wanted = Wanted { edition: &visit.edition()?.id, now: visit.now, which: Which::These(ids) };
    let rows = kinds::list_public(conn, kind, wanted)?;
    Ok(rows.into_iter().map(|row| (row.id.clone(), row)).collect())
}

fn thing(locale: Locale, kind: &'static Kind, rows: &HashMap<String, Row>, hit: Hit) -> Option<FoundThing> {
    let row = rows.get(&hit.id)?;
    let title: String = hit.title.iter().map(|piece| piece.text.as_str()).collect();
    let beside = locale.name(&row.organization, &row.organization_zh);
    Some(FoundThing {
        href: format!("{}{}", kind.place, row.slug),
        kind: kind.name,
        lang: hit.locale.tag(),
        title: hit.title,
        excerpt: hit.excerpt,
        // A booth mostly bears the name of its organization.
        organization: if beside == title { String::new() } else { beside.to_owned() },
        exhibits: Vec::new(),
    })
}

/// Names the exhibits of booths by which they were found, so that nobody looks for them in vain.
fn name_exhibits(conn: &mut Conn, locale: Locale, typed: &str, things: &mut [(String, FoundThing)]) -> AppResult<()> {
    let ids: Vec<String> = things.iter().map(|(id, _)| id.clone()).collect();
    for (booth, name, name_zh) in list_exhibit_names(conn, &ids)? {
        let own = mark(locale.name(&name, &name_zh), typed);
        let Some(marked) = own.or_else(|| mark(&name, typed)).or_else(|| mark(&name_zh, typed)) else { continue };
        if let Some((_, thing)) = things.iter_mut().find(|(id, _)| *id == booth)
            && thing.exhibits.len() < EXHIBITS_MOST
        {
            thing.exhibits.push(marked);
        }
    }
    Ok(())
}
