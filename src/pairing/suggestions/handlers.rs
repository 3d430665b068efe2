//! Answers with suggestions.

use std::sync::Arc;

use actix_web::{HttpResponse, web};

use super::forms::WishForm;
use super::queries::{self, Standing};
use super::scores::{Fact, LEAST, Reason, Seeking, score, shared_words};
use super::views::{Group, SuggestionsPage, word};
use crate::db::Conn;
use crate::error::{AppResult, FieldErrors};
use crate::ids::{PersonId, ProjectId};
use crate::pairing::projects::listing::{cards_of, list_open_projects};
use crate::pairing::projects::views::ProjectCard;
use crate::saves::{SaveKind, find_saved};
use crate::site::{Asker, Site, Visit, ZoneKind, gate};
use crate::web::forms::Posted;
use crate::web::render;

/// Most of a person's projects that are looked at.
const OWN_MOST: usize = 5;
/// Most suggestions for one project or wish.
const SHOWN: usize = 6;

type Facts = Arc<Vec<Fact>>;

/// The facts of all open projects: the same for everybody, read once after each change, and of that only what is new.
fn load_facts(conn: &mut Conn, visit: &Visit) -> AppResult<Facts> {
    let edition = &visit.edition()?.id;
    let facts = visit.shared(conn, "project-facts", "", |conn| {
        visit.renewed("project-facts", |before: Option<&Vec<Fact>>| {
            let known = before.map_or(&[][..], Vec::as_slice);
            Ok(queries::list_facts(conn, edition, visit.now, known)?)
        })
    })?;
    Ok(Facts::clone(&facts))
}

/// What is suggested to whoever reads the page of an open project of theirs, the best first.
///
/// # Errors
/// What the database said.
pub fn suggest_for(
    conn: &mut Conn,
    visit: &Visit,
    person: &PersonId,
    project: &ProjectId,
    most: usize,
) -> AppResult<Vec<ProjectCard>> {
    let facts = load_facts(conn, visit)?;
    let Some(own) = facts.iter().find(|fact| fact.id == *project) else { return Ok(Vec::new()) };
    let standing = queries::find_standing(conn, person)?;
    let found = best(&facts, &standing, Some(project), &Seeking::of_project(&own.profile), most);
    draw(conn, visit, vec![(None, found)]).map(|groups| groups.into_iter().flat_map(|group| group.1).collect())
}

/// What fits best, the best first: never one's own, never what is known, never what was refused.
fn best<'a>(
    facts: &'a [Fact],
    standing: &Standing,
    own: Option<&ProjectId>,
    seeking: &Seeking,
    most: usize,
) -> Vec<(&'a Fact, Vec<Reason>)> {
    let is_out = |fact: &Fact| {
        let by_people =
            |(project, person): &(ProjectId, PersonId)| own == Some(project) && fact.contact.as_ref() == Some(person);
        standing.known.contains(&fact.id)
            || standing.refused.contains(&fact.id)
            || standing.refused_people.iter().any(by_people)
    };
    let mut found: Vec<(f64, &Fact, Vec<Reason>)> = facts
        .iter()
        .filter(|fact| !standing.is_own(fact) && !is_out(fact))
        .filter_map(|fact| score(seeking, &fact.profile).map(|(total, reasons)| (total, fact, reasons)))
        .filter(|found| found.0 >= LEAST)
        .collect();
    found.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| other.1.id.cmp(&one.1.id)));
    found.truncate(most);
    let with_words = |(_, fact, reasons): (f64, &'a Fact, Vec<Reason>)| {
        let say = |reason| match reason {
            Reason::Words(_) => Reason::Words(shared_words(&seeking.words, &fact.profile.words)),
            other => other,
        };
        (fact, reasons.into_iter().map(say).collect())
    };
    found.into_iter().map(with_words).collect()
}

type Scored<'a> = (Option<&'a Fact>, Vec<(&'a Fact, Vec<Reason>)>);

/// Cards for what was found, read in one go.
fn draw(conn: &mut Conn, visit: &Visit, groups: Vec<Scored<'_>>) -> AppResult<Vec<Group>> {
    let of_group = |(own, found): &Scored<'_>| {
        own.iter().copied().chain(found.iter().map(|one| one.0)).map(|fact| fact.id.to_string()).collect::<Vec<_>>()
    };
    let ids: Vec<String> = groups.iter().flat_map(of_group).collect();
    let rows = list_open_projects(conn, &visit.edition()?.id, &ids, visit.now)?;
    let cards = cards_of(conn, &rows, visit.locale, visit.now)?;
    let saved = find_saved(conn, visit, SaveKind::Project)?;
    let card = |fact: &Fact| {
        let place = rows.iter().position(|row| row.0.id == fact.id)?;
        cards.get(place).map(|card| card.clone().marked(&saved))
    };
    let group = |(own, found): Scored<'_>| {
        let drawn = found.into_iter().filter_map(|(fact, reasons)| {
            let reasons = reasons.iter().map(|reason| word(reason, visit.locale)).collect();
            Some(ProjectCard { reasons, ..card(fact)? })
        });
        (own.and_then(card), drawn.collect())
    };
    Ok(groups.into_iter().map(group).collect())
}

/// The suggestions of whoever reads.
pub async fn index(site: web::Data<Site>, asker: Asker) -> AppResult<HttpResponse> {
    let work = |conn: &mut Conn, visit: &Visit| load(conn, visit);
    let (page, (groups, form)) = site.read(&asker, "pairing", work).await?;
    render::page(&SuggestionsPage { page, groups, form: form.unwrap_or_default(), errors: FieldErrors::new() })
}

fn load(conn: &mut Conn, visit: &Visit) -> AppResult<(Vec<Group>, Option<WishForm>)> {
    let person = visit.viewer()?.person.clone();
    let facts = load_facts(conn, visit)?;
    let standing = queries::find_standing(conn, &person)?;
    let wish = queries::find_wish(conn, &visit.edition()?.id, &person)?;
    let own = facts.iter().filter(|fact| standing.answers_for(&person, fact)).rev().take(OWN_MOST);
    let mut scored: Vec<Scored<'_>> = own
        .map(|fact| (Some(fact), best(&facts, &standing, Some(&fact.id), &Seeking::of_project(&fact.profile), SHOWN)))
        .collect();
    if let Some(wish) = &wish {
        scored.push((None, best(&facts, &standing, None, &Seeking::of_wish(wish), SHOWN * 2)));
    }
    Ok((draw(conn, visit, scored)?, wish.as_ref().map(WishForm::of)))
}

/// Stores what the reader looks for.
pub async fn update(site: web::Data<Site>, asker: Asker, posted: Posted<WishForm>) -> AppResult<HttpResponse> {
    let form = posted.form;
    let wish = match form.parse() {
        Ok(wish) => wish,
        Err(errors) => {
            let (page, (groups, _)) = site.read(&asker, "pairing", load).await?;
            return render::invalid(&SuggestionsPage { page, groups, form, errors });
        }
    };
    site.write(&asker, move |conn, visit| {
        let (person, edition) = (&visit.writer()?.person, &visit.edition()?.id);
        gate::require_preparable(conn, edition, ZoneKind::Pairing, visit.now)?;
        queries::save_wish(conn, edition, person, &wish, visit.now)
    })
    .await?;
    Ok(site.done("/pairing/suggestions", "flash-wish-saved"))
}
