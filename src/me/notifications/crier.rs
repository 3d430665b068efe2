//! Tells people over their sockets that they were notified: at once after a commit here, within two
//! seconds after one on another node.
//!
//! `app` starts it. It only says that there is something; each socket counts for itself.

use std::collections::HashSet;
use std::time::Duration;

use super::queries;
use crate::db::Topic;
use crate::error::AppResult;
use crate::ids::{NotificationId, PersonId};
use crate::site::Site;

/// How often other nodes' notifications are looked for.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// The least between two looks: each reads all of the last [`LATE`], however much was committed.
const PAUSE: Duration = Duration::from_millis(200);
/// A transaction may commit so much later than it made its ids.
const LATE: Duration = Duration::from_secs(10);

/// Follows the notifications as long as the program runs.
pub async fn run(site: Site) {
    let mut bell = site.db.listen(Topic::Notices);
    let mut told = Told::default();
    loop {
        let _woken = tokio::time::timeout(LOOK_EVERY, bell.changed()).await;
        if let Err(error) = tell(&site, &mut told).await {
            tracing::warn!(%error, "nobody can be told of notifications");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

async fn tell(site: &Site, told: &mut Told) -> AppResult<()> {
    if site.hub.count_sockets() == 0 {
        return Ok(());
    }
    let since = NotificationId::made_before(LATE);
    let found = site.db.read(move |conn| Ok(queries::list_since(conn, &since)?)).await?;
    for person in told.sift(found) {
        site.hub.tell_unread_here(&person);
    }
    Ok(())
}

/// What has been told of already and may still be found again.
#[derive(Debug, Default)]
struct Told(HashSet<NotificationId>);

impl Told {
    /// The people that a list of notifications is news for.
    fn sift(&mut self, found: Vec<(NotificationId, PersonId)>) -> HashSet<PersonId> {
        let ids = found.iter().map(|(id, _)| id.clone()).collect();
        let known = std::mem::replace(&mut self.0, ids);
        found.into_iter().filter(|(id, _)| !known.contains(id)).map(|(_, person)| person).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_told_is_no_news_and_what_committed_late_is() {
        let (early, late, person) = (NotificationId::new(), NotificationId::new(), PersonId::new());
        let mut told = Told::default();
        assert_eq!(told.sift(vec![(late.clone(), person.clone())]).len(), 1);
        assert_eq!(told.sift(vec![(late.clone(), person.clone())]).len(), 0);
        assert_eq!(told.sift(vec![(early, person.clone()), (late, person)]).len(), 1);
        assert!(NotificationId::made_before(LATE) < NotificationId::new());
    }
}
