//! Empathy Map, a collaborative empathy map editor.
//!
//! ```text
//!               main                     command line: a window, or export/check/host/import/merge/new without one
//!                │
//!               app                      egui: canvas, panels, commands. The only place that knows egui and dialogs
//!    ┌─────────┬───┴───┬────────┬───────┬────────┬─────────┬────────┐
//! session    scene   export   import  merge   compare  library   file
//!    │         │       │        │       │        │         │        │
//! document     │       │        │       │        │     synthesis    │
//!    └─────────┴───┬───┴────────┴───────┴────────┴─────────┴────────┘
//!                model                   plain data and its invariants. Knows nothing
//! ```
//!
//! | module | is | may name |
//! | --- | --- | --- |
//! | [`model`] | the map, its parts, its rules | |
//! | [`document`] | the living map: edits, undo, changes; the only door to the CRDT | model |
//! | [`file`] | the JSON format, atomic saving, the working copy, recent files | model |
//! | [`session`] | several people on one map: rooms, peers, invitations; sockets | document, model |
//! | [`cell`] | a text in the cell of a spreadsheet, and back | |
//! | [`synthesis`] | what follows from a map: suggested themes, draft needs, strength, gaps | model |
//! | [`library`] | many maps to look through: figures, search, filters | synthesis, model |
//! | [`compare`] | what became of a map from one version to another | model |
//! | [`scene`] | a map becomes placed shapes and finished lines of text | synthesis, model |
//! | [`export`] | a scene becomes a picture, a map becomes a text | scene, cell, synthesis, model |
//! | [`import`] | foreign files become notes | cell, model |
//! | [`merge`] | several people's maps become one | model |
//! | [`app`] | what a person sees and does | all above |
//! | [`cli`] | the command line: opens the window, or does without one | all above |
//!
//! `tests/it/architecture.rs` fails when a module names one that it may not.
//!
//! **A person's change.** `app/canvas` turns input into pointer events in board coordinates, `scene` says what lies under
//! them, `app/canvas/tool` (a small state machine without egui) yields a preview and, at the end of the gesture, edits. They
//! go to the outbox; `app/dispatch` drains it once a frame with the one line that calls [`document::Document::apply`]. What
//! comes back marks the file as changed and goes to the working copy.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod app;
pub mod cell;
pub mod cli;
pub mod compare;
pub mod document;
pub mod export;
pub mod file;
pub mod import;
pub mod library;
pub mod merge;
pub mod model;
pub mod scene;
pub mod session;
pub mod synthesis;
