//! Screening questions, what is answered, and applications that are read without names at first.

use super::*;

async fn ask(stage: &Stage, posting: &str, form: &[(&str, &str)]) -> Seen {
    stage.owner.post(&stage.desk(&format!("/postings/{posting}/questions")), form).await
}

/// A draft with three questions.
async fn write_asking(stage: &Stage) -> String {
    let id = write_posting(stage, &stage.owner, "Laser engineer", 30).await;
    let options = "Doctorate\nMaster\nBachelor";
    for form in [
        &[
            ("kind", "yes_no"),
            ("label", "Do you speak Chinese?"),
            ("label_zh", "您会说中文吗？"),
            ("required", "yes"),
            ("wanted_answer", "yes"),
        ][..],
        &[
            ("kind", "choice"),
            ("label", "Which degree?"),
            ("options", options),
            ("wanted_options", "Doctorate\nMaster"),
        ][..],
        &[("kind", "number"), ("label", "Years with lasers?"), ("required", "yes"), ("wanted_least", "3")][..],
    ] {
        let seen = ask(stage, &id, form).await;
        assert_eq!(seen.status, 303, "{}", seen.body);
    }
    id
}

async fn publish(stage: &Stage, id: &str) -> String {
    let seen = stage.owner.post(&stage.desk(&format!("/postings/{id}/publication")), &[]).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    if stage.organizer.get("/organizer/postings").await.body.contains(id) {
        assert_eq!(decide(stage, id, "approved", "").await.status, 303);
    }
    let seen = stage.owner.get(&stage.desk(&format!("/postings/{id}/edit"))).await;
    format!("/recruitment/postings/{}", between(&seen.body, "href=\"/recruitment/postings/", "\""))
}

async fn send_answers(browser: &Browser, posting: &str, answers: &[(&str, &str)]) -> Seen {
    let form = [&[("letter", LETTER)], answers].concat();
    send(browser, &format!("{posting}/applications"), &form, &[("resume", "Zhao Yun.pdf", PDF.to_vec())]).await
}

both!(questions_are_asked_of_everybody_and_marks_decide_nothing, |kind| async move {
    let stage = Stage::set(kind).await;
    let id = write_asking(&stage).await;
    let wrong = ask(&stage, &id, &[("kind", "choice"), ("label", "Kept?"), ("options", "One")]).await;
    assert!(wrong.status == 422 && wrong.body.contains("Kept?"), "{}", wrong.body);
    assert_eq!(ask(&stage, &id, &[("kind", "text"), ("label", "What with lasers?")]).await.status, 303);
    let posting = publish(&stage, &id).await;
    assert_eq!(ask(&stage, &id, &[("kind", "text"), ("label", "Why?")]).await.status, 409, "frozen once live");
    let page = stage.owner.get(&stage.desk(&format!("/postings/{id}/questions"))).await.body;
    assert!(page.contains("stay as they are") && !page.contains("/removal"), "{page}");

    let (seeker, other) =
        (join(&stage.app, "Zhao Yun", SEEKER).await, join(&stage.app, "Qian Bo", "bo@test.example").await);
    let form = seeker.get(&format!("{posting}/applications")).await.body;
    assert!(form.contains("Do you speak Chinese?") && form.contains("Bachelor"), "{form}");
    assert!(!form.contains("Looked for"), "what is looked for is not told");
    for answers in [
        &[("answer_1", "yes"), ("answer_3", "")][..],
        &[("answer_1", "perhaps"), ("answer_3", "5")][..],
        &[("answer_1", "yes"), ("answer_2", "Professor"), ("answer_3", "5")][..],
        &[("answer_1", "yes"), ("answer_3", "many")][..],
    ] {
        let seen = send_answers(&seeker, &posting, answers).await;
        assert_eq!(seen.status, 422, "{answers:?}");
        assert!(seen.body.contains("six years"), "the letter is kept");
    }
    let kept = send_answers(&seeker, &posting, &[("answer_1", "yes"), ("answer_3", "many")]).await.body;
    assert!(kept.contains("value=\"many\""), "{kept}");
    let answers =
        [("answer_1", "yes"), ("answer_2", "Master"), ("answer_3", "5"), ("answer_4", "鋼板切割, Cutting steel")];
    let mine = send_answers(&seeker, &posting, &answers).await.location.unwrap();
    let his = send_answers(&other, &posting, &[("answer_1", "no"), ("answer_3", "１")]).await;
    assert_eq!(his.status, 303, "who does not suit applies all the same: {}", his.body);

    let own = seeker.get(&mine).await.body;
    assert!(own.contains("Which degree?") && own.contains("Master") && !own.contains("suits"), "{own}");
    let received_page = stage.owner.get(&received(&stage, &mine)).await.body;
    assert!(received_page.contains("Master") && received_page.contains("suits"), "{received_page}");
    let his = stage.owner.get(&received(&stage, &his.location.unwrap())).await.body;
    assert!(his.contains("does not suit") && his.contains("not answered"), "{his}");
    let list = async |query: String| {
        let path = stage.desk(&format!("/applications?posting={id}{query}"));
        stage.owner.get(&path).await.body
    };
    let all = list(String::new()).await;
    assert!(all.contains("Zhao Yun") && all.contains("Qian Bo") && all.contains("Which degree? – Master"), "{all}");
    let before = all.split_once(":yes\"").unwrap().0;
    let yes = before.rsplit('"').next().unwrap().to_owned();
    let value = |label: &str| {
        let before = all.split_once(&format!("\">{label}")).unwrap().0;
        before.rsplit('"').next().unwrap().to_owned()
    };
    let (years, words) = (value("Years with lasers? – at least"), value("What with lasers? – with the words"));
    for typed in ["1", "many", ""] {
        let page = list(format!("&answer={years}&typed={typed}")).await;
        assert!(page.contains(">Zhao Yun</a>") && page.contains(">Qian Bo</a>"), "{typed}: {page}");
    }
    for (query, shown, hidden) in [
        (format!("&answer={yes}:yes"), "Zhao Yun", "Qian Bo"),
        (format!("&answer={yes}:no"), "Qian Bo", "Zhao Yun"),
        ("&answer=fits".to_owned(), "Zhao Yun", "Qian Bo"),
        (format!("&answer={years}&typed=3"), "Zhao Yun", "Qian Bo"),
        (format!("&answer={words}&typed=STEEL"), "Zhao Yun", "Qian Bo"),
        (format!("&answer={words}&typed=钢板"), "Zhao Yun", "Qian Bo"),
    ] {
        let page = list(query.clone()).await;
        let names = |name: &str| page.contains(&format!(">{name}</a>"));
        assert!(names(shown) && !names(hidden), "{query}: {page}");
    }
    let chinese = seeker.get(&format!("{mine}?lang=zh-CN")).await.body;
    assert!(chinese.contains("您会说中文吗？"), "{chinese}");
});

both!(questions_are_changed_removed_counted_and_copied_and_are_nobody_elses, |kind| async move {
    let stage = Stage::set(kind).await;
    let id = write_asking(&stage).await;
    let path = stage.desk(&format!("/postings/{id}/questions"));
    let page = stage.owner.get(&path).await.body;
    let question = format!("{path}/{}", between(&page, "/questions/", "\""));
    let changed = [("kind", "text"), ("label", "Say something in Chinese.")];
    assert_eq!(stage.owner.post(&question, &changed).await.status, 303);
    assert!(stage.owner.get(&question).await.body.contains("Say something in Chinese."));
    for n in 0..7 {
        assert_eq!(ask(&stage, &id, &[("kind", "text"), ("label", &format!("Question {n}"))]).await.status, 303);
    }
    assert_eq!(ask(&stage, &id, &[("kind", "text"), ("label", "One too many")]).await.status, 409);
    let copy = stage.owner.post(&stage.desk(&format!("/postings/{id}/copies")), &[]).await.location.unwrap();
    let copied = stage.owner.get(&copy.replace("/edit", "/questions")).await.body;
    assert!(copied.contains("Say something in Chinese.") && copied.contains("Question 6"), "{copied}");
    assert_eq!(stage.owner.post(&format!("{question}/removal"), &[]).await.status, 303);
    assert_eq!(stage.owner.get(&question).await.status, 404);
    let other = join(&stage.app, "Li Na", "na@test.example").await;
    let editor = stage.member("Sun Li", "li@test.example", "editor").await;
    for browser in [&other, &editor, &stage.organizer] {
        assert_eq!(browser.get(&path).await.status, 404);
        assert_eq!(browser.post(&path, &changed).await.status, 404);
        assert_eq!(browser.post(&format!("{question}/removal"), &[]).await.status, 404);
    }
});

both!(who_applies_is_not_known_until_they_are_shortlisted, |kind| async move {
    let stage = Stage::set(kind).await;
    let days = in_days(&stage.app, 30);
    let form = [&fields("", "Laser engineer", &days)[..], &[("anonymous", "yes")]].concat();
    let seen = stage.owner.post(&stage.desk("/postings"), &form).await;
    let id = between(&seen.location.unwrap(), "/postings/", "/edit").to_owned();
    let posting = publish(&stage, &id).await;
    assert!(stage.app.visitor().get(&posting).await.body.contains("without names"));
    let seeker = join(&stage.app, "Zhao Yun", SEEKER).await;
    let mine = apply(&seeker, &posting).await.location.unwrap();
    let theirs = received(&stage, &mine);
    assert_eq!(move_to(&stage.owner, &theirs, "under_review", "").await.status, 303);
    let export = stage.desk(&format!("/postings/{id}/applications/export?format=csv"));
    let releases = stage.desk("/applications/releases");
    let file = {
        use diesel::prelude::*;
        use fairhall::db::schema::applications;
        let find = |conn: &mut fairhall::db::Conn| {
            Ok(applications::table.select(applications::resume_file_id).first::<String>(conn)?)
        };
        stage.app.site.db.read(find).await.unwrap()
    };
    for path in [&theirs, &stage.desk("/applications"), &stage.desk("/applications?q=zhao"), &export, &releases] {
        let body = stage.owner.get(path).await.body;
        assert!(!body.contains("Zhao") && !body.contains(SEEKER), "{path}: {body}");
    }
    let body = stage.owner.get(&theirs).await.body;
    let code = between(&body, "<h1>Applicant ", "</h1>");
    let by_name = stage.owner.get(&stage.desk("/applications?q=zhao")).await.body;
    assert!(!by_name.contains(&theirs), "nobody is found by a name that is hidden: {by_name}");
    assert!(
        stage.owner.get(&stage.desk(&format!("/applications?q=applicant+{code}"))).await.body.contains(&theirs),
        "{code}"
    );
    assert!(!stage.owner.get(&stage.desk("/applications?q=applicant+zzz")).await.body.contains(&theirs));
    for path in [format!("{theirs}/resume"), format!("/files/{file}/x.pdf")] {
        assert_eq!(stage.owner.get(&path).await.status, 404, "{path}");
    }
    assert_eq!(stage.owner.get(&stage.desk(&format!("/postings/{id}/resumes.zip"))).await.status, 409, "none to give");
    let times = stage.owner.get(&format!("{theirs}/interviews/new")).await;
    assert!(times.status == 409 && !times.body.contains("Zhao"), "{}", times.body);
    let times = stage.owner.post(&format!("{theirs}/interviews"), &[("minutes", "30")]).await;
    assert!(times.status == 409 && !times.body.contains("Zhao"), "{}", times.body);
    for (who, path) in [(&seeker, &mine), (&stage.owner, &theirs)] {
        assert_eq!(
            who.post(&format!("{path}/messages"), &[("body", "Hello")]).await.status,
            403,
            "a room shows who speaks"
        );
    }
    for mail in stage.app.mails().await.iter().filter(|mail| mail.to == OWNER) {
        assert!(!format!("{} {}", mail.subject, mail.paragraphs.join(" ")).contains("Zhao"), "{mail:?}");
    }
    assert_eq!(move_to(&stage.owner, &theirs, "shortlisted", "").await.status, 303);
    let body = stage.owner.get(&theirs).await.body;
    assert!(body.contains("Zhao Yun") && body.contains(SEEKER), "{body}");
    assert_eq!(stage.owner.get(&format!("{theirs}/resume")).await.status, 200);
    assert_eq!(stage.owner.post(&format!("{theirs}/messages"), &[("body", "Hello")]).await.status, 303);
    assert!(stage.owner.get(&export).await.body.contains("Zhao Yun"));
    // What is hidden stays hidden after a refusal.
    let other = join(&stage.app, "Qian Bo", "bo@test.example").await;
    let his = apply(&other, &posting).await.location.unwrap();
    let his = received(&stage, &his);
    assert_eq!(move_to(&stage.owner, &his, "unsuccessful", "").await.status, 303);
    assert!(!stage.owner.get(&releases).await.body.contains("Qian Bo"));
    assert_eq!(stage.owner.post(&format!("{his}/release"), &[("reason", REASON)]).await.status, 303);
    assert!(!stage.owner.get(&his).await.body.contains("Qian Bo"));
    let offer = stage.owner.get(&format!("{his}/offers/new")).await.body;
    assert!(offer.contains("Applicant ") && !offer.contains("Qian Bo"), "{offer}");
});
