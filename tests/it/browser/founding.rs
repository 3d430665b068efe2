//! An exhibitor signs up, founds an organization and invites a colleague, who comes by the link of
//! the mail and prepares the booth; the organizer's approval makes both public.

use super::{Way, Window, demo, follow_mail, is_told, keep, mail_to};
use crate::stage::picture;
use crate::support::TestApp;
use crate::walk;

const OWNER: (&str, &str) = ("Wei Lan", "wei.lan@qingshan-optics.example");
const COLLEAGUE: (&str, &str) = ("Mo Ran", "mo.ran@qingshan-optics.example");
const ORGANIZATION: (&str, &str) = ("Qingshan Optics", "青山光学");

walk!(an_exhibitor_founds_an_organization_and_a_colleague_prepares_its_booth, found_and_open);

#[actix_web::test]
async fn an_exhibitor_does_the_same_on_a_phone_with_scripts() {
    found_and_open(Way::Phone).await;
}

async fn found_and_open(way: Way) {
    let app = demo(way).await;
    let (owner, colleague) = (Window::open(&app.url, way).await, Window::open(&app.url, way).await);
    owner.click("header a[href='/login']").await;
    owner.press("sign-up").await;
    sign_up(&app, &owner, OWNER).await;
    found_and_invite(&owner).await;
    join(&app, &colleague, &owner).await;
    prepare(&app, &colleague).await;
    name_the_staff(&colleague).await;
    submit(&colleague).await;
    approve(&app, &colleague).await;
    read_the_answer(&app, &owner).await;
    owner.close().await;
    colleague.close().await;
}

/// Fills in the form and proves the address by the link of the mail, which signs in too.
async fn sign_up(app: &TestApp, window: &Window, (name, address): (&str, &str)) {
    window.fill("name", name).await;
    window.fill("email", address).await;
    window.fill("password", "a quiet morning in Wuhan").await;
    window.tick("consent", "yes").await;
    window.press("sign-up").await;
    window.sees_key("signup-sent-title").await;
    let mail = mail_to(app, address, window.t("mail-verify-subject")).await;
    follow_mail(window, &mail).await;
    window.sees_in("main", address).await;
    window.press("verification-submit").await;
    window.find("header .menu").await;
}

/// From the first page of an account to an organization with an open invitation.
async fn found_and_invite(owner: &Window) {
    owner.press("me-step-organization").await;
    owner.fill("name", ORGANIZATION.0).await;
    owner.fill("name_zh", ORGANIZATION.1).await;
    owner.select("country", "CN").await;
    owner.fill("city", "Wuhan").await;
    owner.fill("website", "https://qingshan-optics.example/").await;
    owner.press("organization-create").await;
    owner.sees_key("flash-organization-made").await;
    owner.sees_key("organization-pending").await;
    owner.press("workspace-step-team").await;
    owner.fill("email", COLLEAGUE.1).await;
    owner.click("form[action$=invitations] option[value=editor]").await;
    owner.press("invitation-send").await;
    owner.sees_key("flash-invitation-sent").await;
    owner.sees_in("main", COLLEAGUE.1).await;
}

/// By the link of the mail over the sign-up to the team; whoever invited is told.
async fn join(app: &TestApp, colleague: &Window, owner: &Window) {
    let mail = mail_to(app, COLLEAGUE.1, OWNER.0).await;
    let ours = colleague.either(ORGANIZATION.0, ORGANIZATION.1);
    assert!(mail.subject.contains(ours), "{mail:#?}");
    follow_mail(colleague, &mail).await;
    colleague.sees_in("main h1", ours).await;
    colleague.sees_in("main", colleague.t("role-editor")).await;
    colleague.press("sign-up").await;
    sign_up(app, colleague, COLLEAGUE).await;
    colleague.press("invitation-accept").await;
    colleague.sees_key("flash-invitation-accepted").await;
    let values = [("person", COLLEAGUE.0), ("organization", ours)];
    is_told(app, owner, OWNER.1, &owner.locale.tf("notice-member-joined", &values), "").await;
    owner.sees_in("main .rows", COLLEAGUE.0).await;
    owner.misses(owner.t("invitations-open")).await;
}

/// The colleague writes the booth, with pictures, in one language.
async fn prepare(app: &TestApp, window: &Window) {
    window.press("workspace-step-booth").await;
    window.press("booth-start").await;
    window.sees_key("flash-booth-draft").await;
    let language = window.either("en", "zh");
    window.fill(&format!("name_{language}"), window.either(ORGANIZATION.0, ORGANIZATION.1)).await;
    window.fill(&format!("tagline_{language}"), "Lenses that stay sharp").await;
    window.fill(&format!("body_{language}"), "We grind **lenses** for microscopes.").await;
    window.attach("logo", &keep(app, "logo.png", &picture())).await;
    window.attach("banner", &keep(app, "banner.png", &picture())).await;
    window.press("booth-save").await;
    window.sees_key("flash-booth-saved").await;
    window.sees_key("booth-logo-now").await;
    window.sees_key("booth-banner-now").await;
}

/// Both stand at the booth, one of them is there now.
async fn name_the_staff(window: &Window) {
    window.press("booth-staff-edit").await;
    for (row, title) in [(1, "Head of sales"), (2, "Optical engineer")] {
        window.click(&format!("main tbody tr:nth-child({row}) label:has([name=shown])")).await;
        window.fill_at(&format!("main tbody tr:nth-child({row}) [name=title]"), title).await;
    }
    window.click("main tbody tr:nth-child(2) label:has([name=on_duty])").await;
    window.press("booth-staff-save").await;
    window.sees_key("flash-booth-staff-saved").await;
}

/// The preview shows what visitors will see; then it is handed in.
async fn submit(window: &Window) {
    window.press("booth-edit-title").await;
    window.press("booth-see").await;
    window.sees_key("booth-preview-notice").await;
    see_the_booth(window).await;
    window.go("/me").await;
    window.press("me-step-submit").await;
    window.press("booth-submit").await;
    window.sees_key("flash-booth-submitted").await;
}

async fn see_the_booth(window: &Window) {
    window.sees_in("main h1", window.either(ORGANIZATION.0, ORGANIZATION.1)).await;
    window.find(".fascia-banner img").await;
    window.sees_in(".prose strong", "lenses").await;
    for words in [OWNER.0, "Head of sales", COLLEAGUE.0, "Optical engineer"] {
        window.sees_in(".split > aside", words).await;
    }
    window.find(".split > aside .staff .lamp").await;
}

/// The organizer sees whose it is and who handed it in; approving the booth accepts the organization.
async fn approve(app: &TestApp, window: &Window) {
    window.become_person("organizer").await;
    window.go("/organizer/booths").await;
    window.sees_in("main table", COLLEAGUE.0).await;
    window.press_text(window.either(ORGANIZATION.0, ORGANIZATION.1)).await;
    window.sees_key("review-verifies").await;
    window.sees_in(".review aside", COLLEAGUE.0).await;
    window.find("main img[src$='/banner']").await;
    window.tick("decision", "approved").await;
    window.press("review-send").await;
    window.sees_key("flash-booth-decided-nowhere").await;
    mail_to(app, COLLEAGUE.1, window.either(ORGANIZATION.0, ORGANIZATION.1)).await;
    window.leave().await;
    window.go("/exhibition/booths/qingshan-optics").await;
    see_the_booth(window).await;
    // Whoever reads the other language reads what there is.
    window.go(&format!("/exhibition/booths/qingshan-optics?lang={}", window.either("zh-CN", "en"))).await;
    window.sees_in("main h1", window.either(ORGANIZATION.1, ORGANIZATION.0)).await;
    window.sees_in(&format!(".prose[lang={}]", window.locale.tag()), "lenses").await;
}

/// In the site and by mail; the organization is no longer waiting.
async fn read_the_answer(app: &TestApp, owner: &Window) {
    let values = [("organization", owner.either(ORGANIZATION.0, ORGANIZATION.1))];
    is_told(app, owner, OWNER.1, &owner.locale.tf("notice-booth-approved", &values), "").await;
    owner.sees_in(".page-head", owner.t("revision-state-approved")).await;
    owner.press("workspace-overview").await;
    owner.sees_key("workspace-steps").await;
    owner.misses(owner.t("organization-pending")).await;
}
