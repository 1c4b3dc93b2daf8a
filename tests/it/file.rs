//! What a map file says, what it may not say, and what becomes of it when the disk fails.

mod bad_input;
mod dismissed;
mod format;
mod made;
mod mending;
mod remembered;
mod saving;
mod schema;
mod seeds;
mod working;
