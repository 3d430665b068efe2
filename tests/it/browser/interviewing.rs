//! A recruiter offers times for an interview, the applicant takes one, and it stands in both calendars; the
//! recruiter makes an offer, and the applicant accepts it.

use fairhall::web::i18n::Locale;

use super::{Way, Window, demo, is_told};
use crate::support::TestApp;
use crate::walk;

const DESK: &str = "/organizations/pearl-bay-robotics";
/// The position that the demo's job seeker has applied for and nobody has read about yet.
const POSITION: (&str, &str) = ("Motion Control Engineer", "运动控制工程师");
const HOUSE: (&str, &str) = ("Pearl Bay Robotics Co., Ltd.", "珠湾机器人股份有限公司");
const NAME: &str = "林悦";
const SEEKER: &str = "seeker@demo.fairhall.example";
const RECRUITER: &str = "recruiter@demo.fairhall.example";
const MESSAGE: &str = "Two of the cell team will be there; bring your test bench.";
const TERMS: &str = "A permanent position in the cell team, with 25 days of leave.";

walk!(an_applicant_takes_a_time_and_then_the_offer, |way: Way| async move {
    let app = demo(way).await;
    let (seeker, desk) = (Window::open(&app.url, way).await, Window::open(&app.url, way).await);
    seeker.become_person("seeker").await;
    desk.become_person("recruiter").await;
    let application = shortlist(&desk).await;
    offer_times(&app, &desk).await;
    take_a_time(&app, &seeker).await;
    read_the_choice(&app, &desk).await;
    look_into_both_calendars(&app, &seeker, &desk).await;
    make_an_offer(&app, &desk, &application).await;
    accept_it(&app, &seeker).await;
    hire(&app, &desk, &seeker).await;
    seeker.close().await;
    desk.close().await;
});

/// Out of the list into the narrower choice; gives the address of the application.
async fn shortlist(desk: &Window) -> String {
    let title = desk.either(POSITION.0, POSITION.1);
    desk.go(&format!("{DESK}/applications")).await;
    desk.click_at(&format!("//main//tr[contains(., '{NAME}')][contains(., '{title}')]//th/a")).await;
    desk.sees_in("h1", NAME).await;
    for (button, state) in [
        ("application-move-under-review", "application-state-under-review"),
        ("application-move-shortlisted", "application-state-shortlisted"),
    ] {
        desk.press(button).await;
        desk.sees_in(".page-head", desk.t(state)).await;
    }
    desk.path().await
}

/// The day of the interview.
fn day_of(app: &TestApp) -> String {
    (app.clock.now() + chrono::Duration::days(2)).format("%Y-%m-%d").to_string()
}

/// Two times, early, when nobody of the demo meets anybody.
async fn offer_times(app: &TestApp, desk: &Window) {
    let day = day_of(app);
    desk.press("interview-offer").await;
    desk.sees_in("main header", NAME).await;
    desk.pick_time("time", &format!("{day}T04:00")).await;
    desk.ask(&format!("document.querySelector('#f-time-2').value = '{day}T05:00'")).await;
    desk.tick("place_kind", "room").await;
    desk.fill("message", MESSAGE).await;
    desk.press("interview-offer-send").await;
    desk.sees_key("flash-interview-offered").await;
    desk.sees_in(".page-head .badge", desk.t("interview-state-proposed")).await;
}

/// Told of both times with the recruiter's words, the applicant takes the later one.
async fn take_a_time(app: &TestApp, seeker: &Window) {
    let values = [("name", HOUSE.1), ("posting", POSITION.1)];
    is_told(app, seeker, SEEKER, &Locale::ZhCn.tf("notice-interview-proposed", &values), MESSAGE).await;
    seeker.sees_in("main", "04:00").await;
    seeker.sees_in("main", MESSAGE).await;
    seeker.click_at("//main//label[.//input[@name='time']][contains(., '05:00')]").await;
    seeker.press("meeting-accept").await;
    seeker.sees_key("flash-interview-scheduled").await;
    seeker.sees_in(".page-head .badge", seeker.t("interview-state-scheduled")).await;
}

/// The recruiter is told when it is.
async fn read_the_choice(app: &TestApp, desk: &Window) {
    let subject = Locale::ZhCn.tf("notice-interview-scheduled", &[("name", NAME), ("when", "")]);
    is_told(app, desk, RECRUITER, subject.trim_end(), "").await;
    desk.sees_in(".page-head .badge", desk.t("interview-state-scheduled")).await;
    desk.sees_in("main", "05:00").await;
}

async fn look_into_both_calendars(app: &TestApp, seeker: &Window, desk: &Window) {
    let day = format!("/me/calendar?view=day&date={}", day_of(app));
    for (window, other) in [(seeker, seeker.either(HOUSE.0, HOUSE.1)), (desk, NAME)] {
        let values = [("name", other), ("posting", window.either(POSITION.0, POSITION.1))];
        window.go(&day).await;
        window.sees_in(".agenda", "05:00").await;
        window.sees_in(".agenda", &window.locale.tf("interview-of", &values)).await;
    }
}

async fn make_an_offer(app: &TestApp, desk: &Window, application: &str) {
    let answer_by = (app.clock.now() + chrono::Duration::days(20)).format("%Y-%m-%dT%H:%M").to_string();
    desk.go(application).await;
    desk.sees_in(".page-head", desk.t("application-state-interviewing")).await;
    desk.press("offer-new").await;
    desk.fill("terms", TERMS).await;
    desk.pick_time("answer_by", &answer_by).await;
    desk.press("offer-make").await;
    desk.sees_key("flash-offer-made").await;
    desk.sees_in(".page-head", desk.t("application-state-offered")).await;
}

/// Told until when to answer, the applicant reads the terms and accepts them.
async fn accept_it(app: &TestApp, seeker: &Window) {
    let values = [("organization", HOUSE.1), ("posting", POSITION.1), ("when", "|")];
    let subject = Locale::ZhCn.tf("notice-offer-made", &values);
    let (beginning, _) = subject.split_once('|').unwrap();
    is_told(app, seeker, SEEKER, beginning.trim_end(), "").await;
    seeker.sees_in("[aria-labelledby=offer-1]", TERMS).await;
    seeker.press("application-move-accepted").await;
    seeker.sees_key("flash-application-accepted").await;
    seeker.sees_in(".page-head", seeker.t("application-state-accepted")).await;
    seeker.sees_in("[aria-labelledby=offer-1]", seeker.t("offer-state-accepted")).await;
}

/// The recruiter is told and closes with it; so does the applicant's page.
async fn hire(app: &TestApp, desk: &Window, seeker: &Window) {
    let subject = Locale::ZhCn.tf("notice-application-accepted", &[("posting", POSITION.1)]);
    is_told(app, desk, RECRUITER, &subject, "").await;
    desk.sees_in(".page-head", desk.t("application-state-accepted")).await;
    desk.press("application-move-hired").await;
    desk.sees_in(".page-head", desk.t("application-state-hired")).await;
    seeker.go(&seeker.path().await).await;
    seeker.sees_in(".page-head", seeker.t("application-state-hired")).await;
}
