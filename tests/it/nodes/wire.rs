//! A way to the Redis server that a test cuts and mends.

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// Passes connections on to the test's Redis server, while it is whole.
pub struct Wire {
    /// The address for `--redis`.
    pub url: String,
    is_cut: watch::Sender<bool>,
}

/// The server that `make test` starts.
pub fn redis() -> String {
    std::env::var("FAIRHALL_TEST_REDIS").expect("FAIRHALL_TEST_REDIS names a server; `make test` starts one")
}

impl Wire {
    /// A whole one.
    pub async fn lay() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("redis://{}", listener.local_addr().unwrap());
        let server = redis().trim_start_matches("redis://").to_owned();
        let (is_cut, watched) = watch::channel(false);
        actix_web::rt::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                let (server, mut watched) = (server.clone(), watched.clone());
                actix_web::rt::spawn(async move {
                    let pass_on = async {
                        let mut far = TcpStream::connect(server).await?;
                        copy_bidirectional(&mut near, &mut far).await
                    };
                    tokio::select! {
                        _ = watched.wait_for(|is_cut| *is_cut) => {}
                        _ = pass_on => {}
                    }
                });
            }
        });
        Self { url, is_cut }
    }

    /// Ends every connection and lets none through.
    pub fn cut(&self) {
        self.is_cut.send_replace(true);
    }

    /// Lets new connections through.
    pub fn mend(&self) {
        self.is_cut.send_replace(false);
    }
}
