//! Places on the floor of a hall: where booths stand. The organizer makes them, blocks them, and
//! assigns one to a booth on approving it; the database allows one place a booth.

pub mod model;
