//! Many maps to look through: what each is in short, all its texts to search in, and what a filter leaves of it.
//!
//! A [`Book`] is made of a map once and keeps what cards, search and filters need, not the map.

mod book;
mod filter;
mod fold;
mod search;

pub use book::{Book, Passage};
pub use filter::{Choice, Choices, Filter};
pub use search::{Excerpt, Hits, Outlook, emphasis, excerpt, look_through};
