//! What the page of a booth tells search engines: the organization.

use serde_json::json;

use super::model::BoothView;
use crate::web::page::Page;
use crate::web::share::Thing;

/// Tells of a booth on its page; a preview is nobody else's business.
pub(super) fn tell(page: &mut Page, booth: &BoothView) {
    let organization = &booth.organization;
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let facts = json!({
        "@type": "Organization",
        "name": booth.name,
        "legalName": organization.name,
        "description": given(&booth.summary),
        "logo": booth.logo.as_ref().map(|path| page.absolute(path)),
        "sameAs": given(&organization.website),
        "address": {
            "@type": "PostalAddress",
            "addressLocality": given(&organization.city),
            "addressCountry": given(&organization.country),
        },
        "url": page.bare(),
    });
    let description = if booth.tagline.is_empty() { &booth.summary } else { &booth.tagline };
    let thing = Thing { kind: "booth", slug: &booth.slug, title: &booth.name, description, list: None };
    page.tell(thing, (!booth.is_preview).then_some(facts));
    page.share.is_indexed &= !booth.is_preview;
}
