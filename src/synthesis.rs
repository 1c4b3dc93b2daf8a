//! What follows from a map: suggested themes, draft needs, possible tensions, strength and gaps.
//!
//! Everything here is pure and explained: the same map gives the same result on every machine, identifiers break ties, and
//! nothing here changes a map. The machine proposes, people decide.

mod drafts;
mod duplicates;
mod gaps;
mod groups;
mod homes;
mod kind;
#[cfg(feature = "encoder")]
mod meaning;
mod strength;
mod tensions;
mod themes;
mod vectors;
mod wording;
mod words;

pub use drafts::{Draft, draft_of_text, drafts};
pub use duplicates::near_duplicates;
pub use gaps::{Gap, gaps, gaps_by, rests_on_nothing};
pub use groups::Grain;
pub use homes::SuggestedHome;
pub use kind::Kind;
pub use strength::{Level, Strength, Strengths, evidence_in_words};
pub use tensions::{PAIRS_AT_A_TIME, PossibleTension, possible_tensions};
pub use themes::{ENOUGH_NOTES, SuggestedTheme, Suggestions, Why, suggest_themes};
pub use wording::{Wording, names_a_thing};
