//! What views want: they put it here, and [`super::dispatch`] does it at the end of the frame.

use std::path::PathBuf;

use crate::document::{Edit, Step};
use crate::file::Proposal;
use crate::model::{ItemRef, NoteId, Template};
use crate::session::{PersonId, Presence};

use super::Command;
use super::library::LibraryWish;
use super::live::SessionWish;
use super::outline::Home;
use super::shell::PathWish;
use crate::export::Order;

/// Something that a view wants.
#[derive(Clone, Debug)]
pub enum Message {
    /// Change the map.
    Edit {
        /// One gesture: all of it or nothing is applied.
        edits: Vec<Edit>,
        /// Whether it begins an undo step.
        step: Step,
    },
    /// Put notes into a quadrant, a theme or both, where they find free space.
    PutNotes {
        /// The notes.
        notes: Vec<NoteId>,
        /// Where they shall be.
        homes: Vec<Home>,
    },
    /// Select exactly these items, those of them that are on the map by then.
    Select(Vec<ItemRef>),
    /// Do what a menu entry or a shortcut does.
    Command(Command),
    /// Put these lines on the map, a note a line, or the notes that were copied as this text.
    Paste(String),
    /// Tell the person something that goes away by itself.
    Say(String),
    /// Open the map in a file.
    OpenPath(PathBuf),
    /// Go on with a new map from a template.
    NewFrom(&'static Template),
    /// Open a sample, by its place in [`super::shell::SAMPLES`], as a new map without a file.
    OpenSample(usize),
    /// Open the working copy with this key again, with its unsaved edits.
    Recover(String),
    /// Throw the working copy with this key away.
    DiscardUnsaved(String),
    /// Take a file off the list of recent maps.
    ForgetRecent(PathBuf),
    /// A path was chosen, in our own dialog or in a native one.
    PathChosen {
        /// What for.
        wish: PathWish,
        /// The paths, one unless files are opened; for a new file, confirmed where one was there before.
        paths: Vec<PathBuf>,
    },
    /// Ask for a path.
    AskPath(PathWish),
    /// Show what these foreign files would bring.
    Import(Vec<PathBuf>),
    /// Ask where to, then save there what is ordered.
    Export(Order),
    /// Give up the export with this number.
    CancelExport(u64),
    /// Ask where to save the map, save it there, then leave as was wished.
    SaveAndLeave,
    /// Leave as was wished, without what no file holds.
    LeaveUnsaved,
    /// Do not leave after all.
    Stay,
    /// Let the others in the session see what this person does now; said when it changes.
    ShowPresence(Presence),
    /// Let the camera follow somebody in the session, or nobody.
    Follow(Option<PersonId>),
    /// Bring everybody in the session to the part of the board that is seen here.
    SummonHere,
    /// Do not propose these again.
    Dismiss(Vec<Proposal>),
    /// Do something about the session.
    Session(SessionWish),
    /// Do something in the library.
    Library(LibraryWish),
}

/// The wishes of one frame, in order.
#[derive(Debug, Default)]
pub struct Outbox(Vec<Message>);

impl Outbox {
    /// Wishes for a change that is an undo step of its own.
    pub fn edit(&mut self, edit: Edit) {
        self.edits(vec![edit]);
    }

    /// Wishes for several changes that are one undo step.
    pub fn edits(&mut self, edits: Vec<Edit>) {
        if !edits.is_empty() {
            self.0.push(Message::Edit { edits, step: Step::Begin });
        }
    }

    /// Wishes for a change that is undone together with the one before.
    pub fn continue_edit(&mut self, edit: Edit) {
        self.0.push(Message::Edit { edits: vec![edit], step: Step::Continue });
    }

    /// Wishes for a command.
    pub fn command(&mut self, command: Command) {
        self.0.push(Message::Command(command));
    }

    /// Wishes to tell the person something.
    pub fn say(&mut self, text: impl Into<String>) {
        self.0.push(Message::Say(text.into()));
    }

    /// Wishes for anything.
    pub fn push(&mut self, message: Message) {
        self.0.push(message);
    }

    /// Takes all wishes out.
    pub fn drain(&mut self) -> Vec<Message> {
        std::mem::take(&mut self.0)
    }

    /// Whether there is no wish.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
