//! The keys that this program knows, object by object, in the order in which they are written.

pub(super) const MAP: [&str; 13] = [
    "format",
    "version",
    "id",
    "title",
    "created",
    "persona",
    "quadrants",
    "themes",
    "notes",
    "tensions",
    "needs",
    "motivations",
    "comments",
];
pub(super) const PERSONA: [&str; 5] = ["name", "role", "scenario", "goal", "about"];
pub(super) const QUADRANT: [&str; 6] = ["id", "title", "prompt", "column", "row", "tone"];
pub(super) const THEME: [&str; 2] = ["id", "title"];
pub(super) const NOTE: [&str; 13] = [
    "id", "quadrant", "text", "at", "theme", "evidence", "source", "who", "feeling", "tags", "votes", "author",
    "created",
];
pub(super) const PLACE: [&str; 2] = ["x", "y"];
pub(super) const TENSION: [&str; 4] = ["id", "this", "but", "insight"];
pub(super) const NEED: [&str; 14] = [
    "id",
    "who",
    "statement",
    "because",
    "when",
    "so_that",
    "supports",
    "contradicts",
    "motivations",
    "priority",
    "severity",
    "causes",
    "plan",
    "met_when",
];
pub(super) const CAUSE: [&str; 3] = ["text", "evidence", "causes"];
pub(super) const PLAN: [&str; 4] = ["awareness", "acknowledgment", "action", "advocacy"];
pub(super) const MOTIVATION: [&str; 6] = ["id", "statement", "direction", "driver", "supports", "contradicts"];
pub(super) const COMMENT: [&str; 5] = ["id", "on", "text", "author", "created"];
