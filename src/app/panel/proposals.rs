//! What the program proposes from the notes: draft needs, and pairs of notes that may pull apart. None of it is in the map
//! before somebody accepts it.
//!
//! They are looked for on a thread of their own, a moment after the last change, and only while the panel is open.

mod draft_rows;
mod pairs;

use std::collections::{BTreeSet, HashSet};
use std::time::Duration;

use eframe::egui;

use crate::app::latest::Latest;
use crate::app::{Cx, ViewState};
use crate::file::{Depth, Proposal};
use crate::model::{EmpathyMap, Note, NoteId};
use crate::synthesis::{Draft, PossibleTension, drafts, possible_tensions};

pub use draft_rows::show as show_drafts;
pub use pairs::show as show_pairs;

/// How long nothing has changed before the notes are looked through anew.
const PAUSE_SECS: f64 = 0.6;
/// Said where the thread ended without an answer.
const FAILED: &str = "Looking for drafts failed in a way that should not happen. Your map is as it was.";

/// What is proposed now, and the search for more.
#[derive(Default)]
pub struct Proposals {
    search: Option<Latest<Question, Answer>>,
    /// What the last search began with.
    asked: Option<Reason>,
    /// Whether the last search has not ended yet.
    is_searching: bool,
    /// The last change that was seen, and when.
    changed: (u64, f64),
    found: Answer,
    /// Drafts that are open: neither accepted nor dismissed.
    drafts: Vec<Draft>,
    /// What `drafts` follows from.
    sifted_for: Option<(u64, usize)>,
    drafts_shown: usize,
}

/// What decides what is proposed.
#[derive(Clone, Copy, PartialEq)]
struct Reason {
    revision: u64,
    dismissed: usize,
    with_pairs: bool,
}

struct Question {
    map: EmpathyMap,
    dismissed: BTreeSet<(NoteId, NoteId)>,
    with_pairs: bool,
}

#[derive(Default)]
struct Answer {
    drafts: Vec<Draft>,
    pairs: Vec<PossibleTension>,
}

impl Proposals {
    /// Whether the notes are being looked through.
    pub fn is_searching(&self) -> bool {
        self.is_searching
    }

    /// Takes what was found, and looks anew when it is time to.
    fn tend(&mut self, ui: &egui::Ui, cx: &mut Cx<'_>) {
        match self.search.as_mut().map(Latest::answer) {
            Some(Ok(Some(answer))) => {
                (self.found, self.is_searching, self.sifted_for) = (answer, false, None);
            }
            Some(Err(_)) => {
                (self.search, self.is_searching) = (None, false);
                cx.out.say(FAILED);
            }
            Some(Ok(None)) | None => {}
        }
        let now_secs = ui.input(|input| input.time);
        let reason = Reason::now(cx.view);
        if self.changed.0 != reason.revision {
            self.changed = (reason.revision, now_secs);
        }
        if self.asked != Some(reason) {
            let is_other_map = self.asked.is_none_or(|asked| asked.revision != reason.revision);
            let waited_secs = now_secs - self.changed.1;
            if self.asked.is_none() || !is_other_map || waited_secs >= PAUSE_SECS {
                self.ask(ui, cx, reason);
            } else {
                ui.ctx().request_repaint_after(Duration::from_secs_f64(PAUSE_SECS - waited_secs));
            }
        }
        self.sift(cx);
    }

    fn ask(&mut self, ui: &egui::Ui, cx: &Cx<'_>, reason: Reason) {
        let search = self.search.get_or_insert_with(|| search(ui.ctx()));
        let dismissed = cx.view.dismissed.iter().flatten().filter_map(|proposal| match proposal {
            Proposal::Tension(one, other) => Some((one.clone(), other.clone())),
            _ => None,
        });
        search.ask(Question {
            map: what_counts(cx.map),
            dismissed: dismissed.collect(),
            with_pairs: reason.with_pairs,
        });
        (self.asked, self.is_searching) = (Some(reason), true);
    }

    /// Keeps the drafts that are still open: a need may rest on the note by now, or the note may be gone.
    fn sift(&mut self, cx: &Cx<'_>) {
        let reason = Reason::now(cx.view);
        let sifted_for = Some((reason.revision, reason.dismissed));
        if self.sifted_for == sifted_for {
            return;
        }
        let used: HashSet<&NoteId> =
            cx.map.needs.iter().flat_map(|need| need.supports.iter().chain(&need.contradicts)).collect();
        let is_open = |draft: &&Draft| {
            !used.contains(&draft.from)
                && cx.scene.index_of(&draft.from).is_some()
                && !cx.is_dismissed(&Proposal::DraftNeed(draft.from.clone()))
        };
        self.drafts = self.found.drafts.iter().filter(is_open).cloned().collect();
        self.sifted_for = sifted_for;
    }

    /// Pairs that are still open.
    fn pairs(&self, cx: &Cx<'_>) -> Vec<PossibleTension> {
        let is_tension = |pair: &PossibleTension| {
            cx.map.tensions.iter().any(|tension| {
                let sides = [(&pair.this, &pair.but), (&pair.but, &pair.this)];
                sides.iter().any(|(one, other)| tension.this.contains(one) && tension.but.contains(other))
            })
        };
        let is_open = |pair: &&PossibleTension| {
            [&pair.this, &pair.but].iter().all(|note| cx.scene.index_of(note).is_some())
                && !is_tension(pair)
                && !cx.is_dismissed(&Proposal::tension(&pair.this, &pair.but))
        };
        self.found.pairs.iter().filter(is_open).cloned().collect()
    }
}

impl Reason {
    fn now(view: &ViewState) -> Self {
        Self {
            revision: view.judgement.revision(),
            dismissed: view.dismissed.as_ref().map_or(0, BTreeSet::len),
            with_pairs: view.depth == Depth::Research,
        }
    }
}

/// Looks for proposals while the panel is open; gives the search up when it is closed.
pub fn tend(ui: &egui::Ui, cx: &mut Cx<'_>) {
    let mut proposals = std::mem::take(&mut cx.view.panel.proposals);
    if cx.view.panel_open {
        proposals.tend(ui, cx);
    } else {
        (proposals.search, proposals.asked, proposals.is_searching) = (None, None, false);
    }
    cx.view.panel.proposals = proposals;
}

/// The part of a map that proposals follow from.
fn what_counts(map: &EmpathyMap) -> EmpathyMap {
    let note = |note: &Note| Note {
        feeling: note.feeling,
        ..Note::new(note.id.clone(), note.quadrant.clone(), note.text.as_str())
    };
    EmpathyMap {
        persona: map.persona.clone(),
        quadrants: map.quadrants.clone(),
        notes: map.notes.iter().map(note).collect(),
        needs: map.needs.clone(),
        tensions: map.tensions.clone(),
        ..EmpathyMap::default()
    }
}

fn search(ctx: &egui::Context) -> Latest<Question, Answer> {
    Latest::start(ctx.clone(), |question: Question, progress| {
        let go_on = || progress.tell(0.5).is_ok();
        let pairs = if question.with_pairs {
            possible_tensions(&question.map, &question.dismissed, &go_on)?
        } else {
            Vec::new()
        };
        Some(Answer { drafts: drafts(&question.map), pairs })
    })
}
