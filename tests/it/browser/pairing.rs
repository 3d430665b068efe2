//! A project's author writes it and hands it in, a reviewer approves it, the public reads the teaser, and who
//! signs in and undertakes confidentiality reads on.

use fairhall::web::i18n::Locale;

use super::{Way, Window, demo, is_told, keep};
use crate::stage::PDF;
use crate::support::TestApp;
use crate::walk;

const DESK: &str = "/organizations/valle-nera-polytechnic/projects";
const TITLE: &str = "Ribs from recycled carbon fibre";
const TEASER: &str = "We weave ribs for light aircraft from fibre that has flown before.";
const DETAILS: &str = "The ribs carry nine tenths of the load of new fibre and cost a third of it.";
const PARTNER: &str = "partner@demo.fairhall.example";

walk!(an_author_hands_a_project_in_and_it_opens_step_by_step, |way: Way| async move {
    let app = demo(way).await;
    let (author, desk) = (Window::open(&app.url, way).await, Window::open(&app.url, way).await);
    author.become_person("partner").await;
    write_it(&app, &author).await;
    approve_it(&desk).await;
    let subject = Locale::En.tf("notice-project-approved", &[("project", TITLE)]);
    is_told(&app, &author, PARTNER, &subject, "").await;
    read_it_step_by_step(&app, &desk).await;
    author.close().await;
    desk.close().await;
});

async fn write_it(app: &TestApp, author: &Window) {
    author.go(DESK).await;
    author.press("project-new").await;
    for (name, value) in [("title", TITLE), ("teaser", TEASER), ("details", DETAILS), ("city", "Turin")] {
        author.fill(name, value).await;
    }
    author.tick("kind", "cooperation").await;
    author.click_at("(//select[@name='field'])[1]/option[@value='2.5']").await;
    author.click_at("(//select[@name='language'])[1]/option[@value='en']").await;
    author.select("country", "IT").await;
    author.tick("partner", "company").await;
    author.tick("disclosure", "undertaking").await;
    author.press("posting-save").await;
    author.sees_key("flash-project-saved").await;
    author.attach("files", &keep(app, "ribs.pdf", PDF)).await;
    author.press("project-file-add").await;
    author.sees_in("main", "ribs.pdf").await;
    author.press("project-submit").await;
    author.sees_key("flash-project-submitted").await;
}

async fn approve_it(desk: &Window) {
    desk.become_person("organizer").await;
    desk.go("/organizer/projects?q=ribs").await;
    desk.click("main table th a").await;
    desk.sees_in("main h1", TITLE).await;
    desk.sees_in("main", "nine tenths of the load").await;
    desk.press("decision-approve").await;
    desk.sees_key("flash-project-decided").await;
    desk.leave().await;
}

/// A visitor reads the teaser, an attendee the details, and who undertakes confidentiality the file.
async fn read_it_step_by_step(app: &TestApp, window: &Window) {
    app.site.search.catch_up(&app.site.db).await.unwrap();
    window.go("/pairing?q=ribs").await;
    window.click("main .results a[href*='recycled-carbon']").await;
    window.sees_in("main", "fibre that has flown").await;
    window.misses("nine tenths of the load").await;
    let page = window.path().await;
    window.become_person("seeker").await;
    window.go(&page).await;
    window.sees_in(".prose", "nine tenths of the load").await;
    window.misses("ribs.pdf").await;
    window.tick("agree", "yes").await;
    window.press("undertaking-send").await;
    window.sees_key("flash-undertaken").await;
    window.sees_in("main a[href^='/files/']", "ribs.pdf").await;
}
