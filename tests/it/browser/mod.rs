//! What each role does first of all, walked in real Chromium on the demo's data: with scripts,
//! without, on a desk and on a phone. `make test` brings the browser; without the feature
//! `everything` it is left out.

mod asking;
mod attending;
mod booth;
mod dealing;
mod deciding;
mod exhibiting;
mod fair;
mod founding;
mod interviewing;
mod leaving;
mod moderation;
mod naming;
mod pairing;
mod planning;
mod pushing;
mod recruiting;
mod room;
mod searching;
mod serving;
mod talking;
mod told;
mod way;
mod window;
mod wire;

use std::path::PathBuf;

use fairhall::demo::start;

use crate::support::TestApp;
pub use told::{follow_mail, is_told, mail_to};
pub use way::Way;
pub use window::Window;
pub use wire::Wire;

/// What the demo's people have.
pub const PASSWORD: &str = "fairhall-demo";

/// Declares a walk with and without scripts: `walk!(name, |way| async move { … });`.
#[macro_export]
macro_rules! walk {
    ($name:ident, $body:expr) => {
        mod $name {
            use super::*;
            #[actix_web::test]
            async fn with_scripts() {
                ($body)(Way::Scripts).await;
            }
            #[actix_web::test]
            async fn without_scripts() {
                ($body)(Way::NoScripts).await;
            }
        }
    };
}

/// A server with the demo's event.
pub async fn demo(way: Way) -> TestApp {
    furnish(TestApp::start(way.kind()).await).await
}

/// The same, reached by browsers at another address.
pub async fn demo_behind(way: Way, url: &str) -> TestApp {
    furnish(TestApp::start_with(way.kind(), |config| config.public_url = Some(url.parse().unwrap())).await).await
}

/// Fills a server with the demo's event.
pub async fn furnish(app: TestApp) -> TestApp {
    start::prepare(&app.site, true).await.unwrap();
    app
}

/// A file to upload, in the folder of the test.
pub fn keep(app: &TestApp, name: &str, bytes: &[u8]) -> PathBuf {
    let path = app.site.config.data.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}
