//! People with an account. Made by signing up, by the setup of an installation, by the command
//! line and by the demo; there is one account a mail address.

pub mod model;
pub mod queries;
