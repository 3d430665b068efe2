//! One request to a push service, and nothing more than its status: no redirect is followed, no body is
//! read, no address inside is connected to, and all of it ends after [`PATIENCE`].

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::{Either, select};
use http_body_util::Full;
use hyper::client::conn::http1;
use hyper::header::RETRY_AFTER;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::endpoint::Endpoint;
use crate::error::{AppError, AppResult};

/// How long a service has, from the look-up of its name to its status.
const PATIENCE: Duration = Duration::from_secs(10);
/// Most that is read of an answer before its body, in bytes; the least that hyper takes is 8 KiB.
const ANSWER_BYTES: usize = 16 * 1024;

/// What a service answered.
pub(super) struct Reply {
    /// The status.
    pub status: u16,
    /// When to try again, in seconds, where it says so.
    pub retry_after: Option<u64>,
}

/// TLS to services whose certificates these roots have signed.
///
/// # Errors
/// When the library knows no version of TLS.
pub(super) fn open_tls(roots: RootCertStore) -> AppResult<TlsConnector> {
    let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(AppError::internal)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}

/// The roots that browsers trust.
pub(super) fn public_roots() -> RootCertStore {
    RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() }
}

/// Sends a request to an endpoint.
///
/// # Errors
/// When the service could not be reached or gave no answer in time.
pub(super) async fn send(tls: &TlsConnector, to: &Endpoint, request: Request<Full<Bytes>>) -> AppResult<Reply> {
    let sending = async {
        let addresses = find_addresses(to).await?;
        let stream = TcpStream::connect(addresses.as_slice()).await.map_err(AppError::internal)?;
        if to.is_loopback() {
            return exchange(stream, request).await;
        }
        exchange_by_tls(tls, to.host(), stream, request).await
    };
    let sent = tokio::time::timeout(PATIENCE, sending).await;
    sent.map_err(|_| AppError::internal(format!("{} did not answer in time", to.host())))?
}

/// The addresses of a service: looked up once, and those that are inside left out, so that a name that
/// leads there is no way in.
async fn find_addresses(to: &Endpoint) -> AppResult<Vec<SocketAddr>> {
    let found = tokio::net::lookup_host((to.host(), to.port())).await.map_err(AppError::internal)?;
    let found: Vec<_> = found.filter(|address| to.may_reach(address.ip())).collect();
    if found.is_empty() {
        return Err(AppError::internal(format!("{} has no public address", to.host())));
    }
    Ok(found)
}

async fn exchange_by_tls(
    tls: &TlsConnector,
    host: &str,
    stream: TcpStream,
    request: Request<Full<Bytes>>,
) -> AppResult<Reply> {
    let name = ServerName::try_from(host.to_owned()).map_err(AppError::internal)?;
    exchange(tls.connect(name, stream).await.map_err(AppError::internal)?, request).await
}

async fn exchange<S>(stream: S, request: Request<Full<Bytes>>) -> AppResult<Reply>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let mut builder = http1::Builder::new();
    builder.max_buf_size(ANSWER_BYTES);
    let (mut sender, connection) = builder.handshake(TokioIo::new(stream)).await.map_err(AppError::internal)?;
    let (answer, connection) = (pin!(sender.send_request(request)), pin!(connection));
    let answer = match select(answer, connection).await {
        Either::Left((answer, _)) => answer,
        // The connection has ended; what it brought is there.
        Either::Right((_, answer)) => answer.await,
    };
    answer.map(|answer| read(&answer)).map_err(AppError::internal)
}

fn read<B>(answer: &Response<B>) -> Reply {
    let seconds = answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
    Reply { status: answer.status().as_u16(), retry_after: seconds }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;
    use tokio_rustls::TlsAcceptor;
    use tokio_rustls::rustls::ServerConfig;
    use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

    use super::*;

    /// Of a server called `localhost`, signed by itself, for a hundred years; its key opens nothing.
    const CERTIFICATE: &str = "MIIBkjCCATigAwIBAgIUKFDkj9E6KCtBxvasbbk87L0vccIwCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJbG9jYWxob3\
                        N0MCAXDTI2MTEyNzIwMzcwMloYDzIxMjYxMTAzMjAzNzAyWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjO\
                        PQIBBggqhkjOPQMBBwNCAASW1RiftPQzi/+bh+QaPW6EoUfCSvkpgsswJ6uZeHb1at4MAP2T4HjuIznUEGr3e2ondG\
                        46jNY8v/2rgkzpPawKo2YwZDAdBgNVHQ4EFgQU5aI2hC/lP/chQVTuywJvSMT0wH8wHwYDVR0jBBgwFoAU5aI2hC/l\
                        P/chQVTuywJvSMT0wH8wFAYDVR0RBA0wC4IJbG9jYWxob3N0MAwGA1UdEwEB/wQCMAAwCgYIKoZIzj0EAwIDSAAwRQ\
                        IhAI9UXWlAspz7279E4UkhS0stnRNgt9M12toXRp6Bb1sCAiBduaZyq7Td4+h773txwxs+DLYk5NjPWXEEQjtKZfih\
                        DQ==";
    const KEY: &str = "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgorkNp+VBX1QkstBCjJ0jRZagsTI9RKgkh+0Pk0YeaV\
                        ShRANCAASW1RiftPQzi/+bh+QaPW6EoUfCSvkpgsswJ6uZeHb1at4MAP2T4HjuIznUEGr3e2ondG46jNY8v/2rgkzp\
                        PawK";

    fn certificate() -> CertificateDer<'static> {
        CertificateDer::from(STANDARD.decode(CERTIFICATE).unwrap())
    }

    /// A server that answers one request with these words; gives where it is.
    async fn serve(answer: &'static str) -> SocketAddr {
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(STANDARD.decode(KEY).unwrap()));
        let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate()], key)
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            let (stream, _) = listener.accept().await.unwrap();
            let Ok(mut stream) = TlsAcceptor::from(Arc::new(config)).accept(stream).await else { return };
            let mut asked = [0; 1024];
            let _read = stream.read(&mut asked).await;
            let _written = stream.write_all(answer.as_bytes()).await;
            let _ended = stream.shutdown().await;
        });
        address
    }

    async fn ask(roots: RootCertStore, host: &str, answer: &'static str) -> AppResult<Reply> {
        let stream = TcpStream::connect(serve(answer).await).await.unwrap();
        let request = Request::post("/").header("host", host).body(Full::new(Bytes::from_static(b"x"))).unwrap();
        exchange_by_tls(&open_tls(roots).unwrap(), host, stream, request).await
    }

    fn own_roots() -> RootCertStore {
        let mut roots = RootCertStore::empty();
        roots.add(certificate()).unwrap();
        roots
    }

    #[tokio::test]
    async fn a_service_is_believed_only_with_a_certificate_of_its_name() {
        let taken = "HTTP/1.1 201 Created\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        assert_eq!(ask(own_roots(), "localhost", taken).await.unwrap().status, 201);
        assert!(ask(own_roots(), "fcm.googleapis.com", taken).await.is_err(), "another name");
        assert!(ask(public_roots(), "localhost", taken).await.is_err(), "signed by nobody known");
    }

    #[tokio::test]
    async fn an_answer_is_a_status_and_a_time_to_wait() {
        let later = "HTTP/1.1 429 Too Many Requests\r\nretry-after: 120\r\ncontent-length: 100000\r\n\r\nnever more";
        let reply = ask(own_roots(), "localhost", later).await.unwrap();
        assert_eq!((reply.status, reply.retry_after), (429, Some(120)));
        let dated = "HTTP/1.1 503 Busy\r\nretry-after: Fri, 27 Nov 2026 20:00:00 GMT\r\ncontent-length: 0\r\n\r\n";
        assert_eq!(ask(own_roots(), "localhost", dated).await.unwrap().retry_after, None);
        for broken in ["", "no HTTP at all\r\n\r\n"] {
            assert!(ask(own_roots(), "localhost", broken).await.is_err(), "{broken:?}");
        }
    }
}
