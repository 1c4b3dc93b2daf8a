//! Identifiers: one type for each kind of item, so that a need can never be looked up among notes.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        ///
        /// Any non-empty string, unique in its array; new ones are ULIDs in lower case. Cloning is cheap.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Wraps an identifier as it stands in a file.
            pub fn new(id: impl Into<Arc<str>>) -> Self {
                Self(id.into())
            }

            /// A new identifier, a ULID in lower case, from milliseconds since 1970 and 80 random bits.
            pub fn from_parts(unix_millis: u64, random: u128) -> Self {
                Self(ulid::Ulid::from_parts(unix_millis, random).to_string().to_lowercase().into())
            }

            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self::new(id)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }
    };
}

identifier!(
    /// Names a map.
    MapId
);
identifier!(
    /// Names a quadrant of a map: `thinks`, `feels`, `does` and `pains` on the usual one.
    QuadrantId
);
identifier!(
    /// Names a note.
    NoteId
);
identifier!(
    /// Names a theme, a named group of notes.
    ThemeId
);
identifier!(
    /// Names a tension between notes.
    TensionId
);
identifier!(
    /// Names a need.
    NeedId
);
identifier!(
    /// Names a motivation.
    MotivationId
);
identifier!(
    /// Names a comment.
    CommentId
);

/// One item of a map, of whatever kind: what a selection holds and what can be deleted or put in order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemRef {
    /// A note on the canvas.
    Note(NoteId),
    /// A theme.
    Theme(ThemeId),
    /// A tension in the summary.
    Tension(TensionId),
    /// A need in the summary.
    Need(NeedId),
    /// A motivation in the summary.
    Motivation(MotivationId),
    /// A comment.
    Comment(CommentId),
}
