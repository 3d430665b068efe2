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
use std::process::Stdio;
use std::sync::OnceLock;

use fairhall::config::Config;

use crate::support::{Kind, Packed, TestApp, TestDatabase, program};
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
    demo_with(way, |_| {}).await
}

/// The same, reached by browsers at another address.
pub async fn demo_behind(way: Way, url: &str) -> TestApp {
    demo_with(way, |config| config.public_url = Some(url.parse().unwrap())).await
}

/// The same with other settings. Filling the tables and drawing the pictures takes seconds: the program does it once for
/// each database, and every walk has a copy.
pub async fn demo_with(way: Way, change: impl FnOnce(&mut Config)) -> TestApp {
    static ON_SQLITE: OnceLock<Packed> = OnceLock::new();
    static ON_POSTGRES: OnceLock<Packed> = OnceLock::new();
    let kind = way.kind();
    let filled = if kind == Kind::Sqlite { &ON_SQLITE } else { &ON_POSTGRES };
    TestApp::start_on(filled.get_or_init(|| fill(kind)).copy(), change).await
}

/// Has the program fill a database with the demo.
fn fill(kind: Kind) -> Packed {
    let database = TestDatabase::make(kind);
    let mut command = program();
    command.args(["seed", "--database", &database.url, "--data"]).arg(&database.folder).env("RUST_LOG", "error");
    assert!(command.stdin(Stdio::null()).status().unwrap().success(), "the demo is made");
    database.pack()
}

/// A file to upload, in the folder of the test.
pub fn keep(app: &TestApp, name: &str, bytes: &[u8]) -> PathBuf {
    let path = app.site.config.data.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}
