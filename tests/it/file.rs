//! What a map file says, what it may not say, and what becomes of it when the disk fails.

mod format;
mod saving;
mod working;
