//! Looks for suggestions on a thread of its own, and again a moment after the map has changed.

use eframe::egui;

use crate::app::latest::{Failed, Latest};
use crate::export::Progress;
use crate::model::EmpathyMap;
use crate::synthesis::{Grain, near_duplicates, suggest_themes};

use super::proposals::{Found, Groups, free_notes};

/// So long after the last change the map is looked at again: not while somebody types.
const PAUSE_SECS: f64 = 0.5;

/// A search on a thread of its own.
pub struct Search {
    thread: Latest<Question, Found>,
    /// What happens to the groups with the answer that is on its way.
    waits_for: Option<Groups>,
    /// Whether the groups do not fit the map any more.
    misses_notes: bool,
    /// When to ask again.
    ask_at_secs: Option<f64>,
}

struct Question {
    map: EmpathyMap,
    grain: Grain,
}

impl Search {
    /// Begins to look for suggestions.
    pub fn begin(wake: &egui::Context, map: &EmpathyMap, grain: Grain) -> Self {
        let thread = Latest::start(wake.clone(), find);
        let mut search = Self { thread, waits_for: None, misses_notes: false, ask_at_secs: None };
        search.begin_anew(map, grain);
        search
    }

    /// Gives up what is being looked for, and looks for groups of this size.
    pub fn begin_anew(&mut self, map: &EmpathyMap, grain: Grain) {
        self.ask(map, grain, Groups::Anew);
    }

    fn ask(&mut self, map: &EmpathyMap, grain: Grain, groups: Groups) {
        self.thread.ask(Question { map: map.clone(), grain });
        self.waits_for = Some(groups);
        self.ask_at_secs = None;
    }

    /// Whether an answer is on its way.
    pub fn is_under_way(&self) -> bool {
        self.waits_for.is_some()
    }

    /// Says that the groups do not fit the map any more.
    pub fn misses_notes(&mut self) {
        self.misses_notes = true;
    }

    /// What was found since the last frame. `is_changed` says that the map has changed.
    ///
    /// # Errors
    /// When the thread has failed.
    pub fn tend(
        &mut self,
        ui: &egui::Ui,
        map: &EmpathyMap,
        grain: Grain,
        is_changed: bool,
    ) -> Result<Option<(Found, Groups)>, Failed> {
        let now_secs = ui.input(|input| input.time);
        if is_changed {
            self.ask_at_secs = Some(now_secs + PAUSE_SECS);
        }
        let found = self.thread.answer()?;
        let groups = if found.is_some() { self.waits_for.take() } else { None };
        if groups.is_some_and(|groups| groups != Groups::Stay) {
            self.misses_notes = false;
        }
        if let Some(at_secs) = self.ask_at_secs
            && self.waits_for.is_none()
            // What an answer leaves out is known only once it has been taken in.
            && found.is_none()
        {
            if now_secs >= at_secs {
                let groups = if std::mem::take(&mut self.misses_notes) { Groups::Follow } else { Groups::Stay };
                self.ask(map, grain, groups);
            } else {
                ui.ctx().request_repaint_after_secs((at_secs - now_secs) as f32);
            }
        }
        if found.is_some() {
            ui.ctx().request_repaint();
        }
        Ok(found.zip(groups))
    }
}

fn find(question: Question, progress: &Progress) -> Option<Found> {
    let Question { map, grain } = question;
    let go_on = || progress.tell(0.0).is_ok();
    let suggestions = suggest_themes(&map, grain, &go_on)?;
    let same = near_duplicates(&map, &go_on)?;
    let grouped = free_notes(&map).map(|note| (note.id.clone(), note.text.clone())).collect();
    Some(Found { suggestions, same, grouped })
}
