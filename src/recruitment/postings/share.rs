//! What the page of a posting tells search engines: `JobPosting`, as Google documents it, on live postings alone.

use serde_json::{Value, json};

use super::model::{ApplyBy, PostingState, text_in};
use super::views::{PostingView, in_short};
use crate::site::files::address;
use crate::web::dates;
use crate::web::markdown;
use crate::web::page::Page;
use crate::web::share::Thing;

/// Tells of a posting on its page; a closed one is not kept.
pub(super) fn tell(page: &mut Page, view: &PostingView) {
    let is_live = view.row.0.state_at(page.now) == PostingState::Live && view.is_public;
    let facts = (is_live && page.archive.is_none()).then(|| job(page, view));
    let description = in_short(&view.card);
    let thing = Thing {
        kind: "posting",
        slug: &view.row.0.slug,
        title: &view.card.title,
        description: &description,
        list: None,
    };
    page.tell(thing, facts);
    page.share.is_indexed &= is_live;
}

fn job(page: &Page, view: &PostingView) -> Value {
    let (posting, facts, employer) = &view.row;
    let body = text_in(&view.texts, page.locale).map(|text| markdown::render(&text.body).to_string());
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let sign = &view.sign;
    let country = json!({ "@type": "Country", "name": facts.country });
    json!({
        "@type": "JobPosting",
        "title": view.card.title,
        "description": body.unwrap_or_default(),
        "identifier": { "@type": "PropertyValue", "name": employer.name, "value": posting.id.to_string() },
        "datePosted": dates::machine(posting.opens_at),
        "validThrough": dates::machine(posting.closes_at),
        "employmentType": facts.employment_type,
        "hiringOrganization": {
            "@type": "Organization",
            "name": view.card.organization,
            "url": sign.booth.as_ref().map(|slug| page.absolute(&format!("/exhibition/booths/{slug}"))),
            "logo": sign.logo.as_ref().map(|file| page.absolute(&address(file, "logo"))),
            "sameAs": given(&sign.website),
        },
        "jobLocation": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": given(page.locale.name(&facts.city, &facts.city_zh)),
                "addressCountry": facts.country,
            },
        },
        "jobLocationType": facts.is_remote.then_some("TELECOMMUTE"),
        "applicantLocationRequirements": facts.is_remote.then_some(country),
        "baseSalary": salary(view),
        "totalJobOpenings": facts.openings,
        "educationRequirements": credential(&facts.education),
        "directApply": posting.apply_by == ApplyBy::Here,
        "inLanguage": view.card.lang,
        "url": page.bare(),
    })
}

/// Amounts are kept in hundredths of the currency's unit.
fn salary(view: &PostingView) -> Option<Value> {
    let facts = &view.row.1;
    let whole = |hundredths: i64| hundredths as f64 / 100.0;
    facts.salary_min.or(facts.salary_max)?;
    let value = match (facts.salary_min, facts.salary_max) {
        (Some(min), Some(max)) if min == max => json!({ "value": whole(min) }),
        (min, max) => json!({ "minValue": min.map(whole), "maxValue": max.map(whole) }),
    };
    let mut value = value;
    if let Some(fields) = value.as_object_mut() {
        fields.insert("@type".to_owned(), json!("QuantitativeValue"));
        fields.insert("unitText".to_owned(), json!(facts.salary_unit));
    }
    Some(json!({ "@type": "MonetaryAmount", "currency": facts.salary_currency, "value": value }))
}

/// The level in the words that Google knows; levels below that of a school are none.
fn credential(level: &str) -> Option<Value> {
    let category = match level {
        "3" | "4" => "high school",
        "5" => "associate degree",
        "6" => "bachelor degree",
        "7" | "8" => "postgraduate degree",
        _ => return None,
    };
    Some(json!({ "@type": "EducationalOccupationalCredential", "credentialCategory": category }))
}
