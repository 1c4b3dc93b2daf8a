//! Looking through many maps: what is found, what is left, and what a person does in the window.

mod beside;
mod files;
mod opening;
mod searching;
mod template;
mod window;

use std::path::PathBuf;

use eframe::egui;
use empathy_map::file;
use empathy_map::model::*;

use crate::support::hand::map_with;
use crate::support::machine::Machine;
use crate::support::window::Window;

/// The map of Dana: notes with tags, people and evidence, and what follows from them.
pub fn dana() -> EmpathyMap {
    let mut map = map_with(&[
        ("thinks", "Is my invoice wrong?", 40.0, 80.0),
        ("feels", "Anxious each time the bill arrives", 40.0, 80.0),
        ("pains", "Explains the same thing three times", 40.0, 80.0),
    ]);
    map.id = Some(MapId::new("dana"));
    map.title = "Dana and the surprising bill".into();
    map.persona.name = "Dana".into();
    map.persona.role = "Customer for six years".into();
    let [thought, feeling, pain] = &mut map.notes[..] else { unreachable!() };
    thought.tags = vec!["Invoice".into()];
    thought.who = vec!["P1".into()];
    thought.evidence = Some(Evidence::Quote);
    feeling.tags = vec!["invoice".into(), "mood".into()];
    feeling.who = vec!["P2".into()];
    pain.source = "Interview 3".into();
    pain.who = vec!["P1".into(), "p3".into()];
    pain.evidence = Some(Evidence::Observed);
    let cause = Cause { text: "Each team has its own ticket system".into(), ..Cause::default() };
    let mut need = Need::new(NeedId::new("d1"), "tell her story once");
    need.because = "every hand-over starts from zero".into();
    need.supports = vec![NoteId::new("n2")];
    need.causes = vec![cause];
    map.needs = vec![need];
    map
}

/// The map of somebody else, whose notes share a word and a tag with Dana's.
pub fn jose() -> EmpathyMap {
    let mut map =
        map_with(&[("does", "Keeps every invoice", 40.0, 80.0), ("thinks", "Café closes at six", 40.0, 80.0)]);
    map.id = Some(MapId::new("jose"));
    map.title = "The corner shop".into();
    map.persona.name = "José".into();
    map.notes[0].tags = vec!["habit".into()];
    map.notes[0].evidence = Some(Evidence::Observed);
    for (at, note) in map.notes.iter_mut().enumerate() {
        note.id = NoteId::new(format!("j{at}"));
    }
    map
}

/// A folder with both maps, one of them in a folder of its own, and a file that is no map.
pub fn folder_of_maps(machine: &Machine) -> PathBuf {
    std::fs::create_dir_all(machine.path("maps/2024")).expect("writable");
    machine.write("maps/dana.json", file::write(&dana()));
    machine.write("maps/2024/jose.json", file::write(&jose()));
    machine.write("maps/package.json", "{\"name\": \"something\"}");
    machine.path("maps")
}

impl Window {
    /// Tells the window whether it has the focus of the desktop.
    pub fn has_focus(&mut self, has_focus: bool) {
        let viewports = &mut self.harness.input_mut().viewports;
        viewports.entry(egui::ViewportId::ROOT).or_default().focused = Some(has_focus);
        self.frames(2);
    }

    /// Lets frames go by until the library has read everything and shows what is wanted.
    pub fn wait_for_library(&mut self) {
        self.frames(2);
        self.wait_until("the library has read everything", |app| {
            app.library().is_shown() && app.library().is_settled()
        });
        self.frames(2);
    }
}
