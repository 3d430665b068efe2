//! The descriptors of accepted connections, so that a socket can be cut from outside its task.
//!
//! `app` gives [`on_connect`] to the HTTP server; the socket and the hub cut through a [`Line`].
//! A descriptor is known exactly as long as its connection lives: it is never duplicated, and a
//! `Line` that outlives the connection does nothing.

use std::any::Any;
use std::net::Shutdown;
use std::os::fd::{AsRawFd, BorrowedFd, RawFd};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use actix_web::dev::Extensions;
use actix_web::rt::net::TcpStream;
use socket2::SockRef;

/// How long sent bytes may stay unacknowledged before the kernel ends the connection.
pub(super) const USER_TIMEOUT: Duration = Duration::from_secs(30);
/// Without a bound the kernel took 4 MB for a reader that does not read before anyone noticed.
pub(super) const SEND_BUFFER_BYTES: usize = 256 * 1024;

/// A way to cut one connection. Clones cut the same one.
#[derive(Debug, Clone)]
pub(super) struct Line(Arc<Mutex<Option<RawFd>>>);

impl Line {
    /// Ends the connection in both directions, for a reader that does not read.
    pub fn cut(&self) {
        self.shutdown(Shutdown::Both);
    }

    /// Reads nothing more; what was written still goes out.
    pub fn stop_reading(&self) {
        self.shutdown(Shutdown::Read);
    }

    fn shutdown(&self, how: Shutdown) {
        // Held until the end: the descriptor can be neither closed nor used again meanwhile,
        // since its guard takes the same lock first.
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(descriptor) = *held else { return };
        #[expect(unsafe_code, reason = "the guard in the connection's data keeps it open while the lock is held")]
        let borrowed = unsafe { BorrowedFd::borrow_raw(descriptor) };
        // A peer that hung up first leaves nothing to shut down (ENOTCONN).
        if let Err(error) = SockRef::from(&borrowed).shutdown(how) {
            tracing::trace!(%error, "socket was already down");
        }
    }
}

/// Stands in the connection's data; dropped before the connection is closed.
pub(super) struct LineGuard(Line);

impl LineGuard {
    /// The line of this connection.
    pub fn line(&self) -> Line {
        self.0.clone()
    }
}

impl Drop for LineGuard {
    fn drop(&mut self) {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// Prepares an accepted connection: for [`actix_web::HttpServer::on_connect`]. Bounds what the
/// kernel keeps for a peer that does not read, and notes the descriptor for `/live`.
pub fn on_connect(connection: &dyn Any, data: &mut Extensions) {
    let Some(stream) = connection.downcast_ref::<TcpStream>() else { return };
    let socket = SockRef::from(stream);
    if let Err(error) = socket.set_send_buffer_size(SEND_BUFFER_BYTES) {
        tracing::warn!(%error, "cannot bound a connection's send buffer");
    }
    #[cfg(target_os = "linux")]
    if let Err(error) = socket.set_tcp_user_timeout(Some(USER_TIMEOUT)) {
        tracing::warn!(%error, "cannot bound a connection's silence");
    }
    data.insert(LineGuard(Line(Arc::new(Mutex::new(Some(stream.as_raw_fd()))))));
}
