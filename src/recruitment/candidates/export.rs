//! A candidate's profile to be taken away: in the schema of JSON Resume (jsonresume.org, 1.0.0), and everything
//! that is kept of it.

use diesel::prelude::*;
use serde_json::{Value, json};

use super::model::Candidate;
use super::queries::{Named, find_named, find_of_person, list_hidings, list_invitations, list_views};
use crate::db::Conn;
use crate::ids::PersonId;
use crate::web::codes::unpack;
use crate::web::i18n::Locale;
use crate::web::occupations::OCCUPATIONS;
use crate::web::paging::PageNumber;
use crate::web::standards;

/// Most looks that are taken along.
const VIEWS_MOST: usize = 10_000;

/// The profile as a résumé in a language.
pub fn resume((name, email, country): &Named, candidate: &Candidate, locale: Locale) -> Value {
    let content = &candidate.content;
    let languages = content
        .language_list()
        .map(|(language, level)| json!({ "language": standards::language_name(locale, language), "fluency": level }));
    let skills = unpack(&content.skills).map(|skill| json!({ "name": skill }));
    let education = (!content.education.is_empty())
        .then(|| json!({ "studyType": standards::name_of(standards::EDUCATION_LEVELS, locale, &content.education) }));
    json!({
        "$schema": "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json",
        "basics": {
            "name": name,
            "label": content.headline,
            "email": email,
            "summary": content.summary,
            "location": {
                "city": unpack(&content.places).next().unwrap_or_default(),
                "countryCode": country.as_deref().unwrap_or_default(),
            },
        },
        "education": education.into_iter().collect::<Vec<_>>(),
        "skills": skills.collect::<Vec<_>>(),
        "languages": languages.collect::<Vec<_>>(),
        "meta": {
            "version": "v1.0.0",
            "lastModified": candidate.updated_at.format("%Y-%m-%dT%H:%M:%S").to_string(),
            "occupation": {
                "isco08": content.occupation,
                "name": standards::name_of(OCCUPATIONS, locale, &content.occupation),
            },
            "places": unpack(&content.places).collect::<Vec<_>>(),
            "remote": content.is_remote,
            "employmentTypes": unpack(&content.employment_types).collect::<Vec<_>>(),
            "salaryMin": content.salary_min.map(|hundredths| json!({
                "value": hundredths / 100,
                "currency": content.salary_currency,
                "unitText": content.salary_unit,
            })),
            "availability": content.availability,
        },
    })
}

/// Everything that is kept of a person's profile; null where they have none.
///
/// # Errors
/// What the database said.
pub fn export_person(conn: &mut Conn, person: &PersonId) -> QueryResult<Value> {
    let Some(candidate) = find_of_person(conn, person)? else { return Ok(Value::Null) };
    let at = |instant: crate::clock::Instant| instant.and_utc().to_rfc3339();
    let hidden = list_hidings(conn, &candidate)?.0;
    let views = list_views(conn, &candidate.id, PageNumber { number: 1, size: VIEWS_MOST })?.items;
    let invitations = list_invitations(conn, &candidate.id)?;
    Ok(json!({
        "resume": resume(&find_named(conn, person)?, &candidate, Locale::En),
        "resume_file": candidate.resume_file_id,
        "state": candidate.state,
        "consented_at": candidate.consented_at.map(at),
        "confirmed_or_seen_at": at(candidate.seen_at),
        "hidden_from": hidden.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(),
        "seen_by": views.iter().map(|(one, day)| json!({ "organization": one.name, "day": day.date().to_string() })).collect::<Vec<_>>(),
        "invitations": invitations.iter().map(|(posting, one, message, when)| json!({
            "posting": posting, "organization": one.name, "message": message, "at": at(*when),
        })).collect::<Vec<_>>(),
    }))
}
