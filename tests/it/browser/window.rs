//! A real Chromium window that a test looks through: what a person reads, types and presses.
//! Every wait is on what is seen; what the console complained about fails the test at the end.

use std::path::Path;
use std::time::Duration;

use fairhall::web::i18n::Locale;
use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use super::{PASSWORD, Way};

/// Longer than anything takes on a machine busy with other tests.
const PATIENCE: Duration = Duration::from_secs(40);

/// A window of a browser of its own.
pub struct Window {
    client: Client,
    /// The session at the driver.
    session: String,
    url: String,
    way: Way,
    /// The language its pages are read in.
    pub locale: Locale,
}

impl Window {
    /// Opens the lobby.
    pub async fn open(url: &str, way: Way) -> Self {
        let driver = std::env::var("FAIRHALL_TEST_CHROMEDRIVER")
            .expect("FAIRHALL_TEST_CHROMEDRIVER names a driver; `make test` starts one");
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(way.capabilities().as_object().unwrap().clone());
        let client = builder.connect(&driver).await.expect("Chromium starts");
        let session = format!("{driver}/session/{}", client.session_id().await.unwrap().expect("a session"));
        let window = Self { client, session, url: url.to_owned(), way, locale: way.locale() };
        window.go(&format!("/?lang={}", window.locale.tag())).await;
        window
    }

    /// Goes to an address of the site.
    pub async fn go(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.url)).await.expect("the page opens");
    }

    /// Loads the page again, which does not come: the connection is cut.
    pub async fn reload_in_vain(&self) {
        let reloaded = self.client.refresh().await;
        let script = "return location.protocol";
        let shown = self.client.execute(script, Vec::new()).await.unwrap();
        assert_eq!(shown, "chrome-error:", "the page came: {reloaded:?}");
    }

    /// What a script of the test finds out on the page.
    pub async fn ask(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// Gives the browser a command of its developer tools.
    pub async fn tell_browser(&self, command: &str, values: Value) {
        let address = format!("{}/goog/cdp/execute", self.session);
        let words = json!({"cmd": command, "params": values});
        let answer = reqwest::Client::new().post(address).json(&words).send().await.unwrap();
        assert!(answer.status().is_success(), "{command}: {}", answer.text().await.unwrap());
    }

    /// Where it is: path and query.
    pub async fn path(&self) -> String {
        let url = self.client.current_url().await.unwrap();
        url.as_str().strip_prefix(&self.url).unwrap_or(url.as_str()).to_owned()
    }

    /// Signs one of the demo's people in, whoever was signed in before.
    pub async fn become_person(&self, name: &str) {
        self.client.delete_all_cookies().await.unwrap();
        self.go(&format!("/login?lang={}", self.locale.tag())).await;
        self.fill("email", &format!("{name}@demo.fairhall.example")).await;
        self.fill("password", PASSWORD).await;
        self.press("log-in").await;
        self.find("header .menu").await;
    }

    /// Forgets who is signed in, and stays in its language.
    pub async fn leave(&self) {
        self.client.delete_all_cookies().await.unwrap();
        self.go(&format!("/?lang={}", self.locale.tag())).await;
    }

    /// The one of two texts that this window's language reads.
    pub fn either<'a>(&self, english: &'a str, chinese: &'a str) -> &'a str {
        if self.locale == Locale::En { english } else { chinese }
    }

    /// The text of a key in this window's language.
    pub fn t(&self, key: &str) -> &'static str {
        self.locale.t(key)
    }

    /// What can be read in the part of the page that a selector names.
    pub async fn read(&self, css: &str) -> String {
        match self.client.find(Locator::Css(css)).await {
            Ok(element) => element.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    /// Waits until a text can be read in a part of the page.
    pub async fn sees_in(&self, css: &str, text: &str) {
        let asked = tokio::time::Instant::now();
        loop {
            let read = self.read(css).await;
            if read.contains(text) {
                return self.fits().await;
            }
            assert!(asked.elapsed() < PATIENCE, "{} shows no {text:?} in {css}:\n{read}", self.path().await);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Looks that nothing of the page is wider than a phone: what is wider makes Chromium zoom out.
    async fn fits(&self) {
        let Some(width) = self.way.width() else { return };
        let script = "return Math.max(innerWidth, document.documentElement.scrollWidth)";
        let measured = self.client.execute(script, Vec::new()).await.unwrap();
        assert_eq!(measured.as_u64(), Some(u64::from(width)), "{} is too wide", self.path().await);
    }

    /// Waits until a text can be read.
    pub async fn sees(&self, text: &str) {
        self.sees_in("body", text).await;
    }

    /// Waits until the text of a key can be read.
    pub async fn sees_key(&self, key: &str) {
        self.sees(self.t(key)).await;
    }

    /// Looks that a text cannot be read on the page as it stands.
    pub async fn misses(&self, text: &str) {
        let read = self.read("body").await;
        assert!(!read.contains(text), "{} shows {text:?}:\n{read}", self.path().await);
    }

    /// Waits for an element.
    pub async fn find(&self, css: &str) -> Element {
        self.wait_for(Locator::Css(css)).await
    }

    async fn wait_for(&self, locator: Locator<'_>) -> Element {
        let waited = self.client.wait().at_most(PATIENCE).every(Duration::from_millis(50)).for_element(locator).await;
        match waited {
            Ok(element) => element,
            Err(error) => panic!("{} has no {locator:?}: {error}\n{}", self.path().await, self.read("body").await),
        }
    }

    /// Clicks on an element.
    pub async fn click(&self, css: &str) {
        self.click_on(Locator::Css(css)).await;
    }

    /// Clicks on the element that a path names.
    pub async fn click_at(&self, xpath: &str) {
        self.click_on(Locator::XPath(xpath)).await;
    }

    /// The same until a text can be read in a part of the page: what a page draws meanwhile moves what is
    /// clicked on away from under the pointer.
    pub async fn click_at_until(&self, xpath: &str, (css, text): (&str, &str)) {
        for _ in 0..3 {
            self.click_at(xpath).await;
            let asked = tokio::time::Instant::now();
            while asked.elapsed() < Duration::from_secs(5) {
                if self.read(css).await.contains(text) {
                    return self.fits().await;
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
        self.sees_in(css, text).await;
    }

    /// What the page draws anew between finding and clicking is found again.
    async fn click_on(&self, locator: Locator<'_>) {
        let asked = tokio::time::Instant::now();
        loop {
            match self.wait_for(locator).await.click().await {
                Ok(()) => return,
                Err(error) if error.to_string().contains("stale element") && asked.elapsed() < PATIENCE => {}
                Err(error) => panic!("{locator:?} cannot be clicked: {error}"),
            }
        }
    }

    /// Presses the button, link or summary of the page that reads like the text of a key.
    pub async fn press(&self, key: &str) {
        self.press_text(self.t(key)).await;
    }

    /// The same with the words themselves.
    pub async fn press_text(&self, text: &str) {
        let path = format!("//main//*[self::button or self::a or self::summary][normalize-space(.)=\"{text}\"]");
        let button = self.wait_for(Locator::XPath(&path)).await;
        button.click().await.unwrap_or_else(|error| panic!("{text:?} cannot be pressed: {error}"));
    }

    /// Types into a field of the page in place of what stands there.
    pub async fn fill(&self, name: &str, value: &str) {
        self.fill_at(&format!("main [name=\"{name}\"]"), value).await;
    }

    /// The same with a selector.
    pub async fn fill_at(&self, css: &str, value: &str) {
        let field = self.find(css).await;
        field.clear().await.unwrap_or_else(|error| panic!("{css} cannot be emptied: {error}"));
        field.send_keys(value).await.unwrap_or_else(|error| panic!("{css} cannot be typed into: {error}"));
    }

    /// Picks a day and a time, as the browser's own picker would.
    pub async fn pick_time(&self, name: &str, value: &str) {
        let field = serde_json::to_value(self.find(&format!("main [name=\"{name}\"]")).await).unwrap();
        self.client.execute("arguments[0].value = arguments[1]", vec![field, value.into()]).await.unwrap();
    }

    /// Chooses a file.
    pub async fn attach(&self, name: &str, file: &Path) {
        let field = self.find(&format!("main input[name=\"{name}\"]")).await;
        field.send_keys(file.to_str().unwrap()).await.expect("the file is chosen");
    }

    /// Chooses from a list by the value.
    pub async fn select(&self, name: &str, value: &str) {
        self.click(&format!("main select[name=\"{name}\"] option[value=\"{value}\"]")).await;
    }

    /// Ticks a radio button or a box by its label.
    pub async fn tick(&self, name: &str, value: &str) {
        self.click(&format!("main label:has(input[name=\"{name}\"][value=\"{value}\"])")).await;
    }

    /// Ends the browser; nothing may have failed to load, and no policy may have been broken.
    pub async fn close(self) {
        self.close_after(&[]).await;
    }

    /// The same, but for complaints of the console that this walk provoked.
    pub async fn close_after(self, provoked: &[&str]) {
        let complaints: Vec<String> = self
            .complaints()
            .await
            .into_iter()
            .filter(|line| !provoked.iter().any(|part| line.contains(part)))
            .collect();
        self.client.clone().close().await.expect("Chromium ends");
        assert!(complaints.is_empty(), "the console says {complaints:#?}");
    }

    async fn complaints(&self) -> Vec<String> {
        let address = format!("{}/se/log", self.session);
        let asked = reqwest::Client::new().post(address).json(&json!({"type": "browser"})).send().await.unwrap();
        let answer: Value = asked.json().await.unwrap();
        let entries = answer["value"].as_array().expect("the console's log").clone();
        let is_bad = |entry: &&Value| entry["level"] == "SEVERE" || entry["source"] == "security";
        entries.iter().filter(is_bad).map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

impl Drop for Window {
    /// A walk that failed ends its browser too: it would go on taking the processor from the others.
    fn drop(&mut self) {
        if std::thread::panicking() {
            let session = self.session.clone();
            let end = std::thread::spawn(move || {
                let address = session.trim_start_matches("http://").split_once('/');
                let (host, path) = address.unwrap_or_default();
                let request = format!("DELETE /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
                let mut driver = std::net::TcpStream::connect(host)?;
                std::io::Write::write_all(&mut driver, request.as_bytes())?;
                std::io::Read::read(&mut driver, &mut [0])
            });
            let _failed_already = end.join();
        }
    }
}
