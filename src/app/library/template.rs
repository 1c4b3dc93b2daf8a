//! A new map that is made like another one.

use std::path::Path;

use eframe::egui;

use crate::app::shell::{AnswerKind, Dialog};
use crate::app::{App, Message, clock};
use crate::model::{EmpathyMap, MapId, ThemeId, ThemeNames};

use super::fetch::Purpose;
use super::{LibraryWish, MapSource, name_of};

impl App {
    /// Begins a map like this one; where it has themes, asks first what shall become of them.
    pub(super) fn new_like(&mut self, ctx: &egui::Context, source: MapSource, names: Option<ThemeNames>) {
        let (name, themes) = self.outline_of(&source);
        match names {
            Some(names) => self.begin_like(ctx, &source, names),
            None if themes == 0 => self.begin_like(ctx, &source, ThemeNames::LeftOut),
            None => self.shell.ask(question(&name, themes, &source)),
        }
    }

    /// What a map is called, and how many themes it has.
    fn outline_of(&self, source: &MapSource) -> (String, usize) {
        let untitled = Path::new("Untitled map");
        match source {
            MapSource::Open => self.editor.as_ref().map_or_else(Default::default, |editor| {
                let map = editor.map();
                (name_of(&map.title, &map.persona.name, untitled).into_owned(), map.themes.len())
            }),
            MapSource::File(path) => {
                let shelf = self.library.shelf.as_ref();
                let book = shelf.and_then(|shelf| shelf.maps().find(|map| map.file.path == *path)).map(|map| &map.book);
                book.map_or_else(Default::default, |book| {
                    (name_of(&book.title, &book.name, path).into_owned(), book.themes)
                })
            }
        }
    }

    fn begin_like(&mut self, ctx: &egui::Context, source: &MapSource, names: ThemeNames) {
        match source {
            MapSource::Open => {
                if let Some(editor) = &self.editor {
                    let map = like(editor.map(), names);
                    self.open_new(ctx, map);
                }
            }
            MapSource::File(path) => self.fetch(ctx, path.clone(), Purpose::Template(names)),
        }
    }

    /// Goes on with a map that was read to make a new one like it.
    pub(super) fn template_read(&mut self, ctx: &egui::Context, map: &EmpathyMap, names: ThemeNames) {
        let map = like(map, names);
        self.open_new(ctx, map);
    }

    /// Opens a map on which nobody has written: here, or in a further window beside the open one.
    fn open_new(&mut self, ctx: &egui::Context, map: EmpathyMap) {
        if self.editor.is_some() { self.open_unsaved(ctx, map) } else { self.begin(ctx, map) }
    }
}

fn like(map: &EmpathyMap, names: ThemeNames) -> EmpathyMap {
    let map = map.as_template(names, &mut || clock::new_id(ThemeId::from_parts));
    EmpathyMap { id: Some(clock::new_id(MapId::from_parts)), created: clock::now_rfc3339(), ..map }
}

fn question(name: &str, themes: usize, source: &MapSource) -> Dialog {
    let wish = |names| [Message::Library(LibraryWish::NewLike { source: source.clone(), names: Some(names) })];
    let themes = if themes == 1 { "one theme".to_owned() } else { format!("{themes} themes") };
    let body = format!(
        "The new map has the same quadrants and questions, and nothing of the persona, the notes and the needs. “{name}” \
         has {themes}; their names can come along."
    );
    Dialog::question("New map from this one", body)
        .answer(AnswerKind::Usual, "With theme names", wish(ThemeNames::Kept))
        .answer(AnswerKind::Other, "Without themes", wish(ThemeNames::LeftOut))
        .cancel()
}
