//! A connection that a test can cut and mend: browsers reach the server through it.

use std::sync::Arc;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// The near end. Dropping it lets nobody through any more.
pub struct Wire {
    /// `http://127.0.0.1:port`.
    pub url: String,
    listener: Option<TcpListener>,
    is_whole: Arc<watch::Sender<bool>>,
}

impl Wire {
    /// A wire that leads nowhere yet.
    pub async fn lay() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        Self { url, listener: Some(listener), is_whole: Arc::new(watch::Sender::new(true)) }
    }

    /// Connects it to a server.
    pub fn lead_to(&mut self, server: &str) {
        let listener = self.listener.take().expect("a wire leads to one server");
        let address = server.trim_start_matches("http://").to_owned();
        let is_whole = self.is_whole.clone();
        actix_web::rt::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                let state = is_whole.subscribe();
                if *state.borrow() {
                    actix_web::rt::spawn(pass(near, address.clone(), state));
                }
            }
        });
    }

    /// Ends every connection and lets none begin.
    pub fn cut(&self) {
        self.is_whole.send_replace(false);
    }

    /// Lets connections begin again.
    pub fn mend(&self) {
        self.is_whole.send_replace(true);
    }
}

async fn pass(mut near: TcpStream, address: String, mut state: watch::Receiver<bool>) {
    let Ok(mut far) = TcpStream::connect(address).await else { return };
    tokio::select! {
        _ = copy_bidirectional(&mut near, &mut far) => {}
        _ = state.wait_for(|is_whole| !is_whole) => {}
    }
}
