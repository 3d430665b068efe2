//! A visitor reads the help and asks by mail; an agent answers with a canned reply and a private note; whoever asked
//! reads it, says that it is solved, and rates it.

use fairhall::web::i18n::Locale;

use super::{Way, Window, demo, follow_mail, is_told, keep, mail_to};
use crate::stage::PDF;
use crate::support::{TestApp, until};
use crate::walk;

const SUBJECT: &str = "A chair for the booth";
const QUESTION: &str = "May we bring a chair of our own to the stand in the hall?";
const GUEST: &str = "gina.guest@elsewhere.example";
/// What stands in the field of the answer.
const TYPED: &str = "return document.querySelector(\"main form[action$='/answers'] textarea\").value";
const SECRET: &str = "Ask the hall manager first.";

walk!(a_visitor_asks_by_mail_and_a_person_on_the_site_and_both_are_answered, |way: Way| async move {
    let app = demo(way).await;
    let (asker, agent) = (Window::open(&app.url, way).await, Window::open(&app.url, way).await);
    read_the_help(&app, &asker).await;
    ask(&app, &asker, true).await;
    asker.sees_key("flash-enquiry-mailed").await;
    agent.become_person("agent").await;
    answer(&app, &agent, way).await;
    let subject = way.locale().tf("notice-enquiry-answered", &[("subject", SUBJECT)]);
    follow_mail(&asker, &mail_to(&app, GUEST, &subject).await).await;
    read_and_rate(&asker).await;

    asker.become_person("partner").await;
    ask(&app, &asker, false).await;
    asker.sees_key("flash-enquiry-sent").await;
    answer(&app, &agent, way).await;
    let subject = Locale::En.tf("notice-enquiry-answered", &[("subject", SUBJECT)]);
    is_told(&app, &asker, "partner@demo.fairhall.example", &subject, "Glad that it works.").await;
    read_and_rate(&asker).await;
    asker.close().await;
    agent.close().await;
});

async fn read_the_help(app: &TestApp, asker: &Window) {
    app.site.search.catch_up(&app.site.db).await.unwrap();
    asker.go("/service?q=visa").await;
    asker.click("main .results a[href*='which-visa']").await;
    asker.find("main .prose").await;
    asker.press("article-yes").await;
    asker.sees_key("flash-article-thanks").await;
}

async fn ask(app: &TestApp, asker: &Window, by_mail: bool) {
    asker.go("/service/enquiries/new?about=/exhibition").await;
    asker.select("topic", "exhibiting").await;
    asker.fill("subject", SUBJECT).await;
    asker.fill("body", QUESTION).await;
    if by_mail {
        asker.fill("name", "Gina Guest").await;
        asker.fill("email", GUEST).await;
    }
    asker.attach("files", &keep(app, "chair.pdf", PDF)).await;
    asker.press("enquiry-send").await;
}

async fn answer(app: &TestApp, agent: &Window, way: Way) {
    agent.go("/service/desk?q=chair&whose=nobody").await;
    agent.click("main table th a").await;
    agent.sees_in("main h1", SUBJECT).await;
    agent.sees_in("main", "/exhibition").await;
    agent.sees_in("main .message-files", "chair.pdf").await;
    agent.fill_at("main form[action$='/answers'] textarea", "A first draft.").await;
    agent.fill_at("main form[action$='/notes'] textarea", SECRET).await;
    agent.press("desk-note-save").await;
    agent.sees_key("flash-enquiry-noted").await;
    if way.has_scripts() {
        until("what was typed is there again", async || agent.ask(TYPED).await == "A first draft.").await;
    }
    agent.click_at("//select[@name='reply']/option[.='Thanks, and closing']").await;
    agent.press("desk-insert").await;
    agent.find("main form[action$='/answers'] textarea").await;
    if way.has_scripts() {
        // Nothing was typed since the canned reply was put in; it stays all the same.
        let with_reply = agent.ask(TYPED).await;
        agent.fill_at("main form[action$='/notes'] textarea", "She brings it herself.").await;
        agent.press("desk-note-save").await;
        agent.sees_in(".history", "She brings it herself.").await;
        until("the canned reply is there again", async || agent.ask(TYPED).await == with_reply).await;
    }
    agent.fill_at("main form[action$='/answers'] textarea", "Yes, bring it. Glad that it works.").await;
    agent.attach("files", &keep(app, "chairs.pdf", PDF)).await;
    agent.press("desk-answer-send").await;
    agent.sees_key("flash-enquiry-answered").await;
}

async fn read_and_rate(asker: &Window) {
    asker.sees_in("main", "Yes, bring it.").await;
    asker.sees_in("main .message-files", "chair.pdf").await;
    asker.sees_in("main .history > li:last-child .message-files", "chairs.pdf").await;
    asker.misses(SECRET).await;
    asker.press("enquiry-resolve").await;
    asker.sees_key("flash-enquiry-resolved").await;
    asker.tick("stars", "5").await;
    asker.press("enquiry-rate-send").await;
    asker.sees_key("flash-enquiry-rated").await;
}
