//! A server as a process of its own: started on a free port, watched through `/proc`, ended when
//! dropped.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::load::{get, once};

/// Longest wait for a first answer; the first start draws all pictures of the demo.
const PATIENCE: Duration = Duration::from_secs(120);
/// Clock ticks a second in `/proc/PID/stat`; 100 on every Linux of today.
const TICKS: f64 = 100.0;

/// A running server.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
    /// From the start of the process to its first answer.
    pub started_in: Duration,
}

impl Server {
    /// Starts the command with `--listen ADDRESS` behind its arguments and waits for an answer.
    pub async fn start(program: &Path, arguments: &[&str]) -> Outcome<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let begin = Instant::now();
        let child = Command::new(program)
            .args(arguments)
            .args(["--listen", &address.to_string()])
            .env("RUST_LOG", "warn")
            .stdout(Stdio::null())
            .spawn()?;
        let mut server = Self { child, address, started_in: Duration::ZERO };
        let ask = get("/healthz", "");
        while !once(address, &ask).await.is_ok_and(|answer| answer.status == 200) {
            if begin.elapsed() > PATIENCE || server.child.try_wait()?.is_some() {
                return Err("the server does not start".into());
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        server.started_in = begin.elapsed();
        Ok(server)
    }

    /// The process, to be watched while something else goes on.
    pub fn watch(&self) -> Watch {
        Watch(self.child.id())
    }

    /// Resident memory in megabytes (2²⁰ bytes).
    pub fn rss(&self) -> f64 {
        self.watch().rss()
    }

    /// Open sockets.
    pub fn sockets(&self) -> usize {
        self.watch().sockets()
    }

    /// Seconds of CPU used so far, all threads.
    pub fn cpu(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap_or_default();
        // The name of the program may hold blanks and stands in parentheses; user time is the 14th field.
        let after = stat.rsplit(") ").next().unwrap_or_default();
        after.split(' ').skip(11).take(2).filter_map(|word| word.parse::<f64>().ok()).sum::<f64>() / TICKS
    }
}

/// A process by its number.
pub struct Watch(u32);

impl Watch {
    /// Open sockets.
    pub fn sockets(&self) -> usize {
        let open = std::fs::read_dir(format!("/proc/{}/fd", self.0)).into_iter().flatten().flatten();
        let is_socket = |target: std::path::PathBuf| target.to_string_lossy().starts_with("socket:");
        open.filter(|entry| std::fs::read_link(entry.path()).is_ok_and(is_socket)).count()
    }

    /// Resident memory in megabytes (2²⁰ bytes).
    pub fn rss(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0)).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
        line.split_whitespace().next().and_then(|word| word.parse::<f64>().ok()).unwrap_or(0.0) / 1_024.0
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _gone_already = self.child.kill();
        let _gone_already = self.child.wait();
    }
}
