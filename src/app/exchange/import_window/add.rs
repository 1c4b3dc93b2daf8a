//! From what would come to what comes: a new map, or edits of the open one with every note in a free place.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, channel};

use eframe::egui;

use crate::app::clock;
use crate::document::Edit;
use crate::import::{Addition, Preview, new_map};
use crate::model::{EmpathyMap, ItemRef, NoteId, Quadrant, QuadrantId};
use crate::scene::{FontBook, Layout};

/// What comes of an import.
pub(super) enum Imported {
    /// A new map.
    Map(Box<EmpathyMap>),
    /// Changes of the open map.
    Edits {
        edits: Vec<Edit>,
        /// The notes that they add.
        notes: Vec<ItemRef>,
        /// How many notes do not come, because the map has them already or is full.
        left_out: usize,
    },
}

/// Where the notes go.
pub(super) enum Onto {
    /// Onto a new map with these quadrants.
    NewMap(Vec<Quadrant>),
    /// Onto this one.
    Map(Box<EmpathyMap>),
}

/// Begins to make it on a thread of its own.
pub(super) fn begin(ctx: &egui::Context, previews: Vec<Preview>, onto: Onto, system_fonts: bool) -> Receiver<Imported> {
    let (answer, answers) = channel();
    let wake = ctx.clone();
    std::thread::spawn(move || {
        let mut new_id = || clock::new_id(NoteId::from_parts).to_string();
        let imported = match onto {
            Onto::NewMap(quadrants) => {
                let (map, _) = new_map(quadrants, &previews, &mut new_id);
                Imported::Map(Box::new(EmpathyMap { created: clock::now_rfc3339(), ..map }))
            }
            Onto::Map(map) => edits(&map, Addition::to(&map, &previews, &mut new_id), system_fonts),
        };
        // A person who changed their mind needs no answer.
        let _ = answer.send(imported);
        wake.request_repaint();
    });
    answers
}

fn edits(map: &EmpathyMap, addition: Addition, system_fonts: bool) -> Imported {
    let Addition { themes, mut notes, motivations, needs, tensions, left_out } = addition;
    let mut layout = Layout::new(FontBook::new(system_fonts));
    let mut by_quadrant: BTreeMap<QuadrantId, Vec<usize>> = BTreeMap::new();
    for (at, note) in notes.iter().enumerate() {
        by_quadrant.entry(note.quadrant.clone()).or_default().push(at);
    }
    for (quadrant, members) in by_quadrant {
        let texts: Vec<&str> = members.iter().map(|at| notes[*at].text.as_str()).collect();
        let places = layout.free_places(map, &quadrant, &texts, None);
        for (at, place) in members.into_iter().zip(places) {
            notes[at].at = Some(place);
        }
    }
    let items = notes.iter().map(|note| ItemRef::Note(note.id.clone())).collect();
    let themes = themes.into_iter().map(|theme| Edit::AddTheme { theme, notes: Vec::new() });
    let motivations = motivations.into_iter().map(Edit::AddMotivation);
    let needs = needs.into_iter().map(|need| Edit::AddNeed(Box::new(need)));
    let tensions = tensions.into_iter().map(Edit::AddTension);
    let edits = themes.chain([Edit::AddNotes(notes)]).chain(motivations).chain(needs).chain(tensions).collect();
    Imported::Edits { edits, notes: items, left_out: left_out.len() }
}
