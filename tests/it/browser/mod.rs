//! What each role does first of all, walked in real Chromium: with scripts and again without, on
//! the demo's data. `make test` brings the browser; without the feature `everything` it is left out.

mod booth;
mod moderation;
mod recruiting;
mod room;
mod window;
mod wire;

use std::path::PathBuf;

use fairhall::demo::start;

use crate::support::{Kind, TestApp};
pub use window::{Script, Window};
pub use wire::Wire;

/// What the demo's people have.
pub const PASSWORD: &str = "fairhall-demo";

/// Declares a walk with and without scripts: `walk!(name, |script| async move { … });`.
#[macro_export]
macro_rules! walk {
    ($name:ident, $body:expr) => {
        mod $name {
            use super::*;
            #[actix_web::test]
            async fn with_scripts() {
                ($body)(Script::On).await;
            }
            #[actix_web::test]
            async fn without_scripts() {
                ($body)(Script::Off).await;
            }
        }
    };
}

/// A server with the demo's event.
pub async fn demo() -> TestApp {
    furnish(TestApp::start(Kind::Sqlite).await).await
}

/// The same, reached by browsers at another address.
pub async fn demo_behind(url: &str) -> TestApp {
    furnish(TestApp::start_with(Kind::Sqlite, |config| config.public_url = Some(url.parse().unwrap())).await).await
}

async fn furnish(app: TestApp) -> TestApp {
    start::prepare(&app.site, true).await.unwrap();
    app
}

/// A file to upload, in the folder of the test.
pub fn keep(app: &TestApp, name: &str, bytes: &[u8]) -> PathBuf {
    let path = app.site.config.data.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}
