//! The ways in which a walk is made: on which database, with or without scripts, on which screen,
//! in which language. Read by the windows and by the macro `walk`.

use fairhall::web::i18n::Locale;
use serde_json::{Value, json};

use crate::support::Kind;

/// One way; together they take in everything that a person's browser may be like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// With scripts, on a desk, in English; SQLite.
    Scripts,
    /// Scripts forbidden by the browser's own setting, on a screen as narrow as a phone's, in Chinese;
    /// PostgreSQL.
    NoScripts,
    /// With scripts, on a phone that is touched, in Chinese; PostgreSQL.
    Phone,
}

/// The screen of a phone, in CSS pixels.
const PHONE: (u32, u32) = (390, 844);

impl Way {
    /// The database under the server.
    pub fn kind(self) -> Kind {
        if self == Self::Scripts { Kind::Sqlite } else { Kind::Postgres }
    }

    /// The language of the pages.
    pub fn locale(self) -> Locale {
        if self == Self::Scripts { Locale::En } else { Locale::ZhCn }
    }

    /// Whether pages may run scripts.
    pub fn has_scripts(self) -> bool {
        self != Self::NoScripts
    }

    /// How wide a page may be: no phone shall scroll sideways.
    pub fn width(self) -> Option<u32> {
        (self != Self::Scripts).then_some(PHONE.0)
    }

    /// What Chromium is started with. Its sandbox does not work as root nor in most containers; the
    /// pages are our own.
    pub fn capabilities(self) -> Value {
        let args = [
            "--headless=new",
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--force-prefers-reduced-motion",
            "--window-size=1280,1000",
        ];
        let javascript = if self.has_scripts() { 1 } else { 2 };
        let mut options = json!({
            "args": args,
            "prefs": {"profile.managed_default_content_settings.javascript": javascript},
        });
        if self.width().is_some() {
            // The driver touches by scripts of its own: where those are forbidden it clicks.
            let touch = self.has_scripts();
            let metrics =
                json!({"width": PHONE.0, "height": PHONE.1, "pixelRatio": 1.0, "touch": touch, "mobile": touch});
            options["mobileEmulation"] = json!({"deviceMetrics": metrics});
        }
        json!({
            "browserName": "chrome",
            "goog:loggingPrefs": {"browser": "ALL"},
            "goog:chromeOptions": options,
        })
    }
}
