//! The Autobahn suite against an echo room, which exists here alone: the guard, the codec and the socket
//! as they are, with what is heard sent back. `FAIRHALL_TEST_WSTEST` names its program (`pip install
//! autobahntestsuite` under Python 2.7); without it the test says so and leaves the suite out.

use std::process::Command;
use std::sync::Arc;

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use serde_json::{Value, json};

use super::super::conversations::Attendee;
use super::super::sockets::LineGuard;
use super::super::{Hub, Pace, on_connect, socket};
use super::fake;

/// Messages larger than a frame may be, and compression, which the server does not offer.
const LEFT_OUT: [&str; 3] = ["9.*", "12.*", "13.*"];

async fn echo(request: HttpRequest, payload: web::Payload, hub: web::Data<Hub>) -> HttpResponse {
    let line = request.conn_data::<LineGuard>().unwrap().line();
    let visitor = Attendee { signed_in: None, language: "en" };
    socket::start(&request, payload, hub.get_ref().clone(), visitor, line).unwrap()
}

#[actix_web::test]
async fn the_echo_room_passes_the_autobahn_suite() {
    let Ok(program) = std::env::var("FAIRHALL_TEST_WSTEST") else {
        return tracing::info!("the Autobahn suite was left out: FAIRHALL_TEST_WSTEST names no program");
    };
    let pace = Pace { is_limited: false, echoes: true, ..Pace::default() };
    let hub = web::Data::new(Hub::new(Arc::new(fake::Fake::default()), pace, None));
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let app = move || App::new().app_data(hub.clone()).route("/echo", web::get().to(echo));
    let server = HttpServer::new(app).workers(1).disable_signals().on_connect(on_connect).listen(listener).unwrap();
    actix_web::rt::spawn(server.run());

    let folder = std::env::temp_dir().join(format!("fairhall-autobahn-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let spec = json!({
        "outdir": folder.join("reports"), "cases": ["*"], "exclude-cases": LEFT_OUT, "exclude-agent-cases": {},
        "servers": [{ "agent": "fairhall", "url": format!("ws://{address}/echo") }],
    });
    let file = folder.join("spec.json");
    std::fs::write(&file, spec.to_string()).unwrap();
    let ran = web::block(move || Command::new(program).args(["--mode", "fuzzingclient", "--spec"]).arg(file).output());
    let ran = ran.await.unwrap().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let index: Value = serde_json::from_slice(&std::fs::read(folder.join("reports/index.json")).unwrap()).unwrap();
    let cases = index["fairhall"].as_object().unwrap();
    let is_well = |word: &Value| matches!(word.as_str(), Some("OK" | "NON-STRICT" | "INFORMATIONAL"));
    let failed: Vec<_> = cases
        .iter()
        .filter(|(_, case)| !is_well(&case["behavior"]) || !is_well(&case["behaviorClose"]))
        .map(|(name, case)| format!("{name}: {} {}", case["behavior"], case["behaviorClose"]))
        .collect();
    assert!(cases.len() > 240 && failed.is_empty(), "{} cases, failed: {failed:?}", cases.len());
    std::fs::remove_dir_all(folder).unwrap();
}
