//! Tells people over their sockets how their requests stand: at once after a commit here, within
//! some seconds after one on another node. `app` starts it; the page fetches what it shows itself.

use std::collections::HashMap;
use std::time::Duration;

use super::model::{Place, RequestRow, RequestState};
use super::places::list_places;
use super::queries::{find_by_id, list_open};
use crate::chat::rooms::desks::list_staff;
use crate::clock::Instant;
use crate::db::{Conn, Topic};
use crate::error::AppResult;
use crate::ids::{PersonId, RequestId, RoomId};
use crate::site::Site;

/// How often other nodes' requests are looked for, and how the minutes of those who wait change.
const LOOK_EVERY: Duration = Duration::from_secs(3);
/// The least between two looks.
const PAUSE: Duration = Duration::from_millis(200);

/// How a request was last told of: its state, who talks, and its place.
type Told = HashMap<RequestId, (RequestState, Option<PersonId>, Option<Place>)>;

/// One thing to be told to a person.
struct News {
    person: PersonId,
    room: RoomId,
    state: RequestState,
    place: Option<Place>,
}

/// Follows the requests as long as the program runs.
pub async fn run(site: Site) {
    let mut bell = site.db.listen(Topic::Requests);
    let mut told = Told::new();
    loop {
        let _woken = tokio::time::timeout(LOOK_EVERY, bell.changed()).await;
        if let Err(error) = tell(&site, &mut told).await {
            tracing::warn!(%error, "nobody can be told of requests");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

async fn tell(site: &Site, told: &mut Told) -> AppResult<()> {
    if site.hub.count_sockets() == 0 {
        told.clear();
        return Ok(());
    }
    let (known, now) = (std::mem::take(told), site.clock.now());
    let (news, fresh) = site.db.read(move |conn| find_news(conn, known, now)).await?;
    *told = fresh;
    for one in news {
        let place = one.place.map(|place| (place.position, place.minutes));
        site.hub.tell_request(&one.person, &one.room, one.state.as_str(), place);
        // What they were told of it may be over. Every node tells its own.
        site.hub.tell_unread_here(&one.person);
    }
    Ok(())
}

fn find_news(conn: &mut Conn, mut known: Told, now: Instant) -> AppResult<(Vec<News>, Told)> {
    let (mut news, mut fresh) = (Vec::new(), Told::new());
    let (mut desk, mut places) = (None, HashMap::new());
    for row in list_open(conn)? {
        if desk.as_ref() != Some(&row.desk()) {
            places = list_places(conn, &row.desk(), now)?;
            desk = Some(row.desk());
        }
        let place = places.remove(&row.id);
        let is = (row.state, row.agent.clone(), place);
        let was = known.remove(&row.id);
        if was.as_ref() != Some(&is) {
            add(conn, &mut news, &row, place)?;
        }
        fresh.insert(row.id, is);
    }
    // What is left goes on no longer.
    for id in known.into_keys() {
        if let Some(row) = find_by_id(conn, &id)? {
            add(conn, &mut news, &row, None)?;
        }
    }
    Ok((news, fresh))
}

/// To who asked with their place, to the desk without.
fn add(conn: &mut Conn, news: &mut Vec<News>, row: &RequestRow, place: Option<Place>) -> AppResult<()> {
    let to = |person: PersonId, place| News { person, room: row.room.clone(), state: row.state, place };
    news.push(to(row.person.clone(), place));
    news.extend(list_staff(conn, &row.desk())?.into_iter().map(|person| to(person, None)));
    Ok(())
}
