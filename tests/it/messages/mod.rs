//! What becomes of a message after it was said: by form and over the socket.

mod authors;
mod files;
mod mentions;
mod news;
mod private;
mod reactions;
mod replies;
mod subjects;

use diesel::prelude::*;
use fairhall::db::Conn;
use fairhall::db::schema::messages;
use fairhall::ids::MessageId;

use crate::moderation::Scene;

/// The words of a message as the database holds them.
async fn body_of(scene: &Scene, message: &str) -> String {
    let id: MessageId = message.parse().unwrap();
    let find = move |conn: &mut Conn| Ok(messages::table.find(&id).select(messages::body).first::<String>(conn)?);
    scene.stage.app.site.db.read(find).await.unwrap()
}
