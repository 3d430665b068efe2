//! The search over everything.

use crate::both;
use crate::support::TestApp;

both!(odd_searches_get_a_page_and_are_shown_as_they_were_typed, |kind| async move {
    let app = TestApp::start(kind).await;
    let browser = app.visitor();
    for path in
        ["/search", "/search?q=", "/search?q=(a%2B)%2B%24&kind=nonsense&page=-1", "/search?q=%00&page=99999999999"]
    {
        assert_eq!(browser.get(path).await.status, 200, "{path}");
    }
    let seen = browser.get("/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").await;
    assert_eq!(seen.status, 200);
    assert!(!seen.body.contains("<script>alert"), "{}", seen.body);
});
