//! How often a thing was done on all nodes together. Asked by `web::limits`; where the server does not
//! answer in time, each node counts for itself.

use std::time::Duration;

use sha2::{Digest, Sha256};

use super::Bus;

/// How long a form waits for the count.
const PATIENCE: Duration = Duration::from_millis(500);

/// The generic cell rate algorithm, by the server's own clock: the key holds when the next try would be
/// due if all were evenly spaced. Gives 0, or the microseconds to wait; a refused try is not counted.
const TAKE: &str = "
    local time = redis.call('TIME')
    local now = time[1] * 1000000 + time[2]
    local each, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
    local due = math.max(tonumber(redis.call('GET', KEYS[1]) or now), now) + each
    local wait = due - burst * each - now
    if wait > 0 then return wait end
    redis.call('SET', KEYS[1], string.format('%.0f', due), 'PX', math.ceil((due - now) / 1000))
    return 0";

impl Bus {
    /// Counts one more try of `kind` for `key`: `burst` at once, then one in `each`. The key is kept as
    /// a hash. `None` where the server does not answer.
    pub async fn take(&self, kind: &str, key: &str, burst: u32, each: Duration) -> Option<Result<(), Duration>> {
        let mut connection = self.connection()?;
        let mut command = redis::cmd("EVAL");
        command.arg(TAKE).arg(1).arg(self.rate_key(kind, key));
        command.arg(u64::try_from(each.as_micros()).unwrap_or(u64::MAX)).arg(burst);
        let asked = tokio::time::timeout(PATIENCE, command.query_async::<u64>(&mut connection)).await;
        match asked.ok()?.inspect_err(|error| tracing::warn!(%error, "the rates are counted here alone")).ok()? {
            0 => Some(Ok(())),
            wait => Some(Err(Duration::from_micros(wait))),
        }
    }

    fn rate_key(&self, kind: &str, key: &str) -> String {
        let hash = Sha256::new().chain_update(&self.0.installation).chain_update([0]).chain_update(key).finalize();
        format!("fairhall:{}:rate:{kind}:{hash:x}", self.0.installation)
    }
}
