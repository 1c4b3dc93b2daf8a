//! A cause whose text is being typed: it is written when its field is left, and all that one stay in the tree changes is
//! one undo step.

use crate::app::Cx;
use crate::document::Edit;
use crate::model::{Cause, Need, NeedId};

use super::tree::{self, Path};

/// A cause whose text is being typed.
#[derive(Clone, Debug)]
pub struct Editing {
    need: NeedId,
    at: Path,
    /// Whether it is not in the map yet.
    is_new: bool,
    before: String,
    /// What stands in the field.
    pub text: String,
    /// Whether a change was written since the editing began: what follows is undone together with it.
    has_written: bool,
}

impl Editing {
    /// A cause that will stand at a place.
    pub fn new_cause(need: &Need, at: Path) -> Self {
        Self { need: need.id.clone(), at, is_new: true, before: String::new(), text: String::new(), has_written: false }
    }

    /// The cause that stands at a place.
    pub fn known_cause(need: &Need, at: Path) -> Self {
        let text = tree::get(&need.causes, &at).map(|cause| cause.text.clone()).unwrap_or_default();
        Self { is_new: false, before: text.clone(), text, ..Self::new_cause(need, at) }
    }

    /// The need whose cause it is.
    pub fn need(&self) -> &NeedId {
        &self.need
    }

    /// Whether it is a cause of this need.
    pub fn is_in(&self, need: &NeedId) -> bool {
        self.need == *need
    }

    /// Where it stands.
    pub fn at(&self) -> &Path {
        &self.at
    }

    /// Whether it is not in the map yet.
    pub fn is_new(&self) -> bool {
        self.is_new
    }

    /// Goes to where the cause stands now: others may have moved it. One that is gone is new again.
    pub fn find_again(&mut self, need: &Need) {
        let stands_there = tree::get(&need.causes, &self.at).is_some_and(|cause| cause.text == self.before);
        if !self.is_new && !stands_there {
            match tree::find(&need.causes, &self.before) {
                Some(at) => self.at = at,
                None => self.is_new = true,
            }
        }
    }

    /// The causes with what was typed; `None` when that changes nothing. A text of several lines becomes one.
    pub fn written(&self, causes: &[Cause]) -> Option<Vec<Cause>> {
        let text = self.one_line();
        if text == self.before {
            return None;
        }
        let mut causes = causes.to_vec();
        if self.is_new {
            tree::insert(&mut causes, &self.at, Cause { text, ..Cause::default() });
        } else if text.is_empty() {
            tree::dissolve(&mut causes, &self.at);
        } else {
            tree::get_mut(&mut causes, &self.at)?.text = text;
        }
        Some(causes)
    }

    /// Puts the change into the outbox.
    pub fn write(&mut self, cx: &mut Cx<'_>, causes: Vec<Cause>) {
        let edit = Edit::SetCauses { need: self.need.clone(), causes };
        if self.has_written {
            cx.out.continue_edit(edit);
        } else {
            cx.out.edit(edit);
        }
        self.has_written = true;
    }

    /// Writes what was typed and goes on with a new cause right after it; `None` where nothing was typed.
    pub fn next(mut self, cx: &mut Cx<'_>, need: &Need) -> Option<Self> {
        if let Some(causes) = self.written(&need.causes) {
            self.write(cx, causes);
        }
        let goes_on = !self.one_line().is_empty();
        goes_on.then(|| Self { has_written: self.has_written, ..Self::new_cause(need, tree::after(&self.at)) })
    }

    /// Moves it, with all behind it, to the place that `way` finds, and writes what was typed.
    pub fn moved(mut self, cx: &mut Cx<'_>, need: &Need, way: impl Fn(&[Cause], &[usize]) -> Option<Path>) -> Self {
        let text = self.one_line();
        let written = self.written(&need.causes).filter(|_| !text.is_empty());
        let mut causes = written.unwrap_or_else(|| need.causes.clone());
        let Some(to) = way(&causes, &self.at) else { return self };
        if !text.is_empty() {
            if let Some(cause) = tree::remove(&mut causes, &self.at) {
                tree::insert(&mut causes, &to, cause);
            }
            self.write(cx, causes);
            self.is_new = false;
            self.before = text;
        }
        self.at = to;
        self
    }

    /// Takes the cause away; those behind it stay. Goes on with the one before it, where there is one.
    pub fn removed(mut self, cx: &mut Cx<'_>, need: &Need) -> Option<Self> {
        let mut causes = need.causes.clone();
        if !self.is_new {
            tree::dissolve(&mut causes, &self.at);
            self.write(cx, causes.clone());
        }
        let rows = tree::rows(&causes);
        let (at, before) = rows.into_iter().rfind(|(path, _)| *path < self.at)?;
        let text = before.text.clone();
        Some(Self { at, is_new: false, before: text.clone(), text, ..self })
    }

    fn one_line(&self) -> String {
        self.text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
